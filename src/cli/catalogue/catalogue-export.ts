/** `motcua catalogue export|template`: files for officers and other programs. */
import type { Command } from 'commander';
import { writeKnowledgeRow, writeOwnRow } from '../../catalogue/import/own-jsonl.js';
import { writeTemplate, writeWorkbook } from '../../catalogue/import/workbook.js';
import { listKnowledge } from '../../catalogue/knowledge-store.js';
import { neutralText } from '../../privacy/neutral-text.js';
import { type CommandContext, WrongUsage } from '../command.js';
import { readSelected, readSelection, type SelectionOptions, withSelection } from './selection.js';

/** Adds the commands that write files. */
export function addCatalogueExportCommands(catalogue: Command, context: CommandContext): void {
  withSelection(
    catalogue
      .command('export')
      .description('xuất danh mục đang công bố và điều dân hay hỏi; nhập lại được nguyên vẹn')
      .requiredOption('--format <dạng>', 'xlsx hoặc jsonl')
      .option('--out <tệp>', 'tệp ghi ra (jsonl không có --out thì ra đầu ra chuẩn)'),
  ).action((options: ExportOptions) => exportCatalogue(context, options));
  catalogue
    .command('template')
    .description('tạo tệp Excel trống có hướng dẫn, danh sách chọn và ví dụ')
    .requiredOption('--out <tệp>', 'tệp .xlsx ghi ra')
    .action(async ({ out }: { out: string }) => {
      await context.io.writeFile(out, await writeTemplate());
      await context.io.err(`Đã ghi ${out}\n`);
    });
}

type ExportOptions = SelectionOptions & { format: string; out?: string };

async function exportCatalogue(context: CommandContext, options: ExportOptions): Promise<void> {
  const { io } = context;
  const { format, out } = options;
  if (format !== 'xlsx' && format !== 'jsonl') throw new WrongUsage('--format cần là xlsx hoặc jsonl.');
  if (format === 'xlsx' && !out)
    throw new WrongUsage('Thiếu --out: tệp Excel cần tên tệp, ví dụ --out danh-muc.xlsx');
  const { client } = (await context.services()).database;
  const selection = await readSelection(client, options);
  const entries = [];
  const codes = new Set<string>();
  const lines: string[] = [];
  const write = async (line: string) => (out ? void lines.push(`${line}\n`) : io.out(`${line}\n`));
  for await (const { official, guide } of readSelected(client, selection)) {
    codes.add(official.code);
    if (format === 'xlsx') entries.push({ official, ...(guide ? { guide } : {}) });
    else await write(writeOwnRow({ official, ...(guide ? { guide } : {}) }));
  }
  const knowledge = (await listKnowledge(client)).filter(
    (fact) => selection.isFor(fact.unit) && (selection.isAll || fact.codes.some((code) => codes.has(code))),
  );
  if (format === 'jsonl') for (const fact of knowledge) await write(writeKnowledgeRow(fact));
  if (!out) return;
  await io.writeFile(
    out,
    format === 'xlsx' ? await writeWorkbook(entries, knowledge) : Buffer.from(neutralText(lines.join(''))),
  );
  await io.err(`Đã ghi ${out}: ${codes.size} thủ tục, ${knowledge.length} điều dân hay hỏi\n`);
}
