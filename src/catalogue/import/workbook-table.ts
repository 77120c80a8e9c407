/** One sheet of a workbook as rows of values; every cell that cannot be read is told. Pure. */
import { cleanLine } from '../clean.js';
import { type CatalogueItem, error, ImportRefused } from './item.js';
import { type CellValue, codeCell, columnLetter } from './workbook-cells.js';
import {
  CONTINUED,
  type Columns,
  EXAMPLE_PROCEDURE,
  type RowOf,
  type SheetSpec,
} from './workbook-columns.js';

/** What the spreadsheet library gives of a sheet: values by row and column, and details of special cells. */
export type RawSheet = {
  rows: CellValue[][];
  /** Keyed `row,column` from 0. */
  cells?: Map<string, { type?: string; formula?: string }>;
};

/** A row of values; `row` as Excel numbers it. */
export type SheetRow<T> = { row: number; values: T };

type RawRow = { row: number; cells: CellValue[] };

/**
 * The rows of a sheet; [] of an `optional` one that is not there. A row with a bad cell is left out and its faults are added to `findings`.
 * @throws ImportRefused missingSheet, missingColumn, tooManyRows
 */
export function readRows<C extends Columns>(
  spec: SheetSpec<C>,
  sheets: ReadonlyMap<string, RawSheet>,
  maxRows: number,
  findings: CatalogueItem[],
  optional = false,
): SheetRow<RowOf<C>>[] {
  const sheet = sheets.get(spec.name);
  if (sheet === undefined && optional) return [];
  if (sheet === undefined) throw new ImportRefused('missingSheet', { row: 0 }, { sheet: spec.name });
  const positions = columnPositions(spec, sheet.rows[0] ?? []);
  const formulas = formulaCells(sheet);
  const rows: SheetRow<RowOf<C>>[] = [];
  for (const raw of joinContinued(sheet.rows, positions.values().next().value ?? 0)) {
    const faults: CatalogueItem[] = [];
    const values = readRow(spec, positions, raw, formulas, faults);
    if (faults.length === 0) rows.push({ row: raw.row, values });
    findings.push(...faults);
    if (rows.length > maxRows) {
      throw new ImportRefused('tooManyRows', { row: raw.row, sheet: spec.name }, { limit: maxRows });
    }
  }
  return rows;
}

/** Where each column stands, by its header: officers may move columns. */
function columnPositions(spec: SheetSpec<Columns>, headers: readonly CellValue[]): Map<string, number> {
  const found = new Map(
    headers.map((header, index) => [cleanLine(String(header ?? '')).toLowerCase(), index]),
  );
  return new Map(
    Object.entries(spec.columns).flatMap(([key, { header, isLater }]): [string, number][] => {
      const position = found.get(header.toLowerCase());
      if (position === undefined) {
        if (isLater) return [];
        throw new ImportRefused('missingColumn', { row: 1, sheet: spec.name }, { sheet: spec.name, header });
      }
      return [[key, position]];
    }),
  );
}

function formulaCells(sheet: RawSheet): Set<string> {
  const special = [...(sheet.cells ?? [])];
  return new Set(
    special.filter(([, cell]) => cell.formula !== undefined || cell.type === 'formula').map(([at]) => at),
  );
}

/** The rows without the header, empty ones and examples; texts that go on in "(tiếp)" rows are whole again. */
function joinContinued(rows: readonly CellValue[][], codeColumn: number): RawRow[] {
  const joined: RawRow[] = [];
  let isExample = false;
  for (const [index, cells] of rows.entries()) {
    if (index === 0 || cells.every((cell) => cell === null || String(cell).trim() === '')) continue;
    const code = cleanLine(String(cells[codeColumn] ?? '')).toLowerCase();
    const before = joined.at(-1);
    if (code === CONTINUED && (before || isExample)) {
      if (before && !isExample) appendTexts(before.cells, cells, codeColumn);
      continue;
    }
    isExample = code.startsWith(EXAMPLE_PROCEDURE);
    if (!isExample) joined.push({ row: index + 1, cells: [...cells] });
  }
  return joined;
}

function appendTexts(cells: CellValue[], more: readonly CellValue[], codeColumn: number): void {
  for (const [column, text] of more.entries()) {
    if (column !== codeColumn && text !== null) cells[column] = `${cells[column] ?? ''}${String(text)}`;
  }
}

function readRow<C extends Columns>(
  spec: SheetSpec<C>,
  positions: ReadonlyMap<string, number>,
  raw: RawRow,
  formulas: ReadonlySet<string>,
  faults: CatalogueItem[],
): RowOf<C> {
  const code = codeOf(raw.cells[positions.get('code') ?? 0] ?? null);
  const whereOf = (key: string) => {
    const position = positions.get(key) ?? 0;
    const column = `${columnLetter(position)} (${spec.columns[key]?.header ?? ''})`;
    return { row: raw.row, sheet: spec.name, column, ...(code && { code }) };
  };
  const entries = Object.entries(spec.columns).flatMap(([key, { header, cell, required }]) => {
    const position = positions.get(key);
    if (position === undefined) return [];
    if (formulas.has(`${raw.row - 1},${position}`)) faults.push(error('formulaCell', whereOf(key)));
    const content = raw.cells[position] ?? null;
    const read = content === null || String(content).trim() === '' ? null : cell.read(content);
    if (read?.ok === false) faults.push(error(read.key, whereOf(key), read.params));
    const value = read?.ok ? read.value : null;
    if (required && value === null && read?.ok !== false) {
      faults.push(error('requiredCell', whereOf(key), { header }));
    }
    return [[key, value] as const];
  });
  const values = Object.fromEntries(entries) as RowOf<C>;
  const missing = faults.length === 0 ? (spec.alsoRequired?.(values) ?? null) : null;
  if (missing !== null) {
    faults.push(error('requiredCell', whereOf(missing), { header: spec.columns[missing]?.header ?? '' }));
  }
  return values;
}

function codeOf(cell: CellValue): string | null {
  const read = cell === null ? null : codeCell.read(cell);
  return read?.ok ? read.value : null;
}
