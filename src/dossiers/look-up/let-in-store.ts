/** Codes read out at the desk that open a dossier once, in the database. */
import type { Db } from '../../db/open.js';

/** A code without the code: who gave it and what became of it. */
export type LetIn = { issuedBy: string; issuedAt: Date; expiresAt: Date; usedAt: Date | null };

/** Keeps a code by its hash. */
export async function addLetIn(
  db: Db,
  letIn: { key: string; hash: string } & Omit<LetIn, 'usedAt'>,
): Promise<void> {
  await db.dossierLetIn.create({ data: letIn });
}

/**
 * Uses a code up; gives the key of its dossier, null = there is no such code, it was used or has expired, or `tries` (the
 * hash of a budget) has no room. Of two that use it at once one gets it.
 */
export async function takeLetIn(db: Db, hash: string, tries: string, now: Date): Promise<string | null> {
  const [taken] = await db.$queryRaw<{ key: string }[]>`
    UPDATE dossier_let_ins SET used_at = ${now}
    WHERE hash = ${hash} AND used_at IS NULL AND expires_at > ${now} AND NOT EXISTS (
      SELECT FROM lookup_attempts a WHERE a.hash = ${tries} AND a.expires_at > ${now} AND a.count >= a.tries)
    RETURNING key`;
  return taken?.key ?? null;
}

/** The codes given for a dossier, the latest first. */
export async function listLetIns(db: Db, key: string): Promise<LetIn[]> {
  return db.dossierLetIn.findMany({
    where: { key },
    orderBy: { id: 'desc' },
    select: { issuedBy: true, issuedAt: true, expiresAt: true, usedAt: true },
  });
}
