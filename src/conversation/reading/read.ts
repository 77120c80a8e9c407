/**
 * The entrance: a message and the state become what the message does, and what it says beside that. Everything a flow
 * answers from is read here, once. Pure; it knows no flow and no text for people.
 */
import type { ExplainingSearcher, Explanation } from '../../search/searcher.js';
import { findAct } from './acts.js';
import { type Competing, readActs } from './competing.js';
import { readNumber } from './number.js';
import { type ProcedureWords, readProcedureWords } from './procedure-words.js';
import type { ReaderData } from './seen.js';
import { onTop, type ReadingState } from './state.js';

/** A message as it was read. */
export type Reading = Competing &
  ProcedureWords & {
    /** What the last clause asks of the procedure that the message goes back to; null = it asks nothing. */
    back: Reading | null;
    /** What the choice sends that the message points at; null = at none. */
    sent: Sent | null;
  };

/** `byNumber`: by nothing but its number, whatever else is awaited. */
export type Sent = { send: string; byNumber: boolean; reading: Reading };
/** What was read before, and the day. */
type Before = { read: Competing; today: string | undefined };

/** A message read with the state; `today` is the day in Viet Nam (`YYYY-MM-DD`). Never throws. */
export function readMessage(text: string, state: ReadingState, data: ReaderData, today?: string): Reading {
  const own = { ...data, searcher: remembering(data.searcher) };
  const read = readActs(text, state, own, today);
  return {
    ...read,
    ...readProcedureWords(text, state, own, read.acts),
    back: readBack(text, state, own, { read, today }),
    sent: readSent(text, state, own, { read, today }),
  };
}

/** The same words are looked for from several sides: each is searched once. */
function remembering(searcher: ExplainingSearcher): ExplainingSearcher {
  const known = new Map<string, Explanation>();
  const explain: ExplainingSearcher['explain'] = (text, options = {}) => {
    const key = `${options.topic ?? ''}\n${text}`;
    const found = known.get(key) ?? searcher.explain(text, options);
    known.set(key, found);
    return found;
  };
  return { ...searcher, explain, search: (text, options) => explain(text, options).decision };
}

/** "Quay lại cái sổ đỏ, nếu hàng xóm tranh chấp thì sao": what stands in the last clause. */
function readBack(
  text: string,
  state: ReadingState,
  data: ReaderData,
  { read, today }: Before,
): Reading | null {
  const to = findAct(read.acts, 'goBack')?.to ?? null;
  const subject = to === null ? undefined : state.subjects[to];
  const clauses = text.split(CLAUSE_END).filter((clause) => /\p{L}/u.test(clause));
  const clause = clauses.at(-1)?.trim();
  if (subject?.kind !== 'procedure' || clause === undefined || clauses.length < 2) return null;
  const reading = readMessage(clause, onTop(state, subject), data, today);
  const ask = findAct(reading.acts, 'ask');
  return ask && (ask.asked.length > 0 || reading.content.length > 0) ? reading : null;
}
const CLAUSE_END = /[,.;:!?\n]+/;

/** The choice as if what it sends had been typed; nothing is on offer beside it. */
function readSent(text: string, state: ReadingState, data: ReaderData, { read, today }: Before): Sent | null {
  const { offered = [], pending } = state;
  if (offered.length === 0) return null;
  const named = pending?.kind === 'whichProcedure' ? pending.choices : offered;
  const number = readNumber(text, named);
  const picked = findAct(read.acts, 'pick')?.choices;
  const chosen = number === null ? offered[Array.isArray(picked) ? (picked[0] ?? -1) : -1] : named[number];
  if (!chosen) return null;
  const reading = readMessage(chosen.send, { ...state, offered: [] }, data, today);
  return { send: chosen.send, byNumber: number !== null, reading };
}
