/** Tables as files hold them, and where in them the columns of dossiers are. Pure. */
import { findReceiptCodes } from '../receipt-code/find.js';
import { COLUMN_NAMES, columnOf, type ImportColumn } from './columns.js';
import { type Cell, readMoment } from './date-cell.js';
import { namesOf, textOf } from './header-names.js';
import { readToldStatus } from './practice-status.js';

/** A row of a table: its number in the file, its cells, and which of them hold formulas. */
export type TableRow = { row: number; cells: readonly Cell[]; formulas: ReadonlySet<number> };
export const NO_FORMULAS: ReadonlySet<number> = new Set();

/** A sheet, or the only table of a file (`sheet: null`). `isText`: its cells are parted by signs, which may stand in one; `isHidden`: it is not read. */
export type Table = { sheet: string | null; rows: readonly TableRow[]; isText?: boolean; isHidden?: boolean };

/** Where the columns are. `body`: index of the first row below; `columns`: null = not used. */
export type TableHeader = {
  row: number;
  body: number;
  names: readonly string[];
  columns: readonly (ImportColumn | null)[];
  /** Headers of columns that are not used. */
  ignored: readonly string[];
  /** Columns named by a state, in which a tick says that a dossier is in it; only where no column tells the state. */
  ticks: readonly { at: number; word: string }[];
};

/** Title rows stand above a header, not hundreds of them. */
const SEARCHED = 60;
/** Rows a header has at most. */
const HIGHEST = 3;
/** Rows looked at to tell which of two columns holds what its header says. */
const SAMPLE = 50;

export type ToldColumns = ReadonlyMap<string, ImportColumn | null>;

/** Whether a cell holds a receipt code. */
export function isCode(cell: unknown): boolean {
  if (typeof cell !== 'string') return false;
  const [found] = findReceiptCodes(cell.slice(0, 300));
  return found?.kind === 'receipt';
}

/** The longest a code is written with what stands beside it: sentences about codes are longer. */
const LONGEST_CODE = 60;

/** Whether a cell holds a receipt code and little else. */
export function isBareCode(cell: unknown): boolean {
  return isCode(cell) && String(cell).trim().length <= LONGEST_CODE;
}

/** The header of a table: one row or some, wherever it stands; null = there is none with a column of codes. */
export function findHeader({ rows }: Table, told: ToldColumns): TableHeader | null {
  let best: TableHeader | null = null;
  for (let index = 0; index < Math.min(rows.length, SEARCHED); index += 1) {
    const found = headerFrom(rows, index, told);
    // Of two as good the one without a title above it.
    if (
      found &&
      (!best || worth(found) > worth(best) || (worth(found) === worth(best) && isLower(found, best)))
    )
      best = found;
  }
  return best;
}

const worth = ({ columns, ticks }: TableHeader) =>
  columns.filter((column) => column !== null).length + ticks.length;
const isLower = (one: TableHeader, other: TableHeader) => one.body === other.body && one.row > other.row;

/** The header that begins with a row: as many rows of it as tell the most; null = there is none with a column of codes. */
export function headerFrom(rows: readonly TableRow[], index: number, told: ToldColumns): TableHeader | null {
  let best: TableHeader | null = null;
  for (let height = 1; height <= HIGHEST; height += 1) {
    const parts = rows.slice(index, index + height);
    if (parts.length < height || parts.some(({ cells }) => cells.some(isCode))) break;
    const found = headerAt(parts, rows.slice(index + height, index + height + SAMPLE), told);
    if (found && worth(found) > (best ? worth(best) : 1)) best = { ...found, body: index + height };
  }
  return best;
}

function headerAt(
  parts: readonly TableRow[],
  sample: readonly TableRow[],
  told: ToldColumns,
): TableHeader | null {
  const [top] = parts;
  if (!top?.cells.some((cell) => textOf(cell) !== '')) return null;
  const names = namesOf(
    parts.map(({ cells }) => cells),
    told,
  );
  const columns = chosen(names, sample, told);
  if (!columns.includes('code')) return null;
  const ticks = columns.includes('status') ? [] : ticksOf(names, columns, sample);
  const isUsed = (at: number) => (columns[at] ?? null) !== null || ticks.some((tick) => tick.at === at);
  const ignored = names.filter((name, at) => name !== '' && !isUsed(at));
  return { row: top.row, body: 0, names, columns, ignored, ticks };
}

const TICK = /^(?:x|v|✓|✔|☑|☒|✗|1|true|có)$/iu;

/** Whether a cell is a tick. */
export const isTick = (cell: Cell | undefined) => TICK.test(textOf(cell));

function ticksOf(
  names: readonly string[],
  columns: readonly (ImportColumn | null)[],
  sample: readonly TableRow[],
): { at: number; word: string }[] {
  return names.flatMap((word, at) => {
    if (word === '' || (columns[at] ?? null) !== null || !readToldStatus(word)) return [];
    const written = sample.map(({ cells }) => cells[at]).filter((cell) => textOf(cell) !== '');
    return written.length > 0 && written.every(isTick) ? [{ at, word }] : [];
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
