/** `motcua banner`: what everybody is told first, in every channel. */
import type { Command } from 'commander';
import { clearBanner, readBanner, setBanner } from '../../operations/banner-store.js';
import { instantOf, vietnamMinute } from '../../time/clock.js';
import { type CommandContext, CommandFailed, WrongUsage } from '../command.js';

/** Long enough for a closure and its reason; it stands before every answer of the day. */
const MAX_TEXT = 300;

type SetFlags = { until?: string; en?: string };

/** The commands of `banner`. */
export function addBannerCommands(banner: Command, context: CommandContext): void {
  const { io } = context;
  const db = async () => (await context.services()).database.client;
  banner
    .command('set <text>')
    .description('báo cho mọi người, trên mọi kênh, ví dụ bão, đóng cửa; thay câu đang báo')
    .option('--until <lúc>', 'đến khi nào thì thôi, ví dụ 2026-12-05 hoặc "2026-12-05 17:00"')
    .option('--en <text>', 'cùng câu đó bằng tiếng Anh')
    .action(async (given: string, { until, en }: SetFlags) => {
      const now = new Date();
      const end = until === undefined ? null : readMoment(until);
      if (end !== null && end <= now) throw new WrongUsage(`${until} đã qua.`);
      const text = readText(given);
      const textEn = en === undefined ? null : readText(en);
      await setBanner(await db(), { text, textEn, until: end, setBy: io.user, setAt: now });
      await io.out(`Từ nay báo: ${text}\n`);
    });
  banner
    .command('clear')
    .description('thôi báo')
    .action(async () => {
      if (!(await clearBanner(await db()))) throw new CommandFailed('Không có câu nào đang báo.');
      await io.out('Đã thôi báo.\n');
    });
  banner
    .command('show')
    .description('câu đang báo')
    .option('--json', 'in JSON')
    .action(async ({ json = false }: { json?: boolean }) => {
      const set = await readBanner(await db(), new Date());
      if (json) return io.out(`${JSON.stringify(set, null, 2)}\n`);
      if (!set) return io.out('Không có câu nào đang báo.\n');
      const end = set.until ? `đến ${vietnamMinute(set.until)}` : 'đến khi gỡ (motcua banner clear)';
      await io.out(
        `${[set.text, ...(set.textEn ? [set.textEn] : [])].join('\n')}\n${end}; ${set.setBy} đặt\n`,
      );
    });
}

function readText(given: string): string {
  const text = given.replace(/\s+/g, ' ').trim();
  if (text !== '' && text.length <= MAX_TEXT) return text;
  throw new WrongUsage(`Câu báo cần có từ 1 đến ${MAX_TEXT} ký tự.`);
}

/** A day counts to its end. */
function readMoment(given: string): Date {
  const [, date, time] =
    /^(\d{4}-\d{2}-\d{2})(?:[ T]([01]\d:[0-5]\d|2[0-3]:[0-5]\d))?$/.exec(given.trim()) ?? [];
  const at = date === undefined ? new Date(Number.NaN) : instantOf(date, time ?? '23:59');
  if (!Number.isNaN(at.getTime())) return at;
  throw new WrongUsage('Ghi ngày, hoặc ngày và giờ: 2026-12-05 hoặc "2026-12-05 17:00".');
}
