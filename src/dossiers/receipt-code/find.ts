import { shiftDate } from '../../time/day.js';
import { type DigitRun, findDateFault, isoOf, readRun } from './reading.js';
import { hideGroupedNumbers, traceText } from './text.js';

/** A receipt code as read. */
type ReceiptCode = {
  /** One spelling for storing and looking up; digits of the sequence as typed. */
  canonical: string;
  /** The code as it stands in the text. */
  original: string;
  /** Code of the settling agency, e.g. `H21.17`: not always the desk the papers were handed in at. */
  unit: string;
  /** Day of reception, `YYYY-MM-DD`. */
  date: string;
  sequence: string;
  /** Printed in the order of before 2021 (`000.00.17.H21-…`): the unit may have been dissolved. */
  oldOrder: boolean;
};

/** Something code-like in a text. */
export type FoundCode =
  | ({ kind: 'receipt' } & ReceiptCode)
  /** Separators were missing: to be confirmed. `unique` false = it could be divided otherwise too. */
  | ({ kind: 'guess'; unique: boolean } & ReceiptCode)
  /** Shaped like a receipt, but no dossier can have been received that day; `hint` says what to look at. */
  | ({ kind: 'impossibleDate'; hint: 'month' | 'day' | 'future' } & ReceiptCode)
  /** A receipt of the social insurance agency, `03706/2026/07906`. */
  | { kind: 'socialInsurance'; original: string }
  /** A procedure code; `code` is without provincial tail: `2.000815`. */
  | { kind: 'procedure'; code: string; original: string };

/** What a digit can be mistaken for. */
const SLIPS: Record<string, string> = { O: '0', Q: '0', I: '1', L: '1', '|': '1', S: '5', B: '8', Z: '2' };
const DIGIT = '[0-9OQIL|SBZ]';
const SEPARATOR = '[\\s.,/-]{1,4}';
const WORD = '[\\p{L}\\p{M}\\p{N}]';

/** A label may stick to the code: `HSH21.17-…`, `mãH21.17-…`. */
const START = `(?<=(?:^|[^\\p{L}\\p{M}\\p{N}|])(?:MÃ|MA|MHS|HS|SBN|SỐ|SO|HỒSƠ|HOSO|CODE)?)`;

/** Old order: 3, 2 and 2 digits before the letter; with dots the first one or two groups may be left out. */
const PREFIX = `(?:(?<prefix>${DIGIT}{3}[\\s.,/-]{1,3}${DIGIT}{2}[\\s.,/-]{1,3}${DIGIT}{2,4}[\\s.,/-]{1,3}|[0OQ]{3}${DIGIT}{4}|(?:\\d{2,3}[.,]){1,2}))?`;

/** A word may stick to the end (`0001xong`), as long as it cannot be digits. */
const LAST = `${SEPARATOR}\\d{1,7}(?=\\p{L}[\\p{L}\\p{M}]+(?!\\p{N}))`;
const GROUPS = `${DIGIT}{2,28}(?!${WORD})(?:${SEPARATOR}${DIGIT}{1,17}(?!${WORD})){0,8}(?:${LAST})?`;
const CANDIDATE = new RegExp(`${START}${PREFIX}(?<letter>[A-Z])[\\s.]?(?<run>${GROUPS})`, 'gu');

const LEGACY_PROCEDURE = new RegExp(
  `(?<![\\p{L}\\p{N}.])[1-9]\\.\\d{6}(?:\\.\\d{2,3})*\\.[A-Z]\\d{2}(?!${WORD})`,
  'gu',
);
const PROCEDURE = new RegExp(`(?<![\\p{L}\\p{N}.,])[1-9][.,]\\d{6}(?:\\.\\d{2})?(?!${WORD}|[.,-]\\d)`, 'gu');
const SOCIAL_INSURANCE = /(?<![\p{L}\p{N}/])\d{5}\/20\d{2}\/\d{5}(?![\p{L}\p{N}/])/gu;

/** Letters that open the codes seen so far: provinces, ministries, the Party and the courts. */
const KNOWN_LETTERS = 'HGAD';

/** Digits of the sequence as the systems pad it: provinces 4, ministries 6. */
const usualSequence = (letter: string) => (letter === 'H' ? 4 : 6);

type Located = { index: number; found: FoundCode };

/**
 * Every code in a text, in order, a receipt named twice once; `[]` = none. Phone and identity numbers never count.
 * `today` (`YYYY-MM-DD`): a reception more than a day later is impossible; left out = any date that exists will do.
 */
export function findReceiptCodes(text: string, today?: string): FoundCode[] {
  const traced = traceText(text);
  const original = (start: number, end: number) => text.slice(traced.at[start], traced.at[end]);
  let rest = hideGroupedNumbers(traced.chars);
  const found: Located[] = [];
  const take = (pattern: RegExp, toFound: (match: RegExpExecArray) => Taken | null) => {
    const scan = new RegExp(pattern);
    for (let match = scan.exec(rest); match; match = scan.exec(rest)) {
      const taken = toFound(match);
      const index = match.index + (taken?.skip ?? 0);
      const end = index + (taken?.length ?? 1);
      scan.lastIndex = end;
      if (!taken) continue;
      found.push({ index, found: taken.make(original(index, end)) });
      rest = rest.slice(0, index) + '#'.repeat(end - index) + rest.slice(end);
    }
  };
  take(LEGACY_PROCEDURE, takeProcedure);
  take(CANDIDATE, (match) => takeReceipt(match, today));
  take(SOCIAL_INSURANCE, (match) => whole(match, (as) => ({ kind: 'socialInsurance', original: as })));
  take(PROCEDURE, takeProcedure);
  return withoutRepeats(found.sort((a, b) => a.index - b.index).map((each) => each.found));
}

