/**
 * What is done once in a while: retention periods are applied, and a head over all dossiers goes to the log. What is to
 * be remembered for minutes goes every minute.
 */

import { every } from '../async/every.js';
import { deleteOldConversations } from '../channels/conversation-store.js';
import { deleteOldCounts } from '../channels/count-store.js';
import { forgetOverdue } from '../channels/forget-overdue.js';
import { deleteOldMessages } from '../channels/inbox-store.js';
import type { Config } from '../config/index.js';
import { deleteIdleContacts } from '../contacts/store.js';
import type { Client } from '../db/open.js';
import { applyRetention } from '../dossiers/integrity/retention.js';
import { deleteOldAttempts, deleteOldOpenings } from '../dossiers/integrity/retention-store.js';
import { takeHead } from '../dossiers/integrity/verify.js';
import { dropOldStaging } from '../dossiers/staging-store.js';
import { deleteOldNotices } from '../notifications/notice-store.js';
import { vietnamDate } from '../time/clock.js';
import { shiftDate } from '../time/day.js';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../time/duration.js';
import type { Alert } from './alerts.js';
import { createHeadKeeper } from './kept-heads.js';
import type { Log } from './log.js';

const EVERY_MS = 6 * HOUR_MS;
/** After this time a head that could not be written down elsewhere is tried again. */
const KEEP_AGAIN_MS = 5 * MINUTE_MS;
/** What a conversation remembers for a while, it remembers for less than this after its last turn. */
const TOUCHED_MS = HOUR_MS;
/** So long a message is known for a repeat, and one that was set aside waits for an operator. */
const KEEP_MESSAGES_DAYS = 7;
/** So long it is known what happened in the channels. */
const KEEP_COUNTS_DAYS = 400;

/** Deleting what has been kept long enough, and sealing the histories. */
export type Housekeeping = {
  /** Does it now; harmless when another process does it too. */
  run(now: Date): Promise<void>;
  /** Forgets what was to be remembered for minutes only; harmless when another process does it too. */
  runMinutely(now: Date): Promise<void>;
  /** Does it now and every six hours, and every minute what is due by the minute, until `close`. */
  watch(): void;
  close(): Promise<void>;
};

/** `retention`: how long things are kept, in days. `headsTo`: where heads are kept as well; null = in the log alone. */
export function createHousekeeping(options: {
  client: Client;
  chainKey: Buffer;
  retention: Config['retention'];
  headsTo: string | null;
  alert: Alert;
  log: Log;
}): Housekeeping {
  const { client, chainKey, retention, headsTo, alert, log } = options;
  const keeper = headsTo ? createHeadKeeper({ client, chainKey, to: headsTo, alert }) : null;

  async function run(now: Date): Promise<void> {
    const erased = await applyRetention({ client, chainKey }, retention, now);
    const idleSince = new Date(now.getTime() - retention.conversationDays * DAY_MS);
    const conversations = await deleteOldConversations(client, idleSince);
    await deleteOldOpenings(client, idleSince);
    const contacts = await deleteIdleContacts(client, idleSince);
    await forgetOverdue(client, new Date(0), now);
    await dropOldStaging(client, new Date(now.getTime() - DAY_MS));
    const messages = await deleteOldMessages(client, new Date(now.getTime() - KEEP_MESSAGES_DAYS * DAY_MS));
    const notices = await deleteOldNotices(client, new Date(now.getTime() - retention.personalDays * DAY_MS));
    await deleteOldCounts(client, shiftDate(vietnamDate(now), -KEEP_COUNTS_DAYS));
    log.info({ ...erased, conversations, contacts, messages, notices }, 'retention applied');
    const head = await takeHead(client, chainKey, now);
    if (head) log.info({ head: head.mac, dossiers: head.dossiers }, 'head over all dossiers');
    await keeper?.keep(head);
  }

  async function runMinutely(now: Date): Promise<void> {
    await forgetOverdue(client, new Date(now.getTime() - TOUCHED_MS), now);
    await deleteOldAttempts(client, now);
  }

  const failed = (error: unknown) => log.error({ error }, 'housekeeping failed');
  const runs = every(EVERY_MS, () => run(new Date()), failed);
  const forgetting = every(MINUTE_MS, () => runMinutely(new Date()), failed);
  const keeping = keeper && every(KEEP_AGAIN_MS, () => keeper.keep(null), failed);
  return {
    run,
    runMinutely,
    watch: () => {
      void runs.run();
      runs.start();
      forgetting.start();
      keeping?.start();
    },
    close: async () => {
      await runs.stop();
      await forgetting.stop();
      await keeping?.stop();
    },
  };
}
