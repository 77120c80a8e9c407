/** Starts the server, says in plain words what it did, and stops on signals. */
import { existsSync } from 'node:fs';
import process from 'node:process';
import { createApp, createServices, openDatabase, type Services } from './app.js';
import { MESSAGING } from './channels/channel.js';
import { loadCommands } from './cli/commands.js';
import { runProgram } from './cli/program.js';
import { serverListens } from './cli/socket/client.js';
import { isWatched } from './cli/socket/io.js';
import { serveCommands } from './cli/socket/server.js';
import { type Config, parseConfig } from './config/index.js';
import { listen } from './http/listen.js';
import { sayIn } from './i18n/terminal.js';
import { overrideTexts } from './i18n/translate.js';
import { describeFailure, faultDetail, tellMoreAt } from './operations/failure.js';
import { createHousekeeping } from './operations/housekeeping.js';
import { createLog, type Log } from './operations/log.js';
import { createWatchdog } from './operations/watchdog.js';
import { neutralText } from './privacy/neutral-text.js';
import { createChannels, startNotices } from './wiring/channels.js';
import { tellFirstStep } from './wiring/first-start.js';
import { whenFree } from './wiring/when-free.js';

/** How long requests under way may take when the server stops; all of it must end within `STOP_MS`. */
const DRAIN_MS = 8_000;
const STOP_MS = 10_000;

const say = (text: string) => process.stdout.write(`${neutralText(text)}\n`);

/** What serves: from an open database until it is stopped, when the database is closed. */
type Serving = { services: Services; port: number; stop(): Promise<void> };

async function serve(config: Config, log: Log): Promise<Serving> {
  const opened = await openDatabase(config, (step) => say(tellFirstStep(step, config, sayIn('vi'))));
  const services = createServices(config, opened, log);
  try {
    const messaging = await createChannels(services);
    const app = await createApp(services, { messaging });
    const server = await listen(app, config.port);
    const catalogue = await services.catalogue();
    catalogue.watch();
    const housekeeping = createHousekeeping({
      client: opened.database.client,
      chainKey: services.dossiers.chainKey,
      retention: config.retention,
      headsTo: config.headsTo,
      alert: services.alert,
      log,
    });
    housekeeping.watch();
    const channels = await messaging.start();
    const notices = await startNotices(services, messaging);
    const watchdog = createWatchdog({
      db: opened.database.client,
      alert: services.alert,
      channels: MESSAGING.filter((name) => messaging.channels[name]),
      folder: opened.database.kind === 'embedded' ? config.dataDir : null,
    });
    watchdog.watch();
    await describeStart(services, { seeded: opened.seeded, port: server.port, channels });
    const stop = async () => {
      // Together, as both wait for what is under way. What comes in meanwhile is stored, and answered after the next start.
      await Promise.all([
        within(DRAIN_MS, server.close()),
        messaging.close(),
        within(DRAIN_MS, notices.close()),
      ]);
      await watchdog.close();
      await housekeeping.close();
      await services.close();
    };
    return { services, port: server.port, stop };
  } catch (error) {
    await services.close();
    throw error;
  }
}

/** A fault of a command that ran here is for whoever keeps the server. */
function toLog(log: Log): (error: unknown) => string {
  return (error) => {
    log.error({ fault: faultDetail(error) }, 'a command failed');
    return 'Chi tiết ở nhật ký của máy chủ; hãy báo người quản trị.';
  };
}

/** Serves until it is told to stop. `fail`: it could not begin anew after its database was replaced. */
async function start(config: Config, fail: (error: unknown) => void): Promise<() => Promise<void>> {
  if (config.localesDir) overrideTexts(config.localesDir);
  const log = createLog(config.logLevel, { forTerminal: isWatched() });
  // A command may have the database for a while; a server keeps it.
  const first = await whenFree(() => serve(config, log), {
    isVain: () => serverListens(config.dataDir),
    onWait: () => void say('Một lệnh khác đang dùng cơ sở dữ liệu; đang chờ…'),
  });
  let serving = Promise.resolve(first);
  const services = async () => (await serving).services;
  const { port } = await serving;

  /** Commands, requests and messages that come meanwhile wait, or are sent again by who sent them. */
  async function alone<T>(work: () => Promise<T>): Promise<T> {
    const working = serving.then(({ stop }) => stop()).then(work);
    serving = working.catch(() => undefined).then(() => serve({ ...config, port }, log));
    serving.catch(fail);
    await serving;
    return working;
  }

  const commands = config.databaseUrl
    ? null
    : await serveCommands(
        config.dataDir,
        (argv, io) =>
          runProgram(argv, io, services, {
            hasDatabase: true,
            isServer: true,
            host: { config, alone },
            tellMore: toLog(log),
          }),
        log,
      );
  await loadCommands();
  return async () => {
    await commands?.close();
    const { stop } = await serving;
    await stop();
  };
}

/** Waits for something, but no longer than so many milliseconds. */
async function within(ms: number, ending: Promise<void>): Promise<void> {
  await Promise.race([ending, new Promise((resolve) => setTimeout(resolve, ms).unref())]);
}

async function describeStart(
  services: Services,
  { seeded, port, channels }: { seeded: boolean; port: number; channels: readonly string[] },
): Promise<void> {
  const { config } = services;
  const catalogue = await services.catalogue();
  const size = catalogue.searcher().size.toLocaleString('vi-VN');
  const origin = seeded ? ' (danh mục khởi đầu, vừa nạp)' : '';
  say(`Cơ sở dữ liệu: ${config.databaseUrl ? 'PostgreSQL' : `nhúng, thư mục ${config.dataDir}`}`);
  say(`Danh mục: bản công bố số ${catalogue.publicationId()}, ${size} thủ tục${origin}`);
  say('Kênh đang bật: trang web và API (POST /api/chat, mô tả tại /api/docs)');
  for (const line of channels) say(line);
  say('Dừng bằng Ctrl-C. Lệnh cho cán bộ: npx motcua --help');
  say('English: open the address below and ask. Ctrl-C stops it; commands: LANG=en npx motcua --help');
  say(`Địa chỉ: ${config.publicUrl ?? `http://localhost:${port}`}`);
}

function sayFailure(error: unknown): void {
  process.stderr.write(
    `${neutralText(describeFailure(error, tellMoreAt(process.env.LOG_LEVEL), sayIn('vi')))}\n`,
  );
}

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = parseConfig(process.env, { usualLevel: isWatched() ? 'warn' : 'info' });
  const stop = await start(config, (error) => {
    sayFailure(error);
    process.exit(1);
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      say('Đang dừng…');
      // A connection that never ends must not keep the server alive.
      setTimeout(() => process.exit(1), STOP_MS).unref();
      void stop().then(() => process.exit(0));
    });
  }
} catch (error) {
  sayFailure(error);
  process.exitCode = 1;
}
