/** The messaging channels and what is told unasked, wired to the services. */

import type { Services } from '../app.js';
import { type Channel, type ChannelDeps, MESSAGING, type MessagingName } from '../channels/channel.js';
import {
  type Channels,
  createMessaging,
  type Messaging,
  type MessagingOptions,
} from '../channels/messaging.js';
import { createTelegram } from '../channels/telegram/index.js';
import { createZaloBot } from '../channels/zalo-bot/index.js';
import { createZaloOa } from '../channels/zalo-oa/index.js';
import type { Locale } from '../i18n/locale.js';
import { openJobs } from '../jobs/boss.js';
import { createReminders } from '../jobs/reminders.js';
import { broadcast } from '../notifications/broadcast.js';
import { createDossierNotices } from '../notifications/create-notices.js';
import { createDelivery } from '../notifications/deliver.js';
import { createPhoneOf } from '../notifications/notice-phone.js';
import type { NoticeKind } from '../notifications/plan.js';
import { renderNotice } from '../notifications/render.js';
import { shareLookups } from '../notifications/shared-lookups.js';
import { receiptCodesIn } from '../photos/codes.js';
import { createPhotoReader } from '../photos/reader.js';
import { vietnamDate } from '../time/clock.js';

/** How each channel is built from its settings; null = it is off. */
const CHANNELS: Record<MessagingName, (services: Services, deps: ChannelDeps) => Channel | null> = {
  'zalo-oa': ({ config, database, tokensKey }, deps) => {
    const oa = config.channels['zalo-oa'];
    return oa && createZaloOa(oa, { ...deps, db: database.client, sealKey: tokensKey });
  },
  'zalo-bot': ({ config }, deps) => {
    const bot = config.channels['zalo-bot'];
    return bot && createZaloBot(bot, deps);
  },
  telegram: ({ config }, deps) => {
    const bot = config.channels.telegram;
    return bot && createTelegram(bot, deps);
  },
};

function buildChannels(services: Services, deps: (name: MessagingName) => ChannelDeps): Channels {
  const built = MESSAGING.map((name) => [name, CHANNELS[name](services, deps(name))] as const);
  return Object.fromEntries(built.filter(([, channel]) => channel !== null));
}

/** The messaging channels that are switched on. `photos`: what reads codes in pictures, closed with them. */
export async function createChannels(
  services: Services,
  photos = createPhotoReader(),
  pace: Pick<MessagingOptions, 'countEveryMs'> = {},
): Promise<Messaging> {
  const { config, database, log, lookups, alert } = services;
  await services.catalogue();
  const messaging = createMessaging({
    ...pace,
    db: database.client,
    hashKey: services.conversationKey,
    build: (deps) => buildChannels(services, deps),
    publicUrl: config.publicUrl,
    lookups,
    readPhoto: async (picture, sender) => {
      const read = await photos.read(picture, sender);
      if (read.ok) return receiptCodesIn(read.texts, vietnamDate(new Date()));
      if (read.reason === 'failed') log.warn({ error: read.error }, 'a picture could not be read');
      return read.reason === 'tooLarge' || read.reason === 'timedOut' ? read.reason : 'unreadable';
    },
    pauseMinutes: config.channels['zalo-oa']?.pauseMinutes ?? 0,
    log,
    alert,
    afterwards: services.afterwards,
    // A database with one process has one name for it: see `InboxOptions`.
    ...(database.kind === 'embedded' ? { by: 'embedded' } : {}),
  });
  return {
    ...messaging,
    close: async () => {
      await messaging.close();
      await photos.close();
    },
  };
}

/** Plans and sends notices, from now on until `close`. */
export async function startNotices(
  services: Services,
  { channels, count }: Messaging,
): Promise<{ close(): Promise<void> }> {
  const { config, database, log, lookups, alert, dossiers, phoneKey } = services;
  const { client: db } = database;
  const setting = {
    isOff: (kind: NoticeKind) => config.noticesOff.has(kind),
    quietHours: config.quietHours,
  };
  const known = shareLookups(() => lookups('notices', { channel: 'telegram', client: null }));
  const delivery = createDelivery({
    db,
    channels,
    phoneOf: createPhoneOf(db, { factorKey: dossiers.factorKey, phoneKey }),
    pace: config.pace,
    textOf: async (notice) => {
      const locale: Locale = notice.locale === 'en' ? 'en' : 'vi';
      return renderNotice(notice, { locale, lookups: await known(), now: new Date() });
    },
    log,
    count,
    alert,
  });
  const jobs = await openJobs(database, log);
  await jobs.work('tell-dossier', async (told) => {
    await createDossierNotices(db, told, setting, new Date());
    delivery.wake();
  });
  await jobs.work('tell-many', async (announcements) => {
    for (const one of announcements) await broadcast(db, one, setting, new Date());
  });
  const reminders = createReminders({ db, readCalendars: dossiers.readCalendars, setting, jobs, log });
  await reminders.watch();
  delivery.watch();
  return {
    close: async () => {
      await reminders.close();
      await jobs.close();
      await delivery.close();
    },
  };
}
