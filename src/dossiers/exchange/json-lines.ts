/** Dossiers as lines of JSON: items of the API, or flat objects with the names of columns. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { findReceiptCodes } from '../receipt-code/find.js';
import { bulkItem } from './bulk-item.js';
import { COLUMNS, columnOf, type ImportColumn } from './columns.js';
import type { Cell } from './date-cell.js';
import type { FileSetting, ReadDossiers } from './file.js';
import { readCells } from './row.js';

/** So many lines are read before others have their turn. */
const AT_ONCE = 250;

const NO_OBJECT = 'Mỗi dòng phải là một đối tượng JSON, ví dụ {"code":"H21.17-261120-0012","status":4}.';

/** Adds what the lines of a text tell. */
export async function readJsonLines(read: ReadDossiers, text: string, setting: FileSetting): Promise<void> {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  for (const [index, line] of lines.entries()) {
    if (index % AT_ONCE === 0) await nextTurn();
    if (line.trim() === '') continue;
    const object = parseObject(line);
    const place = { sheet: null, row: index + 1 };
    if (object === null) read.problems.push({ ...place, column: null, message: NO_OBJECT });
    else if ('dossier' in object || 'events' in object) addItem(read, place, object);
    else addRow(read, place, { object, setting });
  }
}

type Place = { sheet: null; row: number };

function addRow(
  read: ReadDossiers,
  place: Place,
  { object, setting }: { object: object; setting: FileSetting },
): void {
  const cells = new Map<ImportColumn, Exclude<Cell, null>>();
  for (const [name, value] of Object.entries(object)) {
    const column = columnOf(name, setting.columns)?.column ?? null;
    if (column === null || (typeof value !== 'string' && typeof value !== 'number')) continue;
    if (String(value).trim() !== '') cells.set(column, value);
  }
  const result = readCells(cells, setting);
  const named = ({ column, message }: { column: ImportColumn | null; message: string }) => ({
    ...place,
    column: column && COLUMNS[column].header,
    message,
  });
  if (!result.ok) return void read.problems.push(...result.problems.map(named));
  read.rows.push({ ...place, reported: result.reported });
  read.notes.push(...result.notes.map(named));
}

function parseObject(line: string): object | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

/** An item as the API's bulk takes it. */
function addItem(read: ReadDossiers, place: Place, object: object): void {
  const parsed = bulkItem.safeParse(object);
  const field = parsed.error?.issues[0]?.path.join('.') ?? null;
  const [found] = findReceiptCodes(parsed.data?.code ?? '');
  if (!parsed.success)
    read.problems.push({ ...place, column: field, message: 'Trường này không đúng dạng. Xem /api/docs.' });
  else if (found?.kind !== 'receipt')
    read.problems.push({ ...place, column: 'code', message: COLUMNS.code.advice });
  else {
    const { dossier, events = [] } = parsed.data;
    read.rows.push({ ...place, reported: { code: found.canonical, dossier, events } });
  }
}
