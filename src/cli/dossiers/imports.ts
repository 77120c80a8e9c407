/** `motcua dossier imports|undo-import|mappings`: files taken over, and what units have said their words mean. */
import type { Command } from 'commander';
import { type Undone, undoImport } from '../../dossiers/change/undo-import.js';
import { plainOf } from '../../dossiers/exchange/file-setting.js';
import {
  type Batch,
  deleteMapping,
  listBatches,
  MAPPING_KINDS,
  type MappingKind,
  readMappings,
} from '../../dossiers/exchange/import-store.js';
import { STATUS_NAMES, type Status } from '../../dossiers/model/status.js';
import type { LeftReason } from '../../dossiers/model/take-back.js';
import { vietnamIso, vietnamTime } from '../../time/clock.js';
import { type CommandContext, CommandFailed, operator, WrongUsage } from '../command.js';
import { checkUnitCode } from '../options.js';
import { listed } from '../socket/lines.js';
import { tellProgress } from './progress.js';

const SHOWN = 100;

/** Adds the commands. */
export function addImportCommands(dossier: Command, context: CommandContext): void {
  dossier
    .command('imports')
    .description('các lần nạp tệp: ai, tệp nào, lúc nào, bao nhiêu dòng')
    .option('--json', 'in JSON')
    .action(({ json = false }: { json?: boolean }) => printBatches(context, json));
  dossier
    .command('undo-import <số>')
    .description(
      'hoàn tác một lần nạp tệp; hồ sơ đã có thay đổi khác thì giữ nguyên và được kể ra; mặc định chỉ chạy thử',
    )
    .option('--apply', 'hoàn tác thật; không có thì chỉ nói sẽ hoàn tác gì')
    .option('--json', 'in JSON')
    .action((id: string, flags: UndoFlags) => undo(context, id, flags));
  dossier
    .command('mappings')
    .description('những từ riêng đã nhớ khi nạp tệp: tên cột, trạng thái, tên thủ tục')
    .option('--unit <mã>', 'của đơn vị này (và đơn vị trên nó)')
    .option('--forget <loại:từ>', 'quên một từ, ví dụ "status:Chuyển tầng 2"')
    .option('--json', 'in JSON')
    .action((flags: { unit?: string; forget?: string; json?: boolean }) => mappings(context, flags));
}

async function printBatches({ io, services }: CommandContext, json: boolean): Promise<void> {
  const batches = await listBatches((await services()).database.client, SHOWN);
  if (json)
    return io.out(
      `${JSON.stringify(
        batches.map((batch) => ({
          ...batch,
          importedAt: vietnamIso(batch.importedAt),
          undoneAt: batch.undoneAt && vietnamIso(batch.undoneAt),
        })),
        null,
        2,
      )}\n`,
    );
  if (batches.length === 0) return io.err('Chưa nạp tệp nào.\n');
  for (const batch of batches) await io.out(describe(batch));
}

const moment = (at: Date) => {
  const { date, time } = vietnamTime(at);
  return `${time} ${date.split('-').reverse().join('/')}`;
};

const undoneText = ({ undoneAt, undoneBy }: Batch) => `${undoneAt && moment(undoneAt)} (${undoneBy})`;

function describe(batch: Batch): string {
  const { id, importedAt, importedBy, file, unit, written, unchanged, setAside, undoneAt } = batch;
  return listed(
    String(id),
    moment(importedAt),
    importedBy,
    file,
    unit ?? '',
    `ghi ${written}, không đổi ${unchanged}, để riêng ${setAside}`,
    batch.digest.slice(0, 12),
    undoneAt ? `đã hoàn tác ${undoneText(batch)}` : '',
  );
}

const LEFT: Record<LeftReason, string> = {
  changedSince: 'giữ nguyên: đã có thay đổi khác sau lần nạp này',
  ownerForgotten:
    'giữ nguyên: tệp đã đổi chủ hồ sơ, chủ trước không còn được giữ (chỉ giữ 30 ngày); sửa bằng cách nạp tệp có chủ đúng',
};

type UndoFlags = { apply?: boolean; json?: boolean };

