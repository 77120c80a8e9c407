/** Notices as the operator looks after them. */
import type { Db } from '../db/open.js';

/** A notice that did not go out, or perhaps not; `reason: null` = nobody knows. */
export type FailedNotice = {
  id: bigint;
  channel: string;
  kind: string;
  state: string;
  reason: string | null;
  createdAt: Date;
};

/** Notices that were not told, or of which it is not known, the latest first. */
export async function listFailed(db: Db, limit: number): Promise<FailedNotice[]> {
  return db.notice.findMany({
    where: { state: { in: ['failed', 'unknown'] } },
    orderBy: { id: 'desc' },
    take: limit,
    select: { id: true, channel: true, kind: true, state: true, reason: true, createdAt: true },
  });
}

/** Sends everything again that failed; what may be out already (`unknown`) is left. Returns how many there are. */
export async function retryFailed(db: Db): Promise<number> {
  const { count } = await db.notice.updateMany({
    where: { state: 'failed' },
    data: { state: 'queued', sendAt: new Date(), attempts: 0 },
  });
  return count;
}
