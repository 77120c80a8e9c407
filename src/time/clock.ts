/** Days and times in Viet Nam: UTC+7 all year, no summer time. Pure. */

const DAY_MS = 86_400_000;
const OFFSET_MS = 7 * 3_600_000;

/** The day in Viet Nam at an instant, `YYYY-MM-DD`. */
export function vietnamDate(instant: Date): string {
  return vietnamTime(instant).date;
}

/** The day (`YYYY-MM-DD`) and the time of day (`HH:MM`) in Viet Nam at an instant. */
export function vietnamTime(instant: Date): { date: string; time: string } {
  const local = new Date(instant.getTime() + OFFSET_MS).toISOString();
  return { date: local.slice(0, 10), time: local.slice(11, 16) };
}

/** The day so many days after another, before it when negative. */
export function shiftDate(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
