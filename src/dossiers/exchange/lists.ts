/** The lists in the tables of a file: below one another, beside one another, or turned on their side. Pure. */
import { columnOf, plainHeader } from './columns.js';
import { textOf } from './header-names.js';
import { mendEach } from './mend.js';
import {
  findHeader,
  headerFrom,
  isBareCode,
  isCode,
  type Table,
  type TableHeader,
  type TableRow,
  type ToldColumns,
} from './table.js';

/** A list: its header, and the table whose rows from `header.body` on are its own. */
export type List = { table: Table; header: TableHeader };

/** Rows in which a header, and enough of the body to tell its columns by, is looked for. */
const HEAD = 120;

/** The lists of a table, from left to right and down; [] = no header of dossiers stands in it. */
export function listsOf(table: Table, told: ToldColumns): List[] {
  const header = headerOf(table, told);
  const cut = header && secondList(table, header);
  if (header && cut) {
    const halves = [part(table, 0, cut), part(table, cut)];
    return halves.flatMap((half, index) =>
      listsOf({ ...half, sheet: placeOf(table, `bảng ${index + 1}`) }, told),
    );
  }
  if (header) return below({ table, header }, told);
  const turned = turn(table);
  const sideways = turned && headerOf(turned, told);
  return sideways && isFull(turned, sideways) ? [{ table: turned, header: sideways }] : [];
}

const placeOf = ({ sheet }: Table, part: string) => (sheet === null ? part : `${sheet}, ${part}`);

function headerOf(table: Table, told: ToldColumns): TableHeader | null {
  return findHeader({ ...table, rows: mendEach(table.rows.slice(0, HEAD)) }, told);
}

/** A list, and those under it whose headers name other columns, or the same in another order. */
function below({ table, header }: List, told: ToldColumns): List[] {
  const lists: List[] = [];
  let [current, from] = [header, 0];
  for (let index = header.body; index < table.rows.length; index += 1) {
    const next = isHeading(table.rows[index], told) ? nextHeader(table.rows, index, told) : null;
    if (!next || next.names.join('\n') === current.names.join('\n')) continue;
    lists.push({ table: { ...table, rows: table.rows.slice(from, index) }, header: current });
    [current, from] = [next, index];
    index += next.body - 1;
  }
  return [...lists, { table: { ...table, rows: table.rows.slice(from) }, header: current }];
}

function nextHeader(rows: readonly TableRow[], index: number, told: ToldColumns): TableHeader | null {
  return headerFrom(mendEach(rows.slice(index, index + HEAD)), 0, told);
}

/** Whether a row looks like a header: names without a digit, that of the codes among them. */
function isHeading(row: TableRow | undefined, told: ToldColumns): boolean {
  const cells = row?.cells ?? [];
  // Nearly every row has a figure in its first cells: a long list is gone through at a glance.
  if (!cells.every((cell) => cell === null || (typeof cell === 'string' && isName(cell)))) return false;
  if (cells.filter((cell) => textOf(cell) !== '').length < 3) return false;
  return mendEach(row ? [row] : []).some((mended) =>
    mended.cells.some((cell) => columnOf(textOf(cell), told)?.column === 'code'),
  );
}

const isName = (text: string) => text.length <= 100 && !/\d/.test(text);

/** Where a second list stands beside the first, which begins with the same names; null = there is none. */
function secondList({ rows }: Table, { names, columns, body }: TableHeader): number | null {
  const first = columns.indexOf('code');
  const plain = names.map(plainHeader);
  const second = plain.findIndex((name, at) => at > first && name === plain[first]);
  if (second < 0 || !rows.slice(body).some(({ cells }) => isCode(cells[second]))) return null;
  const isRepeated = (at: number) => plain[at] !== '' && plain.indexOf(plain[at] ?? '') < at;
  if (plain.filter((_, at) => at > first && isRepeated(at)).length < 2) return null;
  const begins = plain.findIndex((_, at) => at > first && isRepeated(at));
  return Math.min(begins, second);
}

function part(table: Table, from: number, to?: number): Table {
  const rows = table.rows.map(({ row, cells, formulas }) => ({
    row,
    cells: cells.slice(from, to),
    formulas: new Set(
      [...formulas].filter((at) => at >= from && at < (to ?? Infinity)).map((at) => at - from),
    ),
  }));
  return { ...table, rows };
}

/** No form of one dossier is larger. */
const LARGEST = 100;

/** Names that stand below one another, each with its value beside it, as a list; null = the table is too large for that. */
function turn(table: Table): Table | null {
  const width = Math.max(0, ...table.rows.map(({ cells }) => cells.length));
  if (table.rows.length > LARGEST || width > LARGEST) return null;
  const rows = Array.from({ length: width }, (_, at) => ({
    row: at + 1,
    cells: table.rows.map(({ cells }) => cells[at] ?? null),
    formulas: new Set(table.rows.flatMap(({ formulas }, row) => (formulas.has(at) ? [row] : []))),
  }));
  return { sheet: placeOf(table, 'cột như dòng'), rows };
}

/** Whether nothing but dossiers stands beside the names. */
function isFull({ rows }: Table, { body, columns }: TableHeader): boolean {
  const filled = rows.slice(body).filter(({ cells }) => cells.some((cell) => textOf(cell) !== ''));
  return filled.length > 0 && filled.every(({ cells }) => isBareCode(cells[columns.indexOf('code')]));
}
