/** `motcua dossier import|template`: for desks whose software only exports files. */
import type { Command } from 'commander';
import { ImportRefused } from '../../catalogue/import/item.js';
import { describeFinding } from '../../catalogue/import/messages.js';
import { applyBatch } from '../../dossiers/change/update.js';
import { type ReadDossiers, readDossierFile } from '../../dossiers/exchange/file.js';
import { toBatch } from '../../dossiers/exchange/reported.js';
import { writeDossierTemplate } from '../../dossiers/exchange/template.js';
import { type Actor, covers, unitOfCode } from '../../dossiers/model/dossier.js';
import { errorBody, problemOfRefusal } from '../../http/desk/problems.js';
import { type CommandContext, CommandFailed } from '../command.js';
import { checkUnitCode } from '../options.js';

/** Rows written at a time: what was written stays when a later part fails, and may be sent again. */
const PAGE = 500;

/** Adds the commands about files. */
export function addDossierImportCommands(dossier: Command, context: CommandContext): void {
  dossier
    .command('import <file>')
    .description('nạp hồ sơ và trạng thái từ CSV, Excel hoặc JSON-lines; mặc định chỉ chạy thử')
    .option('--apply', 'ghi thật; nạp lại cùng tệp không ghi trùng')
    .option('--unit <mã>', 'tệp của đơn vị này: dòng của đơn vị khác bị từ chối')
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

type ImportFlags = { apply?: boolean; unit?: string };
type Rows = Awaited<ReturnType<typeof readDossierFile>>['rows'];

async function importFile(
  context: CommandContext,
  file: string,
  { apply, unit }: ImportFlags,
): Promise<void> {
  const { io } = context;
  if (unit !== undefined) checkUnitCode(unit);
  const read = await readDossierFile(io.readFile(file)).catch((error) => {
    throw explain(error, file);
  });
  const { rows, problems } = unit === undefined ? read : ofUnit(read, unit);
  for (const { row, column, message } of problems)
    await io.err(`tệp ${file}, dòng ${row}${column ? `, cột ${column}` : ''}: ${message}\n`);
  if (rows.length === 0) throw new CommandFailed(`${file} không có dòng nào đọc được; chưa ghi gì.`);
  const aside = problems.length > 0 ? `, ${problems.length} chỗ để riêng vì lỗi (xem trên)` : '';
  const files = rows.filter(({ reported }) => reported.dossier).length;
  const told = `${rows.length} dòng đọc được (${files} có hồ sơ, ${rows.length - files} chỉ có trạng thái)${aside}`;
  if (!apply) {
    await io.out(`Chạy thử: ${told}. Thêm --apply để ghi.\n`);
    return;
  }
  const { changed, refused } = await write(context, file, { rows, unit });
  const rest = refused > 0 ? `, ${refused} dòng không ghi được (xem trên)` : '';
  await io.out(`Đã ghi: ${told}; ${changed} dòng có thay đổi${rest}.\n`);
}

/** Without the rows that tell of another unit's dossiers. */
function ofUnit({ rows, problems }: ReadDossiers, unit: string): ReadDossiers {
  const own = rows.filter(({ reported }) => covers(unit, unitOfCode(reported.code)));
  const message = `Hồ sơ không thuộc ${unit}; dòng này được để riêng.`;
  const others = rows
    .filter(({ reported }) => !covers(unit, unitOfCode(reported.code)))
    .map(({ row }) => ({ row, column: null, message }));
  return { rows: own, problems: [...problems, ...others] };
}

async function write(
  context: CommandContext,
  file: string,
  { rows, unit }: { rows: Rows; unit: string | undefined },
) {
  const { io } = context;
  const { dossiers } = await context.services();
  const total = { changed: 0, refused: 0 };
  for (let start = 0; start < rows.length && !io.signal.aborted; start += PAGE) {
    const page = rows.slice(start, start + PAGE);
    const now = new Date();
    const reports = page.map(({ reported }) => reported);
    const items = await toBatch(dossiers.client, reports, 'import', now);
    const results = await applyBatch(dossiers, items, { actor: importer(io.user, unit ?? ''), now });
    for (const [index, result] of results.entries()) {
      if (result.ok) {
        total.changed += result.changed ? 1 : 0;
        continue;
      }
      total.refused += 1;
      const { message } = errorBody(problemOfRefusal(result.refusal, result.field));
      await io.err(`tệp ${file}, dòng ${page[index]?.row ?? 0}, mã ${result.code}: ${message}\n`);
    }
    if (rows.length > PAGE)
      await io.err(`Đã ghi ${Math.min(start + PAGE, rows.length)}/${rows.length} dòng…\n`);
  }
  return total;
}

/** A file tells what the desk's own software recorded: it is believed, and its breaches of the rules are flagged. */
function importer(user: string, unit: string): Actor {
  return {
    kind: 'system',
    id: `cli:${user}`,
    name: user,
    source: 'import',
    unit,
    duties: [],
    mayCorrect: false,
  };
}

function explain(error: unknown, file: string): unknown {
  if (error instanceof ImportRefused)
    return new CommandFailed(`Không đọc được ${file}; chưa ghi gì. ${describeFinding(error.finding)}`);
  return error;
}
