/** One turn: what the flows are given and what they give back. */
import type { Translate } from '../i18n/locale.js';
import { type BlockOrLine, blocksOf } from './block.js';
import type { Lookups } from './lookups.js';
import type { Choice, Outcome, Reply } from './message.js';
import type { Reading } from './reading/read.js';
import type { ReadingState } from './reading/state.js';
import { type ReplyDraft, replyOf } from './reply.js';
import type { Session } from './session.js';
import type { Region } from './wording/number-words.js';

/** What a flow answers from. */
export type Context = {
  /** What the message does and says, read with the state: nobody here reads it again. */
  reading: Reading;
  state: ReadingState;
  session: Session;
  lookups: Omit<Lookups, 'read'>;
  t: Translate;
  now: Date;
  region: Region;
  /** The day in Viet Nam, `YYYY-MM-DD`. */
  today: string;
};

/**
 * `ended`: everything about the person was deleted; no session is kept. `as`: what was answered instead of the message,
 * where it stood for something that was on offer.
 */
export type Turn = { replies: Reply[]; session: Session; outcome: Outcome; ended?: true; as?: Reading };

/**
 * A turn of one reply. The choices on offer before stay on offer, unless the reply brings its own or is about a
 * procedure.
 */
export function say(
  context: Context,
  reply: ReplyDraft,
  outcome: Partial<Outcome>,
  changes: Partial<Session> = {},
): Turn {
  const offers = reply.choices ?? (reply.procedure ? [] : undefined);
  const offered = offers?.map(({ label, send }) => ({ label, send }));
  return {
    replies: [replyOf(reply)],
    session: {
      ...context.session,
      confirming: null,
      asking: false,
      askedAgain: false,
      draft: null,
      ...(offered ? { choices: offered } : {}),
      ...changes,
    },
    outcome: { kind: 'smalltalk', codes: [], receipt: null, ...outcome },
  };
}

/** A reply without an empty list of choices. */
export function withChoices(said: string | readonly BlockOrLine[], choices: readonly Choice[]): ReplyDraft {
  const blocks = blocksOf(typeof said === 'string' ? [said] : said);
  return choices.length === 0 ? { blocks } : { blocks, choices: [...choices] };
}
