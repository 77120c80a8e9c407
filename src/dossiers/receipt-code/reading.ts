/**
 * Where unit, date and sequence lie in a run of digit groups, as typed after the letter of a receipt code.
 * Every division that respects the separators typed is weighed; the lightest wins. Pure.
 */

/** The digits after the letter, and the separator typed at each place (key: digits before it; the end has one too). */
export type DigitRun = { digits: string; breaks: ReadonlyMap<number, string> };

/** One way to divide a run. `missing` counts the separators that had to be supplied. */
export type CodeReading = {
  segments: readonly string[];
  date: string;
  sequence: string;
  /** Digits of the run used; what follows is no part of the code. */
  end: number;
  missing: number;
  cost: number;
};

/** Dossiers have carried such codes since 2018 (TT 01/2018); a year only counts as one within these bounds. */
const FIRST_YEAR = 2018;
const LAST_YEAR = 2049;

const MAX_SEGMENTS = 3;
const MAX_SEGMENT_DIGITS = 4;
const MAX_SEQUENCE_DIGITS = 7;

/** Readings this close in cost cannot be told apart. */
const MARGIN = 1;

/**
 * The lightest reading of a run, and whether it is the only sensible one; null when no division fits.
 * `withSegments` false: the unit is already known (old order), date and sequence must follow at once.
 */
export function readRun(
  run: DigitRun,
  withSegments: boolean,
  usualSequence: number,
): { best: CodeReading; unique: boolean } | null {
  const readings = divide(run, withSegments, usualSequence).sort((a, b) => a.cost - b.cost || a.end - b.end);
  const [best, ...others] = readings;
  if (!best) return null;
  const rival = others.some((other) => other.end <= best.end && other.cost <= best.cost + MARGIN);
  return { best, unique: !rival };
}

function divide(run: DigitRun, withSegments: boolean, usualSequence: number): CodeReading[] {
  const found: CodeReading[] = [];
  const extend = (segments: readonly string[], position: number) => {
    for (const dateDigits of [6, 8]) {
      found.push(...readDated(run, segments, position, dateDigits, usualSequence));
    }
    if (!withSegments || segments.length === MAX_SEGMENTS) return;
    for (let length = 1; length <= MAX_SEGMENT_DIGITS; length += 1) {
      const next = position + length;
      if (next < run.digits.length && !isBrokenWithin(run, position, next)) {
        extend([...segments, run.digits.slice(position, next)], next);
      }
    }
  };
  if (!isBrokenWithin(run, 0, 2)) extend([], 2);
  return found.map((reading) =>
    withSegments ? reading : { ...reading, cost: reading.cost - NO_SEGMENT_COST },
  );
}

function readDated(
  run: DigitRun,
  segments: readonly string[],
  position: number,
  dateDigits: number,
  usualSequence: number,
): CodeReading[] {
  const afterDate = position + dateDigits;
  if (afterDate >= run.digits.length || isBrokenWithin(run, position, afterDate)) return [];
  const date = run.digits.slice(position, afterDate);
  const apart = run.breaks.has(position) && run.breaks.has(afterDate);
  if (!(apart && isDateLike(date)) && !isPlausibleDate(date)) return [];
  const readings: CodeReading[] = [];
  for (let end = afterDate + 1; end <= afterDate + MAX_SEQUENCE_DIGITS; end += 1) {
    if (!run.breaks.has(end) || isBrokenWithin(run, afterDate, end)) continue;
    const places = [...segmentStarts(segments), position, afterDate];
    const missing = places.filter((place) => !run.breaks.has(place)).length;
    const reading = { segments, date, sequence: run.digits.slice(afterDate, end), end, missing };
    readings.push({ ...reading, cost: weigh(reading, run, position, usualSequence) });
  }
  return readings;
}

/** Nearly every unit code has a group after the province or ministry. */
const NO_SEGMENT_COST = 5;

function weigh(
  reading: Omit<CodeReading, 'cost'>,
  run: DigitRun,
  datePosition: number,
  usualSequence: number,
) {
  const { segments, date, sequence, missing } = reading;
  const dotBeforeDate = /[.,]/.test(run.breaks.get(datePosition) ?? '');
  const supplied = missing * 2;
  const shape =
    (segments.length === 0 ? NO_SEGMENT_COST : 0) + (date.length === 8 ? 1 : 0) + (dotBeforeDate ? 3 : 0);
  if (missing === 0) return shape;
  const odd = segments.filter((segment) => segment.length === 1 || segment.length === 4).length;
  return supplied + shape + odd * 3 + Math.abs(sequence.length - usualSequence);
}

function segmentStarts(segments: readonly string[]): number[] {
  let start = 2;
  return segments.map((segment) => {
    const here = start;
    start += segment.length;
    return here;
  });
}

function isBrokenWithin(run: DigitRun, from: number, to: number): boolean {
  for (let place = from + 1; place < to; place += 1) if (run.breaks.has(place)) return true;
  return false;
}

/** Eight digits are only a date when they open with a year of this century: `17240315` is a unit and a date. */
function isDateLike(date: string): boolean {
  return date.length === 6 || /^20/.test(date);
}

/** `YYYY-MM-DD` of a date as printed in a code (`YYMMDD` or `YYYYMMDD`); the day need not exist. */
export function isoOf(date: string): string {
  const full = date.length === 6 ? `20${date}` : date;
  return `${full.slice(0, 4)}-${full.slice(4, 6)}-${full.slice(6)}`;
}

/** What is wrong with a day: no such month, no such day in it; null = it exists. */
export function findDateFault(iso: string): 'month' | 'day' | null {
  const [year = 0, month = 0, day = 0] = iso.split('-').map(Number);
  if (month < 1 || month > 12) return 'month';
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day < 1 || day > lastDay ? 'day' : null;
}

function isPlausibleDate(date: string): boolean {
  const year = Number(isoOf(date).slice(0, 4));
  return year >= FIRST_YEAR && year <= LAST_YEAR && findDateFault(isoOf(date)) === null;
}
