/** `motcua dossier import|template`: for desks whose software only exports files. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import type { Command } from 'commander';
import { ImportRefused } from '../../catalogue/import/item.js';
import { describeFinding } from '../../catalogue/import/messages.js';
import { countOutcomesOfRows, importDossiers } from '../../dossiers/change/import.js';
import { type AsideRow, writeAside } from '../../dossiers/exchange/aside.js';
import { onlyOurs } from '../../dossiers/exchange/belonging.js';
import { withoutContradictions } from '../../dossiers/exchange/contradictions.js';
import { type ReadDossiers, readDossierFile } from '../../dossiers/exchange/file.js';
import { readFileSetting, readMapping } from '../../dossiers/exchange/file-setting.js';
import {
  findSameFile,
  type Mapping,
  type MappingKind,
  saveMappings,
} from '../../dossiers/exchange/import-store.js';
import { writeDossierTemplate } from '../../dossiers/exchange/template.js';
import { type Actor, IMPORT_SOURCE } from '../../dossiers/model/dossier.js';
import { errorBody, problemOfRefusal } from '../../http/desk/problems.js';
import { listUnits } from '../../units/store.js';
import { type CommandContext, CommandFailed, WrongUsage } from '../command.js';
import { checkUnitCode, collect } from '../options.js';
import { type FileReport, nothingText, problemLines, reportJson, reportText } from './import-text.js';
import { tellProgress, whileReading } from './progress.js';

/** Adds the commands that read and write files. */
export function addDossierImportCommands(dossier: Command, context: CommandContext): void {
  dossier
    .command('import <tệp>')
    .description(
      'nạp hồ sơ và trạng thái từ Excel (.xlsx, .xls), CSV, HTML, ODS hoặc JSON-lines; mặc định chỉ chạy thử',
    )
    .option('--apply', 'ghi thật; nạp lại cùng tệp không ghi trùng')
    .option('--unit <mã>', 'tệp của đơn vị này: dòng của đơn vị khác bị từ chối')
    .option('--also <mã>', 'nhận cả mã hồ sơ của tỉnh, đơn vị này; ghi nhiều lần được', collect, [])
    .option(
      '--map <cột=trường>',
      'tên cột riêng của đơn vị, ví dụ "Số phiếu=Mã hồ sơ"; "=bỏ qua" để bỏ',
      collect,
      [],
    )
    .option('--status <từ=số>', 'trạng thái riêng của đơn vị, ví dụ "Chuyển tầng 2=4"', collect, [])
    .option('--procedure <tên=mã>', 'tên thủ tục riêng, ví dụ "Khai sinh=1.001193"', collect, [])
    .option('--aside <tệp>', 'ghi các dòng để riêng, kèm lý do, ra tệp .xlsx')
    .option('--json', 'in JSON')
    .action((file: string, flags: ImportFlags) => importFile(context, file, flags));
  dossier
    .command('template')
    .description('tạo tệp Excel mẫu có hướng dẫn và danh sách chọn')
    .requiredOption('--out <tệp>', 'tệp .xlsx ghi ra')
    .action(async ({ out }: { out: string }) => {
      await context.io.writeFile(out, await writeDossierTemplate());
      await context.io.err(`Đã ghi ${out}\n`);
    });
}

type ImportFlags = {
  apply?: boolean;
  unit?: string;
  also: string[];
  map: string[];
  status: string[];
  procedure: string[];
  aside?: string;
  json?: boolean;
};

async function importFile(context: CommandContext, file: string, flags: ImportFlags): Promise<void> {
  const { io } = context;
  const { apply = false } = flags;
  for (const unit of [...(flags.unit === undefined ? [] : [flags.unit]), ...flags.also]) checkUnitCode(unit);
  const unit = flags.unit ?? null;
  const told = mappingsOf(flags, unit);
  const { dossiers } = await context.services();
  const { client } = dossiers;
  const { read, digest } = await readFile(context, file, await readFileSetting(client, unit, told));
  const units = (await listUnits(client)).map(({ code }) => code);
  const ours = withoutContradictions(onlyOurs(read, { unit, units, also: flags.also }));
  await io.err(problemLines(file, ours));
  const setAside = new Set(ours.problems.map(placeOf)).size;
  if (ours.rows.length === 0) return refuseNothing(context, { file, ours, setAside, flags });
  const now = new Date();
  const same = await findSameFile(client, digest);
  const { outcomes, batch } = await importDossiers(
    dossiers,
    { name: path.basename(file), digest, unit, setAside, rows: ours.rows },
    {
      actor: importer(io.user, unit ?? ''),
      now,
      apply,
      clock: () => new Date(),
      signal: io.signal,
      onProgress: tellProgress(io),
    },
  );
  if (apply && told.length > 0) await saveMappings(client, told, { by: io.user, at: now });
  const report: FileReport = {
    read: ours,
    outcomes,
    batch,
    same,
    counts: countOutcomesOfRows(outcomes, setAside),
  };
  for (const each of outcomes)
    if (each.outcome === 'refused')
      await io.err(`tệp ${file}, dòng ${each.row.row}, mã ${each.code}: ${messageOf(each)}\n`);
  if (flags.aside) await writeAsideFile(context, flags.aside, report);
  await io.out(flags.json ? reportJson(report, messageOf) : reportText(report, apply));
}

