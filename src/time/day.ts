/** Days and times in Viet Nam as whole numbers, which a count can step through. Pure. */
import { WEEKDAYS, type Weekday } from '../units/unit.js';

export const MINUTE_MS = 60_000;
export const HOUR_MS = 3_600_000;
export const DAY_MS = 86_400_000;
/** Asia/Ho_Chi_Minh is UTC+7 all year. */
const OFFSET_MS = 7 * HOUR_MS;

/** Milliseconds of Viet Nam's wall clock since 1970-01-01T00:00 there. */
export type LocalMs = number;

/** Days since 1970-01-01 of a date `YYYY-MM-DD`; NaN when there is no such date. */
export function dayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** The date `YYYY-MM-DD` of a day number. */
export function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** 0 = Monday … 6 = Sunday, the order of `WEEKDAYS`. */
export function weekdayIndex(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** The weekday of a day number. */
export function weekdayOf(day: number): Weekday {
  return WEEKDAYS[weekdayIndex(day)] ?? 'mon';
}

/** The wall clock in Viet Nam at an instant. */
export function toLocalMs(instant: Date): LocalMs {
  return instant.getTime() + OFFSET_MS;
}

/** The instant at which Viet Nam's wall clock shows this. */
export function toInstant(local: LocalMs): Date {
  return new Date(local - OFFSET_MS);
}

/** The day a wall-clock time falls on. */
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

/** An instant in Viet Nam's time with its offset: `2026-11-30T17:00:00+07:00`. */
export function vietnamIso(instant: Date): string {
  return `${new Date(toLocalMs(instant)).toISOString().slice(0, 19)}+07:00`;
}

/** The same date so many months later, or the last day of that month where it has no such date. */
export function addMonths(day: number, months: number): number {
  const start = new Date(day * DAY_MS);
  const [year, month] = [start.getUTCFullYear(), start.getUTCMonth() + months];
  const lastDate = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return Date.UTC(year, month, Math.min(start.getUTCDate(), lastDate)) / DAY_MS;
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?$/i;
const VIETNAMESE = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?: (\d{1,2})[:hg](\d{2}))?$/i;

/**
 * A moment as people write it: `2026-11-20T09:00`, `2026-11-20 09:00`, `20/11/2026 09:00`, with seconds or an offset
 * where given; without an offset it is Viet Nam's time. A date alone stands for its noon, `hasTime: false`.
 * Null = not a moment, or one that does not exist (30 February).
 */
export function parseMoment(text: string): { at: Date; hasTime: boolean } | null {
  const written = text.trim();
  const turned = VIETNAMESE.exec(written);
  const [, date = '', month = '', year = '', hour, minute = ''] = turned ?? [];
  const iso = turned
    ? `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}${hour ? `T${hour.padStart(2, '0')}:${minute}` : ''}`
    : written;
  const parts = ISO.exec(iso);
  if (!parts) return null;
  const day = iso.slice(0, 10);
  if (Number.isNaN(dayOf(day)) || dateOf(dayOf(day)) !== day) return null;
  const hasTime = parts[4] !== undefined;
  const time = hasTime ? iso.slice(11).replace(/(Z|[+-]\d{2}:\d{2})$/i, '') : '12:00';
  if (time.startsWith('24')) return null;
  const at = new Date(`${day}T${time}${parts[7]?.toUpperCase() ?? '+07:00'}`);
  return Number.isNaN(at.getTime()) ? null : { at, hasTime };
}
