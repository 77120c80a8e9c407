/**
 * The command line. Where a server holds the embedded database, the command runs through it;
 * otherwise, and always on PostgreSQL, it opens the database itself.
 */
import { existsSync } from 'node:fs';
import process from 'node:process';
import type { Services } from './app.js';
import { reportFailure, runProgram } from './cli/program.js';
import { runThroughServer } from './cli/socket/client.js';
import { type CommandIo, localIo } from './cli/socket/io.js';
import { type Config, parseConfig } from './config/index.js';
import { FolderInUse } from './db/data-folder.js';
import { overrideTexts } from './i18n/translate.js';
import { tellMoreAt } from './operations/failure.js';

/** How long to wait for another command, or a server that is starting, to let the folder go or answer. */
const WAIT_MS = 30_000;
const RETRY_MS = 200;

async function run(argv: string[], config: Config, io: CommandIo): Promise<number> {
  if (config.localesDir) overrideTexts(config.localesDir);
  const deadline = Date.now() + WAIT_MS;
  for (;;) {
    const code = config.databaseUrl ? null : await runThroughServer(config.dataDir, argv, io);
    if (code !== null) return code;
    try {
      return await runHere(argv, config, io);
    } catch (error) {
      if (!(error instanceof FolderInUse) || Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
    }
  }
}

/** Opens the database only when the command asks for it: help and wrong usage need none. */
async function runHere(argv: string[], config: Config, io: CommandIo): Promise<number> {
  let services: Promise<Services> | undefined;
  const open = async () => {
    const [{ createServices, openDatabase }, { createLog }] = await Promise.all([
      import('./app.js'),
      import('./operations/log.js'),
    ]);
    return createServices(config, await openDatabase(config), createLog(config.logLevel));
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

const tellMore = (error: unknown) => tellMoreAt(process.env.LOG_LEVEL)(error);
const io = localIo(interrupted.signal);
try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  process.exitCode = await run(process.argv.slice(2), parseConfig(process.env), io);
} catch (error) {
  process.exitCode = await reportFailure(error, io, { tellMore });
}
// An open standard input would keep the process waiting for a line nobody needs any more.
process.stdin.destroy();
