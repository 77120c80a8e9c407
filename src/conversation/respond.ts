/** One turn of the conversation: which flow a message belongs to. Pure but for the look-ups it is handed. */

import { sameReceipt } from '../dossiers/receipt-code/find.js';
import { neutralValue } from '../privacy/neutral-text.js';
import { vietnamDate } from '../time/clock.js';
import { withBanner } from './banner.js';
import { notesOf } from './block.js';
import { answer } from './flows.js';
import { isEnglish, isVietnamese } from './language.js';
import type { Lookups } from './lookups.js';
import type { Input, Reply } from './message.js';
import { notSent, waitingAnswers } from './office/desk.js';
import { readCommand } from './reading/command.js';
import { CONSENT } from './reading/details/consent.js';
import { isFollowCommand } from './reading/details/follow.js';
import { stateOf } from './reading-state.js';
import { replyOf } from './reply.js';
import {
  lastSpokenOf,
  type Session,
  type SpokenOf,
  WARNED_TURNS,
  withoutExpired,
  withSubject,
} from './session.js';
import type { Context, Turn } from './turn.js';
import { speakable } from './wording/speech.js';

export type { Turn } from './turn.js';

/** At most so many replies to a message; the last one is the answer. */
const MAX_REPLIES = 2;

/** Answers one message. `now` tells the day facts are given for and whether the office is open. */
export async function respond(input: Input, session: Session, lookups: Lookups, now: Date): Promise<Turn> {
  const text = input.text.trim();
  const locale = localeOf(text, session);
  const current = { ...withoutExpired(session, now), locale };
  const state = stateOf(current);
  const today = vietnamDate(now);
  const context: Context = {
    reading: lookups.read(text, state, today),
    state,
    session: current,
    lookups,
    t: lookups.translator(locale),
    now,
    region: input.region ?? 'north',
    today,
  };
  const turn = await withBanner(context, await answer(context));
  const waiting = turn.outcome.kind === 'emergency' ? [] : await waitingAnswers(context);
  const { region } = context;
  const dossier = dossierOf(turn, context);
  const dropped = notSent(context, turn);
  const told = turn.replies.map((reply, i) => ({
    ...reply,
    ...(dossier ? { dossier } : {}),
    ...(dropped && i === turn.replies.length - 1 ? { blocks: [...reply.blocks, ...notesOf([dropped])] } : {}),
  }));
  // Offices, officers and catalogues wrote parts of them, and so did this person.
  const replies = neutralValue(joined([...waiting, ...told])).map(replyOf);
  const spoken = replies.map((reply) => ({
    ...reply,
    kind: reply.kind ?? turn.outcome.kind,
    speech: reply.speech ?? speakable(reply.text, { locale: turn.session.locale, region }),
  }));
  const subjects = subjectsAfter(turn, context);
  return {
    ...turn,
    replies: spoken,
    session: {
      ...turn.session,
      subjects,
      about: aboutAfter(turn, context),
      warned: turn.outcome.kind === 'scam' ? WARNED_TURNS : Math.max(0, current.warned - 1),
    },
  };
}

/** What is spoken of now beside the subjects; small talk changes nothing. */
function aboutAfter({ outcome, ended }: Turn, { session, reading: { verdict } }: Context): Session['about'] {
  if (ended) return null;
  if (outcome.kind === 'smalltalk') return session.about;
  if (outcome.kind === 'emergency') return 'danger';
  if (outcome.kind !== 'dossier') return null;
  const about = verdict.kind === 'act' && verdict.act.kind === 'dossier' ? verdict.act.about : null;
  if (about === 'data' || about === 'kept') return 'data';
  if (about === 'lost' || about === 'fine') return 'lost';
  return about !== null && OWN_MATTERS.has(about) ? null : 'dossiers';
}

/** What is remembered of the person, and what they are told unasked. */
const OWN_MATTERS: ReadonlySet<string> = new Set(['delete', 'forget', 'follow', 'seen']);

/** What is said before the answer becomes one reply where there is more of it. */
function joined(replies: Reply[]): Reply[] {
  if (replies.length <= MAX_REPLIES) return replies;
  const before = replies.slice(0, -1);
  const [first, last] = [before[0], replies.at(-1)];
  if (!first || !last) return replies;
  return [{ ...first, blocks: before.flatMap(({ blocks }) => blocks) }, last];
}

/** What is spoken of now: the answer's subject on top, with what was told of it and asked. */
function subjectsAfter(turn: Turn, { reading: said, session }: Context): SpokenOf[] {
  const { outcome, session: after, as: reading = said } = turn;
  if (turn.ended) return [];
  const spoken = session.subjects.length > 0 ? session.subjects : lastSpokenOf(session);
  const [code] = outcome.codes;
  if (outcome.kind === 'procedure' && code) {
    const acts = reading.acts.map(({ act }) => act);
    const told = acts.flatMap((act) => (act.kind === 'tell' ? [act.told] : []))[0] ?? {};
    const asked = acts.flatMap((act) => ('asked' in act ? [act.asked] : []))[0] ?? [];
    return withSubject(spoken, { kind: 'procedure', code, told, asked });
  }
  const opened = after.opened && outcome.receipt && sameReceipt(after.opened.code, outcome.receipt);
  return opened ? withSubject(spoken, { kind: 'dossier' }) : [...spoken];
}

/** The dossier a turn is about; null = none. What is told of one that is open goes when it is closed. */
function dossierOf(
  { outcome: { receipt }, session: { opened } }: Turn,
  { t, now }: Context,
): Reply['dossier'] | null {
  if (receipt === null) return null;
  if (!opened || !sameReceipt(opened.code, receipt)) return {};
  const seconds = Math.ceil((Date.parse(opened.until) - now.getTime()) / 1000);
  return { inside: { seconds, after: t('lookup.hidden') } };
}

/** The language follows how the person writes, unless they asked for one; what choices send says nothing. */
function localeOf(text: string, { locale, localeChosen, choices }: Session): Session['locale'] {
  if (localeChosen || isCommand(text) || choices.some(({ send }) => send === text)) return locale;
  if (isEnglish(text)) return 'en';
  return isVietnamese(text) ? 'vi' : locale;
}

function isCommand(text: string): boolean {
  return readCommand(text) !== null || text === CONSENT || isFollowCommand(text);
}
