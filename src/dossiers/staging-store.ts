/**
 * Where a long list is made ready: dossiers and events stand in tables of their own, and come from there into the ones in
 * use by a few statements. Others wait for these alone, on the embedded database, which has one session.
 */
import { randomBytes } from 'node:crypto';
import type { Client, Db } from '../db/open.js';
import { Prisma } from '../generated/prisma/client.js';
import { AMENDABLE, columns, copied, DOSSIER_FIELDS, EVENT_FIELDS, taken, typed } from './columns-store.js';
import type { StoredDossier, StoredEvent } from './model/dossier.js';
import { toEventRow, toRow } from './store.js';

type Ready = { dossiers: readonly StoredDossier[]; events: readonly (StoredEvent & { key: string })[] };

/** What is made ready; a dossier's version is one more than it is to have when it is written. */
export type Staging = {
  add(db: Db, ready: Ready): Promise<void>;
  remove(db: Db, keys: readonly string[]): Promise<void>;
  /** Keys of dossiers that are no longer as they were when they were made ready. */
  moved(db: Db): Promise<string[]>;
  /**
   * Writes all; false = somebody came between, and the transaction must not be kept. `isEmbedded`: it is not asked anew of
   * each event whether its dossier exists, which takes half of the time everybody else waits.
   */
  write(tx: Db, isEmbedded: boolean): Promise<boolean>;
  /** Notes under a number which events of which dossiers were made ready. */
  noteBatch(tx: Db, batch: number): Promise<void>;
  drop(): Promise<void>;
};

/** Makes the tables. They are `UNLOGGED`: nothing in them has to survive. */
export async function openStaging(client: Client, now: Date): Promise<Staging> {
  const id = `${Math.floor(now.getTime() / 1000)}_${randomBytes(4).toString('hex')}`;
  const dossiers = Prisma.raw(`staging.dossiers_${id}`);
  const events = Prisma.raw(`staging.events_${id}`);
  await client.$executeRaw`CREATE UNLOGGED TABLE ${dossiers} (LIKE dossiers)`;
  await client.$executeRaw`CREATE UNLOGGED TABLE ${events} (LIKE dossier_events)`;
  return {
    add: (db, ready) => add(db, { dossiers, events }, ready),
    remove: async (db, keys) => {
      await db.$executeRaw`DELETE FROM ${dossiers} WHERE key = ANY(${[...keys]}::text[])`;
      await db.$executeRaw`DELETE FROM ${events} WHERE key = ANY(${[...keys]}::text[])`;
    },
    moved: async (db) => {
      const rows = await db.$queryRaw<{ key: string }[]>`
        SELECT s.key FROM ${dossiers} s LEFT JOIN dossiers d ON d.key = s.key
        WHERE coalesce(d.version, 0) <> s.version - 1`;
      return rows.map(({ key }) => key);
    },
    write: async (tx, isEmbedded) => {
      if (isEmbedded) await tx.$executeRaw`SET LOCAL session_replication_role = replica`;
      const isWritten = await write(tx, { dossiers, events });
      if (isEmbedded) await tx.$executeRaw`SET LOCAL session_replication_role = origin`;
      return isWritten;
    },
    noteBatch: async (tx, batch) => {
      await tx.$executeRaw`
        INSERT INTO import_batch_dossiers (batch_id, key, from_position, to_position)
        SELECT ${batch}::int, key, min(position), max(position) FROM ${events} GROUP BY key ORDER BY key`;
    },
    drop: async () => {
      await client.$executeRaw`DROP TABLE ${dossiers}, ${events}`;
    },
  };
}

type Tables = { dossiers: Prisma.Sql; events: Prisma.Sql };

async function add(db: Db, tables: Tables, { dossiers, events }: Ready): Promise<void> {
  if (dossiers.length === 0) return;
  await db.$executeRaw`
    INSERT INTO ${tables.dossiers} (${columns(DOSSIER_FIELDS)})
    SELECT ${taken(DOSSIER_FIELDS)}
    FROM jsonb_to_recordset(${JSON.stringify(dossiers.map(toRow))}::jsonb) AS r(${typed(DOSSIER_FIELDS)})`;
  await db.$executeRaw`
    INSERT INTO ${tables.events} (${columns(EVENT_FIELDS)})
    SELECT ${taken(EVENT_FIELDS)}
    FROM jsonb_to_recordset(${JSON.stringify(events.map(toEventRow))}::jsonb) AS r(${typed(EVENT_FIELDS)})`;
}

async function write(tx: Db, { dossiers, events }: Tables): Promise<boolean> {
  const [{ count }] = await tx.$queryRaw<[{ count: number }]>`SELECT count(*)::int AS count FROM ${dossiers}`;
  const added = await tx.$executeRaw`
    INSERT INTO dossiers (${columns(DOSSIER_FIELDS)})
    SELECT ${columns(DOSSIER_FIELDS)} FROM ${dossiers} WHERE version = 1 ORDER BY key
    ON CONFLICT (key) DO NOTHING`;
  const amended = await tx.$executeRaw`
    UPDATE dossiers d SET ${copied(AMENDABLE)}
    FROM ${dossiers} s WHERE d.key = s.key AND s.version > 1 AND d.version = s.version - 1`;
  if (added + amended < count) return false;
  await tx.$executeRaw`
    INSERT INTO dossier_events (${columns(EVENT_FIELDS)})
    SELECT ${columns(EVENT_FIELDS)} FROM ${events} ORDER BY key, position`;
  return true;
}

/** Drops what was left by a process that ended in the middle, made before an instant. */
export async function dropOldStaging(db: Db, before: Date): Promise<void> {
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'staging'
      AND substring(tablename from '_([0-9]+)_')::bigint < ${Math.floor(before.getTime() / 1000)}`;
  for (const { name } of tables)
    await db.$executeRaw`DROP TABLE IF EXISTS ${Prisma.raw(`staging."${name}"`)}`;
}

/** What due dates are worked out from besides the dossiers, in a word that changes with it. */
export async function readRulesStamp(db: Db): Promise<string> {
  const [{ stamp }] = await db.$queryRaw<[{ stamp: string }]>`
    SELECT concat_ws(' ',
      (SELECT max(id) FROM holiday_changes),
      (SELECT max(id) FROM publications WHERE published_at IS NOT NULL),
      (SELECT md5(string_agg(code || coalesce(hours::text, '') || closures::text, ' ' ORDER BY code)) FROM units
        WHERE hours IS NOT NULL OR closures <> '[]')) AS stamp`;
  return stamp;
}
