/** Dossiers and their events in the database. Whole batches go in and out by single statements, as JSON. */
import type { Client, Db } from '../db/open.js';
import { Prisma } from '../generated/prisma/client.js';
import { MINUTE_MS } from '../time/duration.js';
import {
  AMENDABLE,
  assigned,
  columns,
  DOSSIER_FIELDS,
  EVENT_FIELDS,
  type Fields,
  selected,
  taken,
  typed,
} from './columns-store.js';
import {
  type Dossier,
  type DossierFacts,
  dossierKey,
  type StoredDossier,
  type StoredEvent,
} from './model/dossier.js';

/**
 * That a key is of a unit or those below it: the dot and the slash that may follow a unit in a key are neighbours, and
 * the digit 0 comes next.
 */
export function isOfUnit(unit: string, column = Prisma.sql`key`): Prisma.Sql {
  return Prisma.sql`${column} >= ${`${unit}.`} AND ${column} < ${`${unit}0`}`;
}

/** Runs work in one transaction: all of it is kept, or nothing. */
export function inTransaction<T>(client: Client, work: (tx: Db) => Promise<T>): Promise<T> {
  return client.$transaction(work);
}

/** A transaction for a whole file may take a quarter of an hour. */
const LONG = { maxWait: MINUTE_MS, timeout: 15 * MINUTE_MS };

/** As `inTransaction`, for as long as a large file takes. */
export function inLongTransaction<T>(client: Client, work: (tx: Db) => Promise<T>): Promise<T> {
  return client.$transaction(work, LONG);
}

/** Whether a fault means that another transaction came between, and the work may be done again. */
export function isConflict(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'P2034' || (error instanceof Error && /\b(40P01|40001)\b/.test(error.message));
}

const timesOf = (fields: Fields) => Object.keys(fields).filter((field) => fields[field] === 'timestamptz');
const DOSSIER_TIMES = timesOf(DOSSIER_FIELDS);
const EVENT_TIMES = timesOf(EVENT_FIELDS);
const FACT_TIMES = ['receivedAt', 'toldDueAt'];

/** Turns the times of a record read as JSON into dates, in place. */
function revive(record: Record<string, unknown>, times: readonly string[]): void {
  for (const field of times) {
    const value = record[field];
    if (typeof value === 'string') record[field] = new Date(value);
  }
}

function toStored(row: Record<string, unknown>): StoredDossier {
  const { parentKey: _, ...dossier } = row;
  revive(dossier, DOSSIER_TIMES);
  const flags = { hasPhone: row.phoneHash !== null, hasIdentity: row.identityHash !== null };
  return { ...dossier, ...flags } as StoredDossier;
}

function toEvent(row: Record<string, unknown>): StoredEvent {
  const { key: _, eventId: id, ...event } = row;
  revive(event, EVENT_TIMES);
  if (row.facts !== null) revive(row.facts as DossierFacts, FACT_TIMES);
  return { ...event, id } as StoredEvent;
}

type Json = [{ json: string | null }];
const parseRows = ([{ json }]: Json): Record<string, unknown>[] => (json === null ? [] : JSON.parse(json));

/** A dossier without what only the program needs. */
export function withoutSecrets(stored: StoredDossier): Dossier {
  const {
    ownerSalt: _s,
    phoneHash: _p,
    identityHash: _i,
    chainLength: _n,
    chainLink: _l,
    ...dossier
  } = stored;
  return dossier;
}

/** The dossier with a code in any of its spellings; null = none. */
export async function findDossier(db: Db, code: string): Promise<Dossier | null> {
  const [stored] = await readDossiers(db, [dossierKey(code)]);
  return stored ? withoutSecrets(stored) : null;
}

/** Locks the dossiers with these keys until the transaction ends, in order of key; absent = they did not exist then. */
export async function lockDossiers(db: Db, keys: readonly string[]): Promise<StoredDossier[]> {
  return readRows(db, Prisma.sql`key = ANY(${[...keys]}::text[]) ORDER BY key FOR UPDATE`);
}

