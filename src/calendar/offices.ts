/** The calendars of all offices: the holiday table, and the hours and closures of each. Pure. */
import { closuresOver, type Unit } from '../units/unit.js';
import type { HolidayIndex } from './holiday.js';
import { createCalendar, type WorkCalendar } from './working-days.js';

/** What calendars are made from: the holiday table and every office somebody has said something about. */
export type OfficeFacts = { index: HolidayIndex; units: readonly Unit[] };

/** The calendar of an office by its code; one nobody has said anything about has the usual hours. */
export type Calendars = (unit: string) => WorkCalendar;

/** Makes each calendar when it is first asked for. An office is closed when one above it is. */
export function calendarsOf({ index, units }: OfficeFacts): Calendars {
  const known = new Map(units.map((unit) => [unit.code, unit]));
  const made = new Map<string, WorkCalendar>();
  return (code) => {
    const calendar =
      made.get(code) ??
      createCalendar({ index, hours: known.get(code)?.hours ?? null, closures: closuresOver(known, code) });
    made.set(code, calendar);
    return calendar;
  };
}
