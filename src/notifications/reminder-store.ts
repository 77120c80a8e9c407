/** Followed dossiers of which somebody may have to be reminded. */
import type { Db } from '../db/open.js';
import type { ReminderFacts } from './reminders.js';

/** What reminders may be about: not ended, and not merely on its way. See `reminderOf` for the rest. */
export type FollowedDossier = ReminderFacts & { key: string; code: string };

/**
 * The next page of followed dossiers that may need a reminder, in order of key; [] = there are no more. `dueBefore`:
 * late when due before; `waitingSince`: registered, or with the result ready, since before.
 */
export async function listFollowedDossiers(
  db: Db,
  { dueBefore, waitingSince }: { dueBefore: Date; waitingSince: Date },
  page: { after: string; limit: number },
): Promise<FollowedDossier[]> {
  return db.$queryRaw<FollowedDossier[]>`
    SELECT DISTINCT d.key, d.code, d.status::int AS status, d.sub_state AS "subState", d.status_at AS "statusAt",
      d.status_position AS "statusPosition", d.due_at AS "dueAt", d.apology_document AS "apologyDocument",
      d.receiving_unit AS "receivingUnit", d.settling_unit AS "settlingUnit",
      CASE WHEN d.status = 5 THEN (SELECT e.facts->>'supplementBy' FROM dossier_events e
        WHERE e.key = d.key AND e.position = d.status_position) END AS "supplementBy"
    FROM subscriptions s JOIN dossiers d ON d.key = s.target AND NOT d.voided
    WHERE s.kind = 'dossier' AND s.target > ${page.after} AND (
      (d.status IN (2, 4) AND d.due_at < ${dueBefore} AND d.apology_document IS NULL)
      OR (d.status IN (1, 9) AND d.status_at < ${waitingSince})
      OR (d.status = 5 AND (d.status_known OR EXISTS (SELECT FROM dossier_events e
        WHERE e.key = d.key AND e.position = d.status_position AND e.facts ? 'supplementBy'))))
    ORDER BY d.key LIMIT ${page.limit}`;
}

/** Those of some events that somebody was told of, or is to be. */
export async function listPlannedEvents(db: Db, events: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await db.notice.findMany({
    where: { event: { in: [...events] } },
    select: { event: true },
    distinct: ['event'],
  });
  return new Set(rows.map(({ event }) => event));
}
