/**
 * Copying one database into another of the same shape. Rows travel as PostgreSQL writes them (`row::text`), so no value
 * passes through a JavaScript type. Tables and sequences are those that are there: new ones come along by themselves.
 */
import { createHash } from 'node:crypto';
import { DAY_MS } from '../time/duration.js';
import type { MigrationSession } from './migrate.js';
import { type Client, type Db, runSql } from './open.js';

/** Some hundred rows at most: what an embedded database reads at once holds up all else in its process. */
const BLOCKS_AT_A_TIME = 2;
/** A whole row: a name that no column has, which would be meant instead. */
const ROW = 'whole_row_';
/** The target keeps its own: it was migrated by itself. */
const OWN = '_prisma_migrations';

/** Writes in one transaction, however long that takes. */
export async function allOrNothing<T>(client: Client, write: (tx: Db) => Promise<T>): Promise<T> {
  return client.$transaction(
    async (tx) => {
      await writeAlike(tx);
      return write(tx);
    },
    { timeout: DAY_MS },
  );
}

/** Lets one copy at a time into a database; whoever waits finds it occupied. */
export async function lockTarget(tx: Db): Promise<void> {
  await runSql(tx, `SELECT pg_advisory_xact_lock(hashtext('motcua migrate-to'))::text`, []);
}

/** A transaction as what `findOccupied` takes. */
export function queriesOf(tx: Db): Pick<MigrationSession, 'query'> {
  return {
    query: async (sql, values) =>
      (await runSql(tx, sql, values ?? [])) as { rows: Record<string, unknown>[] },
  };
}

/** Rows are only the same text under the same settings; until the end of the transaction. */
export async function writeAlike(db: Db | MigrationSession): Promise<void> {
  const settings = `SELECT set_config('timezone', 'UTC', true), set_config('datestyle', 'ISO, YMD', true)`;
  await runSql(db, settings, []);
}

/** The tables, each after those it refers to. */
export async function listTables(db: Db | MigrationSession): Promise<string[]> {
  const { rows } = await runSql(
    db,
    `SELECT c.relname::text AS name, coalesce(array_agg(DISTINCT r.relname::text)
       FILTER (WHERE r.relname IS NOT NULL AND r.oid <> c.oid), '{}') AS parents
     FROM pg_class c
     LEFT JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f'
     LEFT JOIN pg_class r ON r.oid = k.confrelid
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> $1
     GROUP BY c.oid, c.relname ORDER BY c.relname`,
    [OWN],
  );
  const waiting = new Map(
    (rows as { name: string; parents: string[] }[]).map((row) => [row.name, row.parents]),
  );
  const ordered: string[] = [];
  while (waiting.size > 0) {
    const free = [...waiting].find(([, parents]) => !parents.some((parent) => waiting.has(parent)));
    if (!free) throw new Error(`tables refer to each other: ${[...waiting.keys()].join(', ')}`);
    ordered.push(free[0]);
    waiting.delete(free[0]);
  }
  return ordered;
}

/** The rows of a table as text, some blocks of its file at a time, in no order that means anything. */
export async function* readTableRows(db: Db | MigrationSession, table: string): AsyncGenerator<string[]> {
  const { rows: sizes } = await runSql(
    db,
    `SELECT (pg_relation_size($1::regclass) / current_setting('block_size')::int)::int AS blocks`,
    [`public.${quoted(table)}`],
  );
  const [{ blocks } = { blocks: 0 }] = sizes as { blocks: number }[];
  for (let from = 0; from < blocks; from += BLOCKS_AT_A_TIME) {
    const { rows } = await runSql(
      db,
      `SELECT ${ROW}::text AS content FROM ${quoted(table)} ${ROW} WHERE ctid >= $1::tid AND ctid < $2::tid`,
      [`(${from},0)`, `(${from + BLOCKS_AT_A_TIME},0)`],
    );
    if (rows.length > 0) yield (rows as { content: string }[]).map(({ content }) => content);
  }
}

/** Adds rows that `readRows` gave. */
export async function insertRows(
  db: Db | MigrationSession,
  table: string,
  rows: readonly string[],
): Promise<void> {
  // OFFSET keeps the cast from being done again for every column.
  await runSql(
    db,
    `INSERT INTO ${quoted(table)}
     SELECT (content).* FROM (
       SELECT given::${quoted(table)} AS content FROM jsonb_array_elements_text($1::jsonb) AS given OFFSET 0
     ) AS read`,
    [JSON.stringify(rows)],
  );
}

