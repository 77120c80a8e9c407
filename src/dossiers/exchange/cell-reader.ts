/** Cells of a row, by column, and what is wrong with them. Pure. */
import type { Status } from '../model/status.js';
import { type Filled, momentOf, readHour, type Wrong, withHour } from './cell-values.js';
import { COLUMNS, type ImportColumn } from './columns.js';
import type { DayOrder } from './date-cell.js';
import type { KnownProcedures } from './procedure-cell.js';

/** The cells of one row that hold something. */
export type Cells = ReadonlyMap<ImportColumn, Filled>;

/** What is wrong with a row, or worth a word, by column; null = the row as a whole. */
export type CellProblem = { column: ImportColumn | null; message: string };

/** What reading rows takes besides their cells. */
export type RowSetting = {
  procedures: KnownProcedures;
  /** What the unit's own words mean, by `plainStatus`. */
  statuses: ReadonlyMap<string, Status>;
  /** How a column writes its days; absent = as is usual. */
  orders?: ReadonlyMap<ImportColumn, DayOrder>;
  /** Columns of times that cannot be what they say. */
  doubted?: ReadonlySet<ImportColumn>;
  /** The columns there are; absent = any. */
  present?: ReadonlySet<ImportColumn>;
};

/** Reads rows without knowing anything of procedures or of the unit. */
export const PLAIN_ROWS: RowSetting = {
  procedures: { has: null, named: () => [], told: new Map() },
  statuses: new Map(),
};

/** Where software tells the time of a day in a column beside it. */
const CLOCKS = {
  receivedAt: 'receivedTime',
  filedAt: 'filedTime',
  dueAt: 'dueTime',
  statusAt: 'statusTime',
  settledAt: 'settledTime',
  returnedAt: 'returnedTime',
} as const satisfies Partial<Record<ImportColumn, ImportColumn>>;
type TimeColumn = keyof typeof CLOCKS;

/** Reads the cells of a row, and gathers what is wrong with them. */
export type Reader = ReturnType<typeof createReader>;

/** Columns of free text, whose reader knows how much it takes; no other value has as many letters. */
const FREE: ReadonlySet<ImportColumn> = new Set<ImportColumn>([
  'owner',
  'reason',
  'holder',
  'holderUnit',
  'step',
]);
const LONGEST = 300;
/** Names of procedures go on for lines. */
const LONGEST_NAME = 2000;

/** What a spreadsheet shows where a formula failed. */
const FAULT = /^\s*#(?:REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|N\/A|SPILL!|CALC!)\s*$/i;
/** Columns a dossier can do without. */
const LEFT_OUT: ReadonlySet<ImportColumn> = new Set<ImportColumn>([
  'owner',
  'phone',
  'identity',
  'reason',
  'holder',
  'holderUnit',
  'step',
]);

function isOverlong(column: ImportColumn, cell: Filled): boolean {
  return (
    !FREE.has(column) &&
    typeof cell === 'string' &&
    cell.length > (column === 'procedureName' ? LONGEST_NAME : LONGEST)
  );
}

export function createReader(cells: Cells, setting: RowSetting) {
  const problems: CellProblem[] = [];
  const notes: CellProblem[] = [];
  const take = <T>(column: ImportColumn, read: (cell: Filled) => T | Wrong): T | undefined => {
    const cell = cells.get(column);
    if (cell === undefined) return undefined;
    if (typeof cell === 'string' && FAULT.test(cell)) {
      if (LEFT_OUT.has(column)) notes.push({ column, message: `Ô báo lỗi ${cell.trim()}; bỏ qua ô này.` });
      else
        problems.push({ column, message: `Ô báo lỗi ${cell.trim()}. Sửa ô ấy trong bảng tính rồi nạp lại.` });
      return undefined;
    }
    const value = isOverlong(column, cell) ? { message: COLUMNS[column].advice } : read(cell);
    if (typeof value !== 'object' || value === null || !('message' in value)) return value;
    problems.push({ column, message: value.message });
    return undefined;
  };
  return {
    cells,
    setting,
    problems,
    notes,
    take,
    /** Says that something is missing: a cell, or the whole column. */
    miss: (column: ImportColumn) => {
      const { header, advice } = COLUMNS[column];
      const isThere = setting.present?.has(column) ?? true;
      const noColumn = `Không có cột “${header}”. Nếu cột ấy tên khác: --map "Tên cột=${header}".`;
      problems.push({ column, message: isThere ? advice : noColumn });
    },
    blame: (column: ImportColumn, message: string) => void problems.push({ column, message }),
    note: (column: ImportColumn, message: string) => void notes.push({ column, message }),
    /** A moment, its time told in a column of its own where there is one; a day without a time stands for `time` of it. */
    moment: (column: TimeColumn, time: string) => {
      if (setting.doubted?.has(column)) return undefined;
      const order = setting.orders?.get(column);
      const clock = CLOCKS[column];
      const hour = take(clock, (cell) => readHour(cell, clock, order));
      if (hour === undefined) return take(column, (cell) => momentOf(cell, column, { time, order }));
      if (!cells.has(column)) return hour.whole;
      return take(column, (cell) => withHour(cell, column, { hour, order }));
    },
  };
}
