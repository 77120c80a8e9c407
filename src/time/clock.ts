/** Viet Nam's wall clock: UTC+7 all year, no summer time. Pure. */
import { DAY_MS, HOUR_MS, MINUTE_MS } from './duration.js';

/** Asia/Ho_Chi_Minh is UTC+7 all year. */
const OFFSET_MS = 7 * HOUR_MS;
const OFFSET = '+07:00';

/** Milliseconds of Viet Nam's wall clock since 1970-01-01T00:00 there. */
export type LocalMs = number;

/** The wall clock in Viet Nam at an instant. */
export function toLocalMs(instant: Date): LocalMs {
  return instant.getTime() + OFFSET_MS;
}

/** The instant at which Viet Nam's wall clock shows this. */
export function toInstant(local: LocalMs): Date {
  return new Date(local - OFFSET_MS);
}

/** The instant of a day `YYYY-MM-DD` and a time `HH:MM` or `HH:MM:SS` in Viet Nam. An invalid date when there is none. */
export function instantOf(date: string, time: string): Date {
  return new Date(`${date}T${time}${OFFSET}`);
}

/** The number of the day a wall-clock time falls on, see `dayOf`. */
export function dayOfLocal(local: LocalMs): number {
  return Math.floor(local / DAY_MS);
}

/** Milliseconds since midnight. */
export function timeOfLocal(local: LocalMs): number {
  return local - dayOfLocal(local) * DAY_MS;
}

/** Milliseconds since midnight of `HH:MM`. */
export function timeOfDayMs(time: string): number {
  return Number(time.slice(0, 2)) * HOUR_MS + Number(time.slice(3, 5)) * MINUTE_MS;
}

/** The day in Viet Nam at an instant, `YYYY-MM-DD`. */
export function vietnamDate(instant: Date): string {
  return vietnamIso(instant).slice(0, 10);
}

/** The day (`YYYY-MM-DD`) and the time of day (`HH:MM`) in Viet Nam at an instant. */
export function vietnamTime(instant: Date): { date: string; time: string } {
  const iso = vietnamIso(instant);
  return { date: iso.slice(0, 10), time: iso.slice(11, 16) };
}

/** The minute in Viet Nam at an instant, as lists show it: `2026-11-30 17:00`. */
export function vietnamMinute(instant: Date): string {
  return vietnamIso(instant).slice(0, 16).replace('T', ' ');
}

/** An instant in Viet Nam's time with its offset: `2026-11-30T17:00:00+07:00`. */
export function vietnamIso(instant: Date): string {
  return `${new Date(toLocalMs(instant)).toISOString().slice(0, 19)}${OFFSET}`;
}
