/** Reads a desk's export, whatever its software calls a spreadsheet, or JSON lines. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { capBytes, collectBytes } from '../../catalogue/import/bytes.js';
import { ImportRefused } from '../../catalogue/import/item.js';
import type { Status } from '../model/status.js';
import { COLUMNS, type ImportColumn } from './columns.js';
import { type Cell, type DayOrder, dayOrderOf } from './date-cell.js';
import { readJsonLines } from './json-lines.js';
import { mendBody, mendEach } from './mend.js';
import { MAX_BYTES, openTables } from './open-tables.js';
import type { ReportedDossier } from './reported.js';
import { type Cells, PLAIN_ROWS, type RowSetting, readCells } from './row.js';
import {
  findHeader,
  isCode,
  isFrame,
  type Table,
  type TableHeader,
  type TableRow,
  type ToldColumns,
} from './table.js';
import { EXAMPLE_MARK } from './template.js';

/** `row` counts from 1 as an editor or Excel does; `sheet`: null = the only one; `column` as written, null = the whole row. */
export type ImportProblem = { sheet: string | null; row: number; column: string | null; message: string };

/** A row that was read. */
export type ReadRow = { sheet: string | null; row: number; reported: ReportedDossier };

/** What a file tells. A row with a problem is not among the rows. */
export type ReadDossiers = {
  rows: ReadRow[];
  /** Why rows are set aside, by row and column. */
  problems: ImportProblem[];
  /** What was understood otherwise than written, or left out of a row that was read. */
  notes: ImportProblem[];
  /** Headers of columns that are not used. */
  ignoredColumns: string[];
  /** How each word for a state was understood, and how often. */
  words: { word: string; status: Status; count: number }[];
  /** The first header, and every row that tells of a dossier as it stands in the file, for a list to be put right. */
  header: readonly string[];
  source: { row: number; cells: readonly Cell[] }[];
};

/** What is known besides the file. */
export type FileSetting = Pick<RowSetting, 'procedures' | 'statuses'> & { columns: ToldColumns };

const PLAIN: FileSetting = { ...PLAIN_ROWS, columns: new Map() };
const MAX_ROWS = 200_000;

/**
 * Reads a whole file.
 * @throws ImportRefused emptyFile, tooLarge, oldExcel, notUtf8, zipBomb, damagedWorkbook, tooManyRows
 */
export async function readDossierFile(
  input: AsyncIterable<Uint8Array>,
  setting: FileSetting = PLAIN,
): Promise<ReadDossiers> {
  const opened = await openTables(await collectBytes(capBytes(input, MAX_BYTES)));
  const read = nothingRead();
  if (opened.kind === 'json') {
    if (opened.text.split('\n').length > MAX_ROWS) throw tooMany();
    await readJsonLines(read, opened.text, setting);
    return read;
  }
  const [first = []] = opened.ways;
  for (const tables of opened.ways) {
    const found = tables.flatMap((table) => {
      const header = findHeader({ ...table, rows: mendEach(table.rows.slice(0, HEAD)) }, setting.columns);
      return header ? [{ table, header }] : [];
    });
    for (const { table, header } of found) await readTable(read, table, { header, setting });
    if (found.length > 0) return read;
  }
  if (opened.ways.length > 1) throw new ImportRefused('notUtf8', { row: 0 }, { encoding: 'ANSI/TCVN' });
  const row = first.find(({ rows }) => rows.length > 0)?.rows[0]?.row ?? 1;
  read.problems.push({ sheet: null, row, column: null, message: NO_HEADER });
  return read;
}

/** Rows in which a header, and enough of the body to tell its columns by, is looked for. */
const HEAD = 120;

const tooMany = () => new ImportRefused('tooManyRows', { row: 0 }, { limit: MAX_ROWS });

function nothingRead(): ReadDossiers {
  return {
    rows: [],
    problems: [],
    notes: [],
    ignoredColumns: [],
    words: [],
    header: [],
    source: [],
  };
}

const NO_HEADER =
  'Không thấy dòng tên cột nào có cột mã hồ sơ. Nếu cột tên khác, thêm --map "Tên cột=Mã hồ sơ". Xem: motcua dossier template';
const FORMULA = 'Ô chứa công thức. Hãy thay bằng giá trị (chép rồi dán giá trị).';

type Reading = { header: TableHeader; setting: FileSetting };
type DataRow = TableRow & { found: Cells };

/** So many rows are read before others have their turn: a long list takes seconds. */
const AT_ONCE = 250;

