/** Opens what a desk's software calls a spreadsheet: workbooks of every age, HTML and text, told apart by content. */
import { detectDelimiter, parseCsv } from 'hucre/csv';
import { readOds } from 'hucre/ods';
import { readXls, readXlsb, readXlsx } from 'hucre/xlsx';
import { ImportRefused } from '../../catalogue/import/item.js';
import { refuseSharedBomb, refuseZipBomb } from '../../catalogue/import/zip-guard.js';
import { joinLines } from '../../security/text.js';
import type { Cell } from './date-cell.js';
import { isMarkup, readMarkup } from './markup-table.js';
import { refuseOtherKinds, refuseOtherText, refuseOtherZip } from './other-kinds.js';
import { NO_FORMULAS, type Table, type TableRow } from './table.js';
import { type Decoding, decodings } from './text-bytes.js';

/** Caps against hostile files, after unpacking. */
export const MAX_BYTES = 64 * 1024 * 1024;

type Workbook = Awaited<ReturnType<typeof readXlsx>>;
type Sheet = Workbook['sheets'][number];

/** A file's content: lines of JSON, or tables, in one of several ways to read its text. */
export type OpenedFile = { kind: 'json'; text: string } | { kind: 'tables'; ways: Table[][] };

/** @throws ImportRefused emptyFile, oldExcel, zipBomb, damagedWorkbook, otherFile, packedFile, webPage */
export async function openTables(bytes: Uint8Array): Promise<OpenedFile> {
  if (bytes.length === 0) throw new ImportRefused('emptyFile', { row: 0 });
  refuseOtherKinds(bytes);
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0])) return { kind: 'tables', ways: [await openOld(bytes)] };
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04])) return { kind: 'tables', ways: [await openZip(bytes)] };
  const ways = decodings(bytes);
  const [first] = ways;
  if (/^\uFEFF?\s*[{[]/.test(first?.text ?? '')) return { kind: 'json', text: first?.text ?? '' };
  return { kind: 'tables', ways: ways.map(readText) };
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

async function openOld(bytes: Uint8Array): Promise<Table[]> {
  try {
    return tablesOf(await readXls(bytes));
  } catch (fault) {
    if (fault instanceof ImportRefused) throw fault;
    throw new ImportRefused('oldExcel', { row: 0 }, {}, { cause: fault });
  }
}

async function openZip(bytes: Uint8Array): Promise<Table[]> {
  const names = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  await refuseZipBomb(bytes, MAX_BYTES);
  refuseOtherZip(names);
  const read = names.includes('opendocument.spreadsheet')
    ? readOds
    : names.includes('xl/workbook.bin')
      ? readXlsb
      : readXlsx;
  try {
    return tablesOf(await read(bytes));
  } catch (fault) {
    if (fault instanceof ImportRefused) throw fault;
    const reason = fault instanceof Error ? fault.message : String(fault);
    throw new ImportRefused('damagedWorkbook', { row: 0 }, { reason }, { cause: fault });
  }
}

function tablesOf({ sheets }: Workbook): Table[] {
  return sheets.map((sheet) => {
    refuseSharedBomb(sheet.rows, MAX_BYTES);
    const isHidden = (sheet.hidden ?? false) || (sheet.veryHidden ?? false);
    return { sheet: sheets.length > 1 ? sheet.name : null, rows: rowsOf(sheet), isHidden };
  });
}

function rowsOf({ rows, cells, merges }: Pick<Sheet, 'rows' | 'cells' | 'merges'>): TableRow[] {
  const formulas = new Map<number, Set<number>>();
  const constants = new Map<string, string>();
  for (const [at, cell] of cells ?? []) {
    const [row = 0, column = 0] = at.split(',').map(Number);
    if (cell.formula === undefined && cell.type !== 'formula') continue;
    // So that a number stays as it is written, some programs write ="0905…".
    const constant = /^"([^"]*)"$/.exec(cell.formula ?? '')?.[1];
    if (constant !== undefined) {
      constants.set(`${row},${column}`, constant);
      continue;
    }
    formulas.set(row, (formulas.get(row) ?? new Set()).add(column));
  }
  const grid = rows.map((row, at) =>
    row.map((cell, column) => constants.get(`${at},${column}`) ?? plainCell(cell)),
  );
  for (const merge of merges ?? []) fillDown(grid, merge);
  return grid.map((row, index) => ({
    row: index + 1,
    cells: row,
    formulas: formulas.get(index) ?? NO_FORMULAS,
  }));
}

