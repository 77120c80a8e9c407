/** The wiring: what is built from what. Nothing here listens or reads the environment. */

import { cached } from './async/cached.js';
import { once } from './async/once.js';
import { createHolidayReader, type ReadHolidays, seedHolidays } from './calendar/holiday-store.js';
import { calendarsOf } from './calendar/offices.js';
import { builtReading, type ReadingSource } from './catalogue/index-builder.js';
import { seedKnowledge } from './catalogue/knowledge-seed.js';
import { type LiveCatalogue, openLiveCatalogue } from './catalogue/live.js';
import { discardStaleDrafts } from './catalogue/publication-store.js';
import { seedCatalogue } from './catalogue/seed.js';
import { ASKED_ABOUT } from './channels/count-store.js';
import { createCounts } from './channels/counts.js';
import type { Messaging } from './channels/messaging.js';
import { createReceive, keyOf, type MessageOrigin, type Receive } from './channels/receive.js';
import { createWebChat } from './channels/web/index.js';
import type { Config } from './config/index.js';
import type { Lookups } from './conversation/lookups.js';
import type { Input, Outcome } from './conversation/message.js';
import { type Database, type Db, openEmbedded, openPostgres } from './db/open.js';
import type { DossierChange, ReadCalendars, UpdateDeps } from './dossiers/change/commit.js';
import { createProcedureLoader } from './dossiers/change/procedure-loader.js';
import { createAccess } from './dossiers/look-up/access.js';
import type { LetInSetting } from './dossiers/look-up/let-in.js';
import { covers } from './dossiers/model/dossier.js';
import { noteMissed } from './enquiries/missed.js';
import { createQuestionFinder } from './enquiries/question-finder.js';
import { rate, reportError } from './enquiries/store.js';
import type { Limits } from './http/limits.js';
import { enqueue } from './jobs/boss.js';
import { enqueueChanges } from './notifications/create-notices.js';
import { type Alert, createAlerts } from './operations/alerts.js';
import { readBanner } from './operations/banner-store.js';
import type { Log } from './operations/log.js';
import { maskNumbers } from './privacy/mask-numbers.js';
import { loadSecret, subkey } from './security/secrets.js';
import { ensureUnits, listUnits } from './units/store.js';
import { inheritClosures } from './units/unit.js';
import { createHome } from './wiring/home.js';
import { bannerOf, followingOf, lookupsOf } from './wiring/lookups.js';

/** What the HTTP interface, the channels and the command line share. */
export type Services = {
  config: Config;
  log: Log;
  /** Tells the operator. */
  alert: Alert;
  database: Database;
  /** Opened on first use: commands that do not answer questions do without. */
  catalogue(): Promise<LiveCatalogue>;
  /** The look-ups of one turn, over the publication of this moment; without a conversation nothing is kept. */
  lookups(conversationKey?: string, origin?: MessageOrigin): Promise<Lookups>;
  receive(): Promise<Receive>;
  /** Told of each turn once it is answered. */
  afterwards(input: Input, outcome: Outcome, conversationKey: string): void;
  /** What changing dossiers takes. */
  dossiers: UpdateDeps;
  /** What giving codes at the desk takes. */
  letIns: LetInSetting;
  /** The holiday table in force. */
  readHolidays: ReadHolidays;
  /** Keys of this database: conversations are found by the first; the others seal tokens and telephone numbers. */
  conversationKey: Buffer;
  tokensKey: Buffer;
  phoneKey: Buffer;
  close(): Promise<void>;
};

/** So long what seldom changes is used by conversations before it is read again. */
const FRESH_MS = 1_000;

/** An open database, the master secret that belongs to it, and whether the starter catalogue was just loaded. */
export type OpenDatabase = { database: Database; secret: Buffer; seeded: boolean };

/** What a first start does before it can serve, each of some seconds. */
export type FirstStep = 'database' | 'catalogue';

/**
 * Opens the database the settings name and publishes the starter catalogue into an empty one. `begin` is told of each
 * step of a first start before it is taken.
 */
