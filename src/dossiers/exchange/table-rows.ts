/** Which rows of a table tell of dossiers, and how its columns write times. Pure. */
import { isoOf } from '../receipt-code/reading.js';
import type { Cells } from './cell-reader.js';
import type { ImportColumn } from './columns.js';
import { type Cell, compareTyped, type DayOrder, dayOrderOf, lookOf, orderByDays } from './date-cell.js';
import { isCode, isFrame, isTick, type TableHeader, type TableRow } from './table.js';
import { EXAMPLE_MARK } from './template.js';

/** A row that tells of a dossier, with its cells by column. */
export type DataRow = TableRow & { found: Cells };

const TIMES = [
  'receivedAt',
  'filedAt',
  'dueAt',
  'statusAt',
  'settledAt',
  'returnedAt',
  'supplementBy',
] as const satisfies readonly ImportColumn[];
const IS_TIME: ReadonlySet<ImportColumn> = new Set<ImportColumn>(TIMES);

/** What programs write where they have nothing. */
const NOTHING = /^\s*(?:[-–—_.…]+|null|n\/a|none|undefined)\s*$/iu;
/** Days programs have for none: the first there is, and the one before the first a spreadsheet knows. */
const NO_DAY =
  /^\s*(?:0+|0{1,2}[-/.]0{1,2}[-/.]0{2,4}|0{4}-0{2}-0{2}|0?1[-/.]0?1[-/.](?:0{0,3}1|1900)|(?:0001|1900)-01-0[01])(?:[ T].*)?$/;
const FIRST_DAY = Date.UTC(1902, 0);

function isNothing(cell: Exclude<Cell, null>, column: ImportColumn): boolean {
  const text = String(cell);
  if (text.trim() === '' || NOTHING.test(text)) return true;
  if (!IS_TIME.has(column)) return false;
  return cell instanceof Date ? cell.getTime() < FIRST_DAY : NO_DAY.test(text);
}

/** The cells of a row that hold something, by column. */
export function cellsOf(cells: readonly Cell[], { columns, ticks }: TableHeader): Cells {
  const found = new Map<ImportColumn, Exclude<Cell, null>>();
  columns.forEach((column, index) => {
    const cell = cells[index] ?? null;
    if (column && cell !== null && !isNothing(cell, column)) found.set(column, cell);
  });
  const ticked = ticks.filter(({ at }) => isTick(cells[at]));
  if (ticked.length > 0) found.set('status', ticked.map(({ word }) => word).join('; '));
  return found;
}

/**
 * Whether a row tells of a dossier: not an empty one, a section, a total, the example of the template. One without a code
 * is told of only where another cell shows that a dossier was meant.
 */
export function isData(row: TableRow, cells: Cells, header: TableHeader): boolean {
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

/** The rows without those between header and list that hold no figure at all: the names again, in another language. */
export function withoutHead(rows: readonly DataRow[]): DataRow[] {
  const first = rows.findIndex(({ found }) => isCode(found.get('code')));
  return rows.filter(
    (row, index) => index >= first || row.cells.some((cell) => /\d/.test(String(cell ?? ''))),
  );
}

/** Cells of which a dossier has several, and the names under a list none. */
const TELLING = ['procedure', 'procedureName', 'status', 'phone', 'identity', ...TIMES] as const;

/** The rows without those under the list: the place and day, who made it, who signs. */
export function withoutFoot(rows: readonly DataRow[]): DataRow[] {
  const last = rows.findLastIndex(({ found }) => isCode(found.get('code')));
  if (last < 0) return [...rows];
  const isMeant = ({ found }: DataRow) =>
    /\d{2}[-./]?\d{2,}/.test(String(found.get('code') ?? '')) ||
    TELLING.filter((column) => found.has(column)).length > 1;
  return rows.filter((row, index) => index <= last || isMeant(row));
}

/** Whether a row has more cells than the header, which hold something. */
export function isWider(cells: readonly Cell[], { names }: TableHeader): boolean {
  return cells.slice(names.length).some((cell) => String(cell ?? '').trim() !== '');
}

/** Rows looked at to tell how a column writes days. */
const SAMPLE = 2000;

/** How the columns of times are to be read, told by all of their cells, and by the days in the codes beside them. */
export function timesOf(
  rows: readonly DataRow[],
  header: TableHeader,
): { orders: Map<ImportColumn, DayOrder>; doubted: Set<ImportColumn> } {
  const first = header.columns.includes('receivedAt') ? 'receivedAt' : 'filedAt';
  const known = rows.slice(0, SAMPLE).flatMap(({ found }): [Cell, string][] => {
    const day = dayOfCode(String(found.get('code') ?? ''));
    return day ? [[found.get(first) ?? null, day]] : [];
  });
  const order = orderByDays(known);
  const typed = compareTyped(known);
  const orders = new Map<ImportColumn, DayOrder>(
    TIMES.map((column) => {
      const cells = rows.map(({ found }) => found.get(column) ?? null);
      return [column, { ...dayOrderOf(cells, order), isSwapped: isSwapped(cells, typed) }];
    }),
  );
  const open = rows.filter(
    ({ found }) => found.has('returnedAt') && OPEN_WORD.test(String(found.get('status') ?? '')),
  );
  const isDoubted = open.length > 0 && !header.columns.includes('dueAt');
  return { orders, doubted: new Set<ImportColumn>(isDoubted ? ['returnedAt'] : []) };
}

const OPEN_WORD = /đang|chờ|tiếp nhận|^\s*[24]\s*$/iu;

/** The day in a receipt code, `YYYY-MM-DD`, as far as a glance tells. */
function dayOfCode(code: string): string | null {
  const date = /\d[-_/. ](\d{6}|\d{8})[-_/. ]\d/.exec(code)?.[1];
  return date ? isoOf(date) : null;
}

/** Fewer cells show nothing. */
const ENOUGH = 3;

/**
 * Whether a spreadsheet of another country has read a column: what could be a date it took for one, day and month
 * swapped, the rest stayed text. The codes show it, or that none of the one and all of the other have a day above 12.
 */
function isSwapped(cells: readonly Cell[], { right, swapped }: ReturnType<typeof compareTyped>): boolean {
  const { typedLow, typedHigh, textLow, textHigh } = lookOf(cells);
  if (typedLow === 0 || typedHigh > 0 || right > 0) return false;
  return swapped > 0 || (typedLow >= ENOUGH && textHigh >= ENOUGH && textLow === 0);
}
