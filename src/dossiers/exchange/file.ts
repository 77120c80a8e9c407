/** Reads a desk's export, whatever its software calls a spreadsheet, or JSON lines. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { capBytes, collectBytes } from '../../catalogue/import/bytes.js';
import { ImportRefused } from '../../catalogue/import/item.js';
import type { Status } from '../model/status.js';
import { COLUMNS, type ImportColumn } from './columns.js';
import type { Cell } from './date-cell.js';
import { jsonObjects, readJsonObjects } from './json-lines.js';
import { mendBody, mendEach } from './mend.js';
import { MAX_BYTES, openTables, unglued } from './open-tables.js';
import type { ReportedDossier } from './reported.js';
import { PLAIN_ROWS, type RowSetting, readCells } from './row.js';
import { findHeader, type Table, type TableHeader, type ToldColumns } from './table.js';
import { cellsOf, type DataRow, isData, isWider, timesOf, withoutFoot } from './table-rows.js';

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
  /** What there is in it, for somebody who expected dossiers. */
  sheets: FoundSheet[];
};

/** A sheet: how many lines of it hold something, the first of them, and where its header is; null = none was found. */
export type FoundSheet = {
  sheet: string | null;
  lines: number;
  first: string;
  header: { row: number; names: readonly string[] } | null;
};

/** What is known besides the file. */
export type FileSetting = Pick<RowSetting, 'procedures' | 'statuses'> & { columns: ToldColumns };

const PLAIN: FileSetting = { ...PLAIN_ROWS, columns: new Map() };
const MAX_ROWS = 200_000;

/**
 * Reads a whole file.
 * @throws ImportRefused emptyFile, tooLarge, oldExcel, notUtf8, zipBomb, damagedWorkbook, tooManyRows, otherFile,
 * packedFile, webPage
 */
export async function readDossierFile(
  input: AsyncIterable<Uint8Array>,
  setting: FileSetting = PLAIN,
): Promise<ReadDossiers> {
  const opened = await openTables(await collectBytes(capBytes(input, MAX_BYTES)));
  const read = nothingRead();
  if (opened.kind === 'json') {
    const objects = jsonObjects(opened.text);
    if (objects.length > MAX_ROWS) throw tooMany();
    read.sheets.push({ sheet: null, lines: objects.length, first: '', header: null });
    await readJsonObjects(read, objects, setting);
    return read;
  }
  const [first = []] = opened.ways;
  const glued = unglued(first);
  for (const tables of glued ? [...opened.ways, glued] : opened.ways) {
    const found = tables.flatMap((table) => {
      const header = findHeader({ ...table, rows: mendEach(table.rows.slice(0, HEAD)) }, setting.columns);
      return header ? [{ table, header }] : [];
    });
    if (found.length > 0 || tables === first)
      read.sheets = tables.map((table) =>
        foundSheet(table, found.find((each) => each.table === table)?.header ?? null),
      );
    for (const { table, header } of found) await readTable(read, table, { header, setting });
    if (found.length > 0) return read;
  }
  if (opened.ways.length > 1) throw new ImportRefused('notUtf8', { row: 0 }, { encoding: 'ANSI/TCVN' });
  const row = first.find(({ rows }) => rows.length > 0)?.rows[0]?.row ?? 1;
  read.problems.push({ sheet: null, row, column: null, message: NO_HEADER });
  return read;
}

function foundSheet({ sheet, rows }: Table, header: TableHeader | null): FoundSheet {
  const texts = rows.map(({ cells }) =>
    cells.flatMap((cell) => (cell === null || String(cell).trim() === '' ? [] : [String(cell).trim()])),
  );
  const filled = texts.filter((row) => row.length > 0);
  return { sheet, lines: filled.length, first: (filled[0] ?? []).join(' '), header };
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
    sheets: [],
  };
}

const NO_HEADER =
  'Không thấy dòng tên cột nào có cột mã hồ sơ. Nếu cột tên khác, thêm --map "Tên cột=Mã hồ sơ". Xem: motcua dossier template';
const FORMULA = 'Ô chứa công thức. Hãy thay bằng giá trị (chép rồi dán giá trị).';

type Reading = { header: TableHeader; setting: FileSetting };

/** So many rows are read before others have their turn: a long list takes seconds. */
const AT_ONCE = 250;

async function readTable(read: ReadDossiers, table: Table, { header, setting }: Reading): Promise<void> {
  const body = mendBody(table.rows.slice(header.body));
  if (body.length > MAX_ROWS) throw tooMany();
  for (const name of header.ignored) if (!read.ignoredColumns.includes(name)) read.ignoredColumns.push(name);
  if (read.header.length === 0) read.header = header.names;
  const all: DataRow[] = [];
  for (const [index, row] of body.entries()) {
    if (index % AT_ONCE === 0) await nextTurn();
    const found = cellsOf(row.cells, header.columns);
    if (isData(row, found, header)) all.push({ ...row, found });
  }
  const rows = withoutFoot(all);
  const times = timesOf(rows, header);
  const rowSetting: RowSetting = { ...setting, ...times };
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
    const isTooWide = table.isText && isWider(cells, header);
    if (!result.ok) {
      read.problems.push(...(isTooWide ? [named(TOO_WIDE)] : result.problems.map(named)));
      continue;
    }
    if (isTooWide) read.notes.push(named(TOO_WIDE));
    read.rows.push({ sheet: table.sheet, row, reported: result.reported });
    read.notes.push(...result.notes.map(named));
    countWord(read, found.get('status'), result.said?.status);
  }
  const noteColumn = (column: ImportColumn, message: string) =>
    read.notes.push({
      sheet: table.sheet,
      row: header.row,
      column: header.names[header.columns.indexOf(column)] ?? null,
      message,
    });
  if (times.doubted.has('returnedAt')) noteColumn('returnedAt', DOUBTED);
  for (const [column, { isSwapped }] of times.orders) if (isSwapped) noteColumn(column, SWAPPED);
}

const TOO_WIDE = {
  column: null,
  message:
    'Dòng có nhiều ô hơn dòng tên cột: có lẽ một ô chứa dấu ngăn cách (phẩy, chấm phẩy) mà không có ngoặc kép, nên các ô bị lệch. Xuất lại dạng .xlsx, hoặc sửa dòng này.',
};
const SWAPPED =
  'Bảng tính đã đổi chỗ ngày và tháng ở các ô nó nhận là ngày (so với mã hồ sơ và các ô còn lại); đã đổi lại. Kiểm tra vài dòng trước khi ghi.';

const DOUBTED =
  'Cột này có ngày cả ở hồ sơ chưa có kết quả, nên không rõ là ngày hẹn hay ngày đã trả; cột được bỏ qua. Cho biết: --map "Tên cột=Ngày hẹn trả".';

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
