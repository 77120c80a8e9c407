/** The `motcua` program: its commands, their help and their exit codes. Runs here or inside the server. */
import { Command, CommanderError } from 'commander';
import type { Services } from '../app.js';
import { SetupError } from '../config/setup-error.js';
import { FolderInUse } from '../db/data-folder.js';
import { addDueCommand } from './calendar/due.js';
import { addHolidayCommands } from './calendar/holiday.js';
import { addCatalogueCommands } from './catalogue/catalogue.js';
import { addLexiconCommands } from './catalogue/lexicon.js';
import { type CommandContext, CommandFailed, WrongUsage } from './command.js';
import { addDossierCommands } from './dossiers/dossier.js';
import { addReportCommands } from './dossiers/report.js';
import { addPlaceCommands } from './offices/place.js';
import { addStaffCommands } from './offices/staff.js';
import { addUnitCommands } from './offices/unit.js';
import { addInboxCommands } from './operations/inbox.js';
import { addMigrateToCommand } from './operations/migrate-to.js';
import { addOutboxCommands } from './operations/outbox.js';
import { addZaloCommands } from './operations/zalo.js';
import { addAskCommands } from './questions/ask.js';
import { addDeskCommands } from './questions/desk.js';
import { addSearchCommands } from './questions/search.js';
import { INTERRUPTED } from './socket/client.js';
import type { CommandIo } from './socket/io.js';

const ABOUT = `Trợ lý Bộ phận Một cửa: hỏi đáp, danh mục thủ tục, đơn vị, từ vựng.

Kết quả ra đầu ra chuẩn; tiến độ và thông báo ra đầu ra lỗi.
Mã thoát: 0 xong, 1 không làm được, 2 gọi sai cách.
Các lệnh dùng chung cơ sở dữ liệu với máy chủ và chạy được khi máy chủ đang chạy.`;

/**
 * Runs one command; resolves with its exit code: 0 done, 1 failed, 2 wrong usage. `hasDatabase`: there is one already;
 * else commands that can do without do not make one. Throws `FolderInUse` when another process holds the database: the caller may try again.
 */
export async function runProgram(
  argv: string[],
  io: CommandIo,
  services: () => Promise<Services>,
  { hasDatabase = false, isServer = false } = {},
): Promise<number> {
  const context: CommandContext = { io, services, hasDatabase, isServer };
  try {
    await buildProgram(context).parseAsync(argv, { from: 'user' });
    return 0;
  } catch (error) {
    if (error instanceof FolderInUse) throw error;
    return await reportFailure(error, io);
  }
}

async function reportFailure(error: unknown, io: CommandIo): Promise<number> {
  if (io.signal.aborted) return INTERRUPTED;
  if (error instanceof CommanderError) {
    if (error.exitCode === 0) return 0;
    await io.err('Xem cách dùng: motcua --help, hoặc motcua LỆNH --help\n');
    return 2;
  }
  const expected =
    error instanceof CommandFailed || error instanceof WrongUsage || error instanceof SetupError;
  await io.err(`${expected || !(error instanceof Error) ? messageOf(error) : error.stack}\n`);
  return error instanceof WrongUsage ? 2 : 1;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function buildProgram(context: CommandContext): Command {
  const program = new Command('motcua').description(ABOUT).helpOption('-h, --help', 'xem cách dùng');
  program.exitOverride().configureOutput({
    writeOut: (text) => void context.io.out(text),
    writeErr: (text) => void context.io.err(text),
  });
  program.helpCommand('help [command]', 'xem cách dùng một lệnh');
  addAskCommands(program, context);
  addCatalogueCommands(program, context);
  addUnitCommands(program, context);
  addLexiconCommands(program, context);
  addSearchCommands(program, context);
  addDeskCommands(program, context);
  addDossierCommands(program, context);
  addStaffCommands(program, context);
  addDueCommand(program, context);
  addHolidayCommands(program, context);
  addReportCommands(program, context);
  addInboxCommands(program, context);
  addOutboxCommands(program, context);
  addPlaceCommands(program, context);
  addZaloCommands(program, context);
  addMigrateToCommand(program, context);
  return program;
}
