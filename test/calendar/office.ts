/** Calendars and moments for the tests of due dates. */
import { type DueInput, type DueSettings, dueDate } from '../../src/calendar/due-date.js';
import { indexHolidays } from '../../src/calendar/holiday.js';
import { readHolidayYears } from '../../src/calendar/holidays.js';
import { parseLimit } from '../../src/calendar/limit-text.js';
import { createCalendar, type OfficeDays } from '../../src/calendar/working-days.js';

export const index = indexHolidays(readHolidayYears());

/** The calendar of an office that keeps the holidays that ship, and what else is given. */
export const office = (given: Partial<OfficeDays> = {}) => createCalendar({ index, ...given });

/** A moment in Viet Nam; a date alone is nine in the morning. */
export const at = (text: string) => new Date(`${text.includes('T') ? text : `${text}T09:00`}+07:00`);

export function limit(text: string) {
  const read = parseLimit(text);
  if (!read) throw new Error(`no limit: ${text}`);
  return read;
}

/** Due date in one word: `2026-11-30`; with its time for hours; `waiting`. */
export function due(
  received: string,
  text: string,
  more: Partial<DueInput> = {},
  { calendar = office(), settings }: { calendar?: ReturnType<typeof office>; settings?: DueSettings } = {},
): string {
  const read = limit(text);
  const result = dueDate({ receivedAt: at(received), limit: read, ...more }, calendar, settings);
  if (result.kind === 'waiting') return 'waiting';
  const time = new Date(result.dueAt.getTime() + 7 * 3_600_000).toISOString().slice(11, 16);
  return read.unit === 'hour' ? `${result.due} ${time}` : result.due;
}
