/** `motcua report …`: figures for those who answer for an office. */
import type { Command } from 'commander';
import { z } from 'zod';
import { type OnTime, summarise } from '../../reports/on-time.js';
import {
  countPeriods,
  type PeriodCounts,
  REPORT_DAYS,
  REPORT_PERIODS,
  type ReportDay,
  type ReportPeriod,
} from '../../reports/store.js';
import { type ReportRow, writeReport } from '../../reports/workbook.js';
import { toInstant, vietnamTime } from '../../time/clock.js';
import { dayOf } from '../../time/day.js';
import { DAY_MS } from '../../time/duration.js';
import { type CommandContext, WrongUsage } from '../command.js';
import { checkUnitCode } from '../options.js';

type OnTimeFlags = {
  unit?: string;
  from?: string;
  to?: string;
  by: string;
  each?: string;
  format: string;
  out?: string;
  json?: boolean;
};

/** The commands of `report`. */
export function addReportCommands(report: Command, context: CommandContext): void {
  report
    .command('on-time')
    .description('bao nhiêu hồ sơ sớm hạn, đúng hạn, quá hạn')
    .option('--unit <mã>', 'đơn vị này và các đơn vị trực thuộc (mặc định: tất cả)')
    .option('--from <ngày>', 'từ ngày, ví dụ 2026-01-01')
    .option('--to <ngày>', 'đến hết ngày, ví dụ 2026-12-31')
    .option('--by <ngày nào>', 'received (ngày tiếp nhận) hoặc settled (ngày giải quyết xong)', 'received')
    .option('--each <kỳ>', 'tách theo week (tuần), month (tháng) hoặc quarter (quý)')
    .option('--format <dạng>', 'text, json hoặc xlsx', 'text')
    .option('--out <tệp>', 'với --format xlsx: tệp ghi ra')
    .option('--json', 'như --format json')
    .action((flags: OnTimeFlags) => onTime(context, flags));
}

type Asked = {
  unit: string | null;
  from: string | null;
  to: string | null;
  by: ReportDay;
  each: ReportPeriod | null;
};

async function onTime({ io, services }: CommandContext, flags: OnTimeFlags): Promise<void> {
  const { asked, filter } = read(flags);
  const format = flags.json ? 'json' : flags.format;
  if (!['text', 'json', 'xlsx'].includes(format))
    throw new WrongUsage(`--format "${format}" không có. Ghi text, json hoặc xlsx.`);
  if (format === 'xlsx' && !flags.out) throw new WrongUsage('--format xlsx cần --out tệp.xlsx.');
  const now = new Date();
  const { client } = (await services()).database;
  const [whole] = await countPeriods(client, { ...filter, each: undefined }, now);
  const all = figuresOf('Cả kỳ', whole);
  const each = asked.each ?? undefined;
  const periods = each
    ? (await countPeriods(client, { ...filter, each }, now)).map((counts) =>
        figuresOf(nameOf(each, counts.start ?? ''), counts),
      )
    : [];
  if (format === 'json') return io.out(jsonOf(asked, now, { all, periods }));
  if (format === 'xlsx') {
    await io.writeFile(flags.out ?? '', await writeReport(headline(asked, now), [...periods, all], NOTE));
    return io.err(`Đã ghi ${flags.out}\n`);
  }
  await io.out(`${headline(asked, now)}\n${periods.map(line).join('')}${describe(all)}`);
}

function read({ unit, from, to, by, each }: OnTimeFlags) {
  if (unit !== undefined) checkUnitCode(unit);
  const [start, end] = [readDay(from, '--from'), readDay(to, '--to')];
  if (start !== undefined && end !== undefined && start > end)
    throw new WrongUsage('--from phải trước hoặc bằng --to.');
  const day = REPORT_DAYS.find((one) => one === by);
  if (!day) throw new WrongUsage(`--by "${by}" không có. Ghi received hoặc settled.`);
  const period = REPORT_PERIODS.find((one) => one === each);
  if (each !== undefined && !period)
    throw new WrongUsage(`--each "${each}" không có. Ghi week, month hoặc quarter.`);
  const asked: Asked = {
    unit: unit ?? null,
    from: from ?? null,
    to: to ?? null,
    by: day,
    each: period ?? null,
  };
  const filter = {
    unit,
    by: day,
    from: start === undefined ? undefined : toInstant(start * DAY_MS),
    before: end === undefined ? undefined : toInstant((end + 1) * DAY_MS),
  };
  return { asked, filter };
}

const NONE = { early: 0, onTime: 0, late: 0, settledUnknown: 0, inTime: 0, overdue: 0 };

function figuresOf(name: string, counts: PeriodCounts | undefined): ReportRow {
  return { name, strict: summarise(counts?.strict ?? NONE), official: summarise(counts?.official ?? NONE) };
}

