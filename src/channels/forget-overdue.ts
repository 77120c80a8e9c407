/** What a conversation remembers for a while goes at its time, also when nobody writes any more. */
import { openSession, withoutExpired } from '../conversation/session.js';
import type { Db } from '../db/open.js';
import { listOverdue, saveForgotten } from './conversation-store.js';

const PAGE = 500;

/** Forgets what is over in conversations touched since a moment; returns in how many. */
export async function forgetOverdue(db: Db, touchedSince: Date, now: Date): Promise<number> {
  for (let forgotten = 0, after = ''; ; ) {
    const overdue = await listOverdue(db, { touchedSince, now, after, limit: PAGE });
    const last = overdue.at(-1);
    if (!last) return forgotten;
    await saveForgotten(
      db,
      overdue.map((one) => ({ ...one, state: withoutExpired(openSession(one.state), now) })),
    );
    forgotten += overdue.length;
    after = last.key;
  }
}
