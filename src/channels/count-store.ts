/** What happened in a channel, counted by day. */

import type { Db } from '../db/open.js';
import { vietnamDate } from '../time/clock.js';

/** Under this name it is counted which procedures are asked about, over all channels. */
export const ASKED_ABOUT = 'asked';

/** How often something happened in a channel, and when last. */
export type ChannelCountRow = { channel: string; name: string; count: number; lastAt: Date };

/** Adds to the counts of a day. */
export async function addCounts(
  db: Db,
  counts: readonly { channel: string; name: string; count: number }[],
  now: Date,
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO channel_counts (channel, day, name, count, last_at)
    SELECT channel, ${vietnamDate(now)}::date, name, count, ${now}
      FROM jsonb_to_recordset(${JSON.stringify(counts)}::jsonb) AS r(channel text, name text, count int)
      ORDER BY channel, name
    ON CONFLICT (channel, day, name) DO UPDATE
      SET count = channel_counts.count + excluded.count, last_at = excluded.last_at`;
}

/** The counts since a day (`YYYY-MM-DD`), summed by channel and name. */
export async function sumCounts(db: Db, since: string): Promise<ChannelCountRow[]> {
  return db.$queryRaw`
    SELECT channel, name, sum(count)::int AS count, max(last_at) AS "lastAt" FROM channel_counts
    WHERE day >= ${since}::date AND channel <> ${ASKED_ABOUT} GROUP BY channel, name ORDER BY channel, name`;
}

/** The codes of the procedures asked about most since a day, the first most. */
export async function listMostAsked(db: Db, since: string, limit: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT name FROM channel_counts WHERE day >= ${since}::date AND channel = ${ASKED_ABOUT}
    GROUP BY name ORDER BY sum(count) DESC, name LIMIT ${limit}`;
  return rows.map(({ name }) => name);
}

/** How many people a channel has, and how many messages it sent this month. */
export async function readUsage(
  db: Db,
  channel: string,
  now: Date,
): Promise<{ users: number; sentThisMonth: number }> {
  const since = `${vietnamDate(now).slice(0, 7)}-01`;
  const users = await db.contact.count({ where: { channel } });
  const sent = (await sumCounts(db, since)).find((row) => row.channel === channel && row.name === 'sent');
  return { users, sentThisMonth: sent?.count ?? 0 };
}

/** Forgets counts older than a day (`YYYY-MM-DD`). */
export async function deleteOldCounts(db: Db, before: string): Promise<void> {
  await db.channelCount.deleteMany({ where: { day: { lt: new Date(before) } } });
}
