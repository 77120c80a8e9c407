/** Texts of tables put right: old fonts, wrong code pages, look-alikes of đ, ways to write the same letter. Pure. */
import { cleanLine } from '../../catalogue/clean.js';
import { nfc } from '../../security/text.js';
import type { Cell } from './date-cell.js';
import { convert, fontOf, type OldFont, withVietnameseD } from './old-fonts.js';
import type { TableRow } from './table.js';

/** Rows with every text put right that shows what it was written by. */
export function mendEach(rows: readonly TableRow[]): TableRow[] {
  return rows.map((row) => ({ ...row, cells: row.cells.map((cell) => mend(cell)) }));
}

const UNICODE_ONLY = /[ăđơưĂĐƠƯ\u1ea0-\u1ef9]/;

/**
 * The rows below a header put right. A column some cells of which show an old font, and none of which Unicode, is
 * converted as a whole: of "Ên" alone nobody could tell.
 */
export function mendBody(rows: readonly TableRow[]): TableRow[] {
  const fonts = new Map<number, OldFont>();
  const unicode = new Set<number>();
  for (const { cells } of rows)
    cells.forEach((cell, at) => {
      if (typeof cell !== 'string') return;
      const font = fontOf(cell);
      if (font) fonts.set(at, font);
      else if (UNICODE_ONLY.test(cell)) unicode.add(at);
    });
  const fontAt = (at: number) => (unicode.has(at) ? null : (fonts.get(at) ?? null));
  return rows.map((row) => ({ ...row, cells: row.cells.map((cell, at) => mend(cell, fontAt(at))) }));
}

/** Programs keep spreadsheets from changing a number by `="0905…"`, people by an apostrophe before it. */
function withoutMarks(text: string): string {
  const quoted = /^\s*=\s*"((?:[^"]|"")*)"\s*$/.exec(text)?.[1];
  return quoted?.replaceAll('""', '"') ?? text.replace(/^\s*['’](?=[\p{L}\p{N}+])/u, '');
}

function mend(cell: Cell, usual: OldFont | null = null): Cell {
  if (typeof cell !== 'string') return cell;
  const font = fontOf(cell) ?? usual;
  const text = withoutMarks(withVietnameseD(font ? convert(cell, font) : nfc(cell)));
  // Line breaks part two numbers, or the names in a header.
  return text.includes('\n') ? text.split('\n').map(cleanLine).join('\n').trim() : text;
}
