/** The columns of a desk's export and how their cells are read. Pure. */

import { normaliseProcedureCode } from '../../catalogue/clean.js';
import { fold } from '../../search/fold.js';
import { nfc } from '../../security/text.js';
import { instantOf, vietnamDate } from '../../time/clock.js';
import { DAY_MS } from '../../time/duration.js';
import { parseMoment } from '../../time/moment.js';
import type { DossierInput, Submission } from '../model/dossier.js';
import { readStatus, STATUS_NAMES, type Status } from '../model/status.js';
import { findReceiptCodes } from '../receipt-code/find.js';
import { eventId, type ReportedDossier } from './reported.js';

/** A cell as files give it; a date is the wall clock in Viet Nam as if it were UTC. */
export type Cell = string | number | boolean | Date | null;

type Read<T> = T | { message: string };

/** Each column: its header in the template, other headers it goes by (folded), and what to write in it. */
export const COLUMNS = {
  code: {
    header: 'Mã hồ sơ',
    also: ['code', 'so bien nhan', 'ma so ho so', 'mahoso', 'so ho so'],
    advice: 'Ghi mã hồ sơ như trên giấy tiếp nhận, ví dụ H21.17-261120-0012.',
  },
  procedure: {
    header: 'Mã thủ tục',
    also: ['procedure', 'ma tthc', 'matthc', 'ma thu tuc hanh chinh'],
    advice: 'Ghi mã thủ tục như 1.001193.',
  },
  receivedAt: {
    header: 'Ngày tiếp nhận',
    also: ['receivedat', 'received at', 'ngay nhan', 'ngaytiepnhan', 'thoi gian tiep nhan'],
    advice: 'Ghi ngày giờ như 20/11/2026 09:00.',
  },
  submission: {
    header: 'Hình thức nộp',
    also: ['submission', 'hinh thuc', 'kenh nop', 'hinhthuc'],
    advice: 'Ghi trực tiếp, trực tuyến hoặc bưu chính.',
  },
  owner: {
    header: 'Chủ hồ sơ',
    also: ['owner', 'ho ten', 'ho va ten', 'nguoi nop', 'chuhoso'],
    advice: 'Ghi họ tên bằng chữ, không phải công thức.',
  },
  phone: {
    header: 'Số điện thoại',
    also: ['phone', 'dien thoai', 'sdt'],
    advice: 'Ghi số điện thoại bằng chữ số.',
  },
  identity: {
    header: 'Số giấy tờ',
    also: ['identity', 'cccd', 'so cccd', 'so dinh danh', 'so giay to tuy than'],
    advice: 'Ghi số giấy tờ tùy thân, tối đa 30 ký tự.',
  },
  dueAt: {
    header: 'Ngày hẹn trả',
    also: ['dueat', 'due at', 'hen tra', 'ngayhentra', 'han tra'],
    advice: 'Ghi ngày như 30/11/2026, hoặc để trống để máy tính.',
  },
  status: {
    header: 'Trạng thái',
    also: ['status', 'trang thai ho so', 'trangthai', 'tinh trang'],
    advice: `Ghi số 1–10 hoặc tên: ${Object.values(STATUS_NAMES).join(', ')}.`,
  },
  statusAt: {
    header: 'Thời điểm trạng thái',
    also: ['statusat', 'at', 'ngay cap nhat', 'thoi diem xu ly', 'thoidiemxuly'],
    advice: 'Ghi ngày giờ như 23/11/2026 10:00, hoặc để trống nếu không biết.',
  },
  reason: {
    header: 'Lý do',
    also: ['reason', 'ghi chu', 'noi dung xu ly'],
    advice: 'Ghi bằng chữ, tối đa 2.000 ký tự, không phải công thức.',
  },
  supplementBy: {
    header: 'Hạn bổ sung',
    also: ['supplementby', 'bo sung truoc ngay', 'hanbosung'],
    advice: 'Chỉ khi yêu cầu bổ sung có lý do: ghi ngày như 05/12/2026, hoặc để trống.',
  },
} as const;

/** A column of a file of dossiers. */
export type ImportColumn = keyof typeof COLUMNS;

/** Columns in the order of the template. */
export const COLUMN_NAMES = Object.keys(COLUMNS) as ImportColumn[];

/** The column a header names, in any case and with or without marks; null = none of ours. */
export function columnOf(header: string): ImportColumn | null {
  const name = fold(header)
    .replace(/[\s_*]+/g, ' ')
    .trim();
  const names = (column: ImportColumn): readonly string[] => [
    fold(COLUMNS[column].header),
    ...COLUMNS[column].also,
  ];
  return COLUMN_NAMES.find((column) => names(column).includes(name)) ?? null;
}

/** The cells of one row that hold something. */
export type Cells = ReadonlyMap<ImportColumn, Exclude<Cell, null>>;

/** What is wrong with a row, by column; null = the row as a whole. */
export type CellProblem = { column: ImportColumn | null; message: string };

