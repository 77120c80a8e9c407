/** What the Zalo Bot Platform brings, polled or by webhook, as what came in. https://docs.zaloplatforms.com/docs/BOT */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { entryOf } from '../../security/text.js';
import { type Content, type Inbound, photoContent } from '../channel.js';

const id = z.union([z.string().min(1), z.number()]).transform(String);

/** Leaves out what is not needed, above all names. The picture is documented as `photo`, and sent as `photo_url`. */
const update = z.object({
  event_name: z.string(),
  message: z
    .object({
      from: z.object({ id, is_bot: z.boolean().optional() }).optional().catch(undefined),
      chat: z.object({ id, chat_type: z.string().optional() }).optional().catch(undefined),
      text: z.string().optional().catch(undefined),
      photo_url: z.string().optional().catch(undefined),
      photo: z.string().optional().catch(undefined),
      message_id: id.optional().catch(undefined),
      date: z.coerce.number().optional().catch(undefined),
    })
    .optional(),
});
/** A webhook wraps it as documented, or does not, as seen; polling gives it bare. */
const delivery = z.union([z.object({ result: update }).transform(({ result }) => result), update]);

/** An update whose shape has been checked, see `readUpdate`. */
export type BotUpdate = z.infer<typeof update>;

/** Null = it has not the form of an update. */
export function readUpdate(body: unknown): BotUpdate | null {
  return delivery.safeParse(body).data ?? null;
}

/** Who the bot itself is; null = not known yet. */
export type Me = { id: string; name: string } | null;

/** `dropped`: why nothing came of it, to be counted. `now` stands in for a date that is missing. */
export type ParsedBotUpdate = { inbound: Inbound } | { dropped: string };

/** What an update is to us: a message to answer, or why there is none. `me`: the bot itself. */
export function parseUpdate({ event_name, message }: BotUpdate, me: Me, now: Date): ParsedBotUpdate {
  const read = entryOf(CONTENTS, event_name);
  if (!read) return { dropped: event_name.startsWith('message.reaction') ? 'reaction' : 'unknown event' };
  const { from, chat } = message ?? {};
  if (!message || !from || !chat) return { dropped: 'malformed event' };
  if (from.is_bot || from.id === me?.id) return { dropped: 'own message' };
  const isGroup = chat.chat_type === 'GROUP';
  const content = isGroup ? addressed(read(message), me) : read(message);
  if (!content) return { dropped: 'not addressed' };
  const at = new Date(message.date ?? Number.NaN);
  const isDated = !Number.isNaN(at.getTime());
  return {
    inbound: {
      id: message.message_id ?? standInId(event_name, message, now),
      person: isGroup ? `${chat.id}:${from.id}` : from.id,
      chat: chat.id,
      at: isDated ? at : now,
      content,
      isPublic: isGroup,
      context: null,
    },
  };
}

type Message = NonNullable<BotUpdate['message']>;

const other = (what: Extract<Content, { kind: 'other' }>['what']) => (): Content => ({ kind: 'other', what });
const textOf = ({ text }: Message): Content => (text ? { kind: 'text', text } : UNKNOWN);
const UNKNOWN: Content = { kind: 'other', what: 'unknown' };

const CONTENTS: Record<string, (message: Message) => Content> = {
  'message.text.received': textOf,
  'message.link.received': textOf,
  'message.image.received': ({ photo_url, photo, text }) => {
    const reference = photo_url ?? photo;
    const words = text?.trim();
    if (reference) return photoContent(reference, words);
    return words ? { kind: 'text', text: words } : UNKNOWN;
  },
  'message.sticker.received': other('sticker'),
  'message.voice.received': other('voice'),
  'message.unsupported.received': other('unknown'),
};

/**
 * In a group people talk with one another: only a text that begins with "/" or names the bot is for it. Null = it is
 * not. The platform marks no mentions.
 */
function addressed(content: Content, me: Me): Content | null {
  if (content.kind !== 'text') return null;
  if (content.text.startsWith('/')) return { kind: 'text', text: content.text.slice(1) };
  const at = me ? content.text.toLowerCase().indexOf(me.name.toLowerCase()) : -1;
  if (!me || at < 0) return null;
  const [before, after] = [content.text.slice(0, at), content.text.slice(at + me.name.length)];
  return { kind: 'text', text: `${before.replace(/@$/, '')}${after}`.trim() };
}

/** Without an id the same moment and content are the same message; without a date nothing can be told apart. */
function standInId(event: string, message: Message, now: Date): string {
  const seen = JSON.stringify([event, { ...message, date: message.date ?? now.getTime() }]);
  return `${event}:${createHash('sha256').update(seen).digest('hex')}`;
}
