/** Dossiers and their events in the database. Whole batches go in and out by single statements. */
import type { Client, Db } from '../db.js';
import {
  type Dossier,
  type DossierEvent,
  type DossierFacts,
  dossierFacts,
  dossierKey,
  type StoredDossier,
  type StoredEvent,
} from './dossier.js';
import type { Status } from './status.js';

/** Runs work in one transaction: all of it is kept, or nothing. */
export function inTransaction<T>(client: Client, work: (tx: Db) => Promise<T>): Promise<T> {
  return client.$transaction(work);
}

/** Whether a fault means that another transaction came between, and the work may be done again. */
export function isConflict(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'P2034' || (error instanceof Error && /\b(40P01|40001)\b/.test(error.message));
}

type Row = NonNullable<Awaited<ReturnType<Db['dossier']['findUnique']>>>;
type EventRow = NonNullable<Awaited<ReturnType<Db['dossierEvent']['findFirst']>>>;

function toStored(row: Row): StoredDossier {
  const { parentKey: _, erasedAt: _e, ...rest } = row;
  return {
    ...rest,
    status: row.status as Status,
    subState: row.subState as Dossier['subState'],
    submission: row.submission as Dossier['submission'],
    clockPolicy: row.clockPolicy as Dossier['clockPolicy'],
    hasPhone: row.phoneHash !== null,
    hasIdentity: row.identityHash !== null,
  };
}

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

const storedFacts = dossierFacts.partial();

function toEvent(row: EventRow): StoredEvent {
  const { key: _, eventId, ...rest } = row;
  return {
    ...rest,
    id: eventId,
    kind: row.kind as DossierEvent['kind'],
    actorKind: row.actorKind as DossierEvent['actorKind'],
    status: row.status as Status | null,
    subState: row.subState as DossierEvent['subState'],
    amount: row.amount === null ? null : Number(row.amount),
    facts: row.facts === null ? null : (storedFacts.parse(row.facts) as Partial<DossierFacts>),
    missing: row.missing as string[] | null,
  };
}

/** The dossier with a code in any of its spellings; null = none. */
export async function findDossier(db: Db, code: string): Promise<Dossier | null> {
  const row = await db.dossier.findUnique({ where: { key: dossierKey(code) } });
  return row && withoutSecrets(toStored(row));
}

/** The parts of a dossier (liên thông), by code; [] = none. */
export async function listParts(db: Db, code: string): Promise<Dossier[]> {
  const rows = await db.dossier.findMany({ where: { parentKey: dossierKey(code) }, orderBy: { key: 'asc' } });
  return rows.map((row) => withoutSecrets(toStored(row)));
}

/** Locks the dossiers with these keys until the transaction ends, in order of key; absent = they did not exist then. */
export async function lockDossiers(db: Db, keys: readonly string[]): Promise<StoredDossier[]> {
  const locked = await db.$queryRaw<{ key: string }[]>`
    SELECT key FROM dossiers WHERE key = ANY(${[...keys]}::text[]) ORDER BY key FOR UPDATE`;
  // Not all of `keys`: one added since is not locked.
  return readDossiers(
    db,
    locked.map(({ key }) => key),
  );
}

/** The dossiers with these keys, in order of key, with what is secret of them. */
export async function readDossiers(db: Db, keys: readonly string[]): Promise<StoredDossier[]> {
  if (keys.length === 0) return [];
  const rows = await db.dossier.findMany({ where: { key: { in: [...keys] } }, orderBy: { key: 'asc' } });
  return rows.map(toStored);
}

/** The events of dossiers by key, in order of receipt. A key without events is absent. */
export async function readEvents(db: Db, keys: readonly string[]): Promise<Map<string, StoredEvent[]>> {
  const rows = await db.dossierEvent.findMany({
    where: { key: { in: [...keys] } },
    orderBy: [{ key: 'asc' }, { position: 'asc' }],
  });
  const events = new Map<string, StoredEvent[]>();
  for (const row of rows) {
    const list = events.get(row.key);
    if (list) list.push(toEvent(row));
    else events.set(row.key, [toEvent(row)]);
  }
  return events;
}

function toRow(dossier: StoredDossier) {
  return { ...dossier, parentKey: dossier.parentCode === null ? null : dossierKey(dossier.parentCode) };
}

/** Adds dossiers that do not exist; returns how many: fewer = somebody else added one meanwhile. */
export async function insertDossiers(db: Db, dossiers: readonly StoredDossier[]): Promise<number> {
  if (dossiers.length === 0) return 0;
  return db.$executeRaw`
    INSERT INTO dossiers (key, code, unit, procedure_code, procedure_version, submission, received_at,
      receiving_unit, settling_unit, returning_unit, parent_key, parent_code, clock_policy, told_due_at,
      owner_digest, owner_name, owner_salt, phone_hash, identity_hash, status, sub_state, status_at,
      status_position, due_at, due_original, extension_count, apology_document, settled_at, was_late,
      irregular, version, chain_length, chain_link)
    SELECT r.key, r.code, r.unit, r."procedureCode", r."procedureVersion", r.submission, r."receivedAt",
      r."receivingUnit", r."settlingUnit", r."returningUnit", r."parentKey", r."parentCode", r."clockPolicy",
      r."toldDueAt", r."ownerDigest", r."ownerName", r."ownerSalt", r."phoneHash", r."identityHash", r.status,
      r."subState", r."statusAt", r."statusPosition", r."dueAt", r."dueOriginal", r."extensionCount",
      r."apologyDocument", r."settledAt", r."wasLate", r.irregular, r.version, r."chainLength", r."chainLink"
    FROM jsonb_to_recordset(${JSON.stringify(dossiers.map(toRow))}::jsonb) AS r(
      key text, code text, unit text, "procedureCode" text, "procedureVersion" text, submission text,
      "receivedAt" timestamptz, "receivingUnit" text, "settlingUnit" text, "returningUnit" text,
      "parentKey" text, "parentCode" text, "clockPolicy" text, "toldDueAt" timestamptz, "ownerDigest" text,
      "ownerName" text, "ownerSalt" text, "phoneHash" text, "identityHash" text, status smallint,
      "subState" text, "statusAt" timestamptz, "statusPosition" int, "dueAt" timestamptz,
      "dueOriginal" timestamptz, "extensionCount" smallint, "apologyDocument" text, "settledAt" timestamptz,
      "wasLate" boolean, irregular boolean, version int, "chainLength" int, "chainLink" text)
    ORDER BY r.key COLLATE "C"
    ON CONFLICT (key) DO NOTHING`;
}

