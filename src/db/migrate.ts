/**
 * Applies `prisma/migrations` without Prisma's engine, which is a download: same table, same checksums,
 * so that `prisma migrate deploy` and `status` agree with it afterwards.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** One database session; not a pool, since the lock below belongs to the session. */
export type Session = {
  query(sql: string, parameters: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  exec(sql: string): Promise<unknown>;
};

const TABLE = `CREATE TABLE IF NOT EXISTS _prisma_migrations (
  id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
  migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
  started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

/** Serialises processes that start together. The number is the one Prisma uses. */
const LOCK = 72707369;

/**
 * Applies what is missing, each migration in its own transaction; returns the names applied.
 * Throws when an applied migration was edited or one failed half-way under another tool.
 */
export async function migrate(session: Session, folder: string): Promise<string[]> {
  await session.exec(`SELECT pg_advisory_lock(${LOCK})`);
  try {
    await session.exec(TABLE);
    const known = await readApplied(session);
    const applied: string[] = [];
    for (const name of readdirSync(folder).sort()) {
      const file = path.join(folder, name, 'migration.sql');
      if (!existsSync(file)) continue;
      if (await applyOne(session, known, name, readFileSync(file, 'utf8'))) applied.push(name);
    }
    return applied;
  } finally {
    await session.exec(`SELECT pg_advisory_unlock(${LOCK})`);
  }
}

async function readApplied(session: Session): Promise<Map<string, string>> {
  const { rows } = await session.query(
    'SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL',
    [],
  );
  const failed = rows.find((row) => row.finished_at === null);
  if (failed) throw new Error(`migration ${String(failed.migration_name)} failed earlier; resolve it first`);
  return new Map(rows.map((row) => [String(row.migration_name), String(row.checksum)]));
}

async function applyOne(
  session: Session,
  known: Map<string, string>,
  name: string,
  sql: string,
): Promise<boolean> {
  const checksum = createHash('sha256').update(sql).digest('hex');
  const recorded = known.get(name);
  if (recorded === checksum) return false;
  if (recorded) throw new Error(`migration ${name} was edited after it was applied`);
  await session.exec('BEGIN');
  try {
    await session.exec(sql);
    await session.query(
      'INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)',
      [randomUUID(), checksum, name],
    );
    await session.exec('COMMIT');
  } catch (error) {
    await session.exec('ROLLBACK');
    throw error;
  }
  return true;
}
