/** The rows a file was not read in, with the reason beside each, for somebody to put right and import again. */
import { writeXlsx } from 'hucre/xlsx';
import type { Cell } from './date-cell.js';

/** A row set aside, as it stands in the file. */
export type AsideRow = { row: number; cells: readonly Cell[]; reasons: readonly string[] };

/** A workbook with the header of the file, its rows, and why each was set aside in the last column. */
export async function writeAside(header: readonly string[], rows: readonly AsideRow[]): Promise<Uint8Array> {
  const width = Math.max(header.length, ...rows.map(({ cells }) => cells.length));
  const padded = (cells: readonly Cell[]) => Array.from({ length: width }, (_, at) => cells[at] ?? null);
  return writeXlsx({
    sheets: [
      {
        name: 'Để riêng',
        rows: [
          [...padded(header), 'Dòng trong tệp', 'Vì sao để riêng'],
          ...rows.map(({ row, cells, reasons }) => [...padded(cells), row, reasons.join(' ')]),
        ],
      },
    ],
  });
}
