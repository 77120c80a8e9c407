/** The only wiring: what is built from what. Nothing here listens or reads the environment. */

import { readHolidays } from './calendar/holidays.js';
import { type BuildIndex, buildInWorker } from './catalogue/index-builder.js';
import { type LiveCatalogue, openLiveCatalogue } from './catalogue/live.js';
import { discardStaleDrafts } from './catalogue/publication-store.js';
import { seedCatalogue } from './catalogue/seed.js';
import { createReceive, type Origin, type Receive } from './channels/receive.js';
import { createWebChat } from './channels/web/index.js';
import { vietnamDate } from './clock.js';
import type { Config } from './config.js';
import { readAttribute } from './conversation/asked-attribute.js';
import { maskIdentity } from './conversation/desk.js';
import type { Desk, Dossiers, Lookups } from './conversation/lookups.js';
import type { Input, Outcome } from './conversation/message.js';
import { type Database, type Db, openEmbedded, openPostgres } from './db.js';
import { findQuestion, leaveQuestion, rate, reportError, takeWaitingAnswers } from './desk/store.js';
import { noteUnanswered } from './desk/unanswered-store.js';
import { createAccess } from './dossiers/access.js';
import type { DossierChange, UpdateSetting } from './dossiers/commit.js';
import { createProcedureLoader } from './dossiers/procedure-loader.js';
import type { Limits } from './http/limits.js';
import { createHttp } from './http/server.js';
import { translator } from './i18n.js';
import type { Log } from './log.js';
import { findPlaces } from './places/store.js';
import { loadSecret, subkey } from './secrets.js';
import { ensureUnits, listUnits } from './units/store.js';

const HOLIDAYS = readHolidays();

/** What the HTTP interface, the channels and the command line share. */
export type Services = {
  config: Config;
  log: Log;
  database: Database;
  /** Opened on first use: commands that do not answer questions do without. */
  catalogue(): Promise<LiveCatalogue>;
  /** The look-ups of one turn, over the publication of this moment; without a conversation nothing is kept. */
  lookups(conversationKey?: string, origin?: Origin): Promise<Lookups>;
  receive(): Promise<Receive>;
  /** What changing dossiers takes. */
  dossiers: UpdateSetting;
  close(): Promise<void>;
};

/** An open database, the master secret that belongs to it, and whether the starter catalogue was just loaded. */
export type OpenDatabase = { database: Database; secret: Buffer; seeded: boolean };