/** A row as a report, or all that is wrong with it. */
export function readCells(cells: Cells): ReportedDossier | CellProblem[] {
  const problems: CellProblem[] = [];
  const take = <T>(column: ImportColumn, read: (cell: Exclude<Cell, null>) => Read<T>): T | undefined => {
    const cell = cells.get(column);
    if (cell === undefined) return undefined;
    const value = read(cell);
    if (typeof value !== 'object' || value === null || !('message' in value)) return value;
    problems.push({ column, message: value.message });
    return undefined;
  };
  const code = take('code', readCodeCell);
  if (!cells.has('code')) problems.push({ column: 'code', message: COLUMNS.code.advice });
  const dossier = readDossier(cells, take, problems);
  const status = take<Status>('status', (cell) => readStatus(cell) ?? wrong('status'));
  const at = take('statusAt', (cell) => readMomentCell(cell, 'statusAt', '12:00'));
  const reason = take('reason', (cell) => readText(cell, 'reason', 2000));
  const supplementBy = take('supplementBy', readDayCell);
  if (
    supplementBy !== undefined &&
    (status !== 5 || reason === undefined || (at && supplementBy < vietnamDate(at)))
  )
    problems.push({ column: 'supplementBy', message: COLUMNS.supplementBy.advice });
  if (problems.length > 0 || code === undefined) return problems;
  const said = { code, ...(dossier ? { dossier } : {}) };
  if (status === undefined) return dossier ? { ...said, events: [] } : nothingSaid();
  const told = { status, ...(reason ? { reason } : {}), ...(supplementBy ? { supplementBy } : {}) };
  if (at === undefined) return { ...said, events: [], state: told };
  return { ...said, events: [{ id: eventId('import', at, status), at, ...told }] };
}

type Take = <T>(column: ImportColumn, read: (cell: Exclude<Cell, null>) => Read<T>) => T | undefined;

/** The part of a row that files a dossier; null = it only tells a state. */
function readDossier(cells: Cells, take: Take, problems: CellProblem[]): DossierInput | null {
  const procedure = take('procedure', (cell) => readProcedure(cell));
  const receivedAt = take('receivedAt', (cell) => readMomentCell(cell, 'receivedAt', '12:00'));
  const submission = take('submission', readSubmission) ?? 'direct';
  const name = take('owner', (cell) => readText(cell, 'owner', 500));
  const phone = take('phone', (cell) => readNumber(cell, 'phone'));
  const identity = take('identity', (cell) => readNumber(cell, 'identity'));
  const dueAt = take('dueAt', (cell) => readMomentCell(cell, 'dueAt', '17:00'));
  const files = cells.has('procedure') || cells.has('receivedAt');
  for (const column of ['procedure', 'receivedAt'] as const)
    if (files && !cells.has(column)) problems.push({ column, message: COLUMNS[column].advice });
  if (procedure === undefined || receivedAt === undefined) return null;
  const owner = name === undefined ? {} : { owner: { name, phone, identity } };
  return { procedure, receivedAt, submission, ...owner, ...(dueAt ? { dueAt } : {}) };
}

const wrong = (column: ImportColumn) => ({ message: COLUMNS[column].advice });

function nothingSaid(): CellProblem[] {
  const message = 'Dòng không nói gì về hồ sơ. Điền mã thủ tục và ngày tiếp nhận, hoặc trạng thái.';
  return [{ column: null, message }];
}

/** A formula in the text of a name or a reason would run in the next spreadsheet it is copied to. */
const FORMULA = /^\s*[=@+-]/;

function readText(cell: Exclude<Cell, null>, column: ImportColumn, max: number): Read<string> {
  const text = nfc(String(cell)).trim();
  // biome-ignore lint/suspicious/noControlCharactersInRegex: no database takes them
  const broken = /[\u0000-\u0008\ufffd]/.test(text) || /\p{Cs}/u.test(text);
  return FORMULA.test(text.normalize('NFKC')) || broken || text.length > max ? wrong(column) : text;
}

function readNumber(cell: Exclude<Cell, null>, column: 'phone' | 'identity'): Read<string> {
  const text = String(cell).trim();
  return /^\+?[\p{L}\d\s.()/-]{3,30}$/u.test(text) ? text : wrong(column);
}

function readCodeCell(cell: Exclude<Cell, null>): Read<string> {
  const [found, another] = findReceiptCodes(String(cell).slice(0, 300));
  return found?.kind === 'receipt' && !another ? found.canonical : wrong('code');
}

function readProcedure(cell: Exclude<Cell, null>): Read<string> {
  const text = String(cell).trim();
  return normaliseProcedureCode(text) ?? (/^[\w.-]{1,40}$/.test(text) ? text : wrong('procedure'));
}

const SUBMISSIONS = new Map<string, Submission>(
  Object.entries({
    '1': 'direct',
    'truc tiep': 'direct',
    direct: 'direct',
    '2': 'online',
    'truc tuyen': 'online',
    online: 'online',
    '3': 'post',
    'buu chinh': 'post',
    'buu chinh cong ich': 'post',
    post: 'post',
  }),
);

function readSubmission(cell: Exclude<Cell, null>): Read<Submission> {
  return SUBMISSIONS.get(fold(String(cell)).trim()) ?? wrong('submission');
}

/** A moment; a day without a time stands for `time` of it. */
function readMomentCell(cell: Exclude<Cell, null>, column: ImportColumn, time: string): Read<Date> {
  const isDay = cell instanceof Date && cell.getTime() % DAY_MS === 0;
  const written = cell instanceof Date ? cell.toISOString().slice(0, isDay ? 10 : 19) : String(cell).trim();
  const moment = parseMoment(written);
  const day = moment ? vietnamDate(moment.at) : '';
  if (!moment || day < '1990' || day >= '2151') return wrong(column);
  return moment.hasTime ? moment.at : instantOf(day, time);
}

function readDayCell(cell: Exclude<Cell, null>): Read<string> {
  const moment = readMomentCell(cell, 'supplementBy', '12:00');
  return moment instanceof Date ? vietnamDate(moment) : moment;
}
