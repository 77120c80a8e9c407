/** `motcua due`: when a dossier is due, and why. */
import type { Command } from 'commander';
import {
  type DueExplanation,
  type DueInput,
  explainDueDate,
  type Interruption,
} from '../../calendar/due-date.js';
import { officerLines } from '../../calendar/explanation-text.js';
import { type HolidayIndex, indexHolidays } from '../../calendar/holiday.js';
import { readHolidayYears } from '../../calendar/holidays.js';
import { withLawDays } from '../../calendar/law-holidays.js';
import { type Limit, parseLimit } from '../../calendar/limit-text.js';
import { calendarsOf } from '../../calendar/offices.js';
import { createCalendar, type WorkCalendar } from '../../calendar/working-days.js';
import { CLOCK_POLICIES, type ClockPolicy } from '../../catalogue/procedure.js';
import { translator } from '../../i18n/translate.js';
import { dayOfLocal, toLocalMs, vietnamIso, vietnamMinute } from '../../time/clock.js';
import { dateOf } from '../../time/day.js';
import { parseMoment } from '../../time/moment.js';
import { parseHours } from '../../units/hours.js';
import { findUnitsOver } from '../../units/store.js';
import type { OpeningHours } from '../../units/unit.js';
import { type CommandContext, CommandFailed, WrongUsage } from '../command.js';
import { checkUnitCode, collect } from '../options.js';

type DueFlags = {
  received?: string;
  limit?: string;
  policy: string;
  supplement: string[];
  verification: string[];
  unit?: string;
  hours?: string;
  lang: string;
  explain?: boolean;
  json?: boolean;
};

/** The command `due`. */
export function addDue(due: Command, context: CommandContext): void {
  due
    .option('--received <lúc>', 'lúc nhận đủ hồ sơ, giờ Việt Nam, ví dụ 2026-11-20T09:00')
    .option('--limit <thời hạn>', '"5 ngày làm việc", "10 ngày", "4 giờ", "2 tháng", "trong ngày"')
    .option(
      '--policy <cách>',
      'khi bổ sung: restart (tính lại), pause (tạm dừng), none (vẫn tính)',
      'restart',
    )
    .option('--supplement <từ..đến>', 'lúc yêu cầu và lúc bổ sung đủ; bỏ "đến" khi còn chờ', collect, [])
    .option('--verification <từ..đến>', 'thời gian xác minh, không tính vào thời hạn', collect, [])
    .option('--unit <mã>', 'theo giờ làm việc và ngày đóng cửa của đơn vị này')
    .option('--hours <giờ>', 'giờ làm việc, ví dụ "T2-T6 07:30-11:30,13:30-17:00"')
    .option('--lang <vi|en>', 'ngôn ngữ của lời giải thích', 'vi')
    .option('--explain', 'giải thích: từng ngày tính, không tính, vì sao')
    .option('--json', 'in JSON')
    .action((flags: DueFlags) => tellDue(context, flags));
}

async function tellDue(context: CommandContext, flags: DueFlags): Promise<void> {
  const input = readInput(flags);
  if (flags.lang !== 'vi' && flags.lang !== 'en') throw new WrongUsage('--lang chỉ nhận vi hoặc en.');
  const words = { t: translator(flags.lang), locale: flags.lang } as const;
  const ownHours = flags.hours === undefined ? null : readHours(flags.hours);
  const calendar = await readCalendar(context, flags.unit, ownHours);
  const explanation = explainDueDate(input, calendar);
  const lines = flags.explain ? officerLines(explanation, words) : [];
  if (flags.json) {
    const told = flags.explain ? { rules: explanation.rules, days: explanation.days, lines } : {};
    await context.io.out(`${JSON.stringify({ ...resultJson(explanation), ...told })}\n`);
    return;
  }
  await context.io.out([resultLine(explanation, input.limit), ...lines, ''].join('\n'));
  const { result } = explanation;
  if (!flags.explain && result.kind === 'due' && result.unverifiedYears.length > 0)
    await context.io.err(`${words.t('due.unverified', { years: result.unverifiedYears.join(', ') })}\n`);
}

function resultJson({ result }: DueExplanation) {
  if (result.kind === 'waiting')
    return { due: null, dueAt: null, waiting: { for: result.for, since: vietnamIso(result.since) } };
  return {
    due: result.due,
    dueAt: vietnamIso(result.dueAt),
    unverified: result.unverifiedYears.length > 0,
    unverifiedYears: result.unverifiedYears,
  };
}

