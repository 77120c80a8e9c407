/** Units out of a file: JSON lines or CSV, told apart by the first character. Pure: the text is given. */
import { detectDelimiter, parseCsv } from 'hucre/csv';
import { z } from 'zod';
import { nfc } from '../security/text.js';
import { parseSession, SESSION_ADVICE } from './help-sessions.js';
import { parseHours } from './hours.js';
import { closure, helpSession, openingHours, type UnitFacts, unitCode, unitFacts } from './unit.js';

type Column = keyof UnitFacts;

/** What officers are told, in the words to act on. */
const MESSAGES: Record<
  Column | 'noCode' | 'unknown' | 'repeated' | 'json' | 'quotes' | 'encoding' | 'lines',
  string
> = {
  code: 'Mã định danh ghi như H21.17: một chữ, hai số, rồi đến tối đa ba nhóm số cách nhau bằng dấu chấm.',
  name: 'Tên đơn vị phải là chữ.',
  parentCode: 'Mã đơn vị cấp trên ghi như H21, hoặc để trống.',
  address: 'Địa chỉ phải là chữ.',
  phone: 'Số điện thoại ghi bằng chữ số, có thể có dấu + ở đầu, dấu cách, dấu chấm.',
  hours: 'Giờ làm việc ghi như: T2-T6 07:30-11:30,13:30-17:00; T7 07:30-11:30.',
  closures: 'Ngày đóng cửa ghi như: 01/12/2026-02/12/2026 chuyển trụ sở; 05/12/2026 mất điện.',
  sessions: SESSION_ADVICE,
  duty: 'Người trực, người phụ trách phải là chữ.',
  source: 'Nguồn phải là chữ.',
  checkedOn: 'Ngày kiểm tra ghi như 21/11/2026 hoặc 2026-11-21.',
  noCode: 'Dòng đầu phải là tên cột, trong đó có cột "code" hoặc "Mã định danh".',
  unknown: 'Không có cột này; cột được bỏ qua.',
  repeated: 'Mã này đã có ở một dòng trên; chỉ giữ một dòng.',
  json: 'Mỗi dòng phải là một đối tượng JSON, ví dụ {"code":"H21.17","name":"…"}.',
  quotes: 'Có dấu ngoặc kép mở mà không đóng; ô chứa dấu ngoặc kép phải viết hai lần.',
  lines: 'Tệp có quá 20.000 dòng, nhiều hơn mọi đơn vị trong nước. Hãy bỏ dòng trống, hoặc chia tệp.',
  encoding: 'Tệp không phải UTF-8. Hãy lưu lại dạng "CSV UTF-8".',
};

/** `line` counts from 1 as an editor does; `column` = the column's name as written, null = the whole line. */
type UnitProblem = { line: number; column: string | null; message: string };

/** `units` are the good rows; a row with a problem in it is not among them. */
export type ParsedUnits = { units: UnitFacts[]; problems: UnitProblem[] };

/** A row before its values are read: by column, with the column's name as written. */
type Row = { line: number; cells: Map<Column, { as: string; value: unknown }> };
type Rows = { rows: Row[]; problems: UnitProblem[] };

/** Other names of the columns, lower case; the names of the fields themselves always do. */
const HEADERS: Record<Column, readonly string[]> = {
  code: ['mã', 'mã định danh', 'mã đơn vị'],
  name: ['tên', 'tên đơn vị', 'đơn vị'],
  parentCode: ['parent', 'parent code', 'cấp trên', 'mã cấp trên', 'đơn vị cấp trên', 'mã đơn vị cấp trên'],
  address: ['địa chỉ'],
  phone: ['điện thoại', 'số điện thoại', 'sđt'],
  hours: ['opening hours', 'giờ làm việc', 'giờ mở cửa'],
  closures: ['closed', 'ngày đóng cửa', 'đóng cửa'],
  sessions: ['help sessions', 'buổi hỗ trợ'],
  duty: ['trực', 'người trực', 'phụ trách'],
  source: ['nguồn'],
  checkedOn: ['checked on', 'ngày kiểm tra'],
};

const COLUMNS = Object.keys(HEADERS) as Column[];

/** Units of the whole country are some 4,000. */
const MAX_LINES = 20_000;

/**
 * The units in a text: JSON lines (one object a line; null clears a field) or CSV with Vietnamese or English
 * headers (RFC 4180; an empty cell says nothing). Bad rows are left out and reported, the others stand.
 */
export function parseUnits(text: string): ParsedUnits {
  const clean = nfc(text.replace(/^\uFEFF/, ''));
  if (clean.includes('\uFFFD')) return { units: [], problems: [problem(1, null, 'encoding')] };
  if (clean.split('\n', MAX_LINES + 2).length > MAX_LINES + 1)
    return { units: [], problems: [problem(MAX_LINES + 1, null, 'lines')] };
  const { rows, problems } = clean.trimStart().startsWith('{') ? readJsonLines(clean) : readCsv(clean);
  const units = new Map<string, UnitFacts>();
  for (const row of rows) {
    const read = readRow(row);
    if ('problems' in read) problems.push(...read.problems);
    else if (units.has(read.code)) problems.push(problem(row.line, nameOf(row, 'code'), 'repeated'));
    else units.set(read.code, read);
  }
  return { units: [...units.values()], problems: problems.sort((a, b) => a.line - b.line) };
}

function problem(line: number, column: string | null, key: keyof typeof MESSAGES): UnitProblem {
  return { line, column, message: MESSAGES[key] };
}

function nameOf(row: Row, column: Column): string {
  return row.cells.get(column)?.as ?? column;
}

