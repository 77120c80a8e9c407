/** Writes the officers' workbook: the catalogue for editing, or an empty template. */
import { type WriteSheet, writeXlsx } from 'hucre/xlsx';
import type { KnowledgeFact } from '../knowledge.js';
import type { CatalogueEntry } from './item.js';
import { type CellValue, columnLetter } from './workbook-cells.js';
import { CONTINUED, type Columns, EXAMPLE_PROCEDURE, type SheetSpec } from './workbook-columns.js';
import { KNOWLEDGE, knowledgeRow } from './workbook-knowledge.js';
import { type Rows, rowsOf } from './workbook-rows.js';
import {
  FACTS,
  FEES,
  GUIDES,
  INSTRUCTIONS_SHEET,
  PAPERS,
  PROCEDURES,
  TIME_LIMITS,
} from './workbook-sheets.js';
import { EXAMPLE_ENTRY, EXAMPLE_FACT, INSTRUCTIONS } from './workbook-texts.js';

/** Excel's limit is 32,767 characters in a cell. */
const MAX_CELL_CHARS = 32_000;
/** Drop-downs reach to the last row an import accepts. */
const LAST_ROW = 100_001;
const HEADER = { font: { bold: true }, alignment: { wrapText: true } } as const;
const BODY = { alignment: { wrapText: true, vertical: 'top' } } as const;

/**
 * The workbook of these entries and facts as an .xlsx file. Reading it back gives the same ones, whatever their texts
 * hold: texts are written as texts (never formulas), too long ones go on in rows of their own.
 */
export async function writeWorkbook(
  entries: Iterable<Omit<CatalogueEntry, 'code' | 'origin'>>,
  knowledge: readonly KnowledgeFact[] = [],
): Promise<Uint8Array> {
  const all: Rows = { procedures: [], papers: [], timeLimits: [], fees: [], guides: [], facts: [] };
  for (const entry of entries) {
    const rows = rowsOf(entry);
    for (const [key, list] of Object.entries(all)) list.push(...(rows[key as keyof Rows] as never[]));
  }
  return writeSheets(all, knowledge, false);
}

/** An empty workbook with instructions, drop-downs and an example that is never imported. */
export function writeTemplate(): Promise<Uint8Array> {
  return writeSheets(rowsOf(EXAMPLE_ENTRY), [EXAMPLE_FACT], true);
}

function writeSheets(
  rows: Rows,
  knowledge: readonly KnowledgeFact[],
  areExamples: boolean,
): Promise<Uint8Array> {
  return writeXlsx({
    sheets: [
      instructions(),
      sheetOf(PROCEDURES, rows.procedures, areExamples),
      sheetOf(PAPERS, rows.papers, areExamples),
      sheetOf(TIME_LIMITS, rows.timeLimits, areExamples),
      sheetOf(FEES, rows.fees, areExamples),
      sheetOf(GUIDES, rows.guides, areExamples),
      sheetOf(FACTS, rows.facts, areExamples),
      sheetOf(KNOWLEDGE, knowledge.map(knowledgeRow), areExamples),
    ],
  });
}

function instructions(): WriteSheet {
  return {
    name: INSTRUCTIONS_SHEET,
    rows: INSTRUCTIONS.map((line) => [line]),
    columns: [{ width: 120, style: BODY }],
  };
}

function sheetOf(
  spec: SheetSpec<Columns>,
  rows: readonly Record<string, unknown>[],
  areExamples: boolean,
): WriteSheet {
  const columns = Object.entries(spec.columns);
  const body = rows.flatMap((row) => {
    const cells = columns.map(([key, { cell }]) => (row[key] == null ? null : cell.write(row[key])));
    if (areExamples) cells[0] = `${EXAMPLE_PROCEDURE} ${cells[0]}`;
    return splitLongCells(cells);
  });
  return {
    name: spec.name,
    rows: [columns.map(([, { header }]) => header), ...body],
    columns: columns.map(([, { width }]) => ({ width, style: BODY })),
    cells: new Map(columns.map(([, { header }], index) => [`0,${index}`, { value: header, style: HEADER }])),
    freezePane: { rows: 1, columns: 1 },
    dataValidations: columns.flatMap(([, { cell }], index) =>
      cell.choices ? [dropDown(index, cell.choices)] : [],
    ),
  };
}

function dropDown(column: number, choices: readonly string[]) {
  const letter = columnLetter(column);
  return {
    type: 'list' as const,
    values: [...choices],
    range: `${letter}2:${letter}${LAST_ROW}`,
    allowBlank: true,
    showErrorMessage: true,
    errorTitle: 'Giá trị không có trong danh sách',
    errorMessage: `Hãy chọn: ${choices.join(', ')}`.slice(0, 250),
  };
}

/** A row whose texts fit: the row itself; otherwise with rows "(tiếp)" under it that carry the rest. */
function splitLongCells(cells: CellValue[]): CellValue[][] {
  const parts = cells.map((cell) => (typeof cell === 'string' ? chunksOf(cell) : [cell]));
  const height = Math.max(...parts.map((part) => part.length));
  return Array.from({ length: height }, (_, level) =>
    parts.map((part, column) => (level > 0 && column === 0 ? CONTINUED : (part[level] ?? null))),
  );
}

function chunksOf(text: string): string[] {
  const chunks: string[] = [];
  for (let start = 0; start < text.length || chunks.length === 0; ) {
    let end = start + MAX_CELL_CHARS;
    // Never between the halves of a character.
    if (/[\ud800-\udbff]/.test(text.charAt(end - 1))) end -= 1;
    chunks.push(text.slice(start, end));
    start = end;
  }
  return chunks;
}
