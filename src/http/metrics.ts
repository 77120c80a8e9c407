/** What Prometheus reads: numbers about this process, and about the work all processes share. No personal data. */
import type { MiddlewareHandler } from 'hono';
import { routePath } from 'hono/route';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { cached } from '../async/cached.js';
import { sumCounts } from '../channels/count-store.js';
import type { Db } from '../db/open.js';
import { latestHead } from '../dossiers/integrity/chain-store.js';
import { countRecentWrongTries } from '../dossiers/look-up/look-up-store.js';
import { countRecentNotices, countUnfinished } from '../operations/metrics-store.js';
import { vietnamDate } from '../time/clock.js';

/** The metrics of this process, and those of all. */
export type Metrics = {
  /** Times every request. */
  measure: MiddlewareHandler;
  /** Everything in the text format of Prometheus. What is read from the database is up to 5 seconds old. */
  text(): Promise<string>;
  contentType: string;
};

const READ_EVERY_MS = 5_000;
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** A registry of its own, with the metrics of Node beside ours. */
export function createMetrics(db: Db): Metrics {
  const register = new Registry();
  collectDefaultMetrics({ register });
  const requests = new Histogram({
    name: 'motcua_http_request_duration_seconds',
    help: 'Time until the answer to a request was ready',
    labelNames: ['method', 'route', 'status'],
    buckets: BUCKETS,
    registers: [register],
  });
  const shared = createShared(register);
  const read = cached(READ_EVERY_MS, () => shared.read(db, new Date()));
  return {
    measure: async (context, next) => {
      const end = requests.startTimer({ method: context.req.method });
      await next();
      // The pattern, not the path: paths carry receipt codes, and there is no end to them.
      end({ route: routePath(context, -1), status: context.res.status });
    },
    text: async () => {
      await read().then(
        () => shared.isUp.set(1),
        () => shared.isUp.set(0),
      );
      return register.metrics();
    },
    contentType: register.contentType,
  };
}

/** What is read from the database: the same in every process, so take the maximum over processes, not the sum. */
function createShared(register: Registry) {
  const gauge = <Label extends string>(name: string, help: string, labelNames: readonly Label[]) =>
    new Gauge({ name, help, labelNames, registers: [register] });
  const isUp = gauge('motcua_database_up', '1 = the database answered when it was last asked', []);
  const events = gauge(
    'motcua_channel_events_today',
    'What happened in a channel (received, sent, …) since midnight in Viet Nam, when it begins anew',
    ['channel', 'event'],
  );
  const messages = gauge(
    'motcua_inbox_messages',
    'Messages to be answered (received), being sent (answered), set aside (failed)',
    ['channel', 'state'],
  );
  const oldest = gauge('motcua_inbox_oldest_seconds', 'Age of the oldest of them', ['channel', 'state']);
  const notices = gauge(
    'motcua_notices',
    'Notices queued and being sent, and those of the last 24 hours that are done with',
    ['channel', 'state', 'priority'],
  );
  const overdue = gauge(
    'motcua_notices_overdue_seconds',
    'For how long the first queued notice could have been sent; absent where none is due or the channel is paused',
    ['channel', 'priority'],
  );
  const wrongTries = gauge(
    'motcua_lookup_wrong_tries',
    'Wrong tries at last digits and desk codes in the last 15 to 20 minutes, over all dossiers, without those refused',
    [],
  );
  const head = gauge('motcua_dossier_head_timestamp_seconds', 'When the last head was taken; 0 = never', []);

  async function read(db: Db, now: Date): Promise<void> {
    const counts = await sumCounts(db, vietnamDate(now));
    const unfinished = await countUnfinished(db);
    const counted = await countRecentNotices(db);
    const latest = await latestHead(db);
    const wrong = await countRecentWrongTries(db, now);
    for (const each of [events, messages, oldest, notices, overdue]) each.reset();
    for (const { channel, name, count } of counts) events.set({ channel, event: name }, count);
    for (const { channel, state, count, oldestSeconds } of unfinished) {
      messages.set({ channel, state }, count);
      oldest.set({ channel, state }, oldestSeconds);
    }
    for (const { channel, state, priority, count, overdueSeconds } of counted) {
      notices.set({ channel, state, priority }, count);
      if (overdueSeconds !== null) overdue.set({ channel, priority }, overdueSeconds);
    }
    wrongTries.set(wrong);
    head.set((latest?.takenAt.getTime() ?? 0) / 1000);
  }
  return { isUp, read };
}
