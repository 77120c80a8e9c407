/** Counts dossiers in the database, by the rules of `outcomeOf` and `officialOutcomeOf`. */
import type { Db } from '../db/open.js';
import { REPORT_GROUP, type ReportGroup, STATUSES } from '../dossiers/model/status.js';
import { isOfUnit } from '../dossiers/store.js';
import { Prisma } from '../generated/prisma/client.js';
import { type Counting, type OnTimeCounts, type OnTimeOutcome, OUTCOMES } from './on-time.js';

/** By which of its days a dossier is taken: when it was received, or when it ended (settled, withdrawn, refused). */
export const REPORT_DAYS = ['received', 'settled'] as const;
export type ReportDay = (typeof REPORT_DAYS)[number];

export const REPORT_PERIODS = ['week', 'month', 'quarter'] as const;
export type ReportPeriod = (typeof REPORT_PERIODS)[number];

/** Which dossiers. `unit`: this one and those below it, by the code; absent = any. */
export type ReportFilter = {
  unit?: string | undefined;
  /** Left out = received. Of those settled nobody knows when, the day it became known. */
  by?: ReportDay | undefined;
  /** From (included) and before (not included). */
  from?: Date | undefined;
  before?: Date | undefined;
};

/** The counts of a period. `start`: its first day, `YYYY-MM-DD`; null = all of it is one. */
export type PeriodCounts = { start: string | null } & Record<Counting, OnTimeCounts>;

/** How many dossiers have each outcome at an instant, as we count. */
export async function countOutcomes(db: Db, filter: ReportFilter, now: Date): Promise<OnTimeCounts> {
  const [all] = await countPeriods(db, { ...filter, each: undefined }, now);
  return all?.strict ?? NONE;
}

/** The same in both ways of counting, for each week, month or quarter in order; [] = there are no dossiers. */
export async function countPeriods(
  db: Db,
  { each, ...filter }: ReportFilter & { each: ReportPeriod | undefined },
  now: Date,
): Promise<PeriodCounts[]> {
  type Row = {
    start: string | null;
    strict: OnTimeOutcome | null;
    official: OnTimeOutcome | null;
    count: number;
  };
  const start = each ? startOf(each, dayOf(filter.by)) : Prisma.sql`NULL::text`;
  const rows = await db.$queryRaw<Row[]>`
    SELECT ${start} AS start, ${strictSql(now)} AS strict, ${officialSql(now)} AS official,
      count(*)::float8 AS count
    FROM dossiers WHERE ${conditions(filter)} GROUP BY 1, 2, 3 ORDER BY 1`;
  const starts = [...new Set(rows.map((row) => row.start))];
  return starts.map((period) => {
    const of = rows.filter((row) => row.start === period);
    return { start: period, strict: tally(of, 'strict'), official: tally(of, 'official') };
  });
}

const NONE = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as OnTimeCounts;

function tally(
  rows: readonly (Record<Counting, OnTimeOutcome | null> & { count: number })[],
  counting: Counting,
): OnTimeCounts {
  const counts: Record<OnTimeOutcome, number> = { ...NONE };
  for (const { [counting]: outcome, count } of rows) if (outcome) counts[outcome] += count;
  return counts;
}

function conditions({ unit, by, from, before }: ReportFilter): Prisma.Sql {
  const day = dayOf(by);
  const all = [
    Prisma.sql`NOT voided`,
    by === 'settled' && Prisma.sql`(${isIn('settled', 'withdrawn')} OR status = 3)`,
    unit !== undefined && isOfUnit(unit),
    from && Prisma.sql`${day} >= ${from}`,
    before && Prisma.sql`${day} < ${before}`,
  ].filter((condition) => typeof condition === 'object');
  return Prisma.join(all, ' AND ');
}

function dayOf(by: ReportDay | undefined): Prisma.Sql {
  return by === 'settled' ? Prisma.sql`coalesce(settled_at, status_at)` : Prisma.sql`received_at`;
}

/** A week begins on Monday. */
function startOf(each: ReportPeriod, instant: Prisma.Sql): Prisma.Sql {
  const local = Prisma.sql`(${instant} AT TIME ZONE 'UTC' + interval '7 hours')`;
  const units: Record<ReportPeriod, Prisma.Sql> = {
    week: Prisma.sql`'week'`,
    month: Prisma.sql`'month'`,
    quarter: Prisma.sql`'quarter'`,
  };
  return Prisma.sql`to_char(date_trunc(${units[each]}, ${local}), 'YYYY-MM-DD')`;
}

function isIn(...groups: ReportGroup[]): Prisma.Sql {
  return Prisma.sql`status = ANY(${STATUSES.filter((status) => groups.includes(REPORT_GROUP[status]))}::smallint[])`;
}

function strictSql(now: Date): Prisma.Sql {
  return Prisma.sql`CASE
    WHEN was_late THEN CASE WHEN ${isIn('settled', 'withdrawn')} OR status = 3 THEN 'late' ELSE 'overdue' END
    ELSE ${officialSql(now)} END`;
}

function officialSql(now: Date): Prisma.Sql {
  return Prisma.sql`CASE
    WHEN ${isIn('notCounted')} THEN NULL
    WHEN ${isIn('withdrawn')} THEN 'onTime'
    ${settledSql()}
    WHEN ${isIn('inProcess')} AND ${isPastSql(now)} THEN 'overdue'
    ELSE 'inTime' END`;
}

function settledSql(): Prisma.Sql {
  const due = vietnamDay(Prisma.sql`due_at`);
  const settled = vietnamDay(Prisma.sql`settled_at`);
  return Prisma.sql`WHEN ${isIn('settled')} AND NOT settled_known THEN 'settledUnknown'
    WHEN ${isIn('settled')} THEN
      CASE WHEN ${settled} > ${due} THEN 'late' WHEN ${settled} < ${due} THEN 'early' ELSE 'onTime' END`;
}

function isPastSql(now: Date): Prisma.Sql {
  return Prisma.sql`${vietnamDay(Prisma.sql`${now}::timestamptz`)} > ${vietnamDay(Prisma.sql`due_at`)}`;
}

/** The day in Viet Nam, as `vietnamDate` has it. */
function vietnamDay(instant: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${instant} AT TIME ZONE 'UTC' + interval '7 hours')::date`;
}
