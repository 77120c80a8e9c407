/** Erases what is personal once it has served. The chains of the events stay whole. */
import type { Db } from '../../db/open.js';

/** Dossiers erased by one statement. */
const PAGE = 1000;

/**
 * Erases names, second factors and free text of dossiers that came to their end before an instant. Returns how many
 * dossiers.
 */
export async function eraseEnded(db: Db, endedBefore: Date, now: Date): Promise<number> {
  let erased = 0;
  for (;;) {
    const [page] = await db.$queryRaw<{ count: number }[]>`
      WITH ended AS (
        UPDATE dossiers SET owner_name = NULL, owner_salt = NULL, phone_hash = NULL, identity_hash = NULL,
          erased_at = ${now}
        WHERE key IN (
          SELECT key FROM dossiers
          WHERE erased_at IS NULL AND status_at < ${endedBefore}
            AND (status IN (3, 7, 10) OR (status = 8 AND sub_state = 'stopped'))
          ORDER BY key LIMIT ${PAGE} FOR UPDATE)
        RETURNING key
      ), cleared AS (
        UPDATE dossier_events e SET actor_name = NULL, reason = NULL, missing = NULL, salt = NULL
        FROM ended WHERE e.key = ended.key AND e.salt IS NOT NULL
      )
      SELECT count(*)::int AS count FROM ended`;
    const count = page?.count ?? 0;
    erased += count;
    if (count < PAGE) return erased;
  }
}

/** Deletes wrong tries that count no longer. Returns how many. */
export async function deleteOldAttempts(db: Db, now: Date): Promise<number> {
  const { count } = await db.lookupAttempt.deleteMany({ where: { expiresAt: { lte: now } } });
  return count;
}

/** Deletes records of look-ups before an instant. Returns how many. */
export async function deleteOldViews(db: Db, before: Date): Promise<number> {
  const { count } = await db.dossierView.deleteMany({ where: { at: { lt: before } } });
  return count;
}
