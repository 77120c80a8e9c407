/** Opens the database: PGlite on files inside this process, or PostgreSQL. One schema, one set of migrations. */
import { createHash } from 'node:crypto';
import { existsSync, fsyncSync, renameSync, rmSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import { projectRoot } from '../config/paths.js';
import { SetupError } from '../config/setup-error.js';
import { type Prisma, PrismaClient } from '../generated/prisma/client.js';
import { lockFolder, prepareFolder } from './data-folder.js';
import { migrate, type Session } from './migrate.js';

/** The client itself, which can open a transaction. */
export type Client = PrismaClient;

/** The client, or a transaction of it. Inside a transaction use only the transaction: PGlite has one session. */
export type Db = PrismaClient | Prisma.TransactionClient;

export type Database = {
  kind: 'embedded' | 'postgresql';
  client: Client;
  /** For what brings its own SQL: the one session of the embedded database, or the address of the server. */
  sql: { session: Session } | { url: string };
  /** Makes what is in memory durable, releases the folder. Safe to call twice. */
  close(): Promise<void>;
};

const MIGRATIONS = path.join(projectRoot, 'prisma/migrations');
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
    const folder = path.join(dataDir, 'pg');
    beforeOpening(!existsSync(folder));
    await initialise(folder);
    const lite = await openFiles(folder);
    await migrate(sessionOf(lite), MIGRATIONS).catch(async (error) => {
      await lite.close();
      throw error;
    });
    return wrapEmbedded(lite, release);
  } catch (error) {
    release();
    throw error;
  }
}

/** An embedded database without files, filled from a dump when one is given. @internal For tests. */
export async function openInMemory(dump?: Blob): Promise<Database> {
  const lite = await PGlite.create(dump ? { loadDataDir: dump } : {});
  await lite.exec("SET TIME ZONE 'UTC'");
  if (!dump) await migrate(sessionOf(lite), MIGRATIONS);
  return wrapEmbedded(lite, () => undefined);
}

/**
 * Dumps of a freshly migrated database, empty and filled, from which `openInMemory` starts five times faster.
 * @internal For tests.
 */
export async function dumpMigrated(
  fill: (client: Client) => Promise<void>,
): Promise<{ empty: Blob; filled: Blob }> {
  const lite = await PGlite.create();
  await migrate(sessionOf(lite), MIGRATIONS);
  const empty = await lite.dumpDataDir('none');
  const database = wrapEmbedded(lite, () => undefined);
  await fill(database.client);
  const filled = await lite.dumpDataDir('none');
  await database.close();
  return { empty, filled };
}

/**
 * Opens PostgreSQL and migrates it; processes that start together wait for each other. `beforeMigrating` sees it as it
 * is found. Throws `SetupError`.
 */
export async function openPostgres(
  url: string,
  beforeMigrating: (session: Session) => Promise<void> = async () => undefined,
): Promise<Database> {
  const session = new pg.Client({ connectionString: url });
  await session.connect().catch((error) => {
    throw new SetupError(
      `Không kết nối được PostgreSQL (${error.code ?? ''} ${error.message}).\n` +
        'Kiểm tra DATABASE_URL và xem máy chủ PostgreSQL có đang chạy không.',
      { cause: error },
    );
  });
  const found: Session = {
    query: (sql, parameters) => session.query(sql, parameters),
    exec: (sql) => session.query(sql),
  };
  try {
    await beforeMigrating(found);
    await migrate(found, MIGRATIONS);
  } finally {
    await session.end();
  }
  const client = new PrismaClient({
    adapter: new PrismaPg({ connectionString: url, max: 10 }, { statementNameGenerator: nameStatement }),
    transactionOptions: TRANSACTIONS,
  });
  return { kind: 'postgresql', client, sql: { url }, close: () => client.$disconnect() };
}

/** Runs SQL that something else has written, in a transaction or by itself. */
export async function runSql(db: Db, text: string, values: readonly unknown[]): Promise<{ rows: unknown[] }> {
  return { rows: await db.$queryRawUnsafe(text, ...values) };
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
  await lite.exec("SET TIME ZONE 'UTC'");
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

function sessionOf(lite: PGlite): Session {
  return { query: (sql, parameters) => lite.query(sql, parameters), exec: (sql) => lite.exec(sql) };
}

function wrapEmbedded(lite: PGlite, release: () => void): Database {
  const client = new PrismaClient({ adapter: new PrismaPGlite(lite), transactionOptions: TRANSACTIONS });
  return {
    kind: 'embedded',
    client,
    sql: { session: sessionOf(lite) },
    close: async () => {
      if (lite.closed) return;
      await client.$disconnect();
      await lite.close();
      release();
    },
  };
}
