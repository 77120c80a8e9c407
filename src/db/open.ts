/** Opens the database: PGlite on files inside this process, or PostgreSQL. One schema, one set of migrations. */
import { createHash, randomUUID } from 'node:crypto';
import { constants, existsSync, fsyncSync, renameSync, rmSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { projectRoot } from '../config/paths.js';
import { SetupError } from '../config/setup-error.js';
import { type Prisma, PrismaClient } from '../generated/prisma/client.js';
import { closeToOthers, draftFolder, finishSwap, lockFolder, prepareFolder, swapIn } from './data-folder.js';
import { type MigrationSession, migrate } from './migrate.js';
import { onPostgres } from './postgres.js';

/** The client itself, which can open a transaction. */
export type Client = PrismaClient;

/** The client, or a transaction of it. Inside a transaction use only the transaction: PGlite has one session. */
export type Db = PrismaClient | Prisma.TransactionClient;

/** An open database of either kind. */
export type Database = {
  kind: 'embedded' | 'postgresql';
  client: Client;
  /** For what brings its own SQL: the one session of the embedded database, or the address of the server. */
  sql: Embedded | { url: string };
  /** Makes what is in memory durable, releases the folder. Safe to call twice. */
  close(): Promise<void>;
};

/** `copy`: makes a copy of the files as they stand at one moment, and gives its folder. */
type Embedded = { session: MigrationSession; copy(): Promise<string> };

/** The folder of the migrations, for both kinds of database. */
export const MIGRATIONS = path.join(projectRoot, 'prisma/migrations');
const TRANSACTIONS = { maxWait: 30_000, timeout: 60_000 };

/**
 * Opens the embedded database in `dataDir/pg`, making and migrating it when it is missing.
 * `beforeOpening` runs once the folder is ours and is told whether the database is still to be made.
 * Throws `FolderInUse` or another `SetupError`.
 */
export async function openEmbedded(
  dataDir: string,
  beforeOpening: (isNew: boolean) => void = () => undefined,
): Promise<Database> {
  prepareFolder(dataDir);
  const release = await lockFolder(dataDir);
  try {
    finishSwap(dataDir);
    beforeOpening(!existsSync(path.join(dataDir, 'pg')));
    const folder = path.join(dataDir, 'pg');
    await initialise(folder);
    const lite = await openFiles(folder);
    await migrate(sessionOf(lite), MIGRATIONS).catch(async (error) => {
      await lite.close();
      throw error;
    });
    return wrapEmbedded(lite, { folder, release });
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * Makes an embedded database beside the one in use, for `replaceEmbedded` to put in its place; gives its folder. When
 * filling fails nothing is left of it.
 */
export async function draftEmbedded(
  dataDir: string,
  fill: (sql: MigrationSession) => Promise<void>,
): Promise<string> {
  prepareFolder(dataDir);
  const draft = draftFolder(dataDir);
  const lite = await openFiles(draft);
  try {
    await fill(sessionOf(lite));
    await lite.close();
    return draft;
  } catch (error) {
    await lite.close();
    rmSync(draft, { recursive: true, force: true });
    throw error;
  }
}

/** See `swapIn`; nobody may have the database open. Throws `FolderInUse`. */
export async function replaceEmbedded(
  dataDir: string,
  draft: string,
  key: string | null,
): Promise<string | null> {
  const release = await lockFolder(dataDir);
  try {
    return swapIn(dataDir, draft, key);
  } finally {
    release();
  }
}

/** An embedded database without files as one of ours. @internal For tests. */
export async function wrapInMemory(lite: PGlite): Promise<Database> {
  await inUtc(lite);
  return wrapEmbedded(lite, { folder: null, release: () => undefined });
}

/**
 * Opens PostgreSQL and migrates it; processes that start together wait for each other. `beforeMigrating` sees it as it
 * is found. Throws `SetupError`.
 */
export async function openPostgres(
  url: string,
  beforeMigrating: (session: MigrationSession) => Promise<void> = async () => undefined,
): Promise<Database> {
  await onPostgres(url, async (session) => {
    await beforeMigrating(session);
    await migrate(session, MIGRATIONS);
  });
  const client = new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: 10 }, { statementNameGenerator: nameStatement }),
    transactionOptions: TRANSACTIONS,
  });
  return { kind: 'postgresql', client, sql: { url }, close: () => client.$disconnect() };
}

