/** Starts the server, says in plain words what it did, and stops on signals. */
import { existsSync } from 'node:fs';
import process from 'node:process';
import { createApp, createServices, openDatabase, type Services } from './app.js';
import { serveCommands } from './cli/command-server.js';
import { runProgram } from './cli/program.js';
import { type Config, parseConfig } from './config.js';
import { listen } from './http/listen.js';
import { createHousekeeping } from './jobs/housekeeping.js';
import { createLog } from './log.js';
import { describeFailure } from './setup-error.js';

const say = (text: string) => process.stdout.write(`${text}\n`);

async function start(config: Config): Promise<() => Promise<void>> {
  const log = createLog(config.logLevel);
  if (!config.databaseUrl && !existsSync(`${config.dataDir}/pg`)) {
    say(`Lần chạy đầu: đang tạo cơ sở dữ liệu trong ${config.dataDir} (vài giây)…`);
  }
  const opened = await openDatabase(config);
  const services = createServices(config, opened, log);
  try {
    const app = await createApp(services);
    const server = await listen(app, config.port);
    const commands = config.databaseUrl
      ? null
      : await serveCommands(config.dataDir, (argv, io) => runProgram(argv, io, async () => services), log);
    const catalogue = await services.catalogue();
    catalogue.watch();
    const housekeeping = createHousekeeping({
      client: opened.database.client,
      chainKey: services.dossiers.chainKey,
      retention: config.retention,
      log,
    });
    housekeeping.watch();
    await describeStart(services, opened.seeded, server.port);
    return async () => {
      await server.close();
      await commands?.close();
      await housekeeping.close();
      await services.close();
    };
  } catch (error) {
    await services.close();
    throw error;
  }
}

async function describeStart(services: Services, seeded: boolean, port: number): Promise<void> {
  const { config } = services;
  const catalogue = await services.catalogue();
  const size = catalogue.searcher().size.toLocaleString('vi-VN');
  const origin = seeded ? ' (danh mục khởi đầu, vừa nạp)' : '';
  say(`Cơ sở dữ liệu: ${config.databaseUrl ? 'PostgreSQL' : `nhúng, thư mục ${config.dataDir}`}`);
  say(`Danh mục: bản công bố số ${catalogue.publicationId()}, ${size} thủ tục${origin}`);
  say('Kênh đang bật: trang web và API (POST /api/chat, mô tả tại /api/docs)');
  say(`Địa chỉ: ${config.publicUrl ?? `http://localhost:${port}`}`);
  say('Dừng bằng Ctrl-C. Lệnh cho cán bộ: npx motcua --help');
}

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const stop = await start(parseConfig(process.env));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      say('Đang dừng…');
      // A connection that never ends must not keep the server alive.
      setTimeout(() => process.exit(1), 10_000).unref();
      void stop().then(() => process.exit(0));
    });
  }
} catch (error) {
  process.stderr.write(`${describeFailure(error)}\n`);
  process.exitCode = 1;
}
