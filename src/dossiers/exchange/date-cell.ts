/** Dates and times in every spelling people and their software use. Pure. */
import { instantOf } from '../../time/clock.js';
import { DAY_MS } from '../../time/duration.js';
import { parseMoment } from '../../time/moment.js';

/** A cell as files give it; a date is the wall clock in Viet Nam as if it were UTC. */
export type Cell = string | number | boolean | Date | null;

/** A moment read. `hasTime: false` = a day, told by its noon. */
export type ReadMoment = { at: Date; hasTime: boolean };

/** Whether day or month comes first; null = it cannot be told. */
type Order = 'dayFirst' | 'monthFirst' | null;

/**
 * How a column writes its days where a cell may be read both ways; `american`: with AM or PM behind. `isSwapped`: a
 * spreadsheet set to another country took days for months, where it took anything for a date.
 */
export type DayOrder = { plain: Order; american: Order; isSwapped?: boolean };

/** Viet Nam writes the day first; whose software writes AM and PM may not. */
const USUAL: DayOrder = { plain: 'dayFirst', american: null };

const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
/** From 1990 to 2150, in milliseconds since 1970, as programs count. */
const MILLIS = { from: 631_152_000_000, to: 5_680_281_600_000 };
/** From 1990 to 2150, in days since the epoch of spreadsheets. */
const SERIAL = { from: 32_874, to: 91_676 };

/**
 * The moment a cell tells: a date, a serial number of a spreadsheet, `20/11/2026 09:15`, `9h15 20.11.26`,
 * `20261120091500`, `ngày 20 tháng 11 năm 2026`, `20/11/2026 09:15:00 SA`, with seconds or an offset where given.
 * `order`: how the column writes its days, which matters only where a cell may be read both ways. Null = no moment.
 */
export function readMoment(cell: Exclude<Cell, null>, order: DayOrder = USUAL): ReadMoment | null {
  const typed = typedTime(cell);
  if (typed !== null) return ofWallClock(order.isSwapped ? swapped(typed) : typed);
  if (typeof cell === 'number') return ofNumber(cell);
  const text = String(cell)
    .normalize('NFKC')
    .replace(/\([^()]*\)/g, (remark) => (isRemark(remark) ? ' ' : remark))
    .replace(/(:\d\d(?:\.\d+)?[+-]\d\d)(\d\d)$/, '$1:$2')
    .replaceAll('\\', '/')
    .replace(/\s+/g, ' ')
    .trim();
  const serial = /^(?:\d{5}(?:[.,]\d+)?|\d{12,13})$/.test(text)
    ? ofNumber(Number(text.replace(',', '.')))
    : null;
  return serial ?? parseMoment(text) ?? ofDigits(text) ?? ofWords(text, order);
}

/** What stands in brackets and tells nothing of the moment: words, or the day of the moon's calendar. */
const isRemark = (text: string) => (!/\d/.test(text) && !HALF.test(text)) || /âm|âl/iu.test(text);

/** Spreadsheets count a time without a day as a part of the first day they know. */
const FIRST_YEAR = 1900;

/** The time of day a cell tells without a day, `HH:MM:SS`; null = none. */
export function readTimeOfDay(cell: Exclude<Cell, null>): string | null {
  if (cell instanceof Date)
    return cell.getUTCFullYear() <= FIRST_YEAR ? cell.toISOString().slice(11, 19) : null;
  if (typeof cell === 'number')
    return cell >= 0 && cell < 1
      ? new Date(Math.round(cell * 86_400) * 1000).toISOString().slice(11, 19)
      : null;
  const text = String(cell).normalize('NFKC').replace(/\s+/g, ' ').trim();
  if (/^0[.,]\d+$/.test(text)) return readTimeOfDay(Number(text.replace(',', '.')));
  const half = HALF.exec(text);
  const rest = half ? text.replace(half[0], ' ') : text;
  const time = TIME.exec(rest);
  return time && REST.test(rest.replace(time[0], ' ')) ? clockOf(time, half?.[0]) : null;
}

/** The wall clock of a cell that a spreadsheet took for a date; null = it did not. */
function typedTime(cell: Cell): number | null {
  if (cell instanceof Date) return cell.getTime();
  if (typeof cell !== 'number' || cell < SERIAL.from || cell >= SERIAL.to) return null;
  return Math.round((EXCEL_EPOCH + cell * DAY_MS) / 1000) * 1000;
}

/** The day and the month in each other's place; where that is no day, as it was. */
function swapped(time: number): number {
  const date = new Date(time);
  const [day, month] = [date.getUTCDate(), date.getUTCMonth() + 1];
  return day > 12 ? time : Date.UTC(date.getUTCFullYear(), day - 1, month) + (time % DAY_MS);
}

