/** Changes of the calendar on the command line: tried first, with the open dossiers concerned; `--apply` carries out. */
import type { Command } from 'commander';
import type { AffectedDossier, CalendarChange, KeptReason } from '../../dossiers/change/calendar-change.js';
import { vietnamDate, vietnamIso } from '../../time/clock.js';
import { dateOf, dayOf } from '../../time/day.js';
import { type CommandContext, operator, WrongUsage } from '../command.js';
import { listed } from '../socket/lines.js';

export type ChangeFlags = { apply?: boolean; keepDates?: boolean; moveFileDates?: boolean; json?: boolean };

/** A change to carry out. `reason` goes into the history of the dossiers moved, for citizens to read. */
export type PlannedChange = CalendarChange & { reason: string; save: () => Promise<void> };

/** The days `from` to `to`, both included, as `YYYY-MM-DD`. */
export type DateSpan = { from: string; to: string };

/** Adds the options of every change of the calendar. */
export function withChangeFlags(command: Command): Command {
  return command
    .option('--apply', 'ghi thật và dời ngày hẹn; mặc định chỉ chạy thử, kể hồ sơ bị ảnh hưởng')
    .option('--keep-dates', 'với --apply: chỉ sửa lịch, để nguyên ngày hẹn đã báo')
    .option('--move-file-dates', 'với --apply: dời cả ngày hẹn lấy từ tệp nạp')
    .option('--json', 'in JSON');
}

/** `2026-11-25` or `2026-11-25..2026-11-26`. */
export function readSpan(text: string): DateSpan {
  const [from = '', to = from, ...more] = text.split('..');
  const exists = (date: string) => !Number.isNaN(dayOf(date)) && dateOf(dayOf(date)) === date;
  if (more.length > 0 || !exists(from) || !exists(to) || to < from)
    throw new WrongUsage(`Ngày "${text}" không đúng. Ghi như 2026-11-25 hoặc 2026-11-25..2026-11-26.`);
  return { from, to };
}

/** 25/11/2026, or 25/11/2026 – 26/11/2026. */
export function spanText({ from, to }: DateSpan): string {
  const text = (date: string) => date.split('-').reverse().join('/');
  return from === to ? text(from) : `${text(from)} – ${text(to)}`;
}

/** What moves dossiers; showing and checking the calendar does without. */
export const loadMoving = () =>
  Promise.all([
    import('../../dossiers/change/calendar-change.js'),
    import('../../dossiers/change/update.js'),
  ]);

/** Dossiers moved in one transaction. */
const BATCH = 250;
const PROGRESS_MS = 1000;

type Fate = KeptReason | 'changed' | null;
type Listed = Omit<AffectedDossier, 'kept'> & { kept: Fate };

/**
 * Tells which open dossiers the change concerns. With `--apply` it changes the calendar first, so that new dossiers are
 * counted right from then on, then moves the dates batch by batch: told again after a stop, it goes on with the rest.
 */
export async function carryOutChange(
  context: CommandContext,
  change: PlannedChange,
  flags: ChangeFlags,
): Promise<void> {
  const { io } = context;
  const [{ affectedDossiers }, { moveDueDates }] = await loadMoving();
  const { dossiers: setting } = await context.services();
  const told = { actor: operator(io.user), now: new Date() };
  const moves = flags.apply === true && flags.keepDates !== true;
  if (flags.apply) await change.save();
  const listed: Listed[] = [];
  let [seen, toldAt] = [0, Date.now()];
  for await (const page of affectedDossiers(setting, change, told.now)) {
    for (let start = 0; start < page.affected.length; start += BATCH) {
      if (io.signal.aborted) return;
      const batch = page.affected.slice(start, start + BATCH);
      listed.push(...(moves ? await move(batch) : batch));
    }
    seen += page.seen;
    if (Date.now() - toldAt < PROGRESS_MS) continue;
    toldAt = Date.now();
    await io.err(`Đã xem ${count(seen)} hồ sơ, ${count(listed.length)} bị ảnh hưởng…\n`);
  }
  await io.out(flags.json ? jsonOf(change, listed, flags) : textOf(change, listed, flags));

  async function move(batch: readonly AffectedDossier[]): Promise<Listed[]> {
    const isMoved = (kept: KeptReason | null) => kept === null || (kept === 'file' && flags.moveFileDates);
    const items = batch.flatMap(({ code, version, newDueAt, kept }) =>
      newDueAt && isMoved(kept) ? [{ code, dueAt: newDueAt, reason: change.reason, ifVersion: version }] : [],
    );
    const refused = new Set(
      (await moveDueDates(setting, items, told)).flatMap((result) => (result.ok ? [] : [result.code])),
    );
    return batch.map((each) => {
      if (refused.has(each.code)) return { ...each, kept: 'changed' };
      return isMoved(each.kept) ? { ...each, kept: null } : each;
    });
  }
}