/** Runs SQL that something else has written, in a transaction or by itself. */
export async function runSql(
  db: Db | MigrationSession,
  text: string,
  values: readonly unknown[],
): Promise<{ rows: unknown[] }> {
  if ('exec' in db) return db.query(text, [...values]);
  return { rows: await db.$queryRawUnsafe(text, ...values) };
}

/**
 * Reads a database as it stands at one moment, while others go on using it. The embedded one has one session, so it is
 * copied first, which holds the others up for as long as copying its files takes.
 */
export async function readSnapshot<T>(
  { sql }: Database,
  read: (sql: MigrationSession) => Promise<T>,
): Promise<T> {
  if ('url' in sql) {
    return onPostgres(sql.url, async (session) => {
      await session.exec('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
      return read(session);
    });
  }
  const copy = await sql.copy();
  try {
    return await readFolder(copy, read);
  } finally {
    await rm(copy, { recursive: true, force: true });
  }
}

/** Reads the files of an embedded database that nobody uses. */
export async function readFolder<T>(folder: string, read: (sql: MigrationSession) => Promise<T>): Promise<T> {
  const lite = await PGlite.create({ dataDir: folder });
  try {
    const session = await inUtc(lite);
    await session.exec('BEGIN');
    return await read(session);
  } finally {
    await lite.close();
  }
}

/**
 * Statements get names, so that the server plans each once per connection: that halves its work for a look-up. A pooler
 * between us and the server must keep prepared statements (PgBouncer 1.21 or later, `max_prepared_statements`).
 */
function nameStatement({ sql }: { sql: string }): string {
  return createHash('sha256').update(sql).digest('base64url').slice(0, 32);
}

/** A first start is made beside the final name and renamed when whole: one killed half-way leaves no half database. */
async function initialise(folder: string): Promise<void> {
  if (existsSync(path.join(folder, 'PG_VERSION'))) return;
  if (existsSync(folder)) {
    throw new SetupError(
      `${folder} có nhưng không phải một cơ sở dữ liệu hoàn chỉnh.\n` +
        'Khôi phục thư mục dữ liệu từ bản sao lưu, hoặc xóa riêng thư mục này để bắt đầu lại.',
    );
  }
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  const lite = await openFiles(draft);
  await lite.close();
  renameSync(draft, folder);
}

async function openFiles(folder: string): Promise<PGlite> {
  closeToOthers(folder);
  const lite = await PGlite.create({
    dataDir: folder,
    // PGlite turns fsync off; a citizen's message must survive a power cut.
    startParams: [
      ...PGlite.defaultStartParams.filter((flag) => flag !== '-F'),
      '-c',
      'wal_sync_method=fsync',
    ],
  });
  enableFsync(lite);
  await inUtc(lite);
  return lite;
}

type StreamOps = { fsync?: (stream: { nfd: number }) => number };
type Internals = {
  FS: { lookupPath(path: string): { node: { mount: { type: { stream_ops: StreamOps } } } } };
};

/** PGlite's file system has no fsync at all: give it the real one. Uses internals, hence the pinned version. */
function enableFsync(lite: PGlite): void {
  const { FS } = lite.Module as unknown as Internals;
  FS.lookupPath('/pglite/data').node.mount.type.stream_ops.fsync = (stream) => {
    fsyncSync(stream.nfd);
    return 0;
  };
}

async function inUtc(lite: PGlite): Promise<MigrationSession> {
  await lite.exec("SET TIME ZONE 'UTC'");
  return sessionOf(lite);
}

/** Copies the files of a database: after a checkpoint, and while nobody writes, as a power cut would leave them. */
async function copyFiles(lite: PGlite, folder: string | null): Promise<string> {
  if (folder === null) throw new Error('a database in memory has no files');
  const copy = `${folder}.snapshot-${randomUUID()}`;
  await lite.transaction(async (tx) => {
    await tx.exec('CHECKPOINT');
    await cp(folder, copy, { recursive: true, mode: constants.COPYFILE_FICLONE });
  });
  return copy;
}

function sessionOf(lite: PGlite): MigrationSession {
  return { query: (sql, parameters) => lite.query(sql, parameters), exec: (sql) => lite.exec(sql) };
}

function wrapEmbedded(
  lite: PGlite,
  { folder, release }: { folder: string | null; release: () => void },
): Database {
  const client = new PrismaClient({ adapter: new PrismaPGlite(lite), transactionOptions: TRANSACTIONS });
  return {
    kind: 'embedded',
    client,
    sql: { session: sessionOf(lite), copy: () => copyFiles(lite, folder) },
    close: async () => {
      if (lite.closed) return;
      await client.$disconnect();
      await lite.close();
      release();
    },
  };
}