/** So many dossiers are told of one by one; those that stay all are. */
const TOLD = 200;

async function undo(
  { io, services }: CommandContext,
  text: string,
  { apply = false, json }: UndoFlags,
): Promise<void> {
  const id = Number(text);
  if (!/^\d{1,9}$/.test(text))
    throw new WrongUsage(`"${text}" không phải số lần nạp. Xem: motcua dossier imports`);
  const { dossiers } = await services();
  const done = await undoImport(dossiers, id, {
    actor: operator(io.user),
    now: new Date(),
    apply,
    clock: () => new Date(),
    signal: io.signal,
    onProgress: tellProgress(io),
  });
  if (done.kind === 'none') throw new CommandFailed(`Không có lần nạp ${id}. Xem: motcua dossier imports`);
  if (done.kind === 'already')
    throw new CommandFailed(`Lần nạp ${id} đã hoàn tác rồi: ${undoneText(done.batch)}. Không còn gì để làm.`);
  const { undone, left } = done;
  if (json) return io.out(`${JSON.stringify({ applied: apply, undone, left }, null, 2)}\n`);
  for (const line of undoLines(done)) await io.out(line);
  await io.out(undoSummary(id, { undone, left }, apply));
}

function undoLines({ undone, left }: Undone): string[] {
  const named = (status: Status) => `${status} ${STATUS_NAMES[status]}`;
  return [
    ...undone
      .slice(0, TOLD)
      .map(({ code, from, to }) =>
        to === null
          ? listed(code, 'hồ sơ do tệp này lập: bỏ')
          : listed(
              code,
              from === to ? `vẫn ${named(from)}, bỏ phần tệp ghi` : `${named(from)} → ${named(to)}`,
            ),
      ),
    ...(undone.length > TOLD ? [`… và ${undone.length - TOLD} hồ sơ nữa (kể đủ: --json)\n`] : []),
    ...left.map(({ code, reason }) => listed(code, LEFT[reason])),
  ];
}

function undoSummary(id: number, { undone, left }: Undone, applied: boolean): string {
  const filed = undone.filter(({ to }) => to === null).length;
  const counts =
    `${undone.length} hồ sơ (${filed} do tệp lập, ${undone.length - filed} trở về như trước lần nạp); ` +
    `giữ nguyên ${left.length}`;
  if (undone.length + left.length === 0)
    return `Lần nạp ${id} không ghi hồ sơ nào: không có gì để hoàn tác.\n`;
  if (undone.length === 0)
    return `Lần nạp ${id}: không có hồ sơ nào hoàn tác được; giữ nguyên ${left.length}. Chưa đổi gì.\n`;
  return applied
    ? `Đã hoàn tác lần nạp ${id}: ${counts}.\n`
    : `Chạy thử: sẽ hoàn tác lần nạp ${id}: ${counts}. Thêm --apply để hoàn tác thật.\n`;
}

async function mappings(
  { io, services }: CommandContext,
  { unit, forget, json }: { unit?: string; forget?: string; json?: boolean },
): Promise<void> {
  if (unit !== undefined) checkUnitCode(unit);
  const { client } = (await services()).database;
  if (forget !== undefined) {
    const [kind = '', ...words] = forget.split(':');
    if (!isKind(kind))
      throw new WrongUsage(`--forget "${forget}" không đúng. Ghi như "status:Chuyển tầng 2".`);
    const said = plainOf(kind, words.join(':'));
    if (!(await deleteMapping(client, { unit: unit ?? '', kind, said })))
      throw new CommandFailed(`Chưa nhớ từ này${unit ? ` cho ${unit}` : ''}. Xem: motcua dossier mappings`);
    return io.err(`Đã quên "${said}".\n`);
  }
  const known = await readMappings(client, unit ?? null);
  if (json) return io.out(`${JSON.stringify(known, null, 2)}\n`);
  if (known.length === 0) return io.err('Chưa nhớ từ riêng nào.\n');
  for (const each of known)
    await io.out(listed(each.unit || 'mọi đơn vị', each.kind, each.said, each.meaning));
}

function isKind(kind: string): kind is MappingKind {
  return MAPPING_KINDS.some((each) => each === kind);
}
