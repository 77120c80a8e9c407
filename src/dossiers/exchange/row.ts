/** One row of a desk's export as a report of its dossier, or all that is wrong with it. Pure. */
import { vietnamDate } from '../../time/clock.js';
import type { DossierInput, EventInput } from '../model/inputs.js';
import type { Status } from '../model/status.js';
import {
  type Filled,
  momentOf,
  readCodeCell,
  readDayCell,
  readSubmission,
  readText,
  type Wrong,
} from './cell-values.js';
import { COLUMNS, type ImportColumn } from './columns.js';
import type { DayOrder } from './date-cell.js';
import { readNumberCell } from './number-cell.js';
import { readToldStatus, type ToldStatus } from './practice-status.js';
import {
  type KnownProcedures,
  type ReadProcedure,
  readProcedureCode,
  readProcedureName,
} from './procedure-cell.js';
import { eventId, type ReportedDossier } from './reported.js';

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
};

/** Reads rows without knowing anything of procedures or of the unit. */
export const PLAIN_ROWS: RowSetting = {
  procedures: { has: null, named: () => [], told: new Map() },
  statuses: new Map(),
};

export type RowRead =
  | { ok: true; reported: ReportedDossier; notes: CellProblem[]; said: ToldStatus | null }
  | { ok: false; problems: CellProblem[] };

/** Reads the cells of a row. */
export function readCells(cells: Cells, setting: RowSetting = PLAIN_ROWS): RowRead {
  const reader = createReader(cells, setting);
  const code = reader.take('code', readCodeCell);
  if (!cells.has('code')) reader.blame('code', COLUMNS.code.advice);
  const said =
    reader.take('status', (cell) => readToldStatus(cell, setting.statuses) ?? unknownState(cell)) ?? null;
  const holding = readHolding(reader);
  const dossier = readDossier(reader, said);
  const told = readTold(reader, said, { holding: dossier ? {} : holding, receivedAt: dossier?.receivedAt });
  const { problems, notes } = reader;
  if (problems.length > 0 || code === undefined) return { ok: false, problems };
  if (!dossier && told.events.length === 0 && !told.state) return { ok: false, problems: nothingSaid() };
  const filed = dossier ? { dossier: { ...dossier, ...holding } } : {};
  return { ok: true, reported: { code, ...filed, ...told }, notes, said };
}

type Reader = ReturnType<typeof createReader>;

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

function isOverlong(column: ImportColumn, cell: Filled): boolean {
  return (
    !FREE.has(column) &&
    typeof cell === 'string' &&
    cell.length > (column === 'procedureName' ? LONGEST_NAME : LONGEST)
  );
}

function createReader(cells: Cells, setting: RowSetting) {
  const problems: CellProblem[] = [];
  const notes: CellProblem[] = [];
  const take = <T>(column: ImportColumn, read: (cell: Filled) => T | Wrong): T | undefined => {
    const cell = cells.get(column);
    if (cell === undefined) return undefined;
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
    blame: (column: ImportColumn, message: string) => void problems.push({ column, message }),
    note: (column: ImportColumn, message: string) => void notes.push({ column, message }),
    /** A moment; a day without a time stands for `time` of it. */
    moment: (column: ImportColumn, time: string) =>
      setting.doubted?.has(column)
        ? undefined
        : take(column, (cell) => momentOf(cell, column, { time, order: setting.orders?.get(column) })),
  };
}

/** The part of a row that files a dossier; null = it only tells a state. */
function readDossier(reader: Reader, said: ToldStatus | null): DossierInput | null {
  const { cells, take, moment } = reader;
  const procedure = readProcedure(reader);
  const received = moment('receivedAt', '12:00') ?? moment('filedAt', '12:00');
  const submission = take('submission', readSubmission) ?? 'direct';
  const name = take('owner', (cell) => readText(cell, 'owner', 500));
  const phone = readFactor(reader, 'phone');
  const identity = readFactor(reader, 'identity');
  const dueAt = isDueInWords(reader) ? undefined : moment('dueAt', '17:00');
  const files = (['procedure', 'procedureName', 'receivedAt', 'filedAt'] as const).some((each) =>
    cells.has(each),
  );
  if (files && !cells.has('procedure') && !cells.has('procedureName'))
    reader.blame('procedure', COLUMNS.procedure.advice);
  if (files && !cells.has('receivedAt') && !cells.has('filedAt'))
    reader.blame('receivedAt', COLUMNS.receivedAt.advice);
  if (procedure === undefined || received === undefined) return null;
  if (dueAt && vietnamDate(dueAt) < vietnamDate(received))
    reader.blame('dueAt', 'Ngày hẹn trả trước ngày tiếp nhận. Kiểm tra lại hai ngày.');
  const given = [name, phone, identity].some((each) => each !== undefined);
  const owner = given ? { owner: { name, phone, identity } } : {};
  return {
    procedure,
    receivedAt: received,
    submission,
    ...owner,
    ...(dueAt ? { dueAt, dueInFile: true } : {}),
    ...acceptedBy(said, cells.has('receivedAt')),
  };
}

/** A day of reception says that it was received, unless the state says that it was not, or not yet. */
function acceptedBy(said: ToldStatus | null, hasReception: boolean): { accepted?: boolean } {
  if (said?.status === 1 || said?.status === 3) return { accepted: false };
  return said || hasReception ? { accepted: true } : {};
}

/** "Trong ngày", "3 ngày" tell no day, which is then worked out. */
function isDueInWords({ cells, note }: Reader): boolean {
  const cell = cells.get('dueAt');
  const isWords = typeof cell === 'string' && /\p{L}{2}/u.test(cell) && !/\d\s?[/.-]\s?\d|\d{4}/.test(cell);
  if (isWords) note('dueAt', 'Không phải ngày; ngày hẹn được tính theo danh mục, nếu tính được.');
  return isWords;
}

