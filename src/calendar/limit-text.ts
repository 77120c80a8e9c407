/** Time limits as people and the catalogue write them: "5 ngày làm việc", "10 ngày", "4 giờ", "trong ngày". Pure. */
import type { TimeLimit } from '../catalogue/procedure.js';
import { fold } from '../search/fold.js';
import { entryOf } from '../security/text.js';

/**
 * How long an office has. `day` = calendar days. `sameDay` = result on the day of reception ("trong ngày").
 * Part of a working day is office hours, 8 to the day; part of a calendar day is a whole one; part of a month is days,
 * 30 to the month.
 */
export type Limit =
  | { unit: 'workingDay' | 'day' | 'hour' | 'month'; amount: number }
  | { unit: 'sameDay'; amount: null };

const SAME_DAY: Limit = { unit: 'sameDay', amount: null };

/** Longer limits than this are a slip of the keyboard. */
const MAX_AMOUNT = 9999;

/** Folded unit words: the unit of the count, and how many of it one is. */
const UNITS: Record<string, { unit: 'workingDay' | 'day' | 'hour' | 'month'; times: number }> = {
  'ngay lam viec': { unit: 'workingDay', times: 1 },
  'working day': { unit: 'workingDay', times: 1 },
  'working days': { unit: 'workingDay', times: 1 },
  'gio lam viec': { unit: 'hour', times: 1 },
  'ngay lich': { unit: 'day', times: 1 },
  ngay: { unit: 'day', times: 1 },
  day: { unit: 'day', times: 1 },
  days: { unit: 'day', times: 1 },
  tuan: { unit: 'day', times: 7 },
  week: { unit: 'day', times: 7 },
  weeks: { unit: 'day', times: 7 },
  gio: { unit: 'hour', times: 1 },
  hour: { unit: 'hour', times: 1 },
  hours: { unit: 'hour', times: 1 },
  phut: { unit: 'hour', times: 1 / 60 },
  minutes: { unit: 'hour', times: 1 / 60 },
  thang: { unit: 'month', times: 1 },
  month: { unit: 'month', times: 1 },
  months: { unit: 'month', times: 1 },
  nam: { unit: 'month', times: 12 },
  year: { unit: 'month', times: 12 },
  years: { unit: 'month', times: 12 },
};

const LEAD = '(?:thoi (?:han|gian)(?: giai quyet)?:? |la )?(?:toi da |khong qua |trong (?:vong )?|within )*';
const FROM = '(?:ke tu|tinh tu|sau khi|tu khi|tu ngay|from|after)';
const AMOUNT = new RegExp(
  `^${LEAD}(\\d+(?:[.,]\\d+)?) (?:\\([^()]*\\) )?([a-z]+(?: [a-z]+){0,2}?)(?:[,;]? (${FROM} .*))?$`,
);
const SAME_DAY_TEXT =
  /^(?:tra ket qua |giai quyet )?(?:ngay )?(?:trong ngay|same day)(?: lam viec)?(?: (?:tiep nhan|nhan)(?: du)?(?: ho so)?)?(?:$|[,;.:] ?(.*)$)/;
const CUT_OFF = /(?:sau|truoc) 15 ?(?:gio|h|:00|g)/g;
const ANOTHER_AMOUNT = /\d (?:\([^()]*\) )?(?:ngay|gio|thang|tuan|nam|day|hour|month)/;

/**
 * Reads a time limit, with or without marks. Null = not one limit and nothing else: then the text is to be shown,
 * never computed ("3 – 5 ngày", "theo quy định", several cases in one text).
 */
export function parseLimit(text: string): Limit | null {
  const line = fold(text)
    .replace(/[\s_]+/g, ' ')
    .replace(/(\d)([a-z])/g, '$1 $2')
    .replace(/[.;,]\s*$/, '')
    .trim();
  const sameDay = SAME_DAY_TEXT.exec(line);
  if (sameDay) return speaksOfCutOff(sameDay[1] ?? '') ? SAME_DAY : null;
  const [, digits, words = '', tail = ''] = AMOUNT.exec(line) ?? [];
  const found = entryOf(UNITS, words);
  if (digits === undefined || !found || ANOTHER_AMOUNT.test(tail)) return null;
  const amount = Number(digits.replace(',', '.')) * found.times;
  return amount > 0 && amount <= MAX_AMOUNT ? { unit: found.unit, amount } : null;
}

/** After "trong ngày" only the rule of 15:00 may follow; anything else could change the limit. */
function speaksOfCutOff(rest: string): boolean {
  const others = rest.replace(CUT_OFF, '');
  return rest === '' || (others !== rest && !ANOTHER_AMOUNT.test(others));
}

/**
 * The limit of a catalogue entry; null = only its text tells, and the text is to be shown. Where amount and text name
 * the same number but different days, the text is right (the national data enters "ngày" for "ngày làm việc").
 */
export function limitOf({ amount, unit, text }: Pick<TimeLimit, 'amount' | 'unit' | 'text'>): Limit | null {
  const written = text === null ? null : parseLimit(text);
  if (amount === null || unit === null) return written?.unit === 'sameDay' ? written : null;
  return written?.amount === amount && written.unit === 'workingDay' && unit === 'day'
    ? written
    : { unit, amount };
}
