/** One row of a desk's export as a report of its dossier, or all that is wrong with it. Pure. */
import { fold } from '../../search/fold.js';
import { vietnamDate } from '../../time/clock.js';
import type { DossierInput, EventInput } from '../model/inputs.js';
import type { Status } from '../model/status.js';
import {
  type CellProblem,
  type Cells,
  createReader,
  PLAIN_ROWS,
  type Reader,
  type RowSetting,
} from './cell-reader.js';
import {
  type Filled,
  readCodeCell,
  readDayCell,
  readSubmission,
  readText,
  type Wrong,
} from './cell-values.js';
import { COLUMNS } from './columns.js';
import { partMoment } from './date-cell.js';
import { readNumberCell } from './number-cell.js';
import { readStateCell, type StateCell, type ToldStatus } from './practice-status.js';
import { type ReadProcedure, readProcedureCode, readProcedureName } from './procedure-cell.js';
import { eventId, type ReportedDossier } from './reported.js';

export type RowRead =
  | { ok: true; reported: ReportedDossier; notes: CellProblem[]; state: StateCell | null }
  | { ok: false; problems: CellProblem[] };

/** Reads the cells of a row. */
export function readCells(cells: Cells, setting: RowSetting = PLAIN_ROWS): RowRead {
  const reader = createReader(cells, setting);
  const code = reader.take('code', readCodeCell);
  if (!cells.has('code')) reader.blame('code', COLUMNS.code.advice);
  const order = setting.orders?.get('statusAt');
  const state =
    reader.take('status', (cell) => readStateCell(cell, setting.statuses, order) ?? unknownState(cell)) ??
    null;
  const said = state?.said ?? null;
  const holding = readHolding(reader);
  const dossier = readDossier(reader, said);
  const told = readTold(reader, state, { holding: dossier ? {} : holding, receivedAt: dossier?.receivedAt });
  const { problems, notes } = reader;
  if (problems.length > 0 || code === undefined) return { ok: false, problems };
  if (!dossier && told.events.length === 0 && !told.state) return { ok: false, problems: nothingSaid() };
  const filed = dossier ? { dossier: { ...dossier, ...holding } } : {};
  return { ok: true, reported: { code, ...filed, ...told }, notes, state };
}

/** The part of a row that files a dossier; null = it only tells a state. */
function readDossier(reader: Reader, said: ToldStatus | null): DossierInput | null {
  const { cells, take, moment } = reader;
  const procedure = readProcedure(reader);
  const received = moment('receivedAt', '12:00') ?? moment('filedAt', '12:00');
  const submission = take('submission', readSubmission) ?? 'direct';
  const name = readName(reader);
  const phone = readFactor(reader, 'phone');
  const identity = readFactor(reader, 'identity');
  const dueAt = isDueInWords(reader) ? undefined : moment('dueAt', '17:00');
  const files = (['procedure', 'procedureName', 'receivedAt', 'filedAt'] as const).some((each) =>
    cells.has(each),
  );
  if (files && !cells.has('procedure') && !cells.has('procedureName')) reader.miss('procedure');
  if (files && !cells.has('receivedAt') && !cells.has('filedAt')) reader.miss('receivedAt');
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

/** A name goes without the numbers people write behind it, which are nobody's business. */
function readName({ take, note }: Reader): string | undefined {
  const written = take('owner', (cell) => readText(cell, 'owner', 500));
  const parts = written?.split(NUMBER) ?? [];
  if (parts.length < 2) return written;
  note('owner', 'Ô tên có kèm số điện thoại hoặc số giấy tờ; chỉ lấy tên. Ghi số ở cột riêng.');
  return parts.map((part) => part.replace(LABEL, '').replace(AROUND, '')).find((part) => /\p{L}/u.test(part));
}

/** A telephone or an identity number, its digits in groups or not. */
const NUMBER = /\+?\d(?:[\s.-]?\d){7,}/;
/** What stands between a name and such a number. */
const LABEL =
  /(?:^|(?<![\s(,;:–/-])[\s(,;:–/-]+)(?:(?:số )?(?:sđt|đt|điện thoại|di động|cccd|cmnd|căn cước|định danh|mã số thuế|mst)|tel)[\s.:]*$/iu;
const AROUND = /^[\s),;:–/-]+|(?<![\s(,;:–/-])[\s(,;:–/-]+$/g;

/** A day of reception says that it was received, unless the state says that it was not, or not yet. */
function acceptedBy(said: ToldStatus | null, hasReception: boolean): { accepted?: boolean } {
  if (said?.status === 1 || said?.status === 3) return { accepted: false };
  return said || hasReception ? { accepted: true } : {};
}

/** "Trong ngày", "3 ngày" tell no day, which is then worked out. */
function isDueInWords({ cells, note }: Reader): boolean {
  const cell = cells.get('dueAt');
  const isWords =
    typeof cell === 'string' &&
    !/^\s*#/.test(cell) &&
    /\p{L}{2}/u.test(cell) &&
    !/\d\s?[/.-]\s?\d|\d{4}/.test(cell);
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

const ENDS = ['settledAt', 'returnedAt'] as const;
const RETURNED = ['returnedAt'] as const;

/** Whether a word for a result, which does not tell whether it was handed over, leaves room for that. */
function isOver(state: StateCell | null): boolean {
  return state?.said.status === 9 && !state.said.subState && !/\b(?:cho|chua)\b/.test(fold(state.word));
}

/** The events of a row whose times are told, and the state it stands in where no time of it is. */
function readTold(
  reader: Reader,
  state: StateCell | null,
  { holding, receivedAt }: Rest,
): Pick<ReportedDossier, 'events' | 'state'> {
  const { cells, moment, take } = reader;
  const said = state?.said ?? null;
  const at = moment('statusAt', '12:00') ?? state?.moment?.at;
  const settledAt = moment('settledAt', '12:00');
  const returnedAt = moment('returnedAt', '12:00');
  const reason = take('reason', (cell) => readText(cell, 'reason', 2000));
  const supplementBy = take('supplementBy', (cell) =>
    readDayCell(cell, reader.setting.orders?.get('supplementBy')),
  );
  checkSupplement(reader, said, { at, reason, supplementBy });
  checkResult(reader, receivedAt, { settledAt, returnedAt });
  const isReturned = returnedAt && (!said || (cells.has('dueAt') && isOver(state)));
  const status = isReturned ? 10 : (said?.status ?? (settledAt ? 9 : null));
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
  for (const column of status === 10 ? [] : status === 9 ? RETURNED : ENDS)
    if (reader.cells.has(column) && !reader.setting.doubted?.has(column))
      reader.note(column, 'Trạng thái chưa tới bước này; ngày này được bỏ qua.');
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
  if (typeof cell === 'string' && partMoment(cell))
    return {
      message: `Không rõ ngày trong ô "${word}" là ngày gì, hoặc chưa biết trạng thái. Tách ngày sang cột riêng (Ngày trả kết quả, Ngày hẹn trả…), ô này chỉ để trạng thái.`,
    };
  return { message: `Chưa biết trạng thái "${word}". Cho biết một lần: --status "${word}=số 1–10".` };
}

function nothingSaid(): CellProblem[] {
  const message = 'Dòng không nói gì về hồ sơ. Điền mã thủ tục và ngày tiếp nhận, hoặc trạng thái.';
  return [{ column: null, message }];
}
