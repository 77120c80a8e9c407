/** Counts what happens in the channels, in memory, and adds it to the database every few seconds. */
import { every } from '../async/every.js';
import type { Db } from '../db/open.js';
import type { Log } from '../operations/log.js';
import { addCounts } from './count-store.js';

/** Counters of what happens in channels, kept in memory until they are flushed. */
export type ChannelCounts = {
  add(channel: string, name: string): void;
  flush(): Promise<void>;
  /** Flushes every few seconds, until `close`, which flushes once more. */
  watch(): void;
  close(): Promise<void>;
};

const EVERY_MS = 5_000;

/** Counts that are not lost where the database does not answer: they go with the next flush. */
export function createCounts(db: Db, log: Log, everyMs = EVERY_MS): ChannelCounts {
  let pending = new Map<string, { channel: string; name: string; count: number }>();

  async function flush(): Promise<void> {
    if (pending.size === 0) return;
    const counts = [...pending.values()];
    pending = new Map();
    await addCounts(db, counts, new Date()).catch((error) =>
      log.warn({ error }, 'what happened in the channels could not be counted'),
    );
  }

  const flushes = every(everyMs, flush, (error) => log.error({ error }, 'counting failed'));
  return {
    add: (channel, name) => {
      const key = `${channel} ${name}`;
      const counted = pending.get(key) ?? { channel, name, count: 0 };
      counted.count += 1;
      pending.set(key, counted);
    },
    flush,
    watch: flushes.start,
    close: async () => {
      await flushes.stop();
      await flush();
    },
  };
}
