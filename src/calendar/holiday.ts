/** Holidays and swapped working days: data with a source, whether it was checked, and when it was in force. Pure. */
import { z } from 'zod';
import { dayOf } from '../time/day.js';
import { DAY_MS } from '../time/duration.js';

/** One day of a year's list. Source and `verified` are the year's where the day does not say otherwise. */
const listedDay = z.object({
  date: z.iso.date(),
  /** Why it is off or worked, in Vietnamese and, where known, in English. */
  name: z.string().min(1),
  nameEn: z.string().min(1).nullable().default(null),
  source: z.string().min(1).optional(),
  verified: z.boolean().optional(),
  /** First and last day this entry stood in the table; null = open. A withdrawn entry gets an end, it is not deleted. */
  effectiveFrom: z.iso.date().nullable().default(null),
  effectiveTo: z.iso.date().nullable().default(null),
});

/** The list of one year: days off, and weekend days worked in exchange (hoán đổi ngày làm việc). */
export const holidayYear = z
  .object({
    year: z.number().int(),
    /** False = not confirmed in an official text. */
    verified: z.boolean(),
    source: z.string().min(1),
    off: z.array(listedDay),
    worked: z.array(listedDay),
  })
  .superRefine(({ year, off, worked }, context) => {
    const seen = new Set<string>();
    for (const { date, effectiveTo } of [...off, ...worked]) {
      const tell = (message: string) => context.addIssue({ code: 'custom', message: `${date}: ${message}` });
      if (!date.startsWith(`${year}-`)) tell(`not in ${year}`);
      if (effectiveTo === null && seen.has(date)) tell('listed twice');
      if (effectiveTo === null) seen.add(date);
    }
    for (const { date } of worked) {
      const weekday = new Date(date).getUTCDay();
      if (weekday !== 0 && weekday !== 6)
        context.addIssue({ code: 'custom', message: `${date}: worked in exchange, but no weekend day` });
    }
  });

/** The days off and days worked of one year, with the decision they come from. */
export type HolidayYear = z.infer<typeof holidayYear>;

/** A day that would be worked and is off, or a weekend day worked in exchange. */
export const HOLIDAY_KINDS = ['off', 'worked'] as const;

/** One of `HOLIDAY_KINDS`. */
export type HolidayKind = (typeof HOLIDAY_KINDS)[number];

/** A day off by law, or a weekend day worked in exchange. */
export type Holiday = {
  date: string;
  name: string;
  /** Null = no English name is known. */
  nameEn: string | null;
  source: string;
  verified: boolean;
};

/** The table ready to be asked, by day number. */
export type HolidayIndex = {
  off: ReadonlyMap<number, Holiday>;
  worked: ReadonlyMap<number, Holiday>;
  /** Whether a year's list was verified; a year that is missing has no list. */
  years: ReadonlyMap<number, boolean>;
  /** Unverified days of verified years. */
  doubtful: readonly number[];
};

/** Indexes the table as it stands; with `asOf` (`YYYY-MM-DD`) as it stood on that day. */
export function indexHolidays(years: readonly HolidayYear[], asOf?: string): HolidayIndex {
  const standing = (entry: HolidayYear['off'][number]) =>
    asOf === undefined
      ? entry.effectiveTo === null
      : (entry.effectiveFrom ?? '') <= asOf && asOf <= (entry.effectiveTo ?? '9999');
  const collect = (list: 'off' | 'worked') =>
    new Map(
      years.flatMap((year) =>
        year[list]
          .filter(standing)
          .map(({ date, name, nameEn, source, verified }): [number, Holiday] => [
            dayOf(date),
            { date, name, nameEn, source: source ?? year.source, verified: verified ?? year.verified },
          ]),
      ),
    );
  const [off, worked] = [collect('off'), collect('worked')];
  const verified = new Map(years.map((year) => [year.year, year.verified]));
  const doubtful = [...off, ...worked]
    .filter(([day, holiday]) => !holiday.verified && verified.get(yearOf(day)))
    .map(([day]) => day);
  return { off, worked, years: verified, doubtful };
}

/** The table with these days standing in it as well. */
export function withDays(index: HolidayIndex, kind: HolidayKind, holidays: readonly Holiday[]): HolidayIndex {
  const added = holidays.map((holiday): [number, Holiday] => [dayOf(holiday.date), holiday]);
  return { ...index, [kind]: new Map([...index[kind], ...added]) };
}

/** The table without what it says of these days. */
export function withoutDays(index: HolidayIndex, kind: HolidayKind, days: readonly number[]): HolidayIndex {
  return { ...index, [kind]: new Map([...index[kind]].filter(([day]) => !days.includes(day))) };
}

/** The years from one day to another, both included, whose list is missing, unverified or has an unverified day there. */
export function unverifiedYears(index: HolidayIndex, fromDay: number, toDay: number): number[] {
  const last = yearOf(toDay);
  const years: number[] = [];
  for (let year = yearOf(fromDay); year <= last; year += 1) {
    const doubtful = (day: number) => fromDay <= day && day <= toDay && yearOf(day) === year;
    if (!index.years.get(year) || index.doubtful.some(doubtful)) years.push(year);
  }
  return years;
}

function yearOf(day: number): number {
  return new Date(day * DAY_MS).getUTCFullYear();
}
