/** Finds events recorded as of the moment they came, because nobody told their time. */
import type { Db } from '../../db/open.js';

/** A dossier with the positions of such events. */
export type MomentTimes = { key: string; code: string; positions: number[] };

/**
 * A page of dossiers in order of key after one; [] = there are no more. Such an event was named by the program itself,
 * after where it came from, the moment it was recorded, and its state.
 */
export async function listMomentTimes(db: Db, after: string, limit: number): Promise<MomentTimes[]> {
  return db.$queryRaw<MomentTimes[]>`
    SELECT e.key, d.code, array_agg(e.position ORDER BY e.position) AS positions
    FROM dossier_events e JOIN dossiers d ON d.key = e.key
    WHERE e.key > ${after} AND NOT d.voided AND e.kind = 'status' AND e.at_known AND e.at = e.recorded_at
      AND e.actor_kind = 'system'
      AND e.event_id IN (
        'import:' || to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || ':' || e.status,
        'DongBoHoSoMC:' || to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || ':' || e.status)
      AND NOT EXISTS (SELECT FROM dossier_events u
        WHERE u.key = e.key AND u.target = e.position AND u.kind IN ('undated', 'undo'))
    GROUP BY e.key, d.code ORDER BY e.key LIMIT ${limit}`;
}