/** Nothing can be taken over: says why, with the rows set aside where they were asked for. */
async function refuseNothing(
  context: CommandContext,
  { file, ours, setAside, flags }: { file: string; ours: ReadDossiers; setAside: number; flags: ImportFlags },
): Promise<never> {
  const counts = countOutcomesOfRows([], setAside);
  const report: FileReport = { read: ours, outcomes: [], batch: null, same: null, counts };
  if (flags.aside && ours.source.length > 0) await writeAsideFile(context, flags.aside, report);
  if (flags.json) await context.io.out(reportJson(report, messageOf));
  throw new CommandFailed(nothingText(file, ours));
}

function mappingsOf(flags: ImportFlags, unit: string | null): Mapping[] {
  const of = (kind: MappingKind, flag: string, texts: readonly string[]) =>
    texts.map((text) => {
      const mapping = readMapping(kind, text, unit);
      if (mapping) return mapping;
      throw new WrongUsage(`--${flag} "${text}" không đúng. Xem: motcua dossier import --help`);
    });
  return [
    ...of('column', 'map', flags.map),
    ...of('status', 'status', flags.status),
    ...of('procedure', 'procedure', flags.procedure),
  ];
}

async function readFile(
  { io }: CommandContext,
  file: string,
  setting: Awaited<ReturnType<typeof readFileSetting>>,
): Promise<{ read: ReadDossiers; digest: string }> {
  const hash = createHash('sha256');
  async function* hashed() {
    for await (const part of io.readFile(file)) {
      hash.update(part);
      yield part;
    }
  }
  try {
    const read = await whileReading(io, file, () => readDossierFile(hashed(), setting));
    return { read, digest: hash.digest('hex') };
  } catch (error) {
    if (!(error instanceof ImportRefused)) throw error;
    throw new CommandFailed(`Không đọc được ${file}; chưa ghi gì. ${describeFinding(error.finding)}`);
  }
}

const placeOf = ({ sheet, row }: { sheet: string | null; row: number }) => `${sheet} ${row}`;

type Refused = Extract<FileReport['outcomes'][number], { outcome: 'refused' }>;

const NOT_FILED =
  'Chưa có hồ sơ này, và dòng chỉ nói trạng thái. Thêm cột mã (hoặc tên) thủ tục và ngày tiếp nhận để lập hồ sơ.';

function messageOf({ refusal, field }: Refused): string {
  if (refusal.kind === 'notFound') return NOT_FILED;
  return errorBody(problemOfRefusal(refusal, field)).message;
}

/** Rows that were not read, and those that were but may not be written. */
async function writeAsideFile({ io }: CommandContext, file: string, report: FileReport): Promise<void> {
  const { read, outcomes } = report;
  const reasons = new Map<string, string[]>();
  type Place = { sheet: string | null; row: number };
  const add = (place: Place, reason: string) =>
    reasons.set(placeOf(place), [...(reasons.get(placeOf(place)) ?? []), reason]);
  for (const { column, message, ...place } of read.problems)
    add(place, column ? `${column}: ${message}` : message);
  for (const each of outcomes) if (each.outcome === 'refused') add(each.row, messageOf(each));
  const rows: AsideRow[] = read.source.flatMap((row) => {
    const why = reasons.get(placeOf(row));
    return why ? [{ ...row, reasons: why }] : [];
  });
  await io.writeFile(file, await writeAside(rows));
  await io.err(`Đã ghi ${rows.length} dòng để riêng ra ${file}\n`);
}

/** A file tells what the desk's own software recorded: it is believed, and its breaches of the rules are flagged. */
function importer(user: string, unit: string): Actor {
  return {
    kind: 'system',
    id: `cli:${user}`,
    name: user,
    source: IMPORT_SOURCE,
    unit,
    duties: [],
    mayCorrect: false,
  };
}
