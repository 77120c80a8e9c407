/** Telegram's updates as what came in. Pure; fields and events nobody knows yet do no harm. */
import { z } from 'zod';
import { findReceiptCodes } from '../../dossiers/receipt-code/find.js';
import { MAX_PHOTO_BYTES } from '../../photos/reader.js';
import { type Content, type Inbound, photoContent } from '../channel.js';
import { decode } from './callback-data.js';
import { textOfCommand } from './commands.js';

/** What is needed to answer a message. */
export const contextSchema = z.object({
  /** The tap to be acknowledged. */
  callback: z.string().optional(),
  /** The question that was tapped: the next question takes its place. */
  question: z.number().optional(),
  /** In a group: which message is answered. */
  replyTo: z.number().optional(),
});
type Context = z.infer<typeof contextSchema>;

/** Who we are, to know when a group speaks to us. `username`: null = not asked yet. */
export type Self = { id: number; username: string | null };

/** What is asked of Telegram; everything else stays away. */
export const ALLOWED_UPDATES = ['message', 'callback_query', 'my_chat_member'] as const;

const user = z.object({ id: z.number(), is_bot: z.boolean().optional() });
const chat = z.object({ id: z.number(), type: z.string() });
const file = z.object({
  file_id: z.string(),
  file_size: z.number().optional(),
  mime_type: z.string().optional(),
});
const message = z.looseObject({
  message_id: z.number().optional(),
  date: z.number(),
  chat,
  from: user.optional(),
  text: z.string().optional(),
  caption: z.string().optional(),
  photo: z.array(file).optional(),
  document: file.optional(),
  reply_to_message: z.object({ from: user.optional() }).optional(),
});
const callback = z.object({
  id: z.string(),
  from: user,
  message: z.object({ message_id: z.number().optional(), chat }).optional(),
  data: z.string().optional(),
});
const member = z.object({
  chat,
  from: user,
  date: z.number(),
  new_chat_member: z.object({ status: z.string() }),
});
type Message = z.infer<typeof message>;
type Callback = z.infer<typeof callback>;
type Member = z.infer<typeof member>;

const update = z.looseObject({ update_id: z.number() });

/** Old kinds and new: a message has one of these, or is about the chat itself. */
const UNREADABLE: Record<string, Extract<Content, { kind: 'other' }>['what']> = {
  voice: 'voice',
  audio: 'voice',
  video_note: 'voice',
  sticker: 'sticker',
  location: 'location',
  contact: 'contact',
  document: 'file',
  photo: 'file',
  video: 'file',
  animation: 'file',
  poll: 'unknown',
  dice: 'unknown',
  story: 'unknown',
  game: 'unknown',
  checklist: 'unknown',
};

/**
 * What an update brings: `[]` = nothing for us, null = nothing we know. `now` dates taps, which come without a time.
 */
export function parse(raw: unknown, self: Self, now: Date): Inbound[] | null {
  const read = update.safeParse(raw);
  if (!read.success) return null;
  const { update_id: id, ...kinds } = read.data;
  if (kinds.edited_message || kinds.channel_post || kinds.edited_channel_post) return [];
  const found =
    using(message, kinds.message, (given) => parseMessage(given, self)) ??
    using(callback, kinds.callback_query, (given) => parseCallback(given, now)) ??
    using(member, kinds.my_chat_member, parseMember);
  return found?.map((inbound) => ({ id: String(id), ...inbound })) ?? null;
}

type Found = Omit<Inbound, 'id'>[];

function using<T>(schema: z.ZodType<T>, raw: unknown, take: (given: T) => Found | null): Found | null {
  const read = schema.safeParse(raw);
  return read.success ? take(read.data) : null;
}

function parseMessage(given: Message, self: Self): Found | null {
  const { from, message_id: messageId } = given;
  if (!from || from.is_bot || given.chat.type === 'channel') return [];
  const isGroup = given.chat.type !== 'private';
  const said = saidIn(given, self);
  if (isGroup && said === null) return [];
  const read = contentOf(given, said ?? given.text ?? given.caption ?? '');
  if (!read) return null;
  const context: Context = {
    ...(isGroup && messageId !== undefined ? { replyTo: messageId } : {}),
  };
  return [{ ...whereOf(given.chat, from), at: new Date(given.date * 1000), content: read.content, context }];
}

