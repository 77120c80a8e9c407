/** Opening hours: open or not, when next, and the short notation of the command line. Times are Viet Nam's. Pure. */

import { entryOf, nfc } from '../security/text.js';
import { vietnamTime } from '../time/clock.js';
import { dayOf, shiftDate, WEEKDAYS, type Weekday } from '../time/day.js';
import { type OpeningHours, openSpan, type Unit } from './unit.js';

/** One stretch of opening, `HH:MM`; `to` itself is closed. */
export type OpenSpan = { from: string; to: string };

/** A day (`YYYY-MM-DD`) and a time (`HH:MM`) in Viet Nam. */
type LocalTime = { date: string; time: string };

/**
 * `until` = when this stretch ends. `opensAt` = the next opening; null = not known, or none within a year.
 * `unknown` = nobody has said when it opens, which is not the same as closed.
 */
export type OpenState =
  | { open: true; until: string }
  | {
      open: false;
      reason: 'closure' | 'holiday' | 'lunch' | 'beforeOpening' | 'afterClosing' | 'dayOff' | 'unknown';
      opensAt: LocalTime | null;
    };

type Days = Pick<ReadonlySet<number>, 'has'>;

/** By day number: the days off by law, and the weekend days worked in exchange, with the hours of a Friday. */
export type Holidays = { off: Days; worked: Days };

type Hours = Pick<Unit, 'hours' | 'closures'>;

const SEARCH_DAYS = 366;

/** Whether a unit is open at an instant, and if not why and when it opens next. */
export function isOpenAt(unit: Hours, instant: Date, holidays: Holidays): OpenState {
  const { date, time } = vietnamTime(instant);
  const special = specialDay(unit, date, holidays);
  const spans = unit.hours === null ? null : spansOn(unit.hours, date, holidays);
  const current = special ? undefined : spans?.find((span) => span.from <= time && time < span.to);
  if (current) return { open: true, until: current.to };
  const reason = special ?? (spans === null ? 'unknown' : reasonWithin(spans, time));
  return { open: false, reason, opensAt: nextOpening(unit, { date, time }, holidays) };
}

/** What a whole day is like: its spans in order, or why it has none. */
export type DayState =
  | { open: true; spans: OpenSpan[] }
  | { open: false; reason: 'closure' | 'holiday' | 'dayOff' };

/** What a unit does on a day (`YYYY-MM-DD`); null = nobody has said when it opens. */
export function openingOn(unit: Hours, date: string, holidays: Holidays): DayState | null {
  const special = specialDay(unit, date, holidays);
  if (special) return { open: false, reason: special };
  if (unit.hours === null) return null;
  const spans = spansOn(unit.hours, date, holidays);
  return spans.length > 0 ? { open: true, spans } : { open: false, reason: 'dayOff' };
}

/** The weekday of a date, `YYYY-MM-DD`. */
export function weekdayOfDate(date: string): Weekday {
  return WEEKDAYS[(new Date(date).getUTCDay() + 6) % 7] ?? 'mon';
}

function specialDay({ closures }: Hours, date: string, holidays: Holidays): 'closure' | 'holiday' | null {
  if (closures.some((closure) => closure.from <= date && date <= closure.to)) return 'closure';
  return holidays.off.has(dayOf(date)) ? 'holiday' : null;
}

function reasonWithin(spans: readonly OpenSpan[], time: string) {
  if (spans.length === 0) return 'dayOff';
  if (spans.every((span) => time < span.from)) return 'beforeOpening';
  return spans.some((span) => time < span.from) ? 'lunch' : 'afterClosing';
}

function nextOpening(unit: Hours, now: LocalTime, holidays: Holidays): LocalTime | null {
  if (unit.hours === null) return null;
  for (let ahead = 0; ahead <= SEARCH_DAYS; ahead += 1) {
    const date = shiftDate(now.date, ahead);
    if (specialDay(unit, date, holidays)) continue;
    const span = spansOn(unit.hours, date, holidays).find(({ from }) => ahead > 0 || from > now.time);
    if (span) return { date, time: span.from };
  }
  return null;
}

function spansOn(hours: OpeningHours, date: string, { worked }: Holidays): OpenSpan[] {
  return byStart(hours[worked.has(dayOf(date)) ? 'fri' : weekdayOfDate(date)] ?? []);
}

function byStart(spans: readonly OpenSpan[]): OpenSpan[] {
  return [...spans].sort((a, b) => a.from.localeCompare(b.from));
}

/** Weekdays with the same hours: runs of neighbours (`from` and `to` included), and the spans they share. */
export type HoursGroup = { days: { from: Weekday; to: Weekday }[]; spans: OpenSpan[] };

/** A week told in as few lines as possible, by first day; days not in it are closed; `[]` = never open. */
export function describeHours(hours: OpeningHours): HoursGroup[] {
  const groups = new Map<string, HoursGroup>();
  WEEKDAYS.forEach((day, i) => {
    const spans = byStart(hours[day] ?? []);
    if (spans.length === 0) return;
    const key = spans.map(({ from, to }) => `${from}-${to}`).join();
    const group = groups.get(key) ?? { days: [], spans };
    groups.set(key, group);
    const last = group.days.at(-1);
    if (last && last.to === WEEKDAYS[i - 1]) last.to = day;
    else group.days.push({ from: day, to: day });
  });
  return [...groups.values()];
}

const SHORT: Record<Weekday, string> = {
  mon: 'T2',
  tue: 'T3',
  wed: 'T4',
  thu: 'T5',
  fri: 'T6',
  sat: 'T7',
  sun: 'CN',
};

