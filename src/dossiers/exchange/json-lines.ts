/** Dossiers as JSON, in lines or as a list: items of the API, or flat objects with the names of columns. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { findReceiptCodes } from '../receipt-code/find.js';
import { bulkItem } from './bulk-item.js';
import { COLUMNS, columnOf, type ImportColumn } from './columns.js';
import type { Cell } from './date-cell.js';
import type { FileSetting, ReadDossiers } from './file.js';
import { readCells } from './row.js';
import { isCode } from './table.js';

/** So many are read before others have their turn. */
const AT_ONCE = 250;

const NO_OBJECT = 'Mỗi dòng phải là một đối tượng JSON, ví dụ {"code":"H21.17-261120-0012","status":4}.';

/** Adds what the objects of a text tell; [] = it has none. */
export async function readJsonObjects(
  read: ReadDossiers,
  objects: readonly JsonObject[],
  setting: FileSetting,
): Promise<void> {
  const names = [...new Set(objects.flatMap(({ object }) => Object.keys(object ?? {})))].slice(0, WIDEST);
  for (const [index, { row, object }] of objects.entries()) {
    if (index % AT_ONCE === 0) await nextTurn();
    const place = { sheet: null, row };
    if (object) read.source.push({ ...place, cells: cellsOf(object, names), header: names });
    if (object === null) read.problems.push({ ...place, column: null, message: NO_OBJECT });
    else if ('dossier' in object || 'events' in object) addItem(read, place, object);
    else addRow(read, place, { object, setting });
  }
}

/** More names than this are no list of dossiers. */
const WIDEST = 200;

function cellsOf(object: object, names: readonly string[]): Cell[] {
  const values = new Map<string, unknown>(Object.entries(object));
  return names.map((name) => {
    const value = values.get(name) ?? null;
    return typeof value === 'string' || typeof value === 'number' || value === null
      ? value
      : JSON.stringify(value);
  });
}

/** An object and the line it stands on, or its place in a list; null = what stands there is none. */
export type JsonObject = { row: number; object: object | null };

/** The objects of a text: one a line, or a list, which may stand within what an interface answers around it. */
export function jsonObjects(text: string): JsonObject[] {
  const plain = text.replace(/^\uFEFF/, '');
  const whole = parseJson(plain);
  const list = whole === undefined ? null : (listIn(whole, 3) ?? [whole]);
  if (list) return list.map((value, index) => ({ row: index + 1, object: asObject(value) }));
  return plain
    .split(/\r?\n/)
    .flatMap((line, index) =>
      line.trim() === '' ? [] : [{ row: index + 1, object: asObject(parseJson(line)) }],
    );
}

/** The longest list of objects in a value, so many levels down; null = there is none. */
function listIn(value: unknown, levels: number): unknown[] | null {
  if (Array.isArray(value)) return value.every((each) => asObject(each) !== null) ? value : null;
  if (typeof value !== 'object' || value === null || levels === 0 || isItem(value)) return null;
  const lists = Object.values(value).flatMap((each) => {
    const list = listIn(each, levels - 1);
    return list && list.length > 0 ? [list] : [];
  });
  return lists.sort((a, b) => b.length - a.length)[0] ?? null;
}

/** Whether an object tells of a dossier itself. */
function isItem(object: object): boolean {
  return (
    'events' in object ||
    Object.entries(object).some(([name, value]) => columnOf(name)?.column === 'code' && isCode(value))
  );
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
    if (column === null && !read.ignoredColumns.includes(name)) read.ignoredColumns.push(name);
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

/** Undefined = it is no JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asObject(value: unknown): object | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null;
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
