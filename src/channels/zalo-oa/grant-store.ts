/**
 * The stored pair of tokens of a grant, sealed, and who is renewing it.
 *
 * A refresh token works once, so only one process may use it. No row lock is held meanwhile: the embedded database has
 * one session, and a transaction that waits for Zalo would hold up everything else. Renewing is claimed by one
 * conditional UPDATE instead, by the database's clock, and its end is written on condition that the pair is still the
 * one it began with. Every sealing differs, so the sealed text itself names the version.
 */
import type { Db } from '../../db/open.js';

/** A pair of tokens as it is stored; `sealed`: encrypted. */
export type Grant = {
  sealed: string;
  expiresAt: Date;
  obtainedAt: Date;
  /** `RENEWING`, or why it could not be renewed; null = neither. */
  failure: string | null;
  failedAt: Date | null;
};

/** A pair just obtained. */
export type NewGrant = Pick<Grant, 'sealed' | 'expiresAt' | 'obtainedAt'>;

/** In place of a failure while a renewal is under way: what stays behind when its process dies. */
export const RENEWING = 'renewing';

const COLUMNS = { sealed: true, expiresAt: true, obtainedAt: true, failure: true, failedAt: true } as const;

/** Null = nobody has logged in yet. */
export function findGrant(db: Db, id: string): Promise<Grant | null> {
  return db.platformGrant.findUnique({ where: { id }, select: COLUMNS });
}

/** Stores a first pair; one that is there stays. */
export async function addGrant(db: Db, id: string, grant: NewGrant): Promise<void> {
  await db.platformGrant.createMany({ data: [{ id, ...grant }], skipDuplicates: true });
}

/** Stores the pair of a new login over whatever was there. */
export async function replaceGrant(db: Db, id: string, grant: NewGrant): Promise<void> {
  const fresh = { ...grant, failure: null, failedAt: null };
  await db.platformGrant.upsert({ where: { id }, create: { id, ...fresh }, update: fresh });
}

/**
 * Claims the renewal of the pair that `sealed` names; false = another process is at it, it has failed for good, or
 * failed a minute ago for a reason that passes. A claim that did not end in 30 seconds (a renewal takes 16 at most)
 * was left by a process that died.
 */
export async function claimRenewal(db: Db, id: string, sealed: string): Promise<boolean> {
  const claimed = await db.$executeRaw`
    UPDATE platform_grants SET failure = ${RENEWING}, failed_at = now()
    WHERE id = ${id} AND sealed = ${sealed} AND (
      (failure IS NULL AND (failed_at IS NULL OR failed_at < now() - interval '1 minute'))
      OR (failure = ${RENEWING} AND failed_at < now() - interval '30 seconds'))`;
  return claimed > 0;
}

/** Stores the new pair in place of `sealed`; whatever was recorded meanwhile about that old one is over. */
export async function finishRenewal(db: Db, id: string, sealed: string, next: NewGrant): Promise<void> {
  const data = { ...next, failure: null, failedAt: null };
  await db.platformGrant.updateMany({ where: { id, sealed }, data });
}

/** Ends a claim without a new pair. `failure`: null = it may be tried again, in a minute. */
export async function abandonRenewal(
  db: Db,
  id: string,
  sealed: string,
  failure: string | null,
): Promise<void> {
  await db.$executeRaw`
    UPDATE platform_grants SET failure = ${failure}, failed_at = now()
    WHERE id = ${id} AND sealed = ${sealed} AND failure = ${RENEWING}`;
}