/** The date alone, with the time where the term is in hours. */
function resultLine({ result }: DueExplanation, limit: Limit): string {
  if (result.kind === 'waiting')
    return result.for === 'supplement' ? 'chưa có: đang chờ bổ sung' : 'chưa có: đang chờ xác minh';
  return limit.unit === 'hour' ? vietnamMinute(result.dueAt) : result.due;
}

function readInput(flags: DueFlags): DueInput {
  if (flags.received === undefined || flags.limit === undefined)
    throw new WrongUsage(
      'Cần lúc nhận và thời hạn. Ví dụ: motcua due --received 2026-11-20T09:00 --limit "5 ngày làm việc"',
    );
  const limit = parseLimit(flags.limit);
  if (!limit)
    throw new WrongUsage(
      `Không đọc được thời hạn "${flags.limit}". Hãy ghi như: "5 ngày làm việc", "10 ngày", "4 giờ", "2 tháng", "trong ngày".`,
    );
  const policy = CLOCK_POLICIES.find((known): known is ClockPolicy => known === flags.policy);
  if (!policy) throw new WrongUsage(`--policy "${flags.policy}" không có. Hãy ghi restart, pause hoặc none.`);
  const receivedAt = readMoment(flags.received, '--received', limit);
  const readTimes = (texts: string[], flag: string) =>
    texts.map((text) => readInterruption(text, flag, receivedAt, limit));
  return {
    receivedAt,
    limit,
    policy,
    supplements: readTimes(flags.supplement, '--supplement'),
    verifications: readTimes(flags.verification, '--verification'),
  };
}

function readMoment(text: string, flag: string, limit: Limit): Date {
  const moment = parseMoment(text);
  if (!moment)
    throw new WrongUsage(`${flag} "${text}" không phải ngày giờ có thật. Hãy ghi như 2026-11-20T09:00.`);
  if (!moment.hasTime && (limit.unit === 'hour' || limit.unit === 'sameDay'))
    throw new WrongUsage(`${flag} "${text}" thiếu giờ, mà thời hạn này cần giờ. Hãy ghi như ${text}T09:00.`);
  return moment.at;
}

/** `FROM..TO`, or `FROM..` while it lasts. A day without a time begins no earlier than the reception of that day. */
function readInterruption(text: string, flag: string, receivedAt: Date, limit: Limit): Interruption {
  const [fromText = '', toText, ...more] = text.split('..');
  if (toText === undefined || more.length > 0)
    throw new WrongUsage(`${flag} "${text}" không đúng. Hãy ghi từ..đến như 2026-11-05..2026-11-10.`);
  const read = readMoment(fromText, flag, limit);
  const sameDay = dayText(read) === dayText(receivedAt) && !parseMoment(fromText)?.hasTime;
  const from = sameDay && read < receivedAt ? receivedAt : read;
  const to = toText.trim() === '' ? null : readMoment(toText, flag, limit);
  if (from < receivedAt || (to && to < from))
    throw new WrongUsage(
      `${flag} "${text}" không đúng thứ tự: lúc nhận, rồi lúc yêu cầu, rồi lúc bổ sung đủ.`,
    );
  return { from, to };
}

function dayText(at: Date): string {
  return dateOf(dayOfLocal(toLocalMs(at)));
}

function readHours(text: string) {
  const parsed = parseHours(/^\s*\d{1,2}[:hg]/.test(text) ? `T2-T6 ${text}` : text);
  if ('problem' in parsed)
    throw new WrongUsage(`--hours không đọc được ở "${parsed.problem.part}". ${parsed.problem.advice}`);
  return parsed.hours;
}

/** `hours`: instead of the unit's own; null = its own, or the usual. */
async function readCalendar(
  context: CommandContext,
  code: string | undefined,
  hours: OpeningHours | null,
): Promise<WorkCalendar> {
  if (code === undefined) return createCalendar({ index: await readIndex(context), hours });
  checkUnitCode(code);
  const known = await findUnitsOver((await context.services()).database.client, code);
  if (!known.some((unit) => unit.code === code))
    throw new CommandFailed(`Không có đơn vị ${code}. Xem: motcua unit show`);
  const units = known.map((unit) => (unit.code === code && hours ? { ...unit, hours } : unit));
  const { database, readHolidays } = await context.services();
  return calendarsOf({ index: await readHolidays(database.client), units })(code);
}

/** The table in force, or the one that ships with the program where there is no database. */
async function readIndex({ hasDatabase, services }: CommandContext): Promise<HolidayIndex> {
  if (!hasDatabase) return withLawDays(indexHolidays(readHolidayYears()));
  const { database, readHolidays } = await services();
  return readHolidays(database.client);
}
