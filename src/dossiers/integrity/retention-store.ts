/** Finds and deletes what has been kept long enough. */
import type { Db } from '../../db/open.js';
import { DAY_MS } from '../../time/duration.js';

/** Dossiers found by one statement. */
const PAGE = 1000;

type Found = { key: string; code: string };

/** Up to a thousand dossiers that came to their end, or were taken back, before an instant and are not erased; [] = there are no more. */
export function listEnded(db: Db, endedBefore: Date): Promise<Found[]> {
  return db.$queryRaw`
    SELECT key, code FROM dossiers
    WHERE erased_at IS NULL AND status_at < ${endedBefore}
      AND (voided OR status IN (3, 7, 10) OR (status = 8 AND sub_state = 'stopped'))
    ORDER BY key LIMIT ${PAGE}`;
}

/**
 * Up to a thousand dossiers after a key of which something is erased, but no event says so; [] = there are no more.
 * `upTo`: position of the last event that came before; `erasedAt: null` = something came since.
 */
export function listErasedUntold(
  db: Db,
  after: string,
): Promise<(Found & { upTo: number; erasedAt: Date | null })[]> {
  return db.$queryRaw`
    SELECT d.key, d.code, d.erased_at AS "erasedAt",
      CASE WHEN d.erased_at IS NOT NULL THEN d.chain_length ELSE (
        SELECT max(e.position) FROM dossier_events e WHERE e.key = d.key
          AND (e.salt IS NULL AND e.digest IS NOT NULL OR d.owner_salt IS NULL AND e.facts ->> 'ownerDigest' IS NOT NULL)
      ) END AS "upTo"
    FROM dossiers d
    WHERE d.key > ${after}
      AND (d.erased_at IS NOT NULL OR (d.owner_salt IS NULL AND d.owner_digest IS NOT NULL) OR EXISTS (
        SELECT 1 FROM dossier_events e WHERE e.key = d.key AND e.salt IS NULL AND e.digest IS NOT NULL))
      AND NOT EXISTS (SELECT 1 FROM dossier_events e WHERE e.key = d.key AND e.kind = 'erased')
    ORDER BY d.key LIMIT ${PAGE}`;
}

/** Erases names and free text of the events of dossiers. The chains stay whole. */
export async function eraseTexts(db: Db, keys: readonly string[]): Promise<void> {
  await db.$executeRaw`
    UPDATE dossier_events SET actor_name = NULL, reason = NULL, missing = NULL, holder_name = NULL, salt = NULL
    WHERE key = ANY(${[...keys]}::text[]) AND salt IS NOT NULL`;
}

/** Forgets whose dossiers were before a file said otherwise: of those erased, and of files that came before an instant. */
export async function forgetFormerOwners(
  db: Db,
  of: { keys: readonly string[] } | { importedBefore: Date },
): Promise<void> {
  if ('keys' in of)
    await db.$executeRaw`
      UPDATE import_batch_dossiers SET owner_before = NULL
      WHERE key = ANY(${[...of.keys]}::text[]) AND owner_before IS NOT NULL`;
  else
    await db.$executeRaw`
      UPDATE import_batch_dossiers d SET owner_before = NULL FROM import_batches b
      WHERE b.id = d.batch_id AND b.imported_at < ${of.importedBefore} AND d.owner_before IS NOT NULL`;
}

/** So long it is known how many wrong tries there were over all dossiers. */
const WRONG_TRIES_MS = DAY_MS;

/** Deletes wrong tries that count no longer. Returns how many. */
export async function deleteOldAttempts(db: Db, now: Date): Promise<number> {
  await db.lookupWrongTry.deleteMany({ where: { slot: { lt: new Date(now.getTime() - WRONG_TRIES_MS) } } });
  const { count } = await db.lookupAttempt.deleteMany({ where: { expiresAt: { lte: now } } });
  return count;
}

/** Deletes records of look-ups, and of codes given for them, before an instant. Returns how many look-ups. */
export async function deleteOldViews(db: Db, before: Date): Promise<number> {
  await db.dossierLetIn.deleteMany({ where: { issuedAt: { lt: before } } });
  const { count } = await db.dossierView.deleteMany({ where: { at: { lt: before } } });
  return count;
}

/** Forgets which conversations have opened a dossier, where the last time was before an instant. */
export async function deleteOldOpenings(db: Db, before: Date): Promise<void> {
  await db.dossierOpening.deleteMany({ where: { at: { lt: before } } });
}
