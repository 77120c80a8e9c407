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

/** How a column writes its days where a cell may be read both ways; `american`: with AM or PM behind. */
export type DayOrder = { plain: Order; american: Order };

/** Viet Nam writes the day first; whose software writes AM and PM may not. */
const USUAL: DayOrder = { plain: 'dayFirst', american: null };

const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
/** From 1990 to 2150, in days since the epoch of spreadsheets. */
const SERIAL = { from: 32_874, to: 91_676 };

/**
 * The moment a cell tells: a date, a serial number of a spreadsheet, `20/11/2026 09:15`, `9h15 20.11.26`,
 * `20261120091500`, `ngày 20 tháng 11 năm 2026`, `20/11/2026 09:15:00 SA`, with seconds or an offset where given.
 * `order`: how the column writes its days, which matters only where a cell may be read both ways. Null = no moment.
 */
export function readMoment(cell: Exclude<Cell, null>, order: DayOrder = USUAL): ReadMoment | null {
  if (cell instanceof Date) return ofWallClock(cell.getTime());
  if (typeof cell === 'number') return ofNumber(cell);
  const text = String(cell).normalize('NFKC').replace(/\s+/g, ' ').trim();
  const serial = /^\d{5}(?:[.,]\d+)?$/.test(text) ? ofNumber(Number(text.replace(',', '.'))) : null;
  return serial ?? parseMoment(text) ?? ofDigits(text) ?? ofWords(text, order);
}

function ofNumber(value: number): ReadMoment | null {
  if (SERIAL.from <= value && value < SERIAL.to)
    return ofWallClock(Math.round((EXCEL_EPOCH + value * DAY_MS) / 1000) * 1000);
  return Number.isInteger(value) ? ofDigits(String(value)) : null;
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
  /^(?:lúc|ngày|giờ|vào|hồi|thứ (?:hai|ba|tư|năm|sáu|bảy)|chủ nhật|t[2-7]|cn|utc|gmt\+?7?|\+07:?00|[-–,;:()T/ ])*$/iu;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NAMED_MONTH = /(\d{1,2})[\s/.-]?(?:thg?\s?(\d{1,2})|([a-z]{3})[a-z]*)[\s/.,-]+(\d{4}|\d{2})(?!\d)/i;

/** `20-Nov-2026`, `20 Thg 11 2026` with the month as a number; others as they are. */
function withMonthNumber(text: string): string {
  return text.replace(NAMED_MONTH, (whole, date: string, number = '', name = '', year: string) => {
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
  if (!day || !REST.test(rest) || (half && !time)) return null;
  return time ? withTime(day, time, half?.[0]) : parseMoment(day);
}

/** English halves of the day mostly come with English dates. */
const styleOf = (text: string) => (/(?:\b|\d)(?:AM|PM)\b/i.test(text) ? 'american' : 'plain');

function withTime(day: string, [, hour = '', minute = '0', second = '0']: RegExpExecArray, half?: string) {
  const isLate = half !== undefined && /^(CH|PM|chiều|tối)/iu.test(half);
  const isEarly = half !== undefined && !isLate;
  let hours = Number(hour);
  if (isLate && hours < 12) hours += 12;
  if (isEarly && hours === 12) hours = 0;
  if (hours > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const two = (part: string | number) => String(part).padStart(2, '0');
  const at = instantOf(day, `${two(hours)}:${two(minute)}:${two(second)}`);
  return Number.isNaN(at.getTime()) ? null : { at, hasTime: true };
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

/** What the cells of a column show of the order they write day and month in. */
export function dayOrderOf(cells: Iterable<Cell>): DayOrder {
  const shown = { plain: new Set<Order>(), american: new Set<Order>() };
  for (const cell of cells) {
    const [, a = '', b = ''] = typeof cell === 'string' ? (DATE.exec(cell) ?? []) : [];
    if (a === '' || a.length > 2) continue;
    if (Number(a) > 12) shown[styleOf(String(cell))].add('dayFirst');
    if (Number(b) > 12) shown[styleOf(String(cell))].add('monthFirst');
  }
  const one = (orders: ReadonlySet<Order>, usual: Order): Order => {
    const [first = usual] = orders;
    return orders.size > 1 ? null : first;
  };
  return { plain: one(shown.plain, USUAL.plain), american: one(shown.american, USUAL.american) };
}
