/** The `motcua` program: its commands, their help and their exit codes. Runs here or inside the server. */
import { Command, CommanderError } from 'commander';
import type { Services } from '../app.js';
import { FolderInUse } from '../db/data-folder.js';
import { sayIn } from '../i18n/terminal.js';
import { describeFailure, type TellMore, tellMoreAt } from '../operations/failure.js';
import { type CommandContext, WrongUsage } from './command.js';
import { COMMANDS, type Complete } from './commands.js';
import { INTERRUPTED } from './socket/client.js';
import { type CommandIo, ReaderGone } from './socket/io.js';
import { describeUsage, speak } from './usage.js';

const ABOUT = `Trợ lý Bộ phận Một cửa: hỏi đáp, danh mục thủ tục, đơn vị, từ vựng.

Kết quả ra đầu ra chuẩn; tiến độ và thông báo ra đầu ra lỗi.
Mã thoát: 0 xong, 1 không làm được, 2 gọi sai cách.
Các lệnh dùng chung cơ sở dữ liệu với máy chủ và chạy được khi máy chủ đang chạy.`;

/** The exit code of a command whose reader has gone (`motcua … | head`), as shells have it. */
const READER_GONE = 141;

/**
 * Runs one command; resolves with its exit code: 0 done, 1 failed, 2 wrong usage. `hasDatabase`: there is one already;
 * else commands that can do without do not make one. Throws `FolderInUse` when another process holds the database: the
 * caller may try again.
 */
export async function runProgram(
  argv: string[],
  io: CommandIo,
  services: () => Promise<Services>,
  {
    hasDatabase = false,
    isServer = false,
    tellMore = tellMoreAt(undefined),
    host = null,
  }: Partial<Omit<CommandContext, 'io' | 'services'>> & { tellMore?: TellMore } = {},
): Promise<number> {
  const help: string[] = [];
  const context: CommandContext = { io, services, hasDatabase, isServer, host };
  const program = buildProgram(context, (text) => help.push(text));
  try {
    await program.parseAsync(withHelpOption(argv), { from: 'user' }).catch(async (end) => {
      if (!(end instanceof CommanderError) || end.exitCode !== 0) throw end;
      await io.out(help.join(''));
    });
    return 0;
  } catch (error) {
    if (error instanceof FolderInUse) throw error;
    return reportFailure(error, io, { tellMore, help: help.join('') });
  }
}

/**
 * Tells of a failure, in one sentence, and gives the exit code: the one place where errors of commands become words.
 * `help`: what commander had to show.
 */
export async function reportFailure(
  error: unknown,
  io: CommandIo,
  { tellMore, help = '' }: { tellMore: TellMore; help?: string },
): Promise<number> {
  if (io.signal.aborted) return INTERRUPTED;
  if (error instanceof ReaderGone) return READER_GONE;
  const isUsage = error instanceof CommanderError;
  const say = sayIn(io.locale);
  try {
    await io.err(
      isUsage
        ? `${help || describeUsage(error, say)}\n${say(MORE_HELP)}\n`
        : `${describeFailure(error, tellMore, say)}\n`,
    );
  } catch (fault) {
    // Nobody can be told.
    if (fault instanceof ReaderGone) return READER_GONE;
  }
  return isUsage || error instanceof WrongUsage ? 2 : 1;
}

const MORE_HELP = 'Xem cách dùng: motcua --help, hoặc motcua LỆNH --help';

/** The program, whose commands are loaded as they are called. `show` is given help texts; what commander calls an error is thrown alone. */
export function buildProgram(context: CommandContext, show: (text: string) => void): Command {
  const program = new Command('motcua').description(ABOUT);
  speak(program, sayIn(context.io.locale));
  program.exitOverride().configureOutput({ writeOut: show, writeErr: show, outputError: () => undefined });
  const loaders = new Map<Command, () => Promise<Complete>>();
  for (const { usage, about, load } of COMMANDS) loaders.set(program.command(usage).description(about), load);
  return program.hook('preSubcommand', async (_program, command) => {
    const complete = await loaders.get(command)?.();
    complete?.(command, context);
  });
}

/** `help COMMAND` as `COMMAND --help`, which is told by the command itself once it is loaded. */
function withHelpOption(argv: string[]): string[] {
  const [first, ...rest] = argv;
  const isKnown = COMMANDS.some(({ usage }) => usage.split(' ')[0] === rest[0]);
  return first === 'help' && isKnown ? [...rest, '--help'] : argv;
}