async function readTable(read: ReadDossiers, table: Table, { header, setting }: Reading): Promise<void> {
  const body = mendBody(table.rows.slice(header.body));
  if (body.length > MAX_ROWS) throw tooMany();
  for (const name of header.ignored) if (!read.ignoredColumns.includes(name)) read.ignoredColumns.push(name);
  if (read.header.length === 0) read.header = header.names;
  const rows: DataRow[] = [];
  for (const [index, row] of body.entries()) {
    if (index % AT_ONCE === 0) await nextTurn();
    const found = cellsOf(row.cells, header.columns);
    if (isData(row, found, header)) rows.push({ ...row, found });
  }
  const rowSetting: RowSetting = { ...setting, ...timesOf(rows, header) };
  for (const [index, { row, cells, formulas, found }] of rows.entries()) {
    if (index % AT_ONCE === 0) await nextTurn();
    read.source.push({ row, cells });
    const bad = [...formulas].filter((index) => header.columns[index]);
    const result =
      bad.length > 0
        ? {
            ok: false as const,
            problems: bad.map((at) => ({ column: header.columns[at] ?? null, message: FORMULA })),
          }
        : readCells(found, rowSetting);
    const named = ({ column, message }: { column: ImportColumn | null; message: string }) => ({
      sheet: table.sheet,
      row,
      column: column && (header.names[header.columns.indexOf(column)] ?? COLUMNS[column].header),
      message,
    });
    if (!result.ok) {
      read.problems.push(...result.problems.map(named));
      continue;
    }
    read.rows.push({ sheet: table.sheet, row, reported: result.reported });
    read.notes.push(...result.notes.map(named));
    countWord(read, found.get('status'), result.said?.status);
  }
  if (rowSetting.doubted?.has('returnedAt'))
    read.notes.push({
      sheet: table.sheet,
      row: header.row,
      column: header.names[header.columns.indexOf('returnedAt')] ?? null,
      message: DOUBTED,
    });
}

const DOUBTED =
  'Cột này có ngày cả ở hồ sơ chưa có kết quả, nên không rõ là ngày hẹn hay ngày đã trả; cột được bỏ qua. Cho biết: --map "Tên cột=Ngày hẹn trả".';

/**
 * Whether a row tells of a dossier: not an empty one, a section, a total, the example of the template. One without a code
 * is told of only where another cell shows that a dossier was meant.
 */
function isData(row: TableRow, cells: Cells, header: TableHeader): boolean {
  if (cells.size === 0 || String(cells.get('code') ?? '').startsWith(EXAMPLE_MARK)) return false;
  if (isCode(cells.get('code'))) return true;
  if (isFrame(row, header)) return false;
  const others = [...cells].filter(([column]) => column !== 'code');
  const telling = others.filter(([column, cell]) => column !== 'owner' && cell !== cells.get('code'));
  const code = String(cells.get('code') ?? '');
  if (telling.length > 0) return !/^\s*(?:tổng|cộng)/iu.test(code) || telling.length > 2;
  // A text in the place of the code with nothing beside it is a heading; figures were meant as one.
  return others.length > 0 || /\d{2}[-./]?\d{2,}/.test(code);
}

function cellsOf(cells: readonly Cell[], columns: readonly (ImportColumn | null)[]): Cells {
  const found = new Map<ImportColumn, Exclude<Cell, null>>();
  columns.forEach((column, index) => {
    const cell = cells[index] ?? null;
    if (column && cell !== null && String(cell).trim() !== '') found.set(column, cell);
  });
  return found;
}

const TIMES = [
  'receivedAt',
  'filedAt',
  'dueAt',
  'statusAt',
  'settledAt',
  'returnedAt',
  'supplementBy',
] as const;

/** How the columns of times are to be read, told by all of their cells. */
function timesOf(
  rows: readonly { found: Cells }[],
  header: TableHeader,
): Pick<RowSetting, 'orders' | 'doubted'> {
  const orders = new Map<ImportColumn, DayOrder>(
    TIMES.map((column) => [column, dayOrderOf(rows.map(({ found }) => found.get(column) ?? null))]),
  );
  const open = rows.filter(
    ({ found }) => found.has('returnedAt') && OPEN_WORD.test(String(found.get('status') ?? '')),
  );
  const isDoubted = open.length > 0 && !header.columns.includes('dueAt');
  return { orders, doubted: new Set<ImportColumn>(isDoubted ? ['returnedAt'] : []) };
}

const OPEN_WORD = /đang|chờ|tiếp nhận|^\s*[24]\s*$/iu;

function countWord(
  read: ReadDossiers,
  cell: Exclude<Cell, null> | undefined,
  status: Status | undefined,
): void {
  if (cell === undefined || status === undefined) return;
  const word = String(cell).trim();
  const known = read.words.find((each) => each.word === word);
  if (known) known.count += 1;
  else read.words.push({ word, status, count: 1 });
}
