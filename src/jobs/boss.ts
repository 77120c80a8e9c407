/**
 * Jobs on the same database, by pg-boss: enqueued in the transaction of the change they follow from, carried out by
 * whichever process is free. A job carries ids only: pg-boss forgets what it has done, so doing it again must be harmless.
 */
import PgBoss from 'pg-boss';
import type { MigrationSession } from '../db/migrate.js';
import { type Database, type Db, runSql } from '../db/open.js';
import type { Log } from '../operations/log.js';

/** What there is to do, and what each job carries. The migrations make a queue for each. */
export type JobData = {
  /** Something happened to a dossier: tell those who follow it. `position` of the event. */
  'tell-dossier': { key: string; position: number };
  /** Something concerns many: a publication, or days from `from` on (`YYYY-MM-DD`) on which an office is closed. */
  'tell-many': { publication: number } | { unit: string; from: string };
  /** It is time to look for what is to be reminded of. */
  remind: Record<string, never>;
};

/** The name of a queue. */
export type Queue = keyof JobData;

/** Later work, shared by all processes on a database. */
export type Jobs = {
  /** Enqueues a job unless there was one within so many seconds, by whichever process. */
  enqueueOnce<Q extends Queue>(queue: Q, data: JobData[Q], seconds: number): Promise<void>;
  /** Has jobs of a queue carried out here, several at a time. A handler that throws has them tried again. */
  work<Q extends Queue>(queue: Q, handle: (data: JobData[Q][]) => Promise<void>): Promise<void>;
  close(): Promise<void>;
};

const BATCH = 100;
const POLL_SECONDS = 0.5;
/** So long a job may take; then it is taken for lost with its process, and done again. */
const MAX_SECONDS: Record<Queue, number> = { 'tell-dossier': 30, 'tell-many': 900, remind: 900 };
/** How often lost jobs are looked for, by one process for all. */
const LOOK_SECONDS = 10;

/** Writes what it is given in the connection it is given: it need not have been started. */
const enqueuer = new PgBoss({ db: { executeSql: () => Promise.reject(new Error('no connection')) } });

/** Enqueues within a transaction (or by itself): done with it, or not at all. `inSeconds`: not before. */
export async function enqueue<Q extends Queue>(
  db: Db | MigrationSession,
  queue: Q,
  data: readonly JobData[Q][],
  inSeconds = 0,
): Promise<void> {
  if (data.length === 0) return;
  const expireInSeconds = MAX_SECONDS[queue];
  const jobs = data.map((one) => ({
    name: queue,
    data: one,
    startAfter: String(inSeconds),
    expireInSeconds,
  }));
  const executeSql = (text: string, values: unknown[]) =>
    runSql(
      db,
      text,
      values.map((value) => value ?? null),
    );
  await enqueuer.insert(jobs, { db: { executeSql } });
}

/** Opens the job engine. */
export async function openJobs({ sql }: Database, log: Log): Promise<Jobs> {
  const boss = new PgBoss({
    ...('url' in sql ? { connectionString: sql.url, max: 2 } : { db: sqlOf(sql.session) }),
    retryLimit: 20,
    retryDelay: 2,
    retryBackoff: true,
    maintenanceIntervalSeconds: LOOK_SECONDS,
    // What is done is of no use any more, but for `enqueueOnce`.
    archiveCompletedAfterSeconds: 1_800,
    deleteAfterDays: 1,
  });
  boss.on('error', (error) => log.error({ error }, 'the job engine failed'));
  await boss.start();
  return {
    enqueueOnce: async (queue, data, singletonSeconds) => {
      await boss.send(queue, data, { singletonSeconds });
    },
    work: async (queue, handle) => {
      await boss.work(queue, { batchSize: BATCH, pollingIntervalSeconds: POLL_SECONDS }, async (jobs) =>
        handle(jobs.map((job) => job.data as JobData[typeof queue])),
      );
    },
    close: () => boss.stop({ graceful: true, timeout: 8_000, wait: true }),
  };
}

/** pg-boss sends several statements at once where it passes no values. */
function sqlOf(session: MigrationSession): PgBoss.Db {
  return {
    executeSql: async (text, values) => {
      const result = values?.length ? await session.query(text, values) : await session.exec(text);
      return { rows: rowsOf(Array.isArray(result) ? result.at(-1) : result) };
    },
  };
}

function rowsOf(result: unknown): unknown[] {
  return result instanceof Object && 'rows' in result && Array.isArray(result.rows) ? result.rows : [];
}
