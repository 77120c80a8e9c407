/**
 * What a message says in so many words, or does to the question that waits: it does not compete with what else the
 * message may do, and is heard first. Pure.
 */
import type { Locale } from '../../i18n/locale.js';
import { type Act, type EmergencyAbout, findAct, type ScoredAct } from './acts.js';
import type { Circumstances } from './circumstances.js';
import { emergencyIn } from './details/danger.js';
import { readKept } from './details/procedure-words.js';

/** One thing that is said outright. */
export type DirectAct =
  | { kind: 'danger'; kinds: EmergencyAbout[]; locale: Locale }
  /** A choice by nothing but its number, whatever else is awaited. */
  | { kind: 'number' }
  /** What is told of a paper that is gone, or of its register; `kept`: the answer to whether that is kept, if it was asked. */
  | { kind: 'lost'; told: Circumstances; kept: boolean | null };

/** What a message is read with: how it competed, and the act that won. */
export type Heard = { text: string; acts: readonly ScoredAct[]; won: Act };

/** Everything a message says outright. */
export function readDirect(told: Heard): DirectAct[] {
  const { text } = told;
  const danger = emergencyIn(text);
  return [...(danger ? [{ kind: 'danger' as const, ...danger }] : []), ...readLost(told)];
}

function readLost({ text, acts }: Heard): DirectAct[] {
  const told = findAct(acts, 'tell')?.told ?? {};
  const kept = readKept(text);
  const isGone = told.lost || told.damaged || told.lostAll || told.registerKept !== undefined;
  return isGone || kept !== null ? [{ kind: 'lost', told, kept }] : [];
}
