/** Tables as files hold them, and where in them the columns of dossiers are. Pure. */
import { findReceiptCodes } from '../receipt-code/find.js';
import { COLUMN_NAMES, columnOf, type ImportColumn } from './columns.js';
import { type Cell, readMoment } from './date-cell.js';

/** A row of a table: its number in the file, its cells, and which of them hold formulas. */
export type TableRow = { row: number; cells: readonly Cell[]; formulas: ReadonlySet<number> };
export const NO_FORMULAS: ReadonlySet<number> = new Set();

/** A sheet, or the only table of a file (`sheet: null`). `isText`: its cells are parted by signs, which may stand in one. */
export type Table = { sheet: string | null; rows: readonly TableRow[]; isText?: boolean };

/** Where the columns are. `body`: index of the first row below; `columns`: null = not used. */
export type TableHeader = {
  row: number;
  body: number;
  names: readonly string[];
  columns: readonly (ImportColumn | null)[];
  /** Headers of columns that are not used. */
  ignored: readonly string[];
};

/** Title rows stand above a header, not hundreds of them. */
const SEARCHED = 60;
/** Rows looked at to tell which of two columns holds what its header says. */
const SAMPLE = 50;

export type ToldColumns = ReadonlyMap<string, ImportColumn | null>;

/** Whether a cell holds a receipt code. */
export function isCode(cell: unknown): boolean {
  if (typeof cell !== 'string') return false;
  const [found] = findReceiptCodes(cell.slice(0, 300));
  return found?.kind === 'receipt';
}

/** The header of a table: one row or two, wherever it stands; null = there is none with a column of codes. */
export function findHeader({ rows }: Table, told: ToldColumns): TableHeader | null {
  let best: { header: TableHeader; score: number } | null = null;
  for (let index = 0; index < Math.min(rows.length, SEARCHED); index += 1) {
    if (rows[index]?.cells.some(isCode)) continue;
    for (const height of [1, 2]) {
      const found = headerAt(rows, index, height, told);
      const score = found ? found.columns.filter((column) => column !== null).length : 0;
      if (found && score > (best?.score ?? 1)) best = { header: found, score };
    }
  }
  return best?.header ?? null;
}

function headerAt(
  rows: readonly TableRow[],
  index: number,
  height: number,
  told: ToldColumns,
): TableHeader | null {
  const [top, below] = [rows[index], height === 2 ? rows[index + 1] : undefined];
  if (!top?.cells.some((cell) => textOf(cell) !== '')) return null;
  if (height === 2 && (!below || below.cells.some(isCode))) return null;
  const names = below ? joined(top.cells, below.cells) : top.cells.map(textOf);
  const body = index + height;
  const columns = chosen(names, rows.slice(body, body + SAMPLE), told);
  if (!columns.includes('code')) return null;
  const ignored = names.filter((name, at) => name !== '' && (columns[at] ?? null) === null);
  return { row: top.row, body, names, columns, ignored };
}

const textOf = (cell: Cell | undefined) => String(cell ?? '').trim();

/** Two rows as one: a group above goes before each name below it, or stands alone where there is none. */
function joined(top: readonly Cell[], below: readonly Cell[]): string[] {
  let group = '';
  return Array.from({ length: Math.max(top.length, below.length) }, (_, at) => {
    const [upper, lower] = [textOf(top[at]), textOf(below[at])];
    if (upper !== '') group = upper;
    if (lower === '' || lower === upper) return upper;
    if (columnOf(lower) || group === '') return lower;
    return `${group} ${lower}`;
  });
}

/** Of several columns that go by a name of one, the surest name wins, then the one that holds more of its kind. */
function chosen(
  names: readonly string[],
  sample: readonly TableRow[],
  told: ToldColumns,
): (ImportColumn | null)[] {
  const named = names.map((name) => (name === '' ? null : columnOf(name, told)));
  const columns: (ImportColumn | null)[] = names.map(() => null);
  for (const column of COLUMN_NAMES) {
    const places = named.flatMap((each, at) =>
      each?.column === column ? [{ at, rank: each.rank, holds: holding(column, sample, at) }] : [],
    );
    const [best] = places.sort(
      (a, b) => Number(b.holds > 0) - Number(a.holds > 0) || a.rank - b.rank || b.holds - a.holds,
    );
    if (best) columns[best.at] = column;
  }
  return columns;
}

/** How many cells of a column hold what it is for, as far as that can be told. */
function holding(column: ImportColumn, sample: readonly TableRow[], at: number): number {
  const cells = sample.map(({ cells }) => cells[at] ?? null).filter((cell) => textOf(cell) !== '');
  if (column === 'code') return cells.filter(isCode).length;
  if (/At$/.test(column)) return cells.filter((cell) => cell !== null && readMoment(cell) !== null).length;
  return cells.length;
}

/** Whether a row is a part of the table's frame: numbers of columns, the header again, nothing. */
export function isFrame({ cells }: TableRow, { names }: TableHeader): boolean {
  const written = cells.map(textOf).filter((text) => text !== '');
  if (written.every((text) => /^(?:\(?\d{1,2}\)?|\(?[A-Za-z]\)?)(?:=.*)?$/.test(text))) return true;
  const same = cells.filter((cell, at) => textOf(cell) !== '' && textOf(cell) === names[at]).length;
  return same >= 2 && same * 2 > written.length;
}
