/**
 * Due dates worked out the slow way, sharing no code with the fast one: an office is a table of all its minutes, and a
 * term is walked minute by minute or day by day over it.
 */
import { readHolidayYears } from '../../src/calendar/holidays.js';

const MINUTES = 1440;
const NEVER = Number.POSITIVE_INFINITY;
const EPOCH = Date.UTC(2023, 11, 1);
const DAYS = 366 * 9;

export type SlowCase = {
  /** Minutes of Viet Nam's wall clock since the epoch of the table. */
  received: number;
  unit: 'workingDay' | 'day' | 'hour' | 'month' | 'sameDay';
  amount: number;
  policy: 'restart' | 'pause' | 'none';
  supplements: { from: number; to: number | null }[];
  verifications: { from: number; to: number | null }[];
  late: boolean;
  shift: boolean;
};

/** `at` in minutes of the table for hours, null for days. `waiting` = no due date. */
export type SlowDue = { date: string; at: number | null } | 'waiting';

export type SlowOffice = { works: boolean[]; workOpen: Uint8Array; receptionOpen: Uint8Array };

/** `HH:MM` spans by weekday, 0 = Sunday. */
export type SlowWeek = Record<number, [string, string][]>;

export function slowDate(day: number): string {
  const date = new Date(EPOCH);
  date.setUTCDate(date.getUTCDate() + day);
  return date.toISOString().substring(0, 10);
}

/** The instant of a minute of the table. */
export function slowInstant(minute: number): Date {
  return new Date(EPOCH + minute * 60_000 - 7 * 3600 * 1000);
}

export function slowOffice(week: SlowWeek, closures: { from: string; to: string }[]): SlowOffice {
  const years = readHolidayYears();
  const holidays = new Set(years.flatMap(({ off }) => off.map(({ date }) => date)));
  const saturdays = new Set(years.flatMap(({ worked }) => worked.map(({ date }) => date)));
  const office: SlowOffice = {
    works: [],
    workOpen: new Uint8Array(DAYS * MINUTES),
    receptionOpen: new Uint8Array(DAYS * MINUTES),
  };
  for (let day = 0; day < DAYS; day += 1) {
    const date = slowDate(day);
    const weekday = new Date(date).getUTCDay();
    const shut = holidays.has(date) || closures.some(({ from, to }) => date >= from && date <= to);
    const ordinary = (weekday >= 1 && weekday <= 5) || saturdays.has(date);
    office.works.push(ordinary && !shut);
    if (shut) continue;
    for (const [from, to] of week[saturdays.has(date) ? 5 : weekday] ?? []) {
      const minute = (time: string) => day * MINUTES + +time.slice(0, 2) * 60 + +time.slice(3);
      office.receptionOpen.fill(1, minute(from), minute(to));
      if (ordinary) office.workOpen.fill(1, minute(from), minute(to));
    }
  }
  return office;
}

const dayOf = (minute: number) => Math.floor(minute / MINUTES);

/** When a dossier is due, by walking. */
export function slowDue(office: SlowOffice, given: SlowCase): SlowDue {
  const start = begin(office, given, given.received);
  if (given.policy !== 'restart') return walk(office, given, start);
  return walkAgain(
    office,
    given,
    start,
    [...given.supplements].sort((a, b) => a.from - b.from),
  );
}

function walkAgain(
  office: SlowOffice,
  given: SlowCase,
  start: number,
  supplements: SlowCase['supplements'],
): SlowDue {
  const due = walk(office, given, start);
  const [next, ...others] = supplements;
  if (!next) return due;
  const over =
    due !== 'waiting' && (due.at === null ? slowDate(dayOf(next.from)) > due.date : next.from > due.at);
  if (over) return walkAgain(office, given, start, others);
  if (next.to === null) return 'waiting';
  return walkAgain(office, given, Math.max(start, begin(office, given, next.to)), others);
}

const inMinutes = ({ unit, amount }: SlowCase) => {
  if (unit === 'hour') return amount * 60;
  return unit === 'workingDay' && amount % 1 !== 0 ? amount * 480 : null;
};

function begin(office: SlowOffice, given: SlowCase, stamped: number): number {
  let minute = stamped;
  if (given.shift) {
    // Whoever comes in the minute after the last one, at closing sharp, is still in time.
    const open = office.receptionOpen.indexOf(1, stamped - 1);
    if (dayOf(open) > dayOf(stamped)) minute = open;
  }
  const inDays = given.unit !== 'sameDay' && inMinutes(given) === null;
  if (!given.late || !inDays) return minute;
  if (office.works[dayOf(minute)] && minute % MINUTES <= 15 * 60) return minute;
  let day = dayOf(minute) + 1;
  while (!office.works[day]) day += 1;
  return day * MINUTES;
}

function walk(office: SlowOffice, given: SlowCase, start: number): SlowDue {
  const stops =
    given.policy === 'pause' ? [...given.supplements, ...given.verifications] : given.verifications;
  const pauses = stops.map(({ from, to }) => ({
    from,
    to: to === null ? NEVER : begin(office, given, to),
  }));
  const minutes = inMinutes(given);
  if (minutes !== null) return walkMinutes(office, start, minutes, pauses);
  if (given.unit === 'sameDay') return walkSameDay(office, start, pauses);
  return walkDays(office, given, dayOf(start), pauses);
}

type Stop = { from: number; to: number };

function walkMinutes(office: SlowOffice, start: number, minutes: number, pauses: Stop[]): SlowDue {
  let left = minutes;
  for (let next = start; ; next += 1) {
    const minute = office.workOpen.indexOf(1, next);
    next = minute;
    const pause = pauses.some(({ from, to }) => minute >= from && minute < to);
    if (pause && pauses.some(({ from, to }) => minute >= from && to === NEVER)) return 'waiting';
    if (!pause) left -= 1;
    if (left === 0) return { date: slowDate(dayOf(minute)), at: minute + 1 };
  }
}

function walkSameDay(office: SlowOffice, start: number, pauses: Stop[]): SlowDue {
  let day = dayOf(start);
  if (!office.works[day] || start - day * MINUTES > 900) {
    day += 1;
    while (!office.works[day]) day += 1;
  }
  const stop = pauses
    .sort((a, b) => a.from - b.from)
    .find(({ from, to }) => to > start && from < (day + 1) * MINUTES);
  if (!stop) return { date: slowDate(day), at: null };
  return stop.to === NEVER ? 'waiting' : walkSameDay(office, stop.to, pauses);
}

function walkDays(office: SlowOffice, given: SlowCase, first: number, pauses: Stop[]): SlowDue {
  let left = given.unit === 'month' ? daysInMonths(first, given.amount) : given.amount;
  let day = first;
  while (left > 0) {
    day += 1;
    const today = day;
    const begun = pauses.filter(({ from }) => today * MINUTES > from);
    if (begun.some(({ to }) => to === NEVER)) return 'waiting';
    const paused = begun.some(({ to }) => today <= dayOf(to));
    if (!paused && (given.unit !== 'workingDay' || office.works[day])) left -= 1;
  }
  while (!office.works[day]) day += 1;
  return { date: slowDate(day), at: null };
}

function daysInMonths(first: number, months: number): number {
  const [year = 0, month = 0, date = 0] = slowDate(first).split('-').map(Number);
  const wanted = (month - 1 + months) % 12;
  for (let last = date; ; last -= 1) {
    const end = new Date(Date.UTC(year, month - 1 + months, last));
    if (end.getUTCMonth() === wanted) return Math.round((end.getTime() - EPOCH) / 86_400_000) - first;
  }
}