/** A part of a match that is a code: where it starts in the match, how long it is, and what it is. */
type Taken = { skip: number; length: number; make: (original: string) => FoundCode };

function whole(match: RegExpExecArray, make: Taken['make']): Taken {
  return { skip: 0, length: match[0].length, make };
}

function takeProcedure(match: RegExpExecArray): Taken {
  const code = match[0].slice(0, 8).replace(',', '.');
  return whole(match, (original) => ({ kind: 'procedure', code, original }));
}

function takeReceipt(match: RegExpExecArray, today: string | undefined): Taken | null {
  const { prefix = '', letter = '', run: typed = '' } = match.groups ?? {};
  const run = splitRun(typed);
  const old = prefix === '' ? null : readRun(run, false, usualSequence(letter));
  const read = old ?? readRun(run, true, usualSequence(letter));
  if (!read) return null;
  const { segments, date, sequence, end, missing } = read.best;
  const runLength = lengthOfDigits(typed, end);
  const used = typed.slice(0, runLength);
  const skip = old ? 0 : prefix.length;
  const runStart = match[0].length - typed.length;
  const groups = old ? reverseGroups(prefix) : segments;
  const unit = [`${letter}${run.digits.slice(0, 2)}`, ...groups].join('.');
  const apart = run.breaks.has(end - sequence.length) || run.breaks.has(end - sequence.length - date.length);
  const fault = findFault(isoOf(date), today);
  if (!isCredible({ letter, used, loose: missing > 0 || fault !== null })) return null;
  const code = {
    canonical: `${unit}-${date}-${sequence}`,
    unit,
    date: isoOf(date),
    sequence,
    oldOrder: old !== null,
  };
  const make = (original: string): FoundCode => {
    if (fault) return { kind: 'impossibleDate', hint: fault, ...code, original };
    if (missing === 0 || (read.unique && apart)) return { kind: 'receipt', ...code, original };
    return { kind: 'guess', unique: read.unique, ...code, original };
  };
  return { skip, length: runStart + runLength - skip, make };
}

/** Digits with slips corrected, and where they were separated. */
function splitRun(typed: string): DigitRun {
  const breaks = new Map<number, string>();
  let digits = '';
  for (const char of typed) {
    const digit = SLIPS[char] ?? char;
    if (/\d/.test(digit)) digits += digit;
    else breaks.set(digits.length, (breaks.get(digits.length) ?? '') + char);
  }
  breaks.set(digits.length, '');
  return { digits, breaks };
}

/** How many typed characters hold the first `count` digits. */
function lengthOfDigits(typed: string, count: number): number {
  let left = count;
  let length = 0;
  for (const char of typed) {
    if (left === 0) break;
    if (/\d/.test(SLIPS[char] ?? char)) left -= 1;
    length += 1;
  }
  return length;
}

/** Groups of the old order from the outermost unit inwards; groups of zeros stand for no unit. */
function reverseGroups(prefix: string): string[] {
  const digits = [...prefix].map((char) => SLIPS[char] ?? char).join('');
  const groups = /^\d{7}$/.test(digits)
    ? [digits.slice(0, 3), digits.slice(3, 5), digits.slice(5)]
    : digits.split(/\D+/);
  return groups.filter((group) => /[1-9]/.test(group)).reverse();
}

/**
 * Keeps words out. Joined by spaces, or not fully separated, a code must open with a known letter, have a true
 * digit in its first two places and mostly true digits; an unknown letter must come with no slip at all.
 */
function isCredible({ letter, used, loose }: { letter: string; used: string; loose: boolean }): boolean {
  const known = KNOWN_LETTERS.includes(letter);
  if (!known && (loose || !/^\d[\d.]*-\d+-\d+$/.test(used))) return false;
  if (!loose && !/\s/.test(used)) return true;
  const characters = used.replace(/[\s.,/-]/g, '');
  return /\d/.test(characters.slice(0, 2)) && characters.replace(/\D/g, '').length * 2 >= characters.length;
}

function findFault(date: string, today: string | undefined): 'month' | 'day' | 'future' | null {
  const fault = findDateFault(date);
  if (fault || today === undefined) return fault;
  return date > shiftDate(today, 1) ? 'future' : null;
}

function withoutRepeats(found: readonly FoundCode[]): FoundCode[] {
  const isRepeat = (code: FoundCode, before: readonly FoundCode[]) =>
    'canonical' in code &&
    before.some((other) => 'canonical' in other && sameReceipt(code.canonical, other.canonical));
  return found.filter((code, i) => !isRepeat(code, found.slice(0, i)));
}

const CANONICAL = /^([A-Z]\d{2}(?:\.\d{1,4}){0,3})-(\d{6}|\d{8})-(\d{1,7})$/;

/** Whether two canonical codes name one dossier: `…-12` and `…-0012` do. False when either is not canonical. */
export function sameReceipt(a: string, b: string): boolean {
  const [one, two] = [comparable(a), comparable(b)];
  return one !== null && one === two;
}

function comparable(canonical: string): string | null {
  const [, unit, date, sequence] = CANONICAL.exec(canonical) ?? [];
  if (unit === undefined || date === undefined || sequence === undefined) return null;
  return `${unit}/${isoOf(date)}/${Number(sequence)}`;
}