function readJsonLines(text: string): Rows {
  const read: Rows = { rows: [], problems: [] };
  text.split(/\r?\n/).forEach((content, i) => {
    if (content.trim() === '') return;
    const object = parseObject(content);
    if (!object) {
      read.problems.push(problem(i + 1, null, 'json'));
      return;
    }
    const entries = Object.entries(object).map(([as, value]) => ({ as, value, column: columnOf(as) }));
    read.problems.push(...entries.filter((e) => !e.column).map((e) => problem(i + 1, e.as, 'unknown')));
    read.rows.push({
      line: i + 1,
      cells: new Map(entries.flatMap((e) => (e.column ? [[e.column, e]] : []))),
    });
  });
  return read;
}

function parseObject(content: string): object | null {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function readCsv(text: string): Rows {
  if ((text.match(/"/g)?.length ?? 0) % 2 === 1) return { rows: [], problems: [problem(1, null, 'quotes')] };
  const delimiter = detectDelimiter(text.split(/\r?\n/, 1)[0] ?? '');
  const [header = [], ...body] = parseCsv(text, { delimiter }).map((row) => row.map(String));
  const columns = header.map(columnOf);
  if (!columns.includes('code')) return { rows: [], problems: [problem(1, null, 'noCode')] };
  const unknown = header.filter((name, i) => name.trim() !== '' && columns[i] === null);
  const rows: Row[] = [];
  let line = 1 + linesIn(header);
  for (const values of body) {
    const cells: Row['cells'] = new Map();
    columns.forEach((column, i) => {
      const value = values[i]?.trim() ?? '';
      if (column && value !== '') cells.set(column, { as: header[i] ?? column, value });
    });
    if (cells.size > 0) rows.push({ line, cells });
    line += linesIn(values);
  }
  return { rows, problems: unknown.map((name) => problem(1, name, 'unknown')) };
}

/** Lines a record takes in the file: quoted cells may hold line breaks. */
function linesIn(values: readonly string[]): number {
  return values.reduce((lines, value) => lines + (value.match(/\n/g)?.length ?? 0), 1);
}

function columnOf(header: string): Column | null {
  const name = header
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, ' ');
  return COLUMNS.find((column) => column.toLowerCase() === name || HEADERS[column].includes(name)) ?? null;
}

const code = z
  .string()
  .transform((typed) => typed.trim().toUpperCase())
  .pipe(unitCode);
const text = z.string().trim().min(1).nullable();
const day = z.string().transform(isoDay).pipe(z.iso.date());

/** What a cell may hold: the field itself, or the way an officer writes it. */
const CELLS: Record<Column, z.ZodType> = {
  code,
  name: text,
  parentCode: code.nullable(),
  address: text,
  phone: z
    .string()
    .trim()
    .regex(/^\+?[\d\s.()-]{3,}(?:[,;/][\d\s.()-]{3,})*$/)
    .nullable(),
  hours: z.union([z.string().transform(hoursOf), z.unknown()]).pipe(openingHours.nullable()),
  closures: z
    .union([z.string().transform(closuresOf), z.unknown()])
    .pipe(z.array(closure.refine(({ from, to }) => from <= to))),
  sessions: z.union([z.string().transform(sessionsOf), z.unknown()]).pipe(z.array(helpSession)),
  duty: text,
  source: text,
  checkedOn: day.nullable(),
};

function readRow(row: Row): UnitFacts | { problems: UnitProblem[] } {
  const facts: Partial<Record<Column, unknown>> = {};
  const problems: UnitProblem[] = row.cells.has('code') ? [] : [problem(row.line, 'code', 'code')];
  for (const [column, { as, value }] of row.cells) {
    const read = CELLS[column].safeParse(value);
    if (read.success) facts[column] = read.data;
    else problems.push({ line: row.line, column: as, message: explain(column, value) });
  }
  return problems.length > 0 ? { problems } : unitFacts.parse(facts);
}

function explain(column: Column, value: unknown): string {
  const read = column === 'hours' && typeof value === 'string' ? parseHours(value) : null;
  return read && 'problem' in read ? `"${read.problem.part}": ${read.problem.advice}.` : MESSAGES[column];
}

/** `1/12/2026` as `2026-12-01`; anything else unchanged. */
function isoDay(typed: string): string {
  const [, d = '', m = '', y = ''] = /^(\d{1,2})[/.](\d{1,2})[/.](\d{4})$/.exec(typed.trim()) ?? [];
  return y === '' ? typed.trim() : `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`;
}

function hoursOf(typed: string): unknown {
  const read = parseHours(typed);
  return 'hours' in read ? read.hours : undefined;
}

/** One session a line of the cell; a line in another shape stays text and is refused. */
function sessionsOf(typed: string): unknown[] {
  const lines = typed.split('\n').filter((line) => line.trim() !== '');
  return lines.map((line) => parseSession(line) ?? line);
}

const DAY = '\\d{4}-\\d{2}-\\d{2}|\\d{1,2}[/.]\\d{1,2}[/.]\\d{4}';
const CLOSURE = new RegExp(`^(${DAY})(?:\\s*(?:-|–|\\.\\.)\\s*(${DAY}))?[\\s:]+(\\S.*)$`);

/** `01/12/2026-02/12/2026 chuyển trụ sở; 05/12/2026 mất điện`; a part in another shape stays text and is refused. */
function closuresOf(typed: string): unknown[] {
  return typed
    .split(/[;\n]/)
    .filter((part) => part.trim() !== '')
    .map((part) => {
      const [, from, to = from, reason] = CLOSURE.exec(part.trim()) ?? [];
      return from && to && reason ? { from: isoDay(from), to: isoDay(to), reason } : part;
    });
}
