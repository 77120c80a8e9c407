/** When somebody may be written to unasked. Pure. */

const DAY_MINUTES = 1_440;
const MINUTE_MS = 60_000;
/** Viet Nam keeps one time all year, 7 hours ahead of UTC. */
const OFFSET_MINUTES = 7 * 60;

/** Minutes of the day; the same from and until = no quiet hours. */
export type QuietHours = { from: number; until: number };

/** 22:00 to 06:00: when Zalo takes no templates either. */
export const USUAL_QUIET_HOURS: QuietHours = { from: 22 * 60, until: 6 * 60 };

/** The first moment from `now` on that lies outside the quiet hours. */
export function nextAllowed(now: Date, { from, until }: QuietHours): Date {
  const minute = (Math.floor(now.getTime() / MINUTE_MS) + OFFSET_MINUTES) % DAY_MINUTES;
  const isQuiet = from <= until ? from <= minute && minute < until : minute >= from || minute < until;
  if (!isQuiet) return now;
  const ahead = (until - minute + DAY_MINUTES) % DAY_MINUTES;
  return new Date(Math.floor(now.getTime() / MINUTE_MS) * MINUTE_MS + ahead * MINUTE_MS);
}
