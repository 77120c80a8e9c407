/** What waits and what went wrong, for operators. Reads along indexes: it is asked every few seconds. */
import { MESSAGING } from '../channels/channel.js';
import { RENEWING } from '../channels/zalo-oa/grant-store.js';
import type { Db } from '../db/open.js';

/** False = a migration has not ended. Rejects when the database does not answer. */
export async function isMigrated(db: Db): Promise<boolean> {
  const [row] = await db.$queryRaw<{ done: boolean }[]>`
    SELECT NOT EXISTS (
      SELECT FROM _prisma_migrations WHERE finished_at IS NULL AND rolled_back_at IS NULL
    ) AS done`;
  return row?.done ?? false;
}

/** Messages that wait to be answered (`received`), whose answer waits to be sent (`answered`), or were set aside (`failed`). */
export async function countUnfinished(
  db: Db,
): Promise<{ channel: string; state: string; count: number; oldestSeconds: number }[]> {
  return db.$queryRaw`
    SELECT channel, state, count(*)::int AS count,
      extract(epoch FROM now() - min(received_at))::float8 AS "oldestSeconds"
    FROM inbox WHERE state IN ('received', 'answered', 'failed')
    GROUP BY channel, state ORDER BY channel, state`;
}

/** How many messages a channel has set aside in the last hour. */
export async function countSetAsideLately(db: Db): Promise<{ channel: string; count: number }[]> {
  return db.$queryRaw`
    SELECT channel, count(*)::int AS count FROM inbox
    WHERE state = 'failed' AND done_at > now() - interval '1 hour'
    GROUP BY channel ORDER BY channel`;
}

/** Notices of one channel, state and priority, unfinished or done with in the last 24 hours. */
export type RecentNoticeCount = {
  channel: string;
  state: string;
  /** 0: somebody waits for it; 1: may take its time. */
  priority: number;
  count: number;
  /** For how long the first of them could have been sent; null = none is due, or an operator has paused the channel. */
  overdueSeconds: number | null;
};

/** Notices still to be sent, and those of the last 24 hours that are done with. */
export async function countRecentNotices(db: Db): Promise<RecentNoticeCount[]> {
  // The index begins with the channel: named one by one, they make it usable.
  const channels = [...MESSAGING];
  return db.$queryRaw`
    SELECT channel, state, priority::int AS priority, count(*)::int AS count,
      extract(epoch FROM now() - min(send_at) FILTER (
        WHERE state = 'queued' AND send_at <= now() AND paused_at IS NULL))::float8 AS "overdueSeconds"
    FROM notices LEFT JOIN channel_states USING (channel)
    WHERE channel = ANY (${channels}) AND state IN ('queued', 'sending')
    GROUP BY channel, state, priority
    UNION ALL
    SELECT channel, state, priority::int, count(*)::int, NULL FROM notices
    WHERE created_at > now() - interval '24 hours' AND state NOT IN ('queued', 'sending')
    GROUP BY channel, state, priority`;
}

/** Accounts on a platform (e.g. `zalo-oa:1000000000000000001`) whose tokens could not be renewed. */
export async function listFailedGrants(db: Db): Promise<string[]> {
  const rows = await db.platformGrant.findMany({
    where: { AND: [{ failure: { not: null } }, { failure: { not: RENEWING } }] },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  return rows.map(({ id }) => id);
}

/** Messages received, by channel and day (`YYYY-MM-DD`), since a day. */
export async function listReceived(
  db: Db,
  since: string,
): Promise<{ channel: string; day: string; count: number; lastAt: Date }[]> {
  return db.$queryRaw`
    SELECT channel, day::text AS day, count, last_at AS "lastAt" FROM channel_counts
    WHERE name = 'received' AND day >= ${since}::date ORDER BY channel, day`;
}