const count = (n: number) => n.toLocaleString('vi-VN');
const dateText = (at: Date) => spanText({ from: vietnamDate(at), to: vietnamDate(at) });
/** Date and time: `30/11/2026 17:00`. */
const momentText = (at: Date) => `${dateText(at)} ${vietnamIso(at).slice(11, 16)}`;

const KEPT: Record<Exclude<Fate, null>, string> = {
  told: 'hẹn do cán bộ ghi, không tự dời',
  file: 'hẹn lấy từ tệp nạp, có dời không? Thêm --move-file-dates để dời',
  late: 'đã qua ngày hẹn, không tự dời',
  over: 'ngày mới đã qua, giữ ngày cũ',
  changed: 'vừa có thay đổi khác, chưa dời; chạy lại lệnh này',
};

/** How many dossiers go from which day to which, the most first. */
function groupsOf(listed: readonly Listed[]) {
  const groups = new Map<string, { due: string; newDue: string; dossiers: number }>();
  for (const { dueAt, newDueAt, kept } of listed) {
    if (kept !== null || newDueAt === null) continue;
    const [due, newDue] = [vietnamDate(dueAt), vietnamDate(newDueAt)];
    const group = groups.get(`${due} ${newDue}`) ?? { due, newDue, dossiers: 0 };
    group.dossiers += 1;
    groups.set(`${due} ${newDue}`, group);
  }
  return [...groups.values()].sort((a, b) => b.dossiers - a.dossiers);
}

function jsonOf({ reason }: PlannedChange, listed: readonly Listed[], flags: ChangeFlags): string {
  const dossiers = listed.map(({ code, dueAt, newDueAt, kept }) => ({
    code,
    dueAt: vietnamIso(dueAt),
    newDueAt: newDueAt && vietnamIso(newDueAt),
    kept,
  }));
  const told = {
    applied: flags.apply ?? false,
    datesMoved: (flags.apply && !flags.keepDates) ?? false,
    reason,
  };
  return `${JSON.stringify({ ...told, groups: groupsOf(listed), dossiers }, null, 2)}\n`;
}

function textOf({ reason }: PlannedChange, listed: readonly Listed[], flags: ChangeFlags): string {
  const moved = listed.filter(({ kept }) => kept === null);
  const verb = flags.keepDates
    ? 'để nguyên ngày hẹn đã báo'
    : flags.apply
      ? 'đã dời ngày hẹn'
      : 'sẽ dời ngày hẹn';
  const kept = Object.entries(KEPT).flatMap(([fate, text]) => {
    const dossiers = listed.filter((each) => each.kept === fate).length;
    return dossiers > 0 ? [`${count(dossiers)} hồ sơ: ${text}`] : [];
  });
  return [
    flags.apply ? 'Đã sửa lịch.' : 'Chạy thử: chưa ghi gì.',
    `Lý do: ${reason}`,
    `${count(moved.length)} hồ sơ ${verb}.`,
    ...groupsOf(listed).map(
      ({ due, newDue, dossiers }) =>
        `  ${count(dossiers)} hồ sơ: ${spanText({ from: due, to: due })} → ${spanText({ from: newDue, to: newDue })}`,
    ),
    ...kept,
    ...listed.map(lineOf),
    ...(flags.apply ? [] : ['Thêm --apply để ghi; --apply --keep-dates để sửa lịch mà không dời ngày hẹn.']),
    '',
  ].join('\n');
}

function lineOf({ code, dueAt, newDueAt, kept }: Listed): string {
  const date = newDueAt ? momentText(newDueAt) : 'cơ quan nghỉ ngày này';
  return listed(code, momentText(dueAt), date, ...(kept ? [KEPT[kept]] : [])).trimEnd();
}