/** Writes dossiers that exist, and are locked, as they are now. */
export async function updateDossiers(db: Db, dossiers: readonly StoredDossier[]): Promise<void> {
  if (dossiers.length === 0) return;
  await db.$executeRaw`
    UPDATE dossiers d SET procedure_code = r."procedureCode", procedure_version = r."procedureVersion",
      submission = r.submission, received_at = r."receivedAt", receiving_unit = r."receivingUnit",
      settling_unit = r."settlingUnit", returning_unit = r."returningUnit", parent_key = r."parentKey",
      parent_code = r."parentCode", clock_policy = r."clockPolicy", told_due_at = r."toldDueAt",
      owner_digest = r."ownerDigest", owner_name = r."ownerName", owner_salt = r."ownerSalt",
      phone_hash = r."phoneHash", identity_hash = r."identityHash", erased_at = NULL, status = r.status,
      sub_state = r."subState", status_at = r."statusAt", status_position = r."statusPosition",
      due_at = r."dueAt", due_original = r."dueOriginal", extension_count = r."extensionCount",
      apology_document = r."apologyDocument", settled_at = r."settledAt", was_late = r."wasLate",
      irregular = r.irregular, version = r.version, chain_length = r."chainLength", chain_link = r."chainLink"
    FROM jsonb_to_recordset(${JSON.stringify(dossiers.map(toRow))}::jsonb) AS r(
      key text, "procedureCode" text, "procedureVersion" text, submission text, "receivedAt" timestamptz,
      "receivingUnit" text, "settlingUnit" text, "returningUnit" text, "parentKey" text, "parentCode" text,
      "clockPolicy" text, "toldDueAt" timestamptz, "ownerDigest" text, "ownerName" text, "ownerSalt" text,
      "phoneHash" text, "identityHash" text, status smallint, "subState" text, "statusAt" timestamptz,
      "statusPosition" int, "dueAt" timestamptz, "dueOriginal" timestamptz, "extensionCount" smallint,
      "apologyDocument" text, "settledAt" timestamptz, "wasLate" boolean, irregular boolean, version int,
      "chainLength" int, "chainLink" text)
    WHERE d.key = r.key`;
}

/** Appends events to their dossiers. */
export async function insertEvents(
  db: Db,
  events: readonly (StoredEvent & { key: string })[],
): Promise<void> {
  if (events.length === 0) return;
  await db.$executeRaw`
    INSERT INTO dossier_events (key, position, kind, source, event_id, status, sub_state, at, recorded_at,
      actor_kind, actor_id, amount, due_at, apology_document, target, facts, details, actor_name, reason,
      missing, salt, digest, link)
    SELECT r.key, r.position, r.kind, r.source, r.id, r.status, r."subState", r.at, r."recordedAt",
      r."actorKind", r."actorId", r.amount, r."dueAt", r."apologyDocument", r.target,
      NULLIF(r.facts, 'null'), r.details, r."actorName", r.reason, NULLIF(r.missing, 'null'), r.salt,
      r.digest, r.link
    FROM jsonb_to_recordset(${JSON.stringify(events)}::jsonb) AS r(
      key text, position int, kind text, source text, id text, status smallint, "subState" text,
      at timestamptz, "recordedAt" timestamptz, "actorKind" text, "actorId" text, amount bigint,
      "dueAt" timestamptz, "apologyDocument" text, target int, facts jsonb, details boolean,
      "actorName" text, reason text, missing jsonb, salt text, digest text, link text)`;
}

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
  const rows = await db.dossier.findMany({
    where: {
      AND: [
        // The dot and the slash that may follow a unit in a key are neighbours, and the digit 0 comes next.
        unit === undefined ? {} : { key: { gte: `${unit}.`, lt: `${unit}0` } },
        page.after === undefined ? {} : { key: { gt: page.after } },
        statuses === undefined ? {} : { status: { in: [...statuses] } },
        dueFrom === undefined ? {} : { dueAt: { gte: dueFrom } },
        dueBefore === undefined ? {} : { dueAt: { lt: dueBefore } },
        text === undefined ? {} : { OR: [{ code: has(text) }, { ownerName: has(text) }] },
      ],
    },
    orderBy: { key: 'asc' },
    take: page.limit,
  });
  return rows.map((row) => withoutSecrets(toStored(row)));
}

function has(text: string) {
  return { contains: text, mode: 'insensitive' as const };
}