function nameOf(each: ReportPeriod, start: string): string {
  const [year = '', month = ''] = start.split('-');
  if (each === 'week') return `Tuần từ ${written(start)}`;
  return each === 'month' ? `Tháng ${month}/${year}` : `Quý ${Math.ceil(Number(month) / 3)}/${year}`;
}

function jsonOf(
  asked: Asked,
  now: Date,
  { all, periods }: { all: ReportRow; periods: readonly ReportRow[] },
): string {
  const one = ({ strict, official }: ReportRow) => ({ ...strict, official });
  const told = {
    ...asked,
    at: now.toISOString(),
    ...one(all),
    ...(asked.each ? { periods: periods.map((row) => ({ name: row.name, ...one(row) })) } : {}),
  };
  return `${JSON.stringify(told, null, 2)}\n`;
}

function readDay(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  if (!z.iso.date().safeParse(text).success)
    throw new WrongUsage(`${flag} "${text}" không phải ngày. Ghi như 2026-01-31.`);
  return dayOf(text);
}

function headline({ unit, from, to, by }: Asked, now: Date): string {
  const period = [from && `từ ${written(from)}`, to && `đến hết ${written(to)}`].filter(Boolean).join(' ');
  const { date, time } = vietnamTime(now);
  return [
    `Hồ sơ ${by === 'settled' ? 'giải quyết xong' : 'tiếp nhận'}${period ? ` ${period}` : ''}`,
    unit ? `${unit} và các đơn vị trực thuộc` : 'tất cả đơn vị',
    `tính lúc ${time} ngày ${written(date)}`,
  ].join('; ');
}

const written = (date: string) => date.split('-').reverse().join('/');
const number = (value: number) => value.toLocaleString('vi-VN');
const percent = (value: number | null) =>
  value === null ? '–' : `${value.toLocaleString('vi-VN', { minimumFractionDigits: 2 })} %`;

const NOTE = `Không tính hồ sơ mới đăng ký (1) và không được tiếp nhận (3). Rút hồ sơ tính là đúng hạn, chờ bổ sung và tạm dừng
là trong hạn; đã quá hạn trước đó thì vẫn là quá hạn (biểu II.06 không xét điều này). Hồ sơ không rõ xong lúc nào đứng
riêng, ngoài các tỷ lệ.`;

/** A period on one line. */
function line({ name, strict, official }: ReportRow): string {
  const { received, settled, settledUnknown, late, overdue, onTimePercent } = strict;
  return (
    `${name}: tiếp nhận ${number(received)}, giải quyết ${number(settled)} (không rõ lúc nào ${number(settledUnknown)}), ` +
    `quá hạn ${number(late + overdue)}, đúng hạn ${percent(onTimePercent)}; biểu II.06: quá hạn ` +
    `${number(official.late + official.overdue)}, đúng hạn ${percent(official.onTimePercent)}\n`
  );
}

function describe({ strict, official }: ReportRow): string {
  const { received, settled, early, onTime: onTheDay, late, settledUnknown, inTime, overdue } = strict;
  const share = (value: number | null, part: number, whole: number) =>
    value === null ? `– (chưa có hồ sơ)` : `${percent(value)} = ${number(part)}/${number(whole)}`;
  const known = settled - settledUnknown;
  return [
    `Đã tiếp nhận: ${number(received)}`,
    `Đã giải quyết: ${number(settled)} (sớm hạn ${number(early)}, đúng hạn ${number(onTheDay)}, quá hạn ${number(late)})`,
    ...(settledUnknown > 0
      ? [`Không rõ xong lúc nào: ${number(settledUnknown)} trong số đã giải quyết`]
      : []),
    `Chưa giải quyết: ${number(received - settled)} (trong hạn ${number(inTime)}, quá hạn ${number(overdue)})`,
    `Đúng hạn: ${share(strict.onTimePercent, early + onTheDay, known)} hồ sơ đã giải quyết (gồm sớm hạn)`,
    `Quá hạn: ${share(strict.latePercent, late + overdue, received - settledUnknown)} hồ sơ đã tiếp nhận (gồm chưa giải quyết)`,
    `Theo biểu II.06 (rút hồ sơ sau ngày hẹn vẫn là đúng hạn): ${officialLine(official)}`,
    NOTE,
    '',
  ].join('\n');
}

function officialLine({ early, onTime: onTheDay, late, overdue, onTimePercent }: OnTime): string {
  return `sớm hạn ${number(early)}, đúng hạn ${number(onTheDay)}, quá hạn ${number(late)}, chưa giải quyết quá hạn ${number(overdue)}; đúng hạn ${percent(onTimePercent)}`;
}