/** A name merged over several rows is that of each of them, as a person reads it. */
function fillDown(grid: Cell[][], merge: NonNullable<Sheet['merges']>[number]): void {
  const { startRow, startCol, endRow, endCol } = merge;
  const value = grid[startRow]?.[startCol] ?? null;
  if (value === null || startCol !== endCol || endRow === startRow) return;
  for (let row = startRow + 1; row <= Math.min(endRow, grid.length - 1); row += 1) {
    const cells = grid[row];
    if (cells && (cells[startCol] ?? null) === null) cells[startCol] = value;
  }
}

function plainCell(value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return value;
  return typeof value === 'object' && 'text' in value ? String(value.text) : String(value);
}

function readText({ text }: Decoding): Table[] {
  const plain = text.replace(/^\uFEFF/, '');
  if (!isMarkup(plain)) {
    refuseOtherText(plain);
    return [{ sheet: null, rows: readCsvRows(plain), isText: true }];
  }
  const tables = readMarkup(plain);
  return tables.map((table, index) => ({
    sheet: tables.length > 1 ? `bảng ${index + 1}` : null,
    rows: rowsOf(table),
  }));
}

/**
 * Tables of a workbook whose rows stand whole in their first cell, as a list in text does that was opened with the wrong
 * separator and saved; null = they do not.
 */
export function unglued(tables: readonly Table[]): Table[] | null {
  const found = tables.flatMap(({ sheet, rows }): Table[] => {
    const isGlued = rows.every(({ cells }) => cells.slice(1).every((cell) => cell === null || cell === ''));
    const lines = rows.map(({ cells }) => joinLines(String(cells[0] ?? '')));
    if (!isGlued || !lines.some((line) => DELIMITERS.some((each) => line.split(each).length > 2))) return [];
    const delimiter = delimiterOf(lines.join('\n'));
    return [
      {
        sheet,
        isText: true,
        rows: lines.map((line, index) => ({
          row: rows[index]?.row ?? index + 1,
          cells: parseCsv(line, { delimiter })[0]?.map(String) ?? [],
          formulas: NO_FORMULAS,
        })),
      },
    ];
  });
  return found.length > 0 ? found : null;
}

/** Excel's own first line, which tells the separator. */
const SEPARATOR = /^"?sep=(.)"?[^\n]*\r?\n/i;

function readCsvRows(text: string): TableRow[] {
  const told = SEPARATOR.exec(text);
  const body = told ? text.slice(told[0].length) : text;
  const delimiter = told?.[1] ?? delimiterOf(body);
  let row = told ? 2 : 1;
  return parseCsv(body, { delimiter }).map((values) => {
    const cells = values.map(String);
    const start = row;
    row += cells.reduce((lines, value) => lines + (value.match(/\n/g)?.length ?? 0), 1);
    return { row: start, cells, formulas: NO_FORMULAS };
  });
}

/** That of the line among the first with the most of one: titles above a header have none. */
function delimiterOf(text: string): string {
  const lines = text.split(/\r?\n/, 30);
  const count = (line: string, delimiter: string) => line.split(delimiter).length - 1;
  const [fullest = ''] = [...lines].sort(
    (a, b) =>
      Math.max(...DELIMITERS.map((each) => count(b, each))) -
      Math.max(...DELIMITERS.map((each) => count(a, each))),
  );
  const [most] = [...DELIMITERS].sort((a, b) => count(fullest, b) - count(fullest, a));
  return most && count(fullest, most) > 0 ? most : detectDelimiter(lines[0] ?? '');
}

const DELIMITERS = ['\t', ';', '|', ','] as const;