/** Opens the database the settings name and publishes the starter catalogue into an empty one. */
export async function openDatabase(config: Config): Promise<OpenDatabase> {
  let secret: Buffer = Buffer.from(config.secretKey ?? '', 'base64');
  const database = config.databaseUrl
    ? await openPostgres(config.databaseUrl)
    : await openEmbedded(config.dataDir, (isNew) => {
        if (!config.secretKey) secret = loadSecret(config.dataDir, isNew);
      });
  try {
    await discardStaleDrafts(database.client, new Date());
    return { database, secret, seeded: await seedCatalogue(database.client) };
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
  build: BuildIndex = buildInWorker,
): Services {
  const catalogue = once(() => openLiveCatalogue(database.client, build, log));
  const db = database.client;
  const factorKey = subkey(secret, 'secondFactor');
  const loadProcedures = createProcedureLoader();
  const access = createAccess({
    db,
    factorKey,
    attemptKey: subkey(secret, 'lookupAttempt'),
    openStatus: config.openStatus,
    loadProcedures,
    keptDays: config.retention.viewDays,
  });
  const lookups = async (conversationKey = '', origin: Origin = { channel: 'terminal', client: null }) => {
    const asker = { conversationKey, channel: origin.channel, address: origin.client };
    const dossiers = conversationKey === '' ? null : access(asker);
    return lookupsOf(await catalogue.get(), db, conversationKey, dossiers);
  };
  const receive = once(async () => {
    await catalogue.get();
    return createReceive({
      db: database.client,
      hashKey: subkey(secret, 'conversation'),
      lookups,
      now: () => new Date(),
      afterwards: (input, outcome) => noteMissed(database.client, input, outcome, log),
    });
  });
  return {
    config,
    log,
    database,
    catalogue: catalogue.get,
    lookups,
    receive: receive.get,
    dossiers: {
      client: database.client,
      chainKey: subkey(secret, 'dossierChain'),
      factorKey,
      loadProcedures,
      onChange: ensureTheirUnits,
    },
    close: async () => {
      await (await catalogue.current()?.catch(() => null))?.close();
      await database.close();
    },
  };
}

/** An office that a new dossier names gets its row, for somebody to say what it is. */
function ensureTheirUnits(tx: Db, changes: readonly DossierChange[]): Promise<void> {
  const filed = changes.filter(({ before }) => before === null).map(({ dossier }) => dossier);
  return ensureUnits(
    tx,
    filed.flatMap(({ unit, receivingUnit, settlingUnit, returningUnit }) => [
      unit,
      receivingUnit,
      settlingUnit,
      returningUnit,
    ]),
  );
}

/** Keeps what was not answered for the officer, without holding up the answer. */
function noteMissed(db: Db, { text }: Input, { kind }: Outcome, log: Log): void {
  if (kind !== 'refusal' && kind !== 'choices') return;
  noteUnanswered(db, text, kind === 'choices' ? 'asked' : 'declined', new Date()).catch((error) =>
    log.warn({ error }, 'an unanswered question could not be kept'),
  );
}

/** The HTTP interface over the services; `widgetFile`: the built web chat, where it is not in its usual place. */
export async function createApp(services: Services, limits?: Limits, widgetFile?: string) {
  const { log, config } = services;
  const chat = createWebChat(await services.receive());
  const db = services.database.client;
  return createHttp({
    chat,
    feedback: {
      report: ({ note, ...report }) => reportError(db, { ...report, note: note && maskIdentity(note) }),
      rate: ({ code, useful }) => rate(db, code, useful),
    },
    desk: { db, setting: services.dossiers, trustProxy: config.trustProxy, now: () => new Date() },
    log,
    trustProxy: config.trustProxy,
    allowedOrigins: config.allowedOrigins,
    ...(limits ? { limits } : {}),
    ...(widgetFile ? { widgetFile } : {}),
  });
}

function lookupsOf(
  catalogue: LiveCatalogue,
  db: Db,
  conversationKey: string,
  dossiers: Dossiers | null,
): Lookups {
  const searcher = catalogue.searcher();
  const lexicon = catalogue.lexicon();
  return {
    search: searcher.search,
    readAttribute: (text) => readAttribute(text, lexicon),
    procedure: (code) => catalogue.procedure(code, vietnamDate(new Date())),
    units: () => listUnits(db),
    places: (keys) => findPlaces(db, keys),
    desk: deskOf(db, conversationKey),
    dossiers,
    publication: catalogue.publicationId(),
    holidays: HOLIDAYS,
    translator,
  };
}

/** The desk as one turn reaches it: a turn that has to start again leaves its question once, and loses no answer. */
function deskOf(db: Db, conversationKey: string): Desk {
  const left = new Map<string, Promise<string>>();
  const waiting = once(() => takeWaitingAnswers(db, conversationKey));
  const leave = (text: string) => {
    const code = left.get(text) ?? leaveQuestion(db, conversationKey, text);
    left.set(text, code);
    return code;
  };
  return {
    leave: conversationKey === '' ? null : leave,
    find: (code) => findQuestion(db, code),
    waiting: conversationKey === '' ? async () => [] : waiting.get,
  };
}

/** Makes something when it is first wanted, and only once. */
function once<T>(make: () => Promise<T>): { get(): Promise<T>; current(): Promise<T> | undefined } {
  let made: Promise<T> | undefined;
  return {
    get: () => {
      made ??= make();
      return made;
    },
    current: () => made,
  };
}
