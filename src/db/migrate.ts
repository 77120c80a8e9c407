/**
 * Applies `prisma/migrations` without Prisma's engine, which is a download: same table, same checksums,
 * so that `prisma migrate deploy` and `status` agree with it afterwards.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One database session; not a pool, since the lock below belongs to the session. */
export type MigrationSession = {
  query(sql: string, parameters: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  exec(sql: string): Promise<unknown>;
};

const TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/** Serialises processes that start together. The number is the one Prisma uses. */
const LOCK = 72707369;

/** A migration that was applied; `checksum`: SHA-256 of its file, hex. */
export type Migration = { name: string; checksum: string };

/** The migrations in a folder, in the order in which they are applied. */
export function listMigrations(folder: string): (Migration & { sql: string })[] {
  return readdirSync(folder)
    .sort()
    .filter((name) => existsSync(path.join(folder, name, 'migration.sql')))
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/** What has been applied to a database, in order; [] = nothing, it was never migrated. */
export async function listApplied(session: Pick<MigrationSession, 'query'>): Promise<Migration[]> {
  const { rows } = await session.query(
    `SELECT migration_name AS name, checksum FROM _prisma_migrations
     WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY migration_name`,
    [],
  );
  return rows.map(({ name, checksum }) => ({ name: String(name), checksum: String(checksum) }));
}

/**
 * Applies what is missing, each migration in its own transaction, or all in the one the session is in; returns the names
 * applied. `only`: of these. Throws when an applied migration was edited or one failed half-way under another tool.
 */
export async function migrate(
  session: MigrationSession,
  folder: string,
  { only, isInTransaction = false }: { only?: ReadonlySet<string>; isInTransaction?: boolean } = {},
): Promise<string[]> {
  await session.exec(`SELECT pg_advisory_lock(${LOCK})`);
  try {
    await session.exec(TABLE);
    const known = await readApplied(session);
    const applied: string[] = [];
    for (const migration of listMigrations(folder)) {
      if (only && !only.has(migration.name)) continue;
      if (isApplied(known, migration)) continue;
      if (isInTransaction) await applyOne(session, migration);
      else await inSessionTransaction(session, () => applyOne(session, migration));
      applied.push(migration.name);
    }
    return applied;
  } finally {
    // Where a transaction has failed the session answers nothing any more; the lock ends with it.
    await session.exec(`SELECT pg_advisory_unlock(${LOCK})`).catch(() => undefined);
  }
}

/** Runs work in a transaction of the session. */
export async function inSessionTransaction<T>(session: MigrationSession, work: () => Promise<T>): Promise<T> {
  await session.exec('BEGIN');
  try {
    const result = await work();
    await session.exec('COMMIT');
    return result;
  } catch (error) {
    await session.exec('ROLLBACK');
    throw error;
  }
}

async function readApplied(session: MigrationSession): Promise<Map<string, string>> {
  const { rows } = await session.query(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    [],
  );
  const failed = rows.find((row) => row.finished_at === null);
  if (failed) throw new Error(`migration ${String(failed.migration_name)} failed earlier; resolve it first`);
  return new Map(rows.map((row) => [String(row.migration_name), String(row.checksum)]));
}

function isApplied(known: Map<string, string>, { name, checksum }: Migration): boolean {
  const recorded = known.get(name);
  if (recorded !== undefined && recorded !== checksum)
    throw new Error(`migration ${name} was edited after it was applied`);
  return recorded !== undefined;
}

async function applyOne(
  session: MigrationSession,
  { name, checksum, sql }: Migration & { sql: string },
): Promise<void> {
  await session.exec(sql);
  await session.query(
    'INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)',
    [randomUUID(), checksum, name],
  );
}
