/** `motcua dossier imports|undo-import|mappings`: files taken over, and what units have said their words mean. */
import type { Command } from 'commander';
import { undoImport } from '../../dossiers/change/import.js';
import { plainOf } from '../../dossiers/exchange/file-setting.js';
import {
  type Batch,
  deleteMapping,
  listBatches,
  MAPPING_KINDS,
  type MappingKind,
  readMappings,
} from '../../dossiers/exchange/import-store.js';
import type { LeftReason } from '../../dossiers/model/take-back.js';
import { vietnamIso, vietnamTime } from '../../time/clock.js';
import { type CommandContext, CommandFailed, operator, WrongUsage } from '../command.js';
import { checkUnitCode } from '../options.js';
import { listed } from '../socket/lines.js';

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
    .description('hoàn tác một lần nạp tệp; hồ sơ đã có thay đổi khác thì giữ nguyên và được kể ra')
    .option('--json', 'in JSON')
    .action((id: string, { json = false }: { json?: boolean }) => undo(context, id, json));
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
  if (batches.length === 0) return io.out('Chưa nạp tệp nào.\n');
  for (const batch of batches) await io.out(describe(batch));
}

const moment = (at: Date) => {
  const { date, time } = vietnamTime(at);
  return `${time} ${date.split('-').reverse().join('/')}`;
};

function describe(batch: Batch): string {
  const { id, importedAt, importedBy, file, unit, written, unchanged, setAside, undoneAt, undoneBy } = batch;
  return listed(
    String(id),
    moment(importedAt),
    importedBy,
    file,
    unit ?? '',
    `ghi ${written}, không đổi ${unchanged}, để riêng ${setAside}`,
    batch.digest.slice(0, 12),
    undoneAt ? `đã hoàn tác ${moment(undoneAt)} (${undoneBy})` : '',
  );
}

const LEFT: Record<LeftReason, string> = {
  changedSince: 'đã có thay đổi khác sau lần nạp này',
  ownerTold: 'tệp đã đổi chủ hồ sơ, tên trước không còn được giữ',
};

async function undo({ io, services }: CommandContext, text: string, json: boolean): Promise<void> {
  const id = Number(text);
  if (!/^\d{1,9}$/.test(text))
    throw new WrongUsage(`"${text}" không phải số lần nạp. Xem: motcua dossier imports`);
  const { dossiers } = await services();
  const done = await undoImport(dossiers, id, { actor: operator(io.user), now: new Date() });
  if (!done)
    throw new CommandFailed(`Không có lần nạp ${id}, hoặc đã hoàn tác rồi. Xem: motcua dossier imports`);
  if (json) return io.out(`${JSON.stringify(done, null, 2)}\n`);
  await io.out(`Đã hoàn tác lần nạp ${id} ở ${done.undone.length} hồ sơ; giữ nguyên ${done.left.length}.\n`);
  for (const { code, reason } of done.left) await io.out(listed(code, LEFT[reason]));
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
  if (known.length === 0) return io.out('Chưa nhớ từ riêng nào.\n');
  for (const each of known)
    await io.out(listed(each.unit || 'mọi đơn vị', each.kind, each.said, each.meaning));
}

function isKind(kind: string): kind is MappingKind {
  return MAPPING_KINDS.some((each) => each === kind);
}
