/** What somebody sent in a messaging channel, turned into an answer: the conversation's, or a short one of our own. */

import type { Lookups } from '../conversation/lookups.js';
import type { Outcome, Reply } from '../conversation/message.js';
import { replyOf } from '../conversation/reply.js';
import { respond } from '../conversation/respond.js';
import { openSession, type Session } from '../conversation/session.js';
import type { MessageKey } from '../i18n/locale.js';
import { translator } from '../i18n/translate.js';
import { storable } from '../security/text.js';
import type { Content, Inbound } from './channel.js';

/** What is sent back. `session`: what is remembered now; null = nothing is written. No replies = silence. */
export type AnsweredMessage = {
  replies: Reply[];
  session: Session | null;
  outcome: Outcome | null;
  text: string;
};

/** Why no codes come of a picture: it could not be had or is none, is too large, or takes too long. */
export type PhotoTrouble = 'unreadable' | 'tooLarge' | 'timedOut';

/** Receipt codes found in a picture; [] = none. */
export type ReadPhoto = (reference: string) => Promise<readonly string[] | PhotoTrouble>;

/** So many messages a minute one person is answered; the next is told so, and those after it are not. */
const MESSAGES_PER_MINUTE = 20;

const OTHER: Record<Extract<Content, { kind: 'other' }>['what'], MessageKey> = {
  voice: 'media.voice',
  sticker: 'media.sticker',
  location: 'media.location',
  contact: 'media.contact',
  file: 'media.file',
  unknown: 'media.unknown',
};

/** Answers what was sent. `stored`: the session as stored; `recent`: how much came in the minute before. */
export async function answerInbound(
  { content, isPublic }: Inbound,
  known: {
    stored: unknown;
    recent: number;
    lookups: () => Promise<Lookups>;
    readPhoto: ReadPhoto;
    now: Date;
  },
): Promise<AnsweredMessage> {
  const session = openSession(known.stored);
  const t = translator(session.locale);
  const short = (key: MessageKey): AnsweredMessage => ({
    replies: [replyOf({ text: t(key) })],
    session: null,
    outcome: null,
    text: '',
  });
  if (known.recent > MESSAGES_PER_MINUTE) return { ...short('limit.tooFast'), replies: [] };
  if (known.recent === MESSAGES_PER_MINUTE) return short('limit.tooFast');
  if (content.kind === 'other') return short(OTHER[content.what]);
  const text = await textOf(content, known.readPhoto);
  if (typeof text !== 'string') return short(`photo.${text.trouble}`);
  if (text === '') return short('photo.noCode');
  const lookups = await known.lookups();
  const seen = isPublic ? { ...lookups, dossiers: null, isPublic } : lookups;
  const turn = await respond({ text }, session, seen, known.now);
  const { replies, session: after, outcome, ended } = turn;
  return { replies, session: ended ? null : after, outcome, text };
}

async function textOf(content: Content, readPhoto: ReadPhoto): Promise<string | { trouble: PhotoTrouble }> {
  if (content.kind === 'text') return storable(content.text.slice(0, MAX_TEXT));
  if (content.kind !== 'photo') return GREETING;
  const words = storable((content.words ?? '').slice(0, MAX_TEXT));
  const codes = await readPhoto(content.reference);
  // Whatever comes of the picture, what was typed beside it is answered.
  if (typeof codes === 'string') return words === '' ? { trouble: codes } : words;
  return [...codes, words].filter((part) => part !== '').join('\n');
}

/** As long a message as the web chat takes. */
const MAX_TEXT = 2000;
/** Who comes in is greeted as if they had said so. */
const GREETING = 'xin chào';

/** What a person is told whose message could not be answered, by a fault of ours. */
export function apology(stored: unknown): Reply {
  return replyOf({ text: translator(openSession(stored).locale)('fault.sorry') });
}