export async function openDatabase(
  config: Config,
  begin: (step: FirstStep) => void = () => undefined,
): Promise<OpenDatabase> {
  let secret: Buffer = Buffer.from(config.secretKey ?? '', 'base64');
  const database = config.databaseUrl
    ? await openPostgres(config.databaseUrl)
    : await openEmbedded(config.dataDir, (isNew) => {
        if (isNew) begin('database');
        if (!config.secretKey) secret = loadSecret(config.dataDir, isNew);
      });
  try {
    await discardStaleDrafts(database.client, new Date());
    await seedHolidays(database.client);
    await seedKnowledge(database.client);
    return { database, secret, seeded: await seedCatalogue(database.client, () => begin('catalogue')) };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Builds the services over an open database, which they close. */
export function createServices(
  config: Config,
  { database, secret }: Pick<OpenDatabase, 'database' | 'secret'>,
  log: Log,
  reading: ReadingSource = builtReading,
): Services {
  const catalogue = once(() => openLiveCatalogue(database.client, reading, log));
  const db = database.client;
  const conversationKey = subkey(secret, 'conversation');
  const phoneKey = subkey(secret, 'phone');
  const { access, setting, letIns, readHolidays } = openDossiers(config, database, secret);
  const lookups = openLookups({ config, db, phoneKey, access, readHolidays, catalogue: catalogue.get });
  const asked = createCounts(db, log);
  asked.watch();
  const afterwards: Services['afterwards'] = ({ text }, { kind, codes: [code] }, conversationKey) => {
    noteMissed(db, { text, kind, conversationKey }, log);
    if (kind === 'procedure' && code) asked.add(ASKED_ABOUT, code);
  };
  const receive = once(async () => {
    await catalogue.get();
    return createReceive({
      db: database.client,
      hashKey: conversationKey,
      lookups,
      now: () => new Date(),
      afterwards,
    });
  });
  return {
    config,
    log,
    alert: createAlerts({ url: config.alertWebhookUrl, log }),
    database,
    readHolidays,
    conversationKey,
    tokensKey: subkey(secret, 'tokens'),
    phoneKey,
    catalogue: catalogue.get,
    lookups,
    receive: receive.get,
    afterwards,
    dossiers: setting,
    letIns,
    close: async () => {
      await asked.close();
      await (await catalogue.current()?.catch(() => null))?.close();
      await database.close();
    },
  };
}

/** The look-ups of turns; what changes seldom is read once a second for all of them. */
function openLookups({
  config,
  db,
  phoneKey,
  access,
  readHolidays,
  catalogue,
}: Pick<Services, 'config' | 'phoneKey' | 'readHolidays' | 'catalogue'> & {
  db: Db;
  access: ReturnType<typeof createAccess>;
}): Services['lookups'] {
  const holidays = cached(FRESH_MS, () => readHolidays(db));
  const banner = cached(FRESH_MS, () => readBanner(db, new Date()));
  const units = cached(FRESH_MS, async () => inheritClosures(await listUnits(db)));
  const findQuestion = createQuestionFinder(db);
  return async (conversationKey = '', origin: MessageOrigin = { channel: 'terminal', client: null }) => {
    const asker = { conversationKey, channel: origin.channel, address: origin.client };
    const isKept = conversationKey !== '';
    return lookupsOf(await catalogue(), db, conversationKey, {
      dossiers: isKept ? access(asker) : null,
      following: isKept ? followingOf({ db, config, phoneKey }, conversationKey, origin.channel) : null,
      holidays: await holidays(),
      units,
      // The web page shows it by itself.
      ...(isKept && origin.channel !== 'web' ? { banner: bannerOf(banner) } : {}),
      findQuestion: (code) =>
        findQuestion(code, { person: conversationKey, by: origin.client ?? conversationKey }),
    });
  };
}

/** What it takes to look dossiers up and to change them. */
function openDossiers(config: Config, { client, kind }: Database, secret: Buffer) {
  const readHolidays = createHolidayReader();
  const factorKey = subkey(secret, 'secondFactor');
  const readCalendars: ReadCalendars = async (db) =>
    calendarsOf({ index: await readHolidays(db), units: await listUnits(db) });
  const loadProcedures = createProcedureLoader(readCalendars);
  const letIns = { db: client, attemptKey: subkey(secret, 'lookupAttempt') };
  const access = createAccess({
    ...letIns,
    factorKey,
    openStatus: config.openStatus,
    loadProcedures,
    readHolidays,
    keptDays: config.retention.viewDays,
  });
  const chainKey = subkey(secret, 'dossierChain');
  const setting: UpdateDeps = {
    client,
    chainKey,
    factorKey,
    loadProcedures,
    readCalendars,
    isEmbedded: kind === 'embedded',
    onChange: afterChange,
  };
  return { access, setting, letIns, readHolidays };
}

/** What follows from a change of dossiers, in its transaction. */
async function afterChange(tx: Db, changes: readonly DossierChange[]): Promise<void> {
  await ensureTheirUnits(tx, changes);
  await enqueueChanges((db, told, wait) => enqueue(db, 'tell-dossier', told, wait), tx, changes);
}

/**
 * An office that a new dossier names gets its row, for somebody to say what it is. Of others than the unit and those
 * below it a desk makes none: what all are told of the offices would change by it.
 */
function ensureTheirUnits(tx: Db, changes: readonly DossierChange[]): Promise<void> {
  const filed = changes.filter(({ before }) => before === null).map(({ dossier }) => dossier);
  return ensureUnits(
    tx,
    filed.flatMap(({ unit, receivingUnit, settlingUnit, returningUnit }) =>
      [unit, receivingUnit, settlingUnit, returningUnit].filter((named) => covers(unit, named)),
    ),
  );
}

/** The HTTP interface over the services; `widgetFile`: the built web chat, where it is not in its usual place. */
export async function createApp(
  services: Services,
  { limits, widgetFile, messaging }: { limits?: Limits; widgetFile?: string; messaging?: Messaging } = {},
) {
  // Commands build the services without it.
  const [{ createHttp }, { createTrouble }, { createMetrics }] = await Promise.all([
    import('./http/server.js'),
    import('./http/health.js'),
    import('./http/metrics.js'),
  ]);
  const { log, config } = services;
  const chat = createWebChat(await services.receive());
  const catalogue = await services.catalogue();
  const db = services.database.client;
  return createHttp({
    chat,
    feedback: {
      report: ({ note, conversation, ...report }) =>
        reportError(db, {
          ...report,
          note: note && maskNumbers(note),
          conversationKey:
            conversation && keyOf(services.conversationKey, { channel: 'web', id: conversation }),
        }),
      rate: ({ code, useful }) => rate(db, code, useful),
    },
    desk: {
      db,
      setting: services.dossiers,
      letIns: services.letIns,
      places: config,
      trustProxy: config.trustProxy,
      now: () => new Date(),
    },
    home: createHome({ db, operator: config.operator, lookups: () => services.lookups() }),
    operator: config.operator,
    log,
    trustProxy: config.trustProxy,
    allowedOrigins: config.allowedOrigins,
    ...(messaging ? { webhooks: messaging } : {}),
    health: {
      trouble: createTrouble(db, () => catalogue.publicationId() > 0),
      metrics: createMetrics(db),
      metricsToken: config.metricsToken,
    },
    ...(limits ? { limits } : {}),
    ...(widgetFile ? { widgetFile } : {}),
  });
}
