/** The rows a file was not read in, with the reason beside each, for somebody to put right and import again. */
import { writeXlsx } from 'hucre/xlsx';
import type { Cell } from './date-cell.js';
import type { SourceRow } from './file.js';

/** A row set aside, as it stands in the file under the names of its columns. */
export type AsideRow = SourceRow & { reasons: readonly string[] };

/** A workbook with the headers of the file, a sheet for each, its rows, and why each was set aside in the last column. */
export async function writeAside(rows: readonly AsideRow[]): Promise<Uint8Array> {
  const lists = new Map<string, AsideRow[]>();
  for (const row of rows) {
    const names = row.header.join('\n');
    lists.set(names, [...(lists.get(names) ?? []), row]);
  }
  const sheets = [...lists.values()].map((list, index) => ({
    name: index === 0 ? 'Để riêng' : `Để riêng ${index + 1}`,
    rows: rowsOf(list),
  }));
  return writeXlsx({ sheets: sheets.length > 0 ? sheets : [{ name: 'Để riêng', rows: rowsOf([]) }] });
}

function rowsOf(list: readonly AsideRow[]): Cell[][] {
  const header = list[0]?.header ?? [];
  const width = Math.max(header.length, ...list.map(({ cells }) => cells.length));
  const padded = (cells: readonly Cell[]) => Array.from({ length: width }, (_, at) => cells[at] ?? null);
  return [
    [...padded(header), 'Dòng trong tệp', 'Vì sao để riêng'],
    ...list.map(({ row, cells, reasons }) => [...padded(cells), row, reasons.join(' ')]),
  ];
}