function parseCallback({ id, from, message: under, data = '' }: Callback, now: Date): Found {
  const place = under?.chat ?? { id: from.id, type: 'private' };
  const tapped = decode(data);
  const messageId = under?.message_id;
  const context: Context = {
    callback: id,
    ...(messageId !== undefined && tapped?.isQuestion ? { question: messageId } : {}),
    ...(messageId !== undefined && place.type !== 'private' ? { replyTo: messageId } : {}),
  };
  const content: Content = tapped ? { kind: 'text', text: tapped.send } : { kind: 'other', what: 'unknown' };
  // Messages are dated in whole seconds: a tap must not seem later than what was typed after it.
  const at = new Date(Math.floor(now.getTime() / 1000) * 1000);
  return [{ ...whereOf(place, from), at, content, context }];
}

/** In private chats: blocked, which looks the same whether the chat was deleted with it; or unblocked. */
function parseMember({ chat: place, from, date, new_chat_member: { status } }: Member): Found {
  if (place.type !== 'private') return [];
  const content: Content = { kind: status === 'kicked' ? 'withdrew' : 'joined' };
  return [{ ...whereOf(place, from), at: new Date(date * 1000), content, context: null }];
}

function whereOf(place: z.infer<typeof chat>, from: z.infer<typeof user>) {
  const isPublic = place.type !== 'private';
  return { person: isPublic ? `${place.id}:${from.id}` : String(place.id), chat: String(place.id), isPublic };
}

/** The words of a message without our name; null = in a group it would be meant for somebody else. */
function saidIn({ text, caption, reply_to_message: replied }: Message, self: Self): string | null {
  const words = text ?? caption ?? '';
  const name = self.username && new RegExp(`@${self.username}(?!\\w)`, 'gi');
  const bare = name ? words.replace(name, '').replace(/ {2,}/g, ' ').trim() : words;
  return bare !== words || replied?.from?.id === self.id ? bare : null;
}

function contentOf(given: Message, words: string): { content: Content } | null {
  // The database takes no NUL, and nobody types one.
  const said = words.replaceAll('\0', '').trim();
  if (given.text !== undefined) return readText(said);
  const reference = pictureOf(given);
  if (reference && findReceiptCodes(said).some(({ kind }) => kind === 'receipt'))
    return { content: { kind: 'text', text: said } };
  if (reference) return { content: photoContent(reference, said) };
  if (said !== '') return { content: { kind: 'text', text: said } };
  const kind = Object.keys(UNREADABLE).find((name) => given[name] !== undefined);
  const what = kind && UNREADABLE[kind];
  return what ? { content: { kind: 'other', what } } : null;
}

/** What a link `t.me/<bot>?start=…` on a receipt carries. */
const FOLLOW_TOKEN = /^[\w-]{22}$/;

function readText(said: string): { content: Content } {
  const [, name, words = ''] = /^\/(\w{1,32})(?:@\w+)?(?:\s+([\s\S]*))?$/.exec(said) ?? [];
  if (said === '') return { content: { kind: 'joined' } };
  if (name === undefined) return { content: { kind: 'text', text: said } };
  if (name !== 'start') return { content: { kind: 'text', text: textOfCommand(name, words) } };
  return {
    content: FOLLOW_TOKEN.test(words) ? { kind: 'text', text: `theo dõi ${words}` } : { kind: 'joined' },
  };
}

/** The largest copy of a photo, or a picture sent as a file, that is not too large to be fetched. */
function pictureOf({ photo = [], document }: Message): string | null {
  const isPicture = document?.mime_type?.startsWith('image/');
  const fitting = [...photo, ...(isPicture && document ? [document] : [])].filter(
    ({ file_size: size = 0 }) => size <= MAX_PHOTO_BYTES,
  );
  return fitting.at(-1)?.file_id ?? null;
}
