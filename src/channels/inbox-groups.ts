/** What the inbox asks of the database for each message, asked for many together when many come. */

import { grouped } from '../async/group.js';
import type { Db } from '../db/open.js';
import * as store from './inbox-store.js';

/** The inbox, as many messages at a time as come together while one statement runs. */
export type InboxGroups = {
  /** Stores what came together, all or nothing; gives whom this process may now answer. */
  store(arrivals: readonly store.Arrival[]): Promise<string[]>;
  /** See `takeNext`, `saveAnswers` and `settle`, of one each. */
  take(person: string): Promise<store.InboxMessage | null>;
  save(answer: store.StoredAnswer): Promise<boolean>;
  settle(end: store.InboxOutcome): Promise<boolean>;
};

const APART_MS = 20;

/** Groups what is asked of the inbox at the same moment; `by`: the name leases are taken in. */
export function groupInbox(db: Db, by: string): InboxGroups {
  return {
    // Without a wait: what another process receives meanwhile may have been written later.
    store: grouped(async (pages) => {
      const ours = await store.storeInbound(db, pages.flat(), by);
      return pages.map((page) => page.map(({ key }) => key).filter((key) => ours.delete(key)));
    }, 0),
    take: grouped((persons) => store.takeNext(db, persons), APART_MS),
    save: grouped((answers) => store.saveAnswers(db, answers), APART_MS),
    settle: grouped((ends) => store.settleMessages(db, ends, by), APART_MS),
  };
}
