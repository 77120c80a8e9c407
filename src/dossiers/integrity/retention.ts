/** Applies the retention periods the operator has set. */
import type { Db } from '../../db/open.js';
import { deleteOldAttempts, deleteOldViews, eraseEnded } from './retention-store.js';

/** In days: how long names and free text stay after a dossier's end, and records of look-ups after the look-up. */
export type RetentionPeriods = { personalDays: number; viewDays: number };

const DAY_MS = 86_400_000;

/** Erases and deletes what is over; told how many dossiers, records of look-ups and wrong tries that were. */
export async function applyRetention(
  db: Db,
  { personalDays, viewDays }: RetentionPeriods,
  now: Date,
): Promise<{ dossiers: number; views: number; attempts: number }> {
  const before = (days: number) => new Date(now.getTime() - days * DAY_MS);
  return {
    dossiers: await eraseEnded(db, before(personalDays), now),
    views: await deleteOldViews(db, before(viewDays)),
    attempts: await deleteOldAttempts(db, now),
  };
}
