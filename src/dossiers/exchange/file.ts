/** Reads a desk's export: CSV, an Excel workbook or JSON lines, told apart by content. */
import { detectDelimiter, parseCsv } from 'hucre/csv';
import { readXlsx } from 'hucre/xlsx';
import { capBytes, collectBytes } from '../../catalogue/import/bytes.js';
import { ImportRefused } from '../../catalogue/import/item.js';
import { refuseSharedBomb, refuseZipBomb } from '../../catalogue/import/zip-guard.js';
import { nfc } from '../../security/text.js';
import { findReceiptCodes } from '../receipt-code/find.js';
import { bulkItem } from './bulk-item.js';
import { type Cell, type Cells, COLUMNS, columnOf, type ImportColumn, readCells } from './columns.js';
import type { ReportedDossier } from './reported.js';
import { EXAMPLE_MARK } from './template.js';

/** `row` counts from 1 as an editor or Excel does; `column` as written, null = the whole row. */
type ImportProblem = { row: number; column: string | null; message: string };

/** The good rows in order; a row with a problem is not among them. */
export type ReadDossiers = { rows: { row: number; reported: ReportedDossier }[]; problems: ImportProblem[] };

/** Caps against hostile files, after unpacking. */
const MAX_BYTES = 64 * 1024 * 1024;
const MAX_ROWS = 200_000;

/**
 * Reads a whole file.
 * @throws ImportRefused emptyFile, tooLarge, oldExcel, notUtf8, zipBomb, damagedWorkbook, tooManyRows
 */
export async function readDossierFile(input: AsyncIterable<Uint8Array>): Promise<ReadDossiers> {
  const bytes = await collectBytes(capBytes(input, MAX_BYTES));
  if (bytes.length === 0) throw new ImportRefused('emptyFile', { row: 0 });
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) throw new ImportRefused('oldExcel', { row: 0 });
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return readTable(await readWorkbook(bytes));
  const text = nfc(decode(bytes));
  return text.trimStart().startsWith('{') ? readJsonLines(text) : readTable(readCsvRows(text));
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (fault) {
    throw new ImportRefused('notUtf8', { row: 0 }, { encoding: 'ANSI/TCVN' }, { cause: fault });
  }
}

/** A row of a table: its number in the file, its cells, and which of them hold formulas. */
type TableRow = { row: number; cells: readonly Cell[]; formulas: ReadonlySet<number> };
const NO_FORMULAS: ReadonlySet<number> = new Set();

async function readWorkbook(bytes: Uint8Array): Promise<TableRow[]> {
  await refuseZipBomb(bytes, MAX_BYTES);
  try {
    const { sheets } = await readXlsx(bytes, { sheets: [0] });
    const [sheet] = sheets;
    refuseSharedBomb(sheet?.rows ?? [], MAX_BYTES);
    const formulas = new Map<number, Set<number>>();
    for (const [at, cell] of sheet?.cells ?? []) {
      const [row = 0, column = 0] = at.split(',').map(Number);
      if (cell.formula === undefined && cell.type !== 'formula') continue;
      formulas.set(row, (formulas.get(row) ?? new Set()).add(column));
    }
    return (sheet?.rows ?? []).map((cells, index) => ({
      row: index + 1,
      cells,
      formulas: formulas.get(index) ?? NO_FORMULAS,
    }));
  } catch (fault) {
    if (fault instanceof ImportRefused) throw fault;
    const reason = fault instanceof Error ? fault.message : String(fault);
    throw new ImportRefused('damagedWorkbook', { row: 0 }, { reason }, { cause: fault });
  }
}

function readCsvRows(text: string): TableRow[] {
  const plain = text.replace(/^\uFEFF/, '');
  const delimiter = detectDelimiter(plain.split(/\r?\n/, 1)[0] ?? '');
  let row = 1;
  return parseCsv(plain, { delimiter }).map((values) => {
    const cells = values.map(String);
    const start = row;
    row += cells.reduce((lines, value) => lines + (value.match(/\n/g)?.length ?? 0), 1);
    return { row: start, cells, formulas: NO_FORMULAS };
  });
}

