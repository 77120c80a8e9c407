/** `motcua unit close` and `unit reopen`: days an office is closed out of the ordinary, e.g. for a storm. */
import type { Command } from 'commander';
import { calendarsOf } from '../../calendar/offices.js';
import { inTransaction } from '../../dossiers/store.js';
import { broadcastClosure, cancelClosureBroadcast } from '../../notifications/broadcast.js';
import { dayOf } from '../../time/day.js';
import { listUnits, saveUnits } from '../../units/store.js';
import type { Closure, Unit } from '../../units/unit.js';
import {
  type ChangeFlags,
  carryOutChange,
  readSpan,
  spanText,
  withChangeFlags,
} from '../calendar/calendar-change.js';
import { type CommandContext, CommandFailed } from '../command.js';
import { enqueueBroadcast } from '../operations/announce.js';
import { checkUnitCode } from '../options.js';

type ClosureFlags = ChangeFlags & { why: string };

/** Adds `close` and `reopen`. */
export function addClosureCommands(unit: Command, context: CommandContext): void {
  const closing = unit
    .command('close <mã> <ngày>')
    .description(
      'đơn vị và các đơn vị trực thuộc đóng cửa, ví dụ H21.17 2026-11-25..2026-11-26; kể hồ sơ phải dời hẹn',
    )
    .requiredOption('--why <lý do>', 'ví dụ "bão số 13"; người dân được đọc');
  withChangeFlags(closing).action((code: string, days: string, flags: ClosureFlags) =>
    close(context, code, days, flags),
  );
  const opening = unit
    .command('reopen <mã> <ngày>')
    .description('bỏ đợt đóng cửa bắt đầu từ ngày này')
    .requiredOption('--why <lý do>', 'người dân được đọc');
  withChangeFlags(opening).action((code: string, days: string, flags: ClosureFlags) =>
    reopen(context, code, days, flags),
  );
}

async function close(
  context: CommandContext,
  code: string,
  days: string,
  flags: ClosureFlags,
): Promise<void> {
  const closure = { ...readSpan(days), reason: flags.why };
  const { unit, units } = await readUnit(context, code);
  if (unit.closures.some(({ from, to }) => from === closure.from && to > closure.to))
    throw new CommandFailed(
      `${code} đang đóng cửa lâu hơn từ ngày này. Mở lại trước: motcua unit reopen ${code} ${closure.from} --why …`,
    );
  const reason = `${nameOf(unit)} đóng cửa ngày ${spanText(closure)}: ${flags.why}`;
  await carryOut(context, { unit, units, closure, closes: true, reason }, flags);
}

async function reopen(
  context: CommandContext,
  code: string,
  days: string,
  flags: ClosureFlags,
): Promise<void> {
  const span = readSpan(days);
  const { unit, units } = await readUnit(context, code);
  // With both ends given it goes on after a stop half-way, when the closure itself is gone already.
  const closure =
    unit.closures.find(({ from }) => from === span.from) ??
    (days.includes('..') ? { ...span, reason: flags.why } : null);
  if (!closure)
    throw new CommandFailed(
      `${code} không có đợt đóng cửa nào từ ${span.from}. Xem: motcua unit show ${code}`,
    );
  const reason = `${nameOf(unit)} mở cửa lại ngày ${spanText(closure)}: ${flags.why}`;
  await carryOut(context, { unit, units, closure, closes: false, reason }, flags);
}

async function readUnit({ services }: CommandContext, code: string): Promise<{ unit: Unit; units: Unit[] }> {
  checkUnitCode(code);
  const units = await listUnits((await services()).database.client);
  const unit = units.find((each) => each.code === code);
  if (!unit) throw new CommandFailed(`Chưa có đơn vị ${code}. Tạo bằng: motcua unit set ${code} --name …`);
  return { unit, units };
}

function nameOf({ name, code }: Unit): string {
  return name ?? `Đơn vị ${code}`;
}

/** `closes`: the unit is closed then, else it is no longer. */
type ClosureChange = { unit: Unit; units: Unit[]; closure: Closure; closes: boolean; reason: string };

async function carryOut(
  context: CommandContext,
  { unit, units, closure, closes, reason }: ClosureChange,
  flags: ChangeFlags,
): Promise<void> {
  const { database, readHolidays } = await context.services();
  const index = await readHolidays(database.client);
  const without = unit.closures.filter(({ from }) => from !== closure.from);
  const within = [...without, closure];
  const calendarsWith = (closures: Closure[]) =>
    calendarsOf({ index, units: units.map((each) => (each === unit ? { ...unit, closures } : each)) });
  const [before, after] = closes ? [without, within] : [within, without];
  const change = {
    before: calendarsWith(before),
    after: calendarsWith(after),
    from: dayOf(closure.from),
    to: dayOf(closure.to),
    unit: unit.code,
    reason,
    save: () =>
      inTransaction(database.client, async (tx) => {
        await saveUnits(tx, [{ code: unit.code, closures: after }]);
        if (closes) await broadcastClosure(enqueueBroadcast, tx, unit.code, closure);
        else await cancelClosureBroadcast(tx, unit.code, closure);
      }),
  };
  await carryOutChange(context, change, flags);
}
