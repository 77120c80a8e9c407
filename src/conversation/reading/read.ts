/**
 * The entrance: a message and the state become what the message does, and what it says beside that. Everything a flow
 * answers from is read here, once. Pure; it knows no flow and no text for people.
 */
import type { ExplainingSearcher, Explanation } from '../../search/searcher.js';
import { type Act, findAct } from './acts.js';
import { type Competing, readActs } from './competing.js';
import { wonBy } from './decide.js';
import { type PartWords, readPartWords } from './details/dossier-words.js';
import { readNumber } from './details/number.js';
import { type OfficeWords, readOffice } from './details/office-words.js';
import { type ProcedureWords, readProcedureWords } from './details/procedure-words.js';
import { readTalk, type TalkWords } from './details/talk.js';
import { type DirectAct, readDirect } from './direct.js';
import type { ReaderData } from './seen.js';
import { type Offered, onTop, type ReadingState } from './state.js';

/** A message as it was read. */
export type Reading = Competing &
  ProcedureWords &
  OfficeWords &
  TalkWords & {
    dossierPart: PartWords;
    /** The act that won. */
    won: Act;
    /** What is heard first. */
    direct: DirectAct[];
    /** What the last clause asks of the procedure that the message goes back to; null = it asks nothing. */
    back: Reading | null;
    /** What the choice sends that the message points at; null = at none. */
    sent: Reading | null;
  };

/** No channel brings more. */
const MAX_CHARACTERS = 4000;

/** What was read before, and the day. */
type Before = { read: Competing; today: string };

/** A message read with the state; `today` is the day in Viet Nam (`YYYY-MM-DD`). Never throws. */
export function readMessage(said: string, state: ReadingState, data: ReaderData, today: string): Reading {
  const text = said.slice(0, MAX_CHARACTERS);
  const own = { ...data, searcher: remembering(data.searcher) };
  const read = readActs(text, state, own, today);
  const won = wonBy(read.verdict);
  const number = numberOf(text, state);
  const direct = readDirect({ text, state, data: own, today, acts: read.acts, won });
  return {
    ...read,
    ...readProcedureWords(text, state, own, read.acts),
    ...readOffice(text, today),
    ...readTalk(text),
    dossierPart: readPartWords(text),
    won,
    direct: number === null ? direct : [...direct, { kind: 'number' }],
    back: readBack(text, state, own, { read, today }),
    sent: readSent(number ?? pickedOf(read, state), state, own, today),
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

/** The choice that is named by nothing but its number; null = none is. */
function numberOf(text: string, { offered = [], pending }: ReadingState): Offered | null {
  const named = pending?.kind === 'whichProcedure' && offered.length > 0 ? pending.choices : offered;
  return named[readNumber(text, named) ?? -1] ?? null;
}

function pickedOf({ acts }: Competing, { offered = [] }: ReadingState): Offered | null {
  const picked = findAct(acts, 'pick')?.choices;
  return (Array.isArray(picked) ? offered[picked[0] ?? -1] : null) ?? null;
}

/** The choice as if what it sends had been typed; nothing is on offer beside it. */
function readSent(
  choice: Offered | null,
  state: ReadingState,
  data: ReaderData,
  today: string,
): Reading | null {
  return choice && readMessage(choice.send, { ...state, offered: [] }, data, today);
}