/** What cells show by days that are known otherwise: how often they are right as they are, and how often swapped. */
export function compareTyped(cells: Iterable<readonly [cell: Cell, day: string]>): {
  right: number;
  swapped: number;
} {
  const found = { right: 0, swapped: 0 };
  for (const [cell, day] of cells) {
    const time = typedTime(cell);
    if (time === null || Number.isNaN(time)) continue;
    const [as, other] = [time, swapped(time)].map((each) => new Date(each).toISOString().slice(0, 10));
    if (as === other) continue;
    if (as === day) found.right += 1;
    if (other === day) found.swapped += 1;
  }
  return found;
}

/** How many cells a spreadsheet took for dates, and how many are texts, by whether their day may be a month. */
type Look = Record<'typedLow' | 'typedHigh' | 'textLow' | 'textHigh', number>;

/** How the cells of a column look. */
export function lookOf(cells: Iterable<Cell>): Look {
  const look: Look = { typedLow: 0, typedHigh: 0, textLow: 0, textHigh: 0 };
  for (const cell of cells) {
    const time = typedTime(cell);
    if (time !== null) look[new Date(time).getUTCDate() > 12 ? 'typedHigh' : 'typedLow'] += 1;
    const [, a = '', b = ''] = typeof cell === 'string' ? (DATE.exec(cell) ?? []) : [];
    if (a === '' || a.length > 2 || Number(b) > 12) continue;
    look[Number(a) > 12 ? 'textHigh' : 'textLow'] += 1;
  }
  return look;
}

function ofNumber(value: number): ReadMoment | null {
  const typed = typedTime(value);
  if (typed !== null) return ofWallClock(typed);
  if (!Number.isInteger(value)) return null;
  const isMillis = MILLIS.from <= value && value < MILLIS.to;
  return isMillis ? { at: new Date(value), hasTime: true } : ofDigits(String(value));
}

function ofWallClock(time: number): ReadMoment | null {
  if (Number.isNaN(time)) return null;
  const iso = new Date(time).toISOString();
  return parseMoment(time % DAY_MS === 0 ? iso.slice(0, 10) : iso.slice(0, 19));
}

/** `20261120`, `202611200915` and `20261120091500`, as the national exchange writes them. */
function ofDigits(text: string): ReadMoment | null {
  const [, year, month, date, time = ''] = /^(\d{4})(\d{2})(\d{2})(\d{4}|\d{6})?$/.exec(text) ?? [];
  if (!year) return null;
  return parseMoment(`${year}-${month}-${date}${time ? `T${time.match(/../g)?.join(':')}` : ''}`);
}

const DATE = /(\d{1,4})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(\d{2,4})(?!\d)/;
const WORDY_DATE = /(?:ngày )?(\d{1,2}) tháng (\d{1,2})(?: năm|,)? (\d{4})/i;
const TIME = /(\d{1,2})(?:[:hg.]| giờ ?)(\d{1,2})?(?:[:mp]| phút ?)?(\d{1,2})?s?(?:\.\d+)?(?: giây)?/i;
const HALF = /\b(SA|CH|AM|PM|sáng|chiều|tối)\b\.?|(?<=\d)(am|pm)\b/iu;
/** What may be left over once date, time and half of the day are taken out. */
const REST =
  /^(?:lúc|ngày|giờ|vào|hồi|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ nhật|t[2-7]|cn|utc|gmt\+?7?|\+07:?00|[-–,;:()T/ ])*$/iu;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NAMED_MONTH = /(\d{1,2})[\s/.-]?(?:thg?\s?(\d{1,2})|([a-z]{3})[a-z]*)[\s/.,-]+(\d{4}|\d{2})(?!\d)/i;

const MONTH_FIRST = /\b([a-z]{3})[a-z]*\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)/i;

/** `20-Nov-2026`, `Nov 20, 2026`, `20 Thg 11 2026` with the month as a number; others as they are. */
function withMonthNumber(text: string): string {
  const first = text.replace(MONTH_FIRST, (whole, name: string, date: string, year: string) => {
    const month = MONTHS.indexOf(name.toLowerCase()) + 1;
    return month ? `${date}/${month}/${year}` : whole;
  });
  return first.replace(NAMED_MONTH, (whole, date: string, number = '', name = '', year: string) => {
    const month = number || MONTHS.indexOf(name.toLowerCase()) + 1;
    return month ? `${date}/${month}/${year}` : whole;
  });
}

