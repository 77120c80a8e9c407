/** Counts dossiers in the database, by the rule of `outcomeOf`. */
import type { Db } from '../db/open.js';
import { REPORT_GROUP, type ReportGroup, STATUSES } from '../dossiers/model/status.js';
import { Prisma } from '../generated/prisma/client.js';
import { type OnTimeCounts, type OnTimeOutcome, OUTCOMES } from './on-time.js';

/** Which dossiers. `unit`: this one and those below it, by the code; absent = any. */
export type ReportFilter = {
  unit?: string | undefined;
  /** Received from (included) and before (not included). */
  receivedFrom?: Date | undefined;
  receivedBefore?: Date | undefined;
};

/** How many dossiers have each outcome at an instant. */
export async function countOutcomes(db: Db, filter: ReportFilter, now: Date): Promise<OnTimeCounts> {
  const { unit, receivedFrom, receivedBefore } = filter;
  const conditions = [
    // The dot and the slash that may follow a unit in a key are neighbours, and the digit 0 comes next.
    unit !== undefined && Prisma.sql`key >= ${`${unit}.`} AND key < ${`${unit}0`}`,
    receivedFrom && Prisma.sql`received_at >= ${receivedFrom}`,
    receivedBefore && Prisma.sql`received_at < ${receivedBefore}`,
  ].filter((condition) => typeof condition === 'object');
  const where = Prisma.join([Prisma.sql`true`, ...conditions], ' AND ');
  const rows = await db.$queryRaw<{ outcome: OnTimeOutcome | null; count: number }[]>`
    SELECT ${outcomeSql(now)} AS outcome, count(*)::float8 AS count FROM dossiers WHERE ${where} GROUP BY 1`;
  const counted = new Map(rows.map(({ outcome, count }) => [outcome, count]));
  return Object.fromEntries(OUTCOMES.map((outcome) => [outcome, counted.get(outcome) ?? 0])) as OnTimeCounts;
}

function outcomeSql(now: Date): Prisma.Sql {
  const isIn = (...groups: ReportGroup[]) =>
    Prisma.sql`status = ANY(${STATUSES.filter((status) => groups.includes(REPORT_GROUP[status]))}::smallint[])`;
  const due = vietnamDay(Prisma.sql`due_at`);
  const settled = vietnamDay(Prisma.sql`settled_at`);
  return Prisma.sql`CASE
    WHEN was_late THEN CASE WHEN ${isIn('settled', 'withdrawn')} OR status = 3 THEN 'late' ELSE 'overdue' END
    WHEN ${isIn('notCounted')} THEN NULL
    WHEN ${isIn('withdrawn')} THEN 'onTime'
    WHEN ${isIn('settled')} THEN
      CASE WHEN ${settled} > ${due} THEN 'late' WHEN ${settled} < ${due} THEN 'early' ELSE 'onTime' END
    WHEN ${isIn('inProcess')} AND ${vietnamDay(Prisma.sql`${now}::timestamptz`)} > ${due} THEN 'overdue'
    ELSE 'inTime' END`;
}

/** The day in Viet Nam, as `vietnamDate` has it. */
function vietnamDay(instant: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${instant} AT TIME ZONE 'UTC' + interval '7 hours')::date`;
}
