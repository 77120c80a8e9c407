/**
 * Sends what is due: at least once, the urgent first, within what a platform allows all processes together. A notice
 * is out exactly once unless its process dies between the platform's yes and our note of it; then it is counted.
 */

import { every } from '../async/every.js';
import { type Channel, MESSAGING, type MessagingName } from '../channels/channel.js';
import { CHANNEL_FACTS } from '../channels/facts.js';
import { requeueAbandoned, reserveSends, settleNotices, takeDue } from './notice-store.js';
import { putBack, type SendOptions, sendNotice } from './send-notice.js';

/** The sending of notices in this process. */
export type Delivery = {
  /** Sends what is due, from now on until `close`. */
  watch(): void;
  /** Something may have become due just now. */
  wake(): void;
  /** Takes nothing more, ends with what it holds. */
  close(): Promise<void>;
};

/** How fast a channel is sent to, in ms from one message to the next, over all processes. 0 = no limit. */
export type Pace = Readonly<Record<MessagingName, number>>;

/** What sending takes; `channels`: those that are on. */
export type DeliveryOptions = SendOptions & {
  channels: Partial<Record<MessagingName, Channel>>;
  pace: Pace;
};

const IDLE_MS = 500;
/** Notices taken at once: as many as go out within a second, so that urgent ones do not wait behind others for long. */
const MAX_PAGE = 30;
const PAGE_MS = 1_000;
/** On so many pages of a channel a process works at once, so that one is always ready when the pace allows it. */
const PAGES_AT_ONCE = 3;
/** After so long it is asked again whether a channel that cannot be sent to now is open. */
const CLOSED_MS = 10_000;
/** From one notice to the same person to the next. */
const ONE_PERSON_MS = 1_100;
const RECOVER_EVERY_MS = 10_000;

const WINDOWS = MESSAGING.flatMap((channel) => {
  const { windowMs } = CHANNEL_FACTS[channel];
  return windowMs === null ? [] : [{ channel, windowMs }];
});

/** Sends beside other processes: each notice is taken by one, and all keep one pace. */
export function createDelivery(options: DeliveryOptions): Delivery {
  const { db, log } = options;
  const running: Promise<void>[] = [];
  const alarm = createAlarm(IDLE_MS);
  let closing = false;

  async function run(name: MessagingName, channel: Channel): Promise<void> {
    while (!closing) {
      const goesOn = await sendPage(options, name, channel).catch((error) => {
        log.error({ error, channel: name }, 'sending notices failed; it will be tried again');
        return false;
      });
      if (!goesOn && !closing) await alarm.wait();
    }
  }

  const recoveries = every(
    RECOVER_EVERY_MS,
    () => requeueAbandoned(db, WINDOWS),
    (error) => log.error({ error }, 'looking for lost notices failed'),
  );
  return {
    watch: () => {
      for (const name of MESSAGING) {
        const channel = options.channels[name];
        if (channel) for (let i = 0; i < PAGES_AT_ONCE; i += 1) running.push(run(name, channel));
      }
      recoveries.start();
    },
    wake: alarm.ring,
    close: async () => {
      closing = true;
      await recoveries.stop();
      alarm.ring();
      await Promise.all(running);
    },
  };
}

/** Sends one page of what is due; whether there may be more. */
async function sendPage(options: DeliveryOptions, name: MessagingName, channel: Channel): Promise<boolean> {
  const { db } = options;
  const pace = options.pace[name];
  const size = Math.max(1, Math.min(MAX_PAGE, Math.floor(PAGE_MS / pace)));
  const due = await takeDue(db, name, size);
  if (due.length === 0) return false;
  const wait = await reserveSends(db, name, due.length, pace);
  if (wait === null) {
    await settleNotices(
      db,
      due.map((notice) => putBack(notice, CLOSED_MS, 'kênh đang tạm ngừng')),
    );
    return false;
  }
  const start = Date.now() + wait;
  const persons = new Set<string>();
  const settled = due.map(async (notice, index) => {
    if (persons.has(notice.person)) return putBack(notice, ONE_PERSON_MS, null);
    persons.add(notice.person);
    await sleep(start + index * pace - Date.now());
    return sendNotice(options, notice, name, channel);
  });
  await settleNotices(db, await Promise.all(settled));
  return due.length === size;
}

async function sleep(ms: number): Promise<void> {
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
}

/** Lets several wait for a while, or until it rings. */
function createAlarm(ms: number): { wait(): Promise<void>; ring(): void } {
  const waiting = new Set<() => void>();
  return {
    wait: () =>
      new Promise((resolve) => {
        const timer = setTimeout(done, ms);
        function done() {
          clearTimeout(timer);
          waiting.delete(done);
          resolve();
        }
        waiting.add(done);
      }),
    ring: () => {
      for (const done of [...waiting]) done();
    },
  };
}
