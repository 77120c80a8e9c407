/** Which days and hours an office works: weekends, holidays, days swapped, days it is closed. Pure. */

import { dayOfLocal, type LocalMs, timeOfDayMs, timeOfLocal } from '../time/clock.js';
import type { Weekday } from '../time/day.js';
import { dayOf, weekdayOf } from '../time/day.js';
import { DAY_MS } from '../time/duration.js';
import type { Closure, OpeningHours } from '../units/unit.js';
import type { Holiday, HolidayIndex } from './holiday.js';

/** Why a day is no working day. */
export type DayOff =
  | { kind: 'weekend' }
  | { kind: 'holiday'; holiday: Holiday }
  | { kind: 'closure'; reason: string };

/** A stretch of a day in milliseconds since midnight; `to` is not part of it. */
type Span = { from: number; to: number };

/** One office's calendar, by day number. */
export type WorkCalendar = {
  index: HolidayIndex;
  /** Null = a working day. */
  dayOff(day: number): DayOff | null;
  /** When it works on a day, in order; [] on a day off. */
  workSpans(day: number): readonly Span[];
  /** When it takes dossiers: also on a weekend day with opening hours, which is not a working day for that. */
  receptionSpans(day: number): readonly Span[];
  /** When the working day ends, milliseconds since midnight. */
  closing(day: number): number;
};

const OFFICE_DAY = [
  { from: '07:00', to: '11:30' },
  { from: '13:30', to: '17:00' },
];
const WORKWEEK: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri'];

/** The hours of an office whose own are not known. */
const OFFICE_HOURS: OpeningHours = Object.fromEntries(WORKWEEK.map((day) => [day, OFFICE_DAY]));

/** No term is counted further than this: an office closed for so long will not give a due date. */
const MAX_DAYS = 100 * 366;

const WEEKEND: DayOff = { kind: 'weekend' };
const NO_SPANS: readonly Span[] = [];

/** What an office's calendar is made from. */
export type OfficeDays = {
  index: HolidayIndex;
  /** Null = not known: `OFFICE_HOURS`. */
  hours?: OpeningHours | null;
  closures?: readonly Closure[];
  /** Weekdays that count as working days; opening on others is reception only. Monday to Friday. */
  workweek?: readonly Weekday[];
};

/** The calendar of one office. */
export function createCalendar({
  index,
  hours,
  closures = [],
  workweek = WORKWEEK,
}: OfficeDays): WorkCalendar {
  const works = new Set(workweek);
  const week = spansByWeekday(workweek.some((day) => hours?.[day]?.length) && hours ? hours : OFFICE_HOURS);
  const closed = closures.map(({ from, to, reason }) => ({
    from: dayOf(from),
    to: dayOf(to),
    off: { kind: 'closure', reason } satisfies DayOff,
  }));
  const specialDay = (day: number): DayOff | null => {
    const holiday = index.off.get(day);
    if (holiday) return { kind: 'holiday', holiday };
    return closed.find(({ from, to }) => from <= day && day <= to)?.off ?? null;
  };
  const dayOff = (day: number) =>
    !works.has(weekdayOf(day)) && !index.worked.has(day) ? WEEKEND : specialDay(day);
  // A weekend day worked in exchange has the hours of a Friday.
  const spans = (day: number) => week[index.worked.has(day) ? 'fri' : weekdayOf(day)];
  return {
    index,
    dayOff,
    workSpans: (day) => (dayOff(day) ? NO_SPANS : spans(day)),
    receptionSpans: (day) => (specialDay(day) ? NO_SPANS : spans(day)),
    closing: (day) => (spans(day).at(-1) ?? lastOf(week)).to,
  };
}

function spansByWeekday(hours: OpeningHours): Record<Weekday, readonly Span[]> {
  const read = (day: Weekday) =>
    (hours[day] ?? [])
      .map(({ from, to }) => ({ from: timeOfDayMs(from), to: timeOfDayMs(to) }))
      .sort((a, b) => a.from - b.from);
  return {
    mon: read('mon'),
    tue: read('tue'),
    wed: read('wed'),
    thu: read('thu'),
    fri: read('fri'),
    sat: read('sat'),
    sun: read('sun'),
  };
}

/** The stretch that ends latest in the week, for days without hours of their own. */
function lastOf(week: Record<Weekday, readonly Span[]>): Span {
  return Object.values(week)
    .flat()
    .reduce((a, b) => (a.to >= b.to ? a : b));
}

/** The first working day on or after a day. Throws a RangeError when the office is closed for a century. */
export function workingDayFrom(calendar: WorkCalendar, day: number): number {
  let found = day;
  while (calendar.dayOff(found)) {
    found += 1;
    assertWithin(day, found);
  }
  return found;
}

/** The moment itself while the office takes dossiers or will later that day, else its next opening. */
export function receptionFrom(calendar: WorkCalendar, moment: LocalMs): LocalMs {
  const start = dayOfLocal(moment);
  const last = calendar.receptionSpans(start).at(-1);
  if (last && timeOfLocal(moment) <= last.to) return moment;
  for (let day = start + 1; ; day += 1) {
    assertWithin(start, day);
    const first = calendar.receptionSpans(day)[0];
    if (first) return day * DAY_MS + first.from;
  }
}

/** Throws a RangeError when a count has run further than any term can. */
export function assertWithin(start: number, day: number): void {
  if (day - start > MAX_DAYS) throw new RangeError('no due date: the office is closed for too long');
}
