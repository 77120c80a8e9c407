/** Finds events whose time is none: the moment they came, because nobody told their time, or one before there was a dossier. */
import type { Db } from '../../db/open.js';

/** Why a time is none. `moment`: it is when the event was recorded; `early`: it lies before the day of reception. */
export type NoTime = 'moment' | 'early';

/** A dossier with the positions of such events. */
export type NoTimes = { key: string; code: string; events: { position: number; why: NoTime }[] };

/**
 * A page of dossiers in order of key after one; [] = there are no more. `moment` are those the program itself named, after
 * where they came from, the moment they were recorded, and their state; `early` are results and ends.
 */
export async function listNoTimes(db: Db, after: string, limit: number): Promise<NoTimes[]> {
  return db.$queryRaw<NoTimes[]>`
    SELECT n.key, n.code, json_agg(json_build_object('position', n.position, 'why', n.why) ORDER BY n.position) AS events
    FROM (
      SELECT e.key, d.code, e.position, CASE
        WHEN e.at = e.recorded_at AND e.event_id IN (
          'import:' || to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || ':' || e.status,
          'DongBoHoSoMC:' || to_char(e.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || ':' || e.status)
          THEN 'moment'
        WHEN e.status IN (3, 7, 9, 10) AND (e.at AT TIME ZONE 'UTC' + interval '7 hours')::date
          < (d.received_at AT TIME ZONE 'UTC' + interval '7 hours')::date THEN 'early' END AS why
      FROM dossier_events e JOIN dossiers d ON d.key = e.key
      WHERE e.key > ${after} AND NOT d.voided AND e.kind = 'status' AND e.at_known AND e.actor_kind = 'system'
        AND NOT EXISTS (SELECT FROM dossier_events u
          WHERE u.key = e.key AND u.target = e.position AND u.kind IN ('undated', 'undo'))) n
    WHERE n.why IS NOT NULL
    GROUP BY n.key, n.code ORDER BY n.key LIMIT ${limit}`;
}
