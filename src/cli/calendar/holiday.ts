/** `motcua holiday …`: the table of days off by law and of weekend days worked in exchange. */
import type { Command } from 'commander';
import {
  HOLIDAY_KINDS,
  type Holiday,
  type HolidayIndex,
  type HolidayKind,
  type HolidayYear,
  indexHolidays,
  withDays,
  withoutDays,
} from '../../calendar/holiday.js';
import {
  addHolidays,
  holidayVersion,
  listHolidayChanges,
  readHolidayTable,
  verifyHolidays,
  withdrawHolidays,
} from '../../calendar/holiday-store.js';
import { withLawDays } from '../../calendar/law-holidays.js';
import { calendarsOf } from '../../calendar/offices.js';
import { vietnamDate, vietnamIso } from '../../time/clock.js';
import { dateOf, dayOf, weekdayIndex } from '../../time/day.js';
import { listUnits } from '../../units/store.js';
import { type CommandContext, CommandFailed, WrongUsage } from '../command.js';
import { listed, printList, singleLine } from '../socket/lines.js';
import { type ChangeFlags, carryOutChange, readSpan, spanText, withChangeFlags } from './calendar-change.js';

type AddFlags = ChangeFlags & {
  name: string;
  nameEn?: string;
  source: string;
  worked?: boolean;
  verified?: boolean;
};

const KIND_NAMES: Record<HolidayKind, string> = { off: 'nghỉ', worked: 'làm bù' };

/** The commands of `holiday`. */
export function addHolidayCommands(holiday: Command, context: CommandContext): void {
  holiday
    .command('list')
    .description('bảng ngày nghỉ với nguồn; năm hay ngày chưa xác nhận thì nói rõ')
    .option('--year <năm>', 'chỉ năm này')
    .option('--json', 'in JSON')
    .action((flags: { year?: string; json?: boolean }) => list(context, flags));
  const adding = holiday
    .command('add <ngày...>')
    .description('thêm ngày nghỉ, ví dụ 2027-02-05..2027-02-11; --worked: ngày cuối tuần làm bù')
    .requiredOption('--name <tên>', 'vì sao nghỉ, ví dụ "Tết Nguyên đán"')
    .option('--name-en <tên>', 'tên tiếng Anh')
    .requiredOption('--source <văn bản>', 'số văn bản, ví dụ "Thông báo 9441/TB-BNV"')
    .option('--worked', 'ngày cuối tuần làm bù')
    .option('--verified', 'đã đối chiếu văn bản chính thức');
  withChangeFlags(adding).action((days: string[], flags: AddFlags) => add(context, days, flags));
  const removing = holiday
    .command('remove <ngày...>')
    .description('rút ngày khỏi bảng; ngày đã rút vẫn còn lưu')
    .requiredOption('--why <lý do>', 'vì sao rút');
  withChangeFlags(removing).action((days: string[], flags: ChangeFlags & { why: string }) =>
    remove(context, days, flags),
  );
  holiday
    .command('verify <năm>')
    .description('ghi nhận cả năm đã đúng theo văn bản chính thức; không đổi ngày hẹn nào')
    .requiredOption('--source <văn bản>', 'số văn bản')
    .action((year: string, { source }: { source: string }) => verify(context, year, source));
  holiday
    .command('history')
    .description('ai đã sửa bảng, lúc nào, vì sao')
    .action(() => history(context));
}

async function openTable({ services }: CommandContext) {
  const { client } = (await services()).database;
  // The version comes first: a change that comes between is noticed when saving.
  const version = await holidayVersion(client);
  const years = await readHolidayTable(client);
  return { client, version, years, index: indexHolidays(years) };
}

function datesOf(days: readonly string[]): string[] {
  const dates = days.flatMap((text) => {
    const { from, to } = readSpan(text);
    if (dayOf(to) - dayOf(from) > 31) throw new WrongUsage(`"${text}" dài hơn một tháng.`);
    return Array.from({ length: dayOf(to) - dayOf(from) + 1 }, (_, i) => dateOf(dayOf(from) + i));
  });
  return [...new Set(dates)].sort();
}

async function add(context: CommandContext, days: readonly string[], flags: AddFlags): Promise<void> {
  const { client, version, index } = await openTable(context);
  const kind: HolidayKind = flags.worked ? 'worked' : 'off';
  const dates = datesOf(days);
  for (const date of dates) checkNew(index, kind, date);
  const { name, nameEn = null, source, verified = false } = flags;
  const holidays = dates.map((date): Holiday => ({ date, name, nameEn, source, verified }));
  const numbers = dates.map(dayOf);
  const fresh = holidays.filter(({ date }) => !index[kind].has(dayOf(date)));
  const reason = `Ngày ${textOf(days)} ${KIND_NAMES[kind]}: ${name} (${source})`;
  const today = vietnamDate(new Date());
  const change = {
    version,
    what: `thêm ${textOf(days)} (${KIND_NAMES[kind]})`,
    why: reason,
    by: context.io.user,
  };
  const tables = { before: withoutDays(index, kind, numbers), after: withDays(index, kind, holidays) };
  const save = async () =>
    fresh.length === 0 || addHolidays(client, change, { kind, holidays: fresh, today });
  await carryOut(context, { tables, numbers, reason, save }, flags);
}

function checkNew(index: HolidayIndex, kind: HolidayKind, date: string): void {
  const day = dayOf(date);
  if (kind === 'worked' && weekdayIndex(day) < 5)
    throw new WrongUsage(`${date} không phải ngày cuối tuần, không thể là ngày làm bù.`);
  const other = kind === 'off' ? 'worked' : 'off';
  if (index[other].has(day))
    throw new CommandFailed(
      `${date} đang là ngày ${KIND_NAMES[other]}. Rút trước: motcua holiday remove ${date} --why …`,
    );
}

