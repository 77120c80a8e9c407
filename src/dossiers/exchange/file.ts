/** Reads a desk's export, whatever its software calls a spreadsheet, or JSON lines. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { capBytes, collectBytes } from '../../catalogue/import/bytes.js';
import { ImportRefused } from '../../catalogue/import/item.js';
import type { Status } from '../model/status.js';
import { PLAIN_ROWS, type RowSetting } from './cell-reader.js';
import { COLUMNS, type ImportColumn } from './columns.js';
import type { Cell } from './date-cell.js';
import { jsonObjects, readJsonObjects } from './json-lines.js';
import { type List, listsOf } from './lists.js';
import { mendBody } from './mend.js';
import { MAX_BYTES, openTables, unglued } from './open-tables.js';
import type { StateCell } from './practice-status.js';
import type { ReportedDossier } from './reported.js';
import { readCells } from './row.js';
import { sectionReader } from './sections.js';
import { isBareCode, type Table, type TableHeader, type ToldColumns } from './table.js';
import { cellsOf, type DataRow, isData, isWider, timesOf, withoutFoot, withoutHead } from './table-rows.js';

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
  /** Every row that tells of a dossier as it stands in the file, with its header, for a list to be put right. */
  source: SourceRow[];
  /** What there is in it, for somebody who expected dossiers. */
  sheets: FoundSheet[];
};

/** A row as it stands in a file, and the names of its columns. */
export type SourceRow = {
  sheet: string | null;
  row: number;
  cells: readonly Cell[];
  header: readonly string[];
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
    const found = tables.map((table) => ({
      table,
      lists: table.isHidden ? [] : listsOf(table, setting.columns),
    }));
    const isList = found.some(({ lists }) => lists.length > 0);
    if (isList || tables === first)
      read.sheets = found
        .filter(({ table }) => !table.isHidden)
        .map(({ table, lists }) => foundSheet(table, lists[0]?.header ?? null));
    for (const { table, lists } of isList ? found : []) {
      if (lists.length === 0) tellUnread(read, table);
      for (const list of lists) await readTable(read, list, setting);
    }
    if (isList) return read;
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

const tooMany = () => new ImportRefused('tooManyRows', { row: 0 }, { limit: MAX_ROWS });

function nothingRead(): ReadDossiers {
  return {
    rows: [],
    problems: [],
    notes: [],
    ignoredColumns: [],
    words: [],
    source: [],
    sheets: [],
  };
}

const NO_HEADER =
  'Không thấy dòng tên cột nào có cột mã hồ sơ. Nếu cột tên khác, thêm --map "Tên cột=Mã hồ sơ". Xem: motcua dossier template';
const NO_NAMES =
  'Dòng có mã hồ sơ, nhưng trang này không có dòng tên cột. Thêm dòng tên cột, hoặc cho biết: --map "Tên cột=Mã hồ sơ".';

/** Rows of a sheet without a header that hold codes are not lost in silence. */
function tellUnread(read: ReadDossiers, { sheet, rows, isHidden }: Table): void {
  const coded = rows.filter(({ cells }) => cells.some(isBareCode));
  if (isHidden) {
    const [first] = coded;
    const message = `Trang này bị ẩn, có ${coded.length} dòng mang mã hồ sơ; không đọc. Cần thì bỏ ẩn trang rồi nạp lại.`;
    if (first) read.notes.push({ sheet, row: first.row, column: null, message });
    return;
  }
  for (const { row, cells } of coded) {
    read.source.push({ sheet, row, cells, header: [] });
    read.problems.push({ sheet, row, column: null, message: NO_NAMES });
  }
}

const FORMULA = 'Ô chứa công thức. Hãy thay bằng giá trị (chép rồi dán giá trị).';

/** So many rows are read before others have their turn: a long list takes seconds. */
const AT_ONCE = 250;

async function readTable(read: ReadDossiers, { table, header }: List, setting: FileSetting): Promise<void> {
  const body = mendBody(table.rows.slice(header.body));
  if (body.length > MAX_ROWS) throw tooMany();
  for (const name of header.ignored) if (!read.ignoredColumns.includes(name)) read.ignoredColumns.push(name);
  const all: DataRow[] = [];
  const section = sectionReader(header, setting.procedures);
  for (const [index, row] of body.entries()) {
    if (index % AT_ONCE === 0) await nextTurn();
    const found = cellsOf(row.cells, header);
    if (isData(row, found, header)) all.push({ ...row, found: section.add(found) });
    else section.see(row);
  }
  const rows = withoutFoot(withoutHead(all));
  const times = timesOf(rows, header);
  const present = new Set(header.columns.filter((column) => column !== null));
  const rowSetting: RowSetting = { ...setting, ...times, present };
  for (const [index, { row, cells, formulas, found }] of rows.entries()) {
    if (index % AT_ONCE === 0) await nextTurn();
    read.source.push({ sheet: table.sheet, row, cells, header: header.names });
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
    countWord(read, result.state);
  }
  if (rows.length > 0 && header.ticks.length === 0 && STATES.every((column) => !present.has(column)))
    read.notes.push({ sheet: table.sheet, row: header.row, column: null, message: NO_STATES });
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

/** Columns any of which tells how a dossier stands. */
const STATES = ['status', 'statusAt', 'settledAt', 'returnedAt'] as const;
const NO_STATES =
  'Không có cột trạng thái hay ngày trả: hồ sơ mới chỉ được ghi là đã tiếp nhận. Nếu có cột ấy mà tên khác: --map "Tên cột=Trạng thái".';

const DOUBTED =
  'Cột này có ngày cả ở hồ sơ chưa có kết quả, nên không rõ là ngày hẹn hay ngày đã trả; cột được bỏ qua. Cho biết: --map "Tên cột=Ngày hẹn trả".';

function countWord(read: ReadDossiers, state: StateCell | null): void {
  if (!state) return;
  const { word } = state;
  const known = read.words.find((each) => each.word === word);
  if (known) known.count += 1;
  else read.words.push({ word, status: state.said.status, count: 1 });
}