/** Rows of a table and a hash of them all, the same in both kinds of database. */
export type Digest = { count: number; hash: string };

/** How many rows a table has, and a hash over all of them that does not depend on their order. */
export async function digestOf(db: Db | MigrationSession, table: string): Promise<Digest> {
  const { rows } = await runSql(
    db,
    `SELECT count(*)::int AS count, to_hex((coalesce(sum(
         ('x' || left(md5(${ROW}::text), 15))::bit(60)::bigint::numeric), 0) % 1152921504606846976)::bigint) AS hash
     FROM ${quoted(table)} ${ROW}`,
    [],
  );
  return rows[0] as Digest;
}

/** Where the counters of the tables stand; those never used are left out. */
export async function listSequences(db: Db | MigrationSession): Promise<{ name: string; value: string }[]> {
  const { rows } = await runSql(
    db,
    `SELECT sequencename::text AS name, last_value::text AS value FROM pg_sequences
     WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY 1`,
    [],
  );
  return rows as { name: string; value: string }[];
}

/** Lets a counter go on after the value it had in the other database. */
export async function setSequence(
  db: Db | MigrationSession,
  { name, value }: { name: string; value: string },
): Promise<void> {
  await runSql(db, 'SELECT setval($1::regclass, $2::bigint)::text', [`public.${quoted(name)}`, value]);
}

/** A job that waits to be carried out, in so many seconds (0 = now). */
export type PendingJob = { queue: string; data: unknown; inSeconds: number };

/** Jobs that are not done yet; [] also where the job engine has never run. */
export async function listPendingJobs(db: Db | MigrationSession): Promise<PendingJob[]> {
  const { rows: found } = await runSql(db, `SELECT to_regclass('pgboss.job') IS NOT NULL AS yes`, []);
  if (!(found[0] as { yes: boolean }).yes) return [];
  const { rows } = await runSql(
    db,
    `SELECT name AS queue, data, greatest(0, extract(epoch FROM start_after - now()))::int AS "inSeconds"
     FROM pgboss.job WHERE state < 'completed' AND name NOT LIKE '\\_\\_pgboss%' ORDER BY created_on, id`,
    [],
  );
  return rows as PendingJob[];
}

/** How many rows each table has. */
export async function countRows(db: Db | MigrationSession): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const table of await listTables(db)) {
    const { rows } = await runSql(db, `SELECT count(*)::int AS count FROM ${quoted(table)}`, []);
    counts[table] = (rows[0] as { count: number }).count;
  }
  return counts;
}

/** A digest of rows as `digestOf` works it out, told row by row. */
export function createDigest(): { add(row: string): void; result(): Digest } {
  let [count, sum] = [0, 0n];
  return {
    add: (row) => {
      count += 1;
      sum += BigInt(`0x${createHash('md5').update(row).digest('hex').slice(0, 15)}`);
    },
    result: () => ({ count, hash: (sum % (1n << 60n)).toString(16) }),
  };
}

/** How many messages wait for an answer, and how many notices to be sent. */
export async function countWaiting(
  db: Db | MigrationSession,
): Promise<{ messages: number; notices: number }> {
  const { rows } = await runSql(
    db,
    `SELECT (SELECT count(*) FROM inbox WHERE state IN ('received', 'answered'))::int AS messages,
       (SELECT count(*) FROM notices WHERE state IN ('queued', 'sending'))::int AS notices`,
    [],
  );
  return rows[0] as { messages: number; notices: number };
}

/** Removes all rows, also those a migration has made. */
export async function emptyTables(db: Db | MigrationSession, tables: readonly string[]): Promise<void> {
  if (tables.length > 0) await runSql(db, `TRUNCATE ${tables.map(quoted).join(', ')}`, []);
}

/** The first table that holds something, in any schema; null = the database is empty, migrated or not. */
export async function findOccupied({ query }: Pick<MigrationSession, 'query'>): Promise<string | null> {
  const { rows } = await query(
    `SELECT c.relname::text AS name, c.oid::regclass::text AS place FROM pg_class c
     JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname NOT IN ('information_schema', 'pgboss')
     ORDER BY 1`,
    [],
  );
  for (const { name, place } of rows) {
    if (name === OWN) continue;
    const { rows: some } = await query(`SELECT 1 FROM ${String(place)} LIMIT 1`, []);
    if (some.length > 0) return String(place);
  }
  return null;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
