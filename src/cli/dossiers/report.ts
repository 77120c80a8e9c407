/** `motcua report …`: figures for those who answer for an office. */
import type { Command } from 'commander';
import { z } from 'zod';
import { type OnTime, summarise } from '../../reports/on-time.js';
import { countOutcomes } from '../../reports/store.js';
import { toInstant, vietnamTime } from '../../time/clock.js';
import { dayOf } from '../../time/day.js';
import { DAY_MS } from '../../time/duration.js';
import { type CommandContext, WrongUsage } from '../command.js';
import { checkUnitCode } from '../options.js';

type OnTimeFlags = { unit?: string; from?: string; to?: string; json?: boolean };

/** The commands of `report`. */
export function addReportCommands(report: Command, context: CommandContext): void {
  report
    .command('on-time')
    .description('bao nhiêu hồ sơ sớm hạn, đúng hạn, quá hạn')
    .option('--unit <mã>', 'đơn vị này và các đơn vị trực thuộc (mặc định: tất cả)')
    .option('--from <ngày>', 'tiếp nhận từ ngày, ví dụ 2026-01-01')
    .option('--to <ngày>', 'tiếp nhận đến hết ngày, ví dụ 2026-12-31')
    .option('--json', 'in JSON')
    .action((flags: OnTimeFlags) => onTime(context, flags));
}

async function onTime({ io, services }: CommandContext, flags: OnTimeFlags): Promise<void> {
  const { unit, from, to, json } = flags;
  if (unit !== undefined) checkUnitCode(unit);
  const [start, end] = [readDay(from, '--from'), readDay(to, '--to')];
  if (start !== undefined && end !== undefined && start > end)
    throw new WrongUsage('--from phải trước hoặc bằng --to.');
  const now = new Date();
  const filter = {
    unit,
    receivedFrom: start === undefined ? undefined : toInstant(start * DAY_MS),
    receivedBefore: end === undefined ? undefined : toInstant((end + 1) * DAY_MS),
  };
  const figures = summarise(await countOutcomes((await services()).database.client, filter, now));
  const asked = { unit: unit ?? null, from: from ?? null, to: to ?? null };
  await io.out(
    json
      ? `${JSON.stringify({ ...asked, at: now.toISOString(), ...figures }, null, 2)}\n`
      : `${headline(asked, now)}\n${describe(figures)}`,
  );
}

function readDay(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  if (!z.iso.date().safeParse(text).success)
    throw new WrongUsage(`${flag} "${text}" không phải ngày. Ghi như 2026-01-31.`);
  return dayOf(text);
}

type Asked = Record<'unit' | 'from' | 'to', string | null>;

function headline({ unit, from, to }: Asked, now: Date): string {
  const period = [from && `từ ${written(from)}`, to && `đến hết ${written(to)}`].filter(Boolean).join(' ');
  const { date, time } = vietnamTime(now);
  return [
    `Hồ sơ tiếp nhận${period ? ` ${period}` : ''}`,
    unit ? `${unit} và các đơn vị trực thuộc` : 'tất cả đơn vị',
    `tính lúc ${time} ngày ${written(date)}`,
  ].join('; ');
}

const written = (date: string) => date.split('-').reverse().join('/');
const number = (value: number) => value.toLocaleString('vi-VN');

const NOTE = `Không tính hồ sơ mới đăng ký (1) và không được tiếp nhận (3). Rút hồ sơ tính là đúng hạn, chờ bổ sung và tạm dừng
là trong hạn; đã quá hạn trước đó thì vẫn là quá hạn.`;

function describe(figures: OnTime): string {
  const { received, settled, early, onTime: onTheDay, late, inTime, overdue } = figures;
  const share = (percent: number | null, part: number, whole: number) =>
    percent === null
      ? `– (chưa có hồ sơ)`
      : `${percent.toLocaleString('vi-VN', { minimumFractionDigits: 2 })} % = ${number(part)}/${number(whole)}`;
  return [
    `Đã tiếp nhận: ${number(received)}`,
    `Đã giải quyết: ${number(settled)} (sớm hạn ${number(early)}, đúng hạn ${number(onTheDay)}, quá hạn ${number(late)})`,
    `Chưa giải quyết: ${number(received - settled)} (trong hạn ${number(inTime)}, quá hạn ${number(overdue)})`,
    `Đúng hạn: ${share(figures.onTimePercent, early + onTheDay, settled)} hồ sơ đã giải quyết (gồm sớm hạn)`,
    `Quá hạn: ${share(figures.latePercent, late + overdue, received)} hồ sơ đã tiếp nhận (gồm chưa giải quyết)`,
    NOTE,
    '',
  ].join('\n');
}