const NO_HEADER = 'Dòng đầu phải là tên cột, trong đó có cột "Mã hồ sơ". Xem: motcua dossier template';
const UNKNOWN = 'Không có cột này; cột được bỏ qua.';
const FORMULA = 'Ô chứa công thức. Hãy thay bằng giá trị (chép rồi dán giá trị).';

function readTable([header, ...body]: readonly TableRow[]): ReadDossiers {
  const names = (header?.cells ?? []).map((cell) => String(cell ?? '').trim());
  const columns = names.map((name) => (name === '' ? null : columnOf(name)));
  if (!header || !columns.includes('code'))
    return { rows: [], problems: [{ row: header?.row ?? 1, column: null, message: NO_HEADER }] };
  if (body.length > MAX_ROWS) throw new ImportRefused('tooManyRows', { row: 0 }, { limit: MAX_ROWS });
  const unknown = names.filter((name, index) => name !== '' && columns[index] === null);
  const read: ReadDossiers = {
    rows: [],
    problems: unknown.map((column) => ({ row: header.row, column, message: UNKNOWN })),
  };
  for (const { row, cells, formulas } of body) {
    const found = cellsOf(cells, columns);
    if (found.size === 0 || String(found.get('code') ?? '').startsWith(EXAMPLE_MARK)) continue;
    const named = (column: ImportColumn | null) =>
      column === null ? null : (names[columns.indexOf(column)] ?? null);
    const bad = [...formulas].filter((index) => columns[index]);
    if (bad.length > 0)
      read.problems.push(...bad.map((index) => ({ row, column: names[index] ?? null, message: FORMULA })));
    else addRow(read, row, found, named);
  }
  return read;
}

function cellsOf(cells: readonly Cell[], columns: readonly (ImportColumn | null)[]): Cells {
  const found = new Map<ImportColumn, Exclude<Cell, null>>();
  columns.forEach((column, index) => {
    const cell = cells[index] ?? null;
    if (column && cell !== null && String(cell).trim() !== '') found.set(column, cell);
  });
  return found;
}

function addRow(
  read: ReadDossiers,
  row: number,
  cells: Cells,
  named: (column: ImportColumn | null) => string | null,
): void {
  const reported = readCells(cells);
  if (!Array.isArray(reported)) read.rows.push({ row, reported });
  else
    read.problems.push(
      ...reported.map(({ column, message }) => ({ row, column: named(column) ?? headerOf(column), message })),
    );
}

function headerOf(column: ImportColumn | null): string | null {
  return column && COLUMNS[column].header;
}

const NO_OBJECT = 'Mỗi dòng phải là một đối tượng JSON, ví dụ {"code":"H21.17-261120-0012","status":4}.';

function readJsonLines(text: string): ReadDossiers {
  const read: ReadDossiers = { rows: [], problems: [] };
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  if (lines.length > MAX_ROWS) throw new ImportRefused('tooManyRows', { row: 0 }, { limit: MAX_ROWS });
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const object = parseObject(line);
    const row = index + 1;
    if (object === null) read.problems.push({ row, column: null, message: NO_OBJECT });
    else if ('dossier' in object || 'events' in object) addItem(read, row, object);
    else addRow(read, row, objectCells(object), () => null);
  }
  return read;
}

function parseObject(line: string): object | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function objectCells(object: object): Cells {
  const entries = Object.entries(object).map(([name, value]) => ({ column: columnOf(name), value }));
  return cellsOf(
    entries.map(({ value }) => (typeof value === 'string' || typeof value === 'number' ? value : null)),
    entries.map(({ column }) => column),
  );
}

/** An item as the API's bulk takes it. */
function addItem(read: ReadDossiers, row: number, object: object): void {
  const parsed = bulkItem.safeParse(object);
  const field = parsed.error?.issues[0]?.path.join('.') ?? null;
  const [found] = findReceiptCodes(parsed.data?.code ?? '');
  if (!parsed.success)
    read.problems.push({ row, column: field, message: 'Trường này không đúng dạng. Xem /api/docs.' });
  else if (found?.kind !== 'receipt')
    read.problems.push({ row, column: 'code', message: COLUMNS.code.advice });
  else {
    const { dossier, events = [] } = parsed.data;
    read.rows.push({ row, reported: { code: found.canonical, dossier, events } });
  }
}