function readProcedure(reader: Reader): string | undefined {
  const { procedures } = reader.setting;
  const column = reader.cells.has('procedure') ? 'procedure' : 'procedureName';
  const read = column === 'procedure' ? readProcedureCode : readProcedureName;
  return reader.take(column, (cell): string | Wrong => {
    const found: ReadProcedure = read(cell, procedures);
    if ('problem' in found) return { message: found.problem };
    if ('several' in found) return { message: severalProcedures(String(cell), found.several) };
    if (found.note) reader.note(column, found.note);
    return found.code;
  });
}

function severalProcedures(name: string, codes: readonly string[]): string {
  return `Có ${codes.length} thủ tục cùng tên này: ${codes.slice(0, 5).join(', ')}. Chọn một: --procedure "${name.slice(0, 80)}=${codes[0]}".`;
}

function readFactor(reader: Reader, column: 'phone' | 'identity'): string | undefined {
  return reader.take(column, (cell): string | undefined | Wrong => {
    if (/^\s*[=@]/.test(String(cell))) return { message: COLUMNS[column].advice };
    const { number, note } = readNumberCell(cell);
    if (note) reader.note(column, note);
    return number ?? undefined;
  });
}

/** Who has the dossier, the office where both are told, and in which step. */
function readHolding(reader: Reader): Pick<DossierInput, 'holder' | 'step'> {
  const step = reader.take('step', (cell) => readText(cell, 'step', 200));
  const holder = readHolder(reader);
  return { ...(holder ? { holder } : {}), ...(step ? { step } : {}) };
}

function readHolder(reader: Reader): DossierInput['holder'] {
  const unit = reader.take('holderUnit', (cell) => readText(cell, 'holderUnit', 500));
  const person = reader.take('holder', (cell) => readText(cell, 'holder', 500));
  if (unit) return { kind: 'unit', name: unit };
  return person ? { kind: 'person', name: person } : undefined;
}

/** What else was read of a row. */
type Rest = { holding: Pick<DossierInput, 'holder' | 'step'>; receivedAt: Date | undefined };

/** The events of a row whose times are told, and the state it stands in where no time of it is. */
function readTold(
  reader: Reader,
  said: ToldStatus | null,
  { holding, receivedAt }: Rest,
): Pick<ReportedDossier, 'events' | 'state'> {
  const { moment, take } = reader;
  const at = moment('statusAt', '12:00');
  const settledAt = moment('settledAt', '12:00');
  const returnedAt = moment('returnedAt', '12:00');
  const reason = take('reason', (cell) => readText(cell, 'reason', 2000));
  const supplementBy = take('supplementBy', (cell) =>
    readDayCell(cell, reader.setting.orders?.get('supplementBy')),
  );
  checkSupplement(reader, said, { at, reason, supplementBy });
  checkResult(reader, receivedAt, { settledAt, returnedAt });
  const status = said?.status ?? (returnedAt ? 10 : settledAt ? 9 : null);
  if (status === null) return { events: [] };
  const more = {
    ...holding,
    ...(said?.subState ? { subState: said.subState } : {}),
    ...(said?.saidLate ? { saidLate: true } : {}),
    ...(reason ? { reason } : {}),
    ...(supplementBy ? { supplementBy } : {}),
  };
  const steps: [Status, Date | undefined][] = [];
  if (status === 10 && settledAt) steps.push([9, settledAt]);
  steps.push([status, status === 10 ? (returnedAt ?? at) : status === 9 ? (settledAt ?? at) : at]);
  if (status !== 9 && status !== 10)
    for (const column of ['settledAt', 'returnedAt'] as const)
      if (reader.cells.has(column) && !reader.setting.doubted?.has(column))
        reader.note(column, 'Hồ sơ chưa có kết quả; ngày này được bỏ qua.');
  const events = steps.flatMap(([step, when]): EventInput[] =>
    when
      ? [
          {
            id: eventId('import', when, step),
            at: when,
            status: step,
            standing: true,
            ...(step === status ? more : {}),
          },
        ]
      : [],
  );
  return events.at(-1)?.status === status ? { events } : { events, state: { status, ...more } };
}

function checkSupplement(
  reader: Reader,
  said: ToldStatus | null,
  told: { at: Date | undefined; reason: string | undefined; supplementBy: string | undefined },
): void {
  const { at, reason, supplementBy } = told;
  if (supplementBy === undefined) return;
  const isEarly = at !== undefined && supplementBy < vietnamDate(at);
  if (said?.status !== 5 || reason === undefined || isEarly)
    reader.blame('supplementBy', COLUMNS.supplementBy.advice);
}

function checkResult(
  reader: Reader,
  received: Date | undefined,
  times: Record<'settledAt' | 'returnedAt', Date | undefined>,
): void {
  if (!received) return;
  for (const column of ['settledAt', 'returnedAt'] as const) {
    const at = times[column];
    if (at && vietnamDate(at) < vietnamDate(received))
      reader.blame(column, 'Ngày này trước ngày tiếp nhận. Kiểm tra lại hai ngày.');
  }
}

function unknownState(cell: Filled): Wrong {
  const word = String(cell).trim().slice(0, 80);
  return { message: `Chưa biết trạng thái "${word}". Cho biết một lần: --status "${word}=số 1–10".` };
}

function nothingSaid(): CellProblem[] {
  const message = 'Dòng không nói gì về hồ sơ. Điền mã thủ tục và ngày tiếp nhận, hoặc trạng thái.';
  return [{ column: null, message }];
}
