/** What Zalo tells a webhook, as what came in. https://developers.zalo.me/docs/official-account/webhook. Pure. */
import { z } from 'zod';
import { findReceiptCodes } from '../../dossiers/receipt-code/find.js';
import { type Content, type Inbound, photoContent } from '../channel.js';

const id = z.union([z.string(), z.number()]).transform(String);
const party = z.object({ id: id.optional(), admin_id: id.optional() });
const attachment = z.object({
  payload: z.object({ url: z.string().optional(), description: z.string().optional() }).catch({}),
});

/** Leaves out what is not needed, above all names and telephone numbers. */
const event = z.object({
  event_name: z.string(),
  app_id: id.optional(),
  timestamp: id,
  oa_id: id.optional(),
  user_id: id.optional(),
  sender: party.optional(),
  recipient: party.optional(),
  follower: party.optional(),
  message: z
    .object({
      msg_id: id.optional(),
      text: z.string().optional(),
      attachments: z.array(attachment.catch({ payload: {} })).optional(),
    })
    .optional(),
});

/** A webhook event whose shape has been checked, see `readEvent`. */
export type ZaloEvent = z.infer<typeof event>;

/** Null = it has not the form of an event. */
export function readEvent(body: unknown): ZaloEvent | null {
  return event.safeParse(body).data ?? null;
}

/** `dropped`: why nothing came of it, to be counted. */
export type ParsedOaEvent = { inbound: Inbound[] } | { dropped: string };

/** `pauseMinutes`: 0 = what officers write by hand (it has an `admin_id`) does not matter. */
export function parseEvent(event: ZaloEvent, pauseMinutes: number): ParsedOaEvent {
  const { event_name: name } = event;
  if (name.startsWith('anonymous_') || name.startsWith('oa_send_anonymous_')) return { dropped: 'anonymous' };
  if (name.startsWith('oa_send_')) {
    if (!event.sender?.admin_id) return { dropped: 'own message' };
    return pauseMinutes > 0
      ? inboundOf(event, event.recipient?.id, [{ kind: 'takenOver' }])
      : { dropped: 'officer message' };
  }
  const read = CONTENTS.get(name);
  if (read) return inboundOf(event, event.follower?.id ?? event.user_id ?? event.sender?.id, read(event));
  return { dropped: IGNORED.get(name) ?? 'unknown event' };
}

const always = (content: Content) => () => [content];
/** Words beside it are answered instead. */
const other =
  (what: Extract<Content, { kind: 'other' }>['what']) =>
  ({ message }: ZaloEvent): Content[] => {
    const words = message?.text?.trim();
    return [words ? { kind: 'text', text: words } : { kind: 'other', what }];
  };

/** A tapped button sends its payload as a text. `user_click_chatnow`: opened the chat for the first time. */
const CONTENTS = new Map<string, (event: ZaloEvent) => Content[]>(
  Object.entries({
    user_send_text: ({ message }) => [{ kind: 'text', text: message?.text ?? '' }],
    user_send_image: photos,
    user_send_link: (event) => [linkContent(event)],
    user_send_audio: other('voice'),
    user_send_video: other('unknown'),
    user_send_gif: other('unknown'),
    user_send_sticker: other('sticker'),
    user_send_location: other('location'),
    user_send_file: other('file'),
    user_send_business_card: other('contact'),
    follow: always({ kind: 'joined' }),
    user_click_chatnow: always({ kind: 'joined' }),
    unfollow: always({ kind: 'left' }),
    user_withdraw: always({ kind: 'withdrew' }),
  }),
);

/** Known, and nothing to answer. Contact data is dropped unread: we never ask for it, so nobody has consented. */
const IGNORED = new Map(
  Object.entries({
    user_received_message: 'received by user',
    user_seen_message: 'seen by user',
    user_reacted_message: 'reaction',
    oa_reacted_message: 'reaction',
    user_submit_info: 'contact data',
  }),
);

function inboundOf(event: ZaloEvent, person: string | undefined, contents: Content[]): ParsedOaEvent {
  const at = new Date(Number(event.timestamp));
  if (!person || Number.isNaN(at.getTime())) return { dropped: 'malformed event' };
  const first = event.message?.msg_id ?? `${event.event_name}:${event.timestamp}:${person}`;
  return {
    inbound: contents.map((content, i) => ({
      id: i === 0 ? first : `${first}:${i + 1}`,
      person,
      chat: person,
      at,
      content,
      isPublic: false,
      context: null,
    })),
  };
}

function photos(event: ZaloEvent): Content[] {
  const { message } = event;
  const urls = (message?.attachments ?? []).flatMap(({ payload }) => payload.url ?? []);
  const words = message?.text?.trim();
  // What was typed stands with the first of several pictures.
  const photos = urls.map((url, i) => photoContent(url, i === 0 ? words : ''));
  return photos.length > 0 ? photos : other('unknown')(event);
}

/** What was typed with the link; or the link, where it holds a receipt code, as QR codes on receipts do. */
function linkContent({ message }: ZaloEvent): Content {
  if (message?.text?.trim()) return { kind: 'text', text: message.text };
  const links = (message?.attachments ?? []).flatMap(({ payload }) => [payload.description, payload.url]);
  const text = links.filter(Boolean).join('\n');
  const isReceipt = findReceiptCodes(text).some(({ kind }) => kind !== 'procedure');
  return isReceipt ? { kind: 'text', text } : { kind: 'other', what: 'unknown' };
}
