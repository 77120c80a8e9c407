/** Lists of dossiers, page by page. */
import type { Db } from '../db/open.js';
import { Prisma } from '../generated/prisma/client.js';
import { nfc } from '../security/text.js';
import { dayOfLocal, toInstant, toLocalMs } from '../time/clock.js';
import { DAY_MS } from '../time/duration.js';
import type { Dossier } from './model/dossier.js';
import type { Status } from './model/status.js';
import { isOfUnit, readWhere } from './store.js';
import type { WorkList } from './work-lists.js';

/** What to list. Left out = any. `text`: part of a code or an owner's name. */
export type DossierFilter = {
  /** This unit and those below it, by the code. */
  unit?: string | undefined;
  statuses?: readonly Status[] | undefined;
  /** Due from (included) and before (not included). */
  dueFrom?: Date | undefined;
  dueBefore?: Date | undefined;
  text?: string | undefined;
};

/** A page of dossiers in order of key, beginning after `after` (a key); [] = there are no more. */
export async function listDossiers(
  db: Db,
  filter: DossierFilter,
  page: { after?: string | undefined; limit: number },
): Promise<Dossier[]> {
  const { unit, statuses, dueFrom, dueBefore, text } = filter;
  const conditions = [
    unit !== undefined && isOfUnit(unit),
    page.after !== undefined && Prisma.sql`key > ${page.after}`,
    statuses && Prisma.sql`status = ANY(${[...statuses]}::smallint[])`,
    dueFrom && Prisma.sql`due_at >= ${dueFrom}`,
    dueBefore && Prisma.sql`due_at < ${dueBefore}`,
    text !== undefined && Prisma.sql`(code ILIKE ${within(text)} OR owner_name ILIKE ${within(text)})`,
  ].filter((condition) => typeof condition === 'object');
  const where = Prisma.join([Prisma.sql`true`, ...conditions], ' AND ');
  return readWhere(db, Prisma.sql`${where} ORDER BY key LIMIT ${page.limit}`);
}

/** Where a page of due dossiers ended. */
export type DueCursor = { dueAt: Date; key: string };

/**
 * A page of dossiers that are not settled, due on or after `dueFrom` and received before `receivedBefore`, the
 * earliest due first; `unit`: settled by it or one below it, null = any. [] = there are no more.
 */
export async function listOpenDue(
  db: Db,
  filter: { dueFrom: Date; receivedBefore: Date; unit: string | null },
  page: { after: DueCursor | null; limit: number },
): Promise<Dossier[]> {
  const { dueFrom, receivedBefore, unit } = filter;
  const within =
    unit === null ? Prisma.sql`true` : Prisma.sql`starts_with(settling_unit || '.', ${`${unit}.`})`;
  const after = page.after
    ? Prisma.sql`(due_at, key) > (${page.after.dueAt}, ${page.after.key})`
    : Prisma.sql`due_at >= ${dueFrom}`;
  return readWhere(
    db,
    Prisma.sql`${after} AND settled_at IS NULL AND received_at < ${receivedBefore} AND ${within}
      ORDER BY due_at, key LIMIT ${page.limit}`,
  );
}

const WORKS: Readonly<Record<WorkList, (day: Date) => Prisma.Sql>> = {
  // As the figures count those that are overdue.
  overdue: (day) =>
    Prisma.sql`status NOT IN (3, 7, 9, 10) AND (was_late OR (status IN (2, 4) AND due_at < ${day}))`,
  today: (day) => dueWithin(day),
  tomorrow: (day) => dueWithin(new Date(day.getTime() + DAY_MS)),
  supplement: () => Prisma.sql`status = 5`,
  ready: () => Prisma.sql`status = 9`,
  unreceived: () => Prisma.sql`status = 1`,
};

function dueWithin(day: Date): Prisma.Sql {
  return Prisma.sql`status IN (2, 4) AND NOT was_late
    AND due_at >= ${day} AND due_at < ${new Date(day.getTime() + DAY_MS)}`;
}

/** What a work list is of. Left out = any. `holder`: the code of who has it, or a part of the name. */
export type WorkFilter = { list: WorkList; unit?: string | undefined; holder?: string | undefined };

/** The day that no due date comes after, for those that have none. */
const NEVER = new Date('9999-01-01T00:00:00Z');

/** A page of a work list, the earliest due first, those without a due date last; [] = there are no more. */
export async function listWork(
  db: Db,
  { list, unit, holder }: WorkFilter,
  now: Date,
  page: { after?: DueCursor | undefined; limit: number },
): Promise<Dossier[]> {
  const today = toInstant(dayOfLocal(toLocalMs(now)) * DAY_MS);
  const due = Prisma.sql`coalesce(due_at, ${NEVER}::timestamptz)`;
  const conditions = [
    WORKS[list](today),
    unit !== undefined && isOfUnit(unit),
    holder !== undefined && Prisma.sql`(holder_id = ${holder} OR holder_name ILIKE ${within(holder)})`,
    page.after && Prisma.sql`(${due}, key) > (${page.after.dueAt}::timestamptz, ${page.after.key})`,
  ].filter((condition) => typeof condition === 'object');
  const where = Prisma.join(conditions, ' AND ');
  return readWhere(db, Prisma.sql`${where} ORDER BY ${due}, key LIMIT ${page.limit}`);
}

/** Where a page of a work list ended. */
export function workCursor({ dueAt, key }: Dossier): DueCursor {
  return { dueAt: dueAt ?? NEVER, key };
}

/** A pattern for text somewhere within. */
function within(text: string): string {
  return `%${nfc(text).replace(/[\\%_]/g, '\\$&')}%`;
}
