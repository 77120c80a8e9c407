/** What a message says of procedures beside its acts: which it names, whether a yes or a no is wanted, what is compared. Pure. */
import { fold } from '../../../search/fold.js';
import type { Decision } from '../../../search/search.js';
import type { ScoredAct } from '../acts.js';
import type { ReaderData } from '../seen.js';
import type { ReadingState } from '../state.js';
import { type AskedPart, readPart } from './asked-part.js';
import { readWhether, type Whether } from './whether.js';

/** What a message says of procedures, whatever it does. */
export type ProcedureWords = {
  part: AskedPart;
  /** "Phải đo lại không": a yes or a no is asked for, and nothing is named; null = none is. */
  whether: Whether | null;
  /** Codes of procedures as typed. */
  codes: string[];
  /** What it names by itself. */
  found: Decision;
  /** What it names with the procedure spoken of in mind; null = none is spoken of. */
  near: Decision | null;
  compared: Compared;
};

/** `several`: of what was spoken of, `two`: of them; `named`: the codes of those named side by side. */
type Compared = { several: boolean; two: boolean; named: string[] };

/** Looks for all of them in a message that has been read into these acts. */
export function readProcedureWords(
  text: string,
  state: ReadingState,
  { searcher, lexicon }: ReaderData,
  acts: readonly ScoredAct[],
): ProcedureWords {
  const said = fold(text);
  const [subject] = state.subjects;
  const several = SEVERAL.test(said) && MORE.test(said);
  const compares = several || acts.some(({ act }) => 'asked' in act && act.asked.includes('compare'));
  return {
    part: readPart(text, lexicon),
    whether: readWhether(text),
    codes: text.match(CODE) ?? [],
    found: searcher.search(text),
    near: subject?.kind === 'procedure' ? searcher.search(text, { topic: subject.code }) : null,
    compared: {
      several,
      two: TWO.test(said),
      named: compares ? namedBeside(text, searcher) : [],
    },
  };
}

const CODE = /\d\.\d{6}/g;
/** Several of what was spoken of are meant; two of them. */
const SEVERAL =
  /\b(?:(?:2|hai|ca hai|may|ba|3|cac|tat ca|trong) (?:cai|thu|giay|viec|loai|ben|to|the|thu tuc|kieu)|cai nao|cai mo|ca hai|which one|both|all of them|the two)\b/;
const TWO = /\b(?:2|hai|both|two)\b/;
/** What makes one of them more than the others. */
const MORE = /\b(?:nhat|hon|khac|giong|most|longer|cheaper|faster|difference)\b/;
/** What stands between two that are compared. */
const BETWEEN =
  /\s(?:(?:thì\s|thi\s)?(?:khác|khac)(?:\s(?:gì|gi|với|voi|chi))*|so với|so voi|hay là|hay la|hay|và|với|and|or|versus|vs\.?)\s/iu;

/** "Chứng thực chữ ký khác gì chứng thực bản sao": what each side names, once; [] = there are no sides. */
function namedBeside(text: string, { search }: ReaderData['searcher']): string[] {
  const sides = text.split(BETWEEN);
  const found = sides.length < 2 ? [] : sides.map((side) => search(side));
  return [...new Set(found.flatMap((one) => (one.kind === 'answer' ? [one.code] : [])))];
}

/** "Còn", "không còn", "không biết" of a register: kept, gone; null = the text is no such answer. */
export function readKept(text: string): boolean | null {
  const said = fold(text);
  if (said.split(' ').length > MAX_ANSWER) return null;
  // Whoever does not know asks for the extract: the commune looks the register up for it.
  if (UNKNOWN.test(said)) return true;
  return GONE.test(said) ? false : KEPT.test(said) ? true : null;
}

const MAX_ANSWER = 6;
const UNKNOWN = /\b(?:khong|hong|chua|chang|k|ko|hok) (?:biet|ro|chac)\b|\bnot sure\b|don.?t know/;
const GONE =
  /\b(?:khong|hong|hok|chang|k|ko|het|dau) con\b|\bkhong co\b|\b(?:mat|chay|that lac|hong|gone|lost)\b/;
const KEPT = /\bcon\b|^(?:da |vang )?co\b|\bkept\b|^yes\b/;