/** The dossiers with these keys, in order of key, with what is secret of them; also those whose filing was taken back. */
export async function readStored(db: Db, keys: readonly string[]): Promise<StoredDossier[]> {
  return readRows(db, Prisma.sql`key = ANY(${[...keys]}::text[]) ORDER BY key`);
}

/** The dossiers with these keys, in order of key, with what is secret of them. */
export async function readDossiers(db: Db, keys: readonly string[]): Promise<StoredDossier[]> {
  return readRows(db, Prisma.sql`key = ANY(${[...keys]}::text[]) AND NOT voided ORDER BY key`);
}

/** Dossiers by conditions joined by AND, with what follows them. */
export async function readWhere(db: Db, where: Prisma.Sql): Promise<Dossier[]> {
  return (await readRows(db, Prisma.sql`NOT voided AND ${where}`)).map(withoutSecrets);
}

async function readRows(db: Db, where: Prisma.Sql): Promise<StoredDossier[]> {
  const rows = await db.$queryRaw<Json>`
    SELECT json_agg(d)::text AS json FROM (SELECT ${selected(DOSSIER_FIELDS)} FROM dossiers WHERE ${where}) d`;
  return parseRows(rows).map(toStored);
}

/** The events of dossiers by key, in order of receipt. A key without events is absent. */
export async function readEvents(db: Db, keys: readonly string[]): Promise<Map<string, StoredEvent[]>> {
  const rows = await db.$queryRaw<Json>`
    SELECT json_agg(e)::text AS json FROM (
      SELECT ${selected(EVENT_FIELDS)} FROM dossier_events
      WHERE key = ANY(${[...keys]}::text[]) ORDER BY key, position) e`;
  const events = new Map<string, StoredEvent[]>();
  for (const row of parseRows(rows)) {
    const key = String(row.key);
    const list = events.get(key);
    if (list) list.push(toEvent(row));
    else events.set(key, [toEvent(row)]);
  }
  return events;
}

/** A dossier as JSON that its columns are read from. */
export function toRow(dossier: StoredDossier) {
  return { ...dossier, parentKey: dossier.parentCode === null ? null : dossierKey(dossier.parentCode) };
}

/** Adds dossiers that do not exist; returns how many: fewer = somebody else added one meanwhile. */
export async function insertDossiers(db: Db, dossiers: readonly StoredDossier[]): Promise<number> {
  if (dossiers.length === 0) return 0;
  return db.$executeRaw`
    INSERT INTO dossiers (${columns(DOSSIER_FIELDS)})
    SELECT ${taken(DOSSIER_FIELDS)}
    FROM jsonb_to_recordset(${JSON.stringify(dossiers.map(toRow))}::jsonb) AS r(${typed(DOSSIER_FIELDS)})
    ORDER BY r.key COLLATE "C"
    ON CONFLICT (key) DO NOTHING`;
}

/** Writes dossiers that exist, and are locked, as they are now. */
export async function updateDossiers(db: Db, dossiers: readonly StoredDossier[]): Promise<void> {
  if (dossiers.length === 0) return;
  await db.$executeRaw`
    UPDATE dossiers d SET ${assigned(AMENDABLE)}
    FROM jsonb_to_recordset(${JSON.stringify(dossiers.map(toRow))}::jsonb) AS r(${typed(DOSSIER_FIELDS)})
    WHERE d.key = r.key`;
}

/** An event as JSON that its columns are read from. */
export function toEventRow({ id, ...event }: StoredEvent & { key: string }) {
  return { ...event, eventId: id };
}

/** Appends events to their dossiers. */
export async function insertEvents(
  db: Db,
  events: readonly (StoredEvent & { key: string })[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = events.map(toEventRow);
  await db.$executeRaw`
    INSERT INTO dossier_events (${columns(EVENT_FIELDS)})
    SELECT ${taken(EVENT_FIELDS)}
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(${typed(EVENT_FIELDS)})`;
}
