/** Days as whole numbers, which a count can step through. Pure. */
import { DAY_MS } from './duration.js';

/** In the order of `weekdayIndex`. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** One of `WEEKDAYS`. */
export type Weekday = (typeof WEEKDAYS)[number];

/** Days since 1970-01-01 of a date `YYYY-MM-DD`; NaN when there is no such date. */
export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** The date `YYYY-MM-DD` of a day number. */
export function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** The date so many days after another, before it when negative. */
export function shiftDate(date: string, days: number): string {
  return dateOf(dayOf(date) + days);
}

/** 0 = Monday … 6 = Sunday, the order of `WEEKDAYS`. */
export function weekdayIndex(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The weekday of a day number. */
export function weekdayOf(day: number): Weekday {
  return WEEKDAYS[weekdayIndex(day)] ?? 'mon';
}

/** The same date so many months later, or the last day of that month where it has no such date. */
export function addMonths(day: number, months: number): number {
  const start = new Date(day * DAY_MS);
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth() + months];
  const lastDate = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(start.getUTCDate(), lastDate)) / DAY_MS;
}