function ofWords(written: string, order: DayOrder): ReadMoment | null {
  const text = withMonthNumber(written);
  const wordy = WORDY_DATE.exec(text);
  const found = wordy ?? DATE.exec(text);
  if (!found) return null;
  const day = wordy ? dayFirst(found) : dayOf(found, order[styleOf(text)]);
  let rest = text.replace(found[0], ' ');
  const half = HALF.exec(rest);
  if (half) rest = rest.replace(half[0], ' ');
  const time = TIME.exec(rest);
  if (time) rest = rest.replace(time[0], ' ');
  if (!day || !REST.test(rest)) return null;
  return time ? withTime(day, time, half?.[0]) : parseMoment(day);
}

const CLOCK = /(?<!\d)\d{1,2}(?:[:hg]| giờ )\d{2}(?::\d{2})?(?!\d)/i;

/** The only date in a text, with the time beside it, and what else the text says; null = there is none, or several. */
export function partMoment(
  text: string,
  order: DayOrder = USUAL,
): { moment: ReadMoment; rest: string } | null {
  const date = (DATE.exec(text) ?? WORDY_DATE.exec(text))?.[0];
  if (date === undefined) return null;
  const beside = text.replace(date, ' ');
  const time = CLOCK.exec(beside)?.[0];
  const rest = time === undefined ? beside : beside.replace(time, ' ');
  const moment = readMoment(`${date} ${time ?? ''}`, order);
  return moment && !DATE.test(rest) ? { moment, rest } : null;
}

/** English halves of the day mostly come with English dates. */
const styleOf = (text: string) => (/(?:\b|\d)(?:AM|PM)\b/i.test(text) ? 'american' : 'plain');

function withTime(day: string, time: RegExpExecArray, half?: string) {
  const clock = clockOf(time, half);
  const at = instantOf(day, clock ?? '');
  return Number.isNaN(at.getTime()) ? null : { at, hasTime: true };
}

/** `HH:MM:SS` of an hour and a half of the day; null = there is no such time. */
function clockOf([, hour = '', minute = '0', second = '0']: RegExpExecArray, half?: string): string | null {
  const isLate = half !== undefined && /^(CH|PM|chiều|tối)/iu.test(half);
  const isEarly = half !== undefined && !isLate;
  let hours = Number(hour);
  if (isLate && hours < 12) hours += 12;
  if (isEarly && hours === 12) hours = 0;
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  return [hours, minute, second].map((part) => String(part).padStart(2, '0')).join(':');
}

const iso = (year: string, month: string, date: string) =>
  `${year.length === 2 ? `20${year}` : year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;

function dayFirst([, date = '', month = '', year = '']: RegExpExecArray): string | null {
  return existing(iso(year, month, date));
}

/** The day of three numbers; null = there is none, or it cannot be told which of two. */
function dayOf([, a = '', b = '', c = '']: RegExpExecArray, order: Order): string | null {
  if (a.length === 4) return existing(iso(a, b, c.padStart(2, '0').slice(-2)));
  if (a.length > 2 || c.length === 3) return null;
  if (Number(a) > 12) return existing(iso(c, b, a));
  if (Number(b) > 12) return existing(iso(c, a, b));
  if (order === 'dayFirst' || Number(a) === Number(b)) return existing(iso(c, b, a));
  return order === 'monthFirst' ? existing(iso(c, a, b)) : null;
}

function existing(day: string): string | null {
  return parseMoment(day) ? day : null;
}

/**
 * What the cells of a column show of the order they write day and month in; `known`: what is known of it otherwise, for
 * columns that show nothing.
 */
export function dayOrderOf(cells: Iterable<Cell>, known: Order = null): DayOrder {
  const shown = { plain: new Set<Order>(), american: new Set<Order>() };
  for (const cell of cells) {
    const [, a = '', b = ''] = typeof cell === 'string' ? (DATE.exec(cell) ?? []) : [];
    if (a === '' || a.length > 2) continue;
    if (Number(a) > 12) shown[styleOf(String(cell))].add('dayFirst');
    if (Number(b) > 12) shown[styleOf(String(cell))].add('monthFirst');
  }
  const one = (orders: ReadonlySet<Order>, usual: Order): Order => {
    const [first = known ?? usual] = orders;
    return orders.size > 1 ? null : first;
  };
  return { plain: one(shown.plain, USUAL.plain), american: one(shown.american, USUAL.american) };
}

/** Which of day and month comes first in texts of days that are known otherwise; null = they do not show it, or both. */
export function orderByDays(cells: Iterable<readonly [cell: Cell, day: string]>): Order {
  const shown = new Set<Order>();
  for (const [cell, day] of cells) {
    const found = typeof cell === 'string' ? DATE.exec(withMonthNumber(cell)) : null;
    if (!found) continue;
    const [as, other] = [dayOf(found, 'dayFirst'), dayOf(found, 'monthFirst')];
    if (as === other) continue;
    if (as === day) shown.add('dayFirst');
    if (other === day) shown.add('monthFirst');
  }
  const [order = null] = shown;
  return shown.size > 1 ? null : order;
}
