/**
 * The command line. Where a server holds the embedded database, the command runs through it;
 * otherwise, and always on PostgreSQL, it opens the database itself.
 */
import { existsSync } from 'node:fs';
import process from 'node:process';
import type { Services } from './app.js';
import { reportFailure, runProgram } from './cli/program.js';
import { runThroughServer } from './cli/socket/client.js';
import { type CommandIo, isWatched, localIo } from './cli/socket/io.js';
import { type Config, parseConfig } from './config/index.js';
import { sayIn, terminalLocale } from './i18n/terminal.js';
import { overrideTexts } from './i18n/translate.js';
import { type TellMore, tellMoreAt } from './operations/failure.js';
import { whenFree } from './wiring/when-free.js';

const WAITING = 'Máy chủ đang khởi động, hoặc một lệnh khác đang dùng cơ sở dữ liệu; đang chờ…';

async function run(argv: string[], config: Config, io: CommandIo): Promise<number> {
  if (config.localesDir) overrideTexts(config.localesDir);
  const throughServer = () => (config.databaseUrl ? null : runThroughServer(config.dataDir, argv, io));
  return whenFree(async () => (await throughServer()) ?? runHere(argv, config, io), {
    isVain: () => io.signal.aborted,
    onWait: () => io.err(`${sayIn(io.locale)(WAITING)}\n`),
  });
}

/** Opens the database only when the command asks for it: help and wrong usage need none. */
async function runHere(argv: string[], config: Config, io: CommandIo): Promise<number> {
  let services: Promise<Services> | undefined;
  const open = async () => {
    const [{ createServices, openDatabase }, { createLog }, { tellFirstStep }] = await Promise.all([
      import('./app.js'),
      import('./operations/log.js'),
      import('./wiring/first-start.js'),
    ]);
    const opened = await openDatabase(
      config,
      (step) => void io.err(`${tellFirstStep(step, config, sayIn(io.locale))}\n`),
    );
    return createServices(config, opened, createLog(config.logLevel, { forTerminal: isWatched() }));
  };
  const close = async () => {
    const opened = await services?.catch(() => null);
    services = undefined;
    await opened?.close();
  };
  try {
    const opened = () => {
      services ??= open();
      return services;
    };
    return await runProgram(argv, io, opened, {
      hasDatabase: config.databaseUrl !== null || existsSync(`${config.dataDir}/pg`),
      tellMore,
      host: {
        config,
        alone: async (work) => {
          await close();
          return work();
        },
      },
    });
  } finally {
    await close();
  }
}

// Others on this machine see the arguments of a process, among them names, tokens and passwords.
process.title = 'motcua';

const interrupted = new AbortController();
process.once('SIGINT', () => {
  interrupted.abort();
  // A second one, or work that does not listen, ends the process the hard way.
  setTimeout(() => process.exit(130), 3000).unref();
});

const tellMore: TellMore = (error, say) => tellMoreAt(process.env.LOG_LEVEL)(error, say);
const io = localIo(interrupted.signal, { locale: terminalLocale(process.env) });
try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const config = parseConfig(process.env, { usualLevel: isWatched() ? 'warn' : 'info' });
  process.exitCode = await run(process.argv.slice(2), config, io);
} catch (error) {
  process.exitCode = await reportFailure(error, io, { tellMore });
}
// An open standard input would keep the process waiting for a line nobody needs any more.
process.stdin.destroy();