async function remove(
  context: CommandContext,
  days: readonly string[],
  flags: ChangeFlags & { why: string },
): Promise<void> {
  const { client, version, years, index } = await openTable(context);
  const dates = datesOf(days);
  const numbers = dates.map(dayOf);
  const found = dates.map((date) => findDay(years, date));
  const kind = found[0]?.kind;
  if (kind === undefined || found.some((each) => each?.kind !== kind))
    throw new CommandFailed('Bảng không có (hoặc không cùng loại) các ngày này. Xem: motcua holiday list');
  const standing = dates.filter((date) => index[kind].has(dayOf(date)));
  const holidays = found.flatMap((each) => (each ? [each.holiday] : []));
  const reason = `Ngày ${textOf(days)} không còn là ngày ${KIND_NAMES[kind]}: ${flags.why}`;
  const change = {
    version,
    what: `rút ${textOf(days)} (${KIND_NAMES[kind]})`,
    why: flags.why,
    by: context.io.user,
  };
  const tables = { before: withDays(index, kind, holidays), after: withoutDays(index, kind, numbers) };
  const save = async () =>
    standing.length === 0 ||
    withdrawHolidays(client, change, { dates: standing, today: vietnamDate(new Date()) });
  await carryOut(context, { tables, numbers, reason, save }, flags);
}

/** What the table says of a date, or said last; null = it never said anything. */
function findDay(years: readonly HolidayYear[], date: string) {
  const said = years.flatMap((year) =>
    HOLIDAY_KINDS.flatMap((kind) =>
      year[kind].filter((day) => day.date === date).map((day) => ({ kind, day, year })),
    ),
  );
  const last =
    said.find(({ day }) => day.effectiveTo === null) ??
    said.toSorted((a, b) => (a.day.effectiveTo ?? '').localeCompare(b.day.effectiveTo ?? '')).at(-1);
  if (!last) return null;
  const { kind, day, year } = last;
  const { name, nameEn, source = year.source, verified = year.verified } = day;
  return { kind, holiday: { date, name, nameEn, source, verified } };
}

type TableChange = {
  tables: { before: HolidayIndex; after: HolidayIndex };
  numbers: readonly number[];
  reason: string;
  save: () => Promise<boolean>;
};

async function carryOut(
  context: CommandContext,
  { tables, numbers, reason, save }: TableChange,
  flags: ChangeFlags,
): Promise<void> {
  const units = await listUnits((await context.services()).database.client);
  const change = {
    before: calendarsOf({ index: withLawDays(tables.before), units }),
    after: calendarsOf({ index: withLawDays(tables.after), units }),
    from: Math.min(...numbers),
    to: Math.max(...numbers),
    unit: null,
    reason,
    save: async () => failUnless(await save()),
  };
  await carryOutChange(context, change, flags);
}

function failUnless(saved: boolean): void {
  if (!saved)
    throw new CommandFailed('Vừa có người khác sửa bảng ngày nghỉ; chưa ghi gì. Hãy chạy lại lệnh.');
}

function textOf(days: readonly string[]): string {
  return days.map((text) => spanText(readSpan(text))).join(', ');
}

async function verify(context: CommandContext, text: string, source: string): Promise<void> {
  const { client, version, years } = await openTable(context);
  const year = Number(text);
  if (!years.some((each) => each.year === year))
    throw new CommandFailed(`Bảng chưa có năm ${text}. Thêm ngày trước: motcua holiday add …`);
  const change = { version, what: `xác nhận năm ${year}`, why: source, by: context.io.user };
  failUnless(await verifyHolidays(client, change, { year, source }));
  await context.io.out(`Đã ghi: ngày nghỉ năm ${year} đúng theo ${source}.\n`);
}

async function list(
  context: CommandContext,
  { year, json }: { year?: string; json?: boolean },
): Promise<void> {
  const { years } = await openTable(context);
  const shown = years.filter((each) => year === undefined || String(each.year) === year);
  if (shown.length === 0) throw new CommandFailed(`Bảng chưa có năm ${year}.`);
  await context.io.out(json ? `${JSON.stringify(shown, null, 2)}\n` : shown.map(yearText).join('\n'));
}

function yearText(year: HolidayYear): string {
  const days = HOLIDAY_KINDS.flatMap((kind) => year[kind].map((day) => ({ kind, ...day }))).sort((a, b) =>
    a.date.localeCompare(b.date),
  );
  const lines = days.map(({ kind, date, name, source, verified, effectiveFrom, effectiveTo }) => {
    const remarks = [
      source,
      verified === undefined || verified === year.verified
        ? null
        : verified
          ? 'đã xác nhận'
          : 'CHƯA xác nhận',
      effectiveFrom && `từ ${effectiveFrom}`,
      effectiveTo && `ĐÃ RÚT ${effectiveTo}`,
    ].filter(Boolean);
    return listed(date, KIND_NAMES[kind], name, ...(remarks.length > 0 ? [remarks.join('; ')] : []));
  });
  const state = year.verified ? 'đã xác nhận' : 'CHƯA xác nhận';
  return [`Năm ${year.year} (${state}): ${singleLine(year.source)}\n`, ...lines].join('');
}

async function history(context: CommandContext): Promise<void> {
  const changes = await listHolidayChanges((await context.services()).database.client);
  const lines = changes.map(({ at, by, what, why }) => listed(vietnamIso(at).slice(0, 16), by, what, why));
  await printList(context.io, lines, 'Chưa ai sửa bảng.');
}
