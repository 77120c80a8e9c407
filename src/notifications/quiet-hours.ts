/** When somebody may be written to unasked. Pure. */
import { timeOfLocal, toLocalMs } from '../time/clock.js';
import { DAY_MS, MINUTE_MS } from '../time/duration.js';

const DAY_MINUTES = DAY_MS / MINUTE_MS;

/** Minutes of the day, `until` excluded; the same = no quiet hours. */
export type QuietHours = { from: number; until: number };

/** 22:00 to 06:00: when Zalo takes no templates either. */
export const USUAL_QUIET_HOURS: QuietHours = { from: 22 * 60, until: 6 * 60 };

/** The first moment from `now` on that lies outside the quiet hours. */
export function nextAllowed(now: Date, { from, until }: QuietHours): Date {
  const minute = Math.floor(timeOfLocal(toLocalMs(now)) / MINUTE_MS);
  const isQuiet = from <= until ? from <= minute && minute < until : minute >= from || minute < until;
  if (!isQuiet) return now;
  const ahead = (until - minute + DAY_MINUTES) % DAY_MINUTES;
  return new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS + ahead * MINUTE_MS);
}
