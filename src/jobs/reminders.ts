/** Looks every quarter of an hour for what those who follow a dossier are to be reminded of. */

import { every } from '../async/every.js';
import type { Db } from '../db/open.js';
import type { ReadCalendars } from '../dossiers/change/commit.js';
import { createNotices, type NoticeSettings } from '../notifications/create-notices.js';
import { reminderEvent } from '../notifications/event.js';
import { listFollowedDossiers, listPlannedEvents } from '../notifications/reminder-store.js';
import { reminderOf } from '../notifications/reminders.js';
import type { Log } from '../operations/log.js';
import { toInstant, vietnamDate } from '../time/clock.js';
import { dayOf } from '../time/day.js';
import { DAY_MS, HOUR_MS, SECOND_MS } from '../time/duration.js';
import type { Jobs } from './boss.js';

const EVERY_SECONDS = 900;
const PAGE = 500;
/** Nobody has to wait less than 8 hours. */
const SHORTEST_WAIT_MS = 8 * HOUR_MS;

/** What looking for reminders takes. */
export type RemindOptions = { db: Db; readCalendars: ReadCalendars; setting: NoticeSettings };

/**
 * Plans what is to be reminded of now, each once; harmless when another process does it too. Returns how many notices
 * are new.
 */
export async function remind({ db, readCalendars, setting }: RemindOptions, now: Date): Promise<number> {
  const calendars = await readCalendars(db);
  const times = {
    dueBefore: toInstant(dayOf(vietnamDate(now)) * DAY_MS),
    waitingSince: new Date(now.getTime() - SHORTEST_WAIT_MS),
  };
  let added = 0;
  for (let after = ''; ; ) {
    const page = await listFollowedDossiers(db, times, { after, limit: PAGE });
    const last = page.at(-1);
    if (!last) return added;
    after = last.key;
    const found = page.flatMap((dossier) => {
      const reminder = reminderOf(dossier, calendars, now);
      if (!reminder) return [];
      const event = reminderEvent(dossier.key, reminder.name, dossier.statusPosition);
      return [{ key: dossier.key, code: dossier.code, kind: reminder.kind, event }];
    });
    const planned = await listPlannedEvents(
      db,
      found.map(({ event }) => event),
    );
    for (const { key, code, kind, event } of found) {
      if (planned.has(event)) continue;
      const telling = { what: { kind: 'dossier', target: key }, event, kind, params: { code } } as const;
      added += await createNotices(db, { ...telling, priority: 1 }, setting, now);
    }
  }
}

/** The quarter-hourly look, from `watch` to `close`. */
export type Reminders = {
  /** Looks now and every quarter of an hour, until `close`; of all processes one does. */
  watch(): Promise<void>;
  close(): Promise<void>;
};

/** Has this process take part in looking; nothing happens before `watch`. */
export function createReminders(options: RemindOptions & { jobs: Jobs; log: Log }): Reminders {
  const { jobs, log } = options;
  const calls = every(
    EVERY_SECONDS * SECOND_MS,
    () => jobs.enqueueOnce('remind', {}, EVERY_SECONDS),
    (error) => log.error({ error }, 'reminders could not be called'),
  );

  return {
    watch: async () => {
      await jobs.work('remind', async () => {
        const added = await remind(options, new Date());
        if (added > 0) log.info({ added }, 'reminders planned');
      });
      await calls.run();
      calls.start();
    },
    close: calls.stop,
  };
}
