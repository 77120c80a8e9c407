/** The holiday table in the database. Officers add and withdraw days; none is deleted, and every change has its line. */
import type { Client, Db } from '../db/open.js';
import {
  type Holiday,
  type HolidayIndex,
  type HolidayKind,
  type HolidayYear,
  indexHolidays,
} from './holiday.js';
import { readHolidayYears } from './holidays.js';
import { withLawDays } from './law-holidays.js';

/** Reads the table in force. */
export type ReadHolidays = (db: Db) => Promise<HolidayIndex>;

/** What is done to the table, by whom and why. `version`: of the table it was worked out against. */
export type HolidayChange = { version: number; what: string; why: string; by: string };

/** The number of the last change; 0 = the table has not been loaded yet. */
export async function holidayVersion(db: Db): Promise<number> {
  const { _max } = await db.holidayChange.aggregate({ _max: { id: true } });
  return _max.id ?? 0;
}

/**
 * A reader that keeps the table until it is changed: each time it looks at the version and at nothing else. A table
 * not loaded yet is the one that ships with the program.
 */
export function createHolidayReader(): ReadHolidays {
  let kept: { version: number; index: HolidayIndex } | undefined;
  return async (db) => {
    const version = await holidayVersion(db);
    if (kept?.version !== version) {
      const years = version === 0 ? readHolidayYears() : await readHolidayTable(db);
      kept = { version, index: withLawDays(indexHolidays(years)) };
    }
    return kept.index;
  };
}

/** Every year with all its days, also those withdrawn, in order; [] = the table has not been loaded yet. */
export async function readHolidayTable(db: Db): Promise<HolidayYear[]> {
  const years = await db.holidayYear.findMany({ orderBy: { year: 'asc' } });
  const rows = await db.holiday.findMany({ orderBy: [{ date: 'asc' }, { id: 'asc' }] });
  const days = (year: number, listed: HolidayKind) =>
    rows
      .filter(({ date, kind }) => kind === listed && date.startsWith(`${year}-`))
      .map(({ id: _, kind: _k, source, verified, ...day }) => ({
        ...day,
        source: source ?? undefined,
        verified: verified ?? undefined,
      }));
  return years.map((year) => ({ ...year, off: days(year.year, 'off'), worked: days(year.year, 'worked') }));
}

/** Loads the years that ship with the program into an empty table; true when it did. */
export async function seedHolidays(client: Client): Promise<boolean> {
  if ((await holidayVersion(client)) > 0) return false;
  const years = readHolidayYears();
  const rowsOf = (year: HolidayYear, kind: HolidayKind) =>
    year[kind].map(({ source = null, verified = null, ...day }) => ({ ...day, kind, source, verified }));
  const seed = { version: 0, what: 'nạp bảng kèm chương trình', why: 'bảng còn trống', by: 'motcua' };
  return record(client, seed, async (tx) => {
    await tx.holidayYear.createMany({
      data: years.map(({ year, source, verified }) => ({ year, source, verified })),
    });
    await tx.holiday.createMany({
      data: years.flatMap((year) => [...rowsOf(year, 'off'), ...rowsOf(year, 'worked')]),
    });
  });
}

/**
 * Adds days of one kind from `today` on; a year without a list gets an unverified one. False = somebody else has
 * changed the table meanwhile, and nothing was done; so with every change.
 */
export async function addHolidays(
  client: Client,
  change: HolidayChange,
  { kind, holidays, today }: { kind: HolidayKind; holidays: readonly Holiday[]; today: string },
): Promise<boolean> {
  return record(client, change, async (tx) => {
    await tx.holidayYear.createMany({
      data: holidays.map(({ date, source }) => ({ year: Number(date.slice(0, 4)), source, verified: false })),
      skipDuplicates: true,
    });
    await tx.holiday.createMany({
      data: holidays.map((holiday) => ({ ...holiday, kind, effectiveFrom: today })),
    });
  });
}

/** Withdraws what the table says of these dates: from `today` on it is over. */
export async function withdrawHolidays(
  client: Client,
  change: HolidayChange,
  { dates, today }: { dates: readonly string[]; today: string },
): Promise<boolean> {
  return record(client, change, (tx) =>
    tx.holiday.updateMany({
      where: { date: { in: [...dates] }, effectiveTo: null },
      data: { effectiveTo: today },
    }),
  );
}

/** Notes that an official text confirms the list of a year with every day standing in it. */
export async function verifyHolidays(
  client: Client,
  change: HolidayChange,
  { year, source }: { year: number; source: string },
): Promise<boolean> {
  return record(client, change, async (tx) => {
    await tx.holidayYear.update({ where: { year }, data: { source, verified: true } });
    await tx.holiday.updateMany({
      where: { date: { startsWith: `${year}-` }, effectiveTo: null },
      data: { verified: null },
    });
  });
}

/** What was done to the table, the latest first. */
export async function listHolidayChanges(db: Db) {
  return db.holidayChange.findMany({ orderBy: { id: 'desc' } });
}

/** A change is the one after its version, or it is not made. */
async function record(
  client: Client,
  { version, ...said }: HolidayChange,
  write: (tx: Db) => Promise<unknown>,
): Promise<boolean> {
  return client.$transaction(async (tx) => {
    const data = [{ id: version + 1, ...said }];
    if ((await tx.holidayChange.createMany({ data, skipDuplicates: true })).count === 0) return false;
    await write(tx);
    return true;
  });
}