/** The notation that `parseHours` reads: `T2-T6 07:30-11:30,13:30-17:00; T7 07:30-11:30`. Never open = ``. */
export function formatHours(hours: OpeningHours): string {
  const day = ({ from, to }: HoursGroup['days'][number]) =>
    from === to ? SHORT[from] : `${SHORT[from]}-${SHORT[to]}`;
  return describeHours(hours)
    .map(({ days, spans }) => `${days.map(day).join(',')} ${spans.map((s) => `${s.from}-${s.to}`).join(',')}`)
    .join('; ');
}

/** What is wrong with hours as written: `part` is the piece, `advice` says to the officer what to write. */
export type HoursProblem = { kind: keyof typeof ADVICE; part: string; advice: string };

const EXAMPLE = 'T2-T6 07:30-11:30,13:30-17:00; T7 07:30-11:30';

const ADVICE = {
  empty: `Hãy ghi giờ làm việc, ví dụ: ${EXAMPLE}`,
  shape: `Mỗi nhóm là ngày rồi đến giờ, các nhóm cách nhau bằng dấu ";". Ví dụ: ${EXAMPLE}`,
  day: 'Ngày ghi T2, T3, T4, T5, T6, T7, CN (hoặc mon … sun), ví dụ: T2-T6 hoặc T2,T4,T7',
  repeatedDay: 'Mỗi ngày chỉ ghi một lần',
  time: 'Giờ ghi từ–đến theo 24 giờ, ví dụ: 07:30-11:30',
  order: 'Giờ bắt đầu phải trước giờ kết thúc',
  overlap: 'Hai khoảng giờ trong một ngày không được trùng nhau',
} as const;

/**
 * Hours from a line such as `T2-T6 07:30-11:30,13:30-17:00; T7 07:30-11:30`: also `mon-fri`, `thứ 2`, `7h30`,
 * other dashes, and `CN nghỉ` for a closed day. A mistake is a value, not a throw.
 */
export function parseHours(text: string): { hours: OpeningHours } | { problem: HoursProblem } {
  const groups = nfc(text)
    .toLowerCase()
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\p{Pd} ?/gu, '-')
    .replace(/ ?, ?/g, ',')
    .split(/[;\n]/)
    .map((group) => group.trim())
    .filter((group) => group !== '');
  if (groups.length === 0) return problem('empty', text);
  const hours: OpeningHours = {};
  for (const group of groups) {
    const read = parseGroup(group);
    if ('problem' in read) return read;
    const repeated = read.days.find((day) => hours[day] !== undefined);
    if (repeated) return problem('repeatedDay', SHORT[repeated]);
    for (const day of read.days) hours[day] = read.spans;
  }
  return { hours };
}

function problem(kind: keyof typeof ADVICE, part: string): { problem: HoursProblem } {
  return { problem: { kind, part, advice: ADVICE[kind] } };
}

function parseGroup(group: string) {
  const [, dayText, timeText] =
    /^(.+?)(?:: ?| )(\d{1,2}(?::\d|[hg])[\s\S]*|nghỉ|đóng|closed|off)$/.exec(group) ?? [];
  if (dayText === undefined || timeText === undefined) return problem('shape', group);
  const days = parseDays(dayText);
  if (!Array.isArray(days)) return days;
  const spans = /^\d/.test(timeText) ? parseSpans(timeText) : [];
  return Array.isArray(spans) ? { days, spans } : spans;
}

const DAY_NAMES: Record<string, Weekday> = { cn: 'sun', 'chủ nhật': 'sun', 'thứ bảy': 'sat' };

function parseDays(text: string): Weekday[] | { problem: HoursProblem } {
  const days: Weekday[] = [];
  for (const part of text.split(',')) {
    const ends = part.split('-').map((name) => parseDay(name.trim()));
    const [from, to = from] = ends;
    if (ends.length > 2 || !from || !to) return problem('day', part);
    const range = WEEKDAYS.slice(WEEKDAYS.indexOf(from), WEEKDAYS.indexOf(to) + 1);
    if (range.length === 0) return problem('day', part);
    const repeated = range.find((day) => days.includes(day));
    if (repeated) return problem('repeatedDay', SHORT[repeated]);
    days.push(...range);
  }
  return days;
}

/** `t2`, `thứ 2`, `thu 2`, `2` to `7`, `cn`, `mon`, `monday`; undefined = no weekday. */
function parseDay(name: string): Weekday | undefined {
  const number = /^(?:t|thứ|thu)?\s?([2-7])$/.exec(name)?.[1];
  if (number !== undefined) return WEEKDAYS[Number(number) - 2];
  return (
    entryOf(DAY_NAMES, name) ?? WEEKDAYS.find((day) => name.startsWith(day) && /^[a-z]{3,9}$/.test(name))
  );
}

function parseSpans(text: string): OpenSpan[] | { problem: HoursProblem } {
  const spans: OpenSpan[] = [];
  for (const part of text.split(',')) {
    const [from, to, ...more] = part.split('-').map((time) => parseTime(time.trim()));
    if (!from || !to || more.length > 0) return problem('time', part);
    if (!openSpan.safeParse({ from, to }).success) return problem('order', part);
    if (spans.some((other) => from < other.to && other.from < to)) return problem('overlap', part);
    spans.push({ from, to });
  }
  return byStart(spans);
}

/** `07:30`, `7h30`, `7g30`, `7h` as `HH:MM`; null = no time of day. */
function parseTime(text: string): string | null {
  const [, hour = '', minute = ''] = /^(\d{1,2})(?:[:hg](\d{2})|[hg])$/.exec(text) ?? [];
  const time = `${hour.padStart(2, '0')}:${minute.padEnd(2, '0')}`;
  return hour !== '' && Number(hour) < 24 && Number(time.slice(3)) < 60 ? time : null;
}
