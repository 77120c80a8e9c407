/** What a desk is told when something is not done: what is wrong and what to do, in Vietnamese and English. */

import type { Context } from 'hono';
import type { z } from 'zod';
import type { Refusal } from '../../dossiers/model/refusal.js';
import { STATUS_NAMES, type Status } from '../../dossiers/model/status.js';
import { fill } from '../../i18n/fill.js';
import { PROBLEMS, type ProblemText } from '../errors.js';
import { fieldAdvice } from './fields.js';

const DOCS = ['Xem /api/docs.', 'See /api/docs.'] as const;

/** `{name}` stands for a value of the case. */
const DESK_PROBLEMS = {
  invalid_body: PROBLEMS.invalid_body,
  body_too_large: PROBLEMS.body_too_large,
  too_many_requests: PROBLEMS.too_many_requests,
  unauthorized: [
    401,
    'Khóa không dùng được. Gửi khóa còn hiệu lực: Authorization: Bearer KHÓA. Quản trị tạo khóa bằng lệnh motcua staff key create.',
    'The key does not work. Send a valid key: Authorization: Bearer KEY. An administrator makes one with motcua staff key create.',
  ],
  read_only_key: [
    403,
    'Khóa này chỉ được đọc. Xin quản trị khóa có vai trò desk hoặc system.',
    'This key may only read. Ask the administrator for a key with the role desk or system.',
  ],
  wrong_unit: [
    403,
    'Khóa của {unit} chỉ dùng cho hồ sơ của {unit} và các đơn vị trực thuộc. Kiểm tra mã, hoặc dùng khóa của đơn vị đó.',
    'A key of {unit} acts on dossiers of {unit} and the units below it only. Check the code, or use a key of that unit.',
  ],
  not_a_code: [
    400,
    'Không phải mã hồ sơ. Ghi như trên giấy tiếp nhận, ví dụ H21.17-261120-0012.',
    'This is no receipt code. Write it as on the receipt, for example H21.17-261120-0012.',
  ],
  unclear_code: [
    400,
    'Mã hồ sơ thiếu dấu phân cách. Có phải {guess} không? Nếu đúng, gửi lại đúng mã đó.',
    'The receipt code lacks separators. Is it {guess}? If so, send exactly that.',
  ],
  impossible_date: [
    400,
    'Ngày trong mã hồ sơ ({date}) không thể có. Kiểm tra lại phần giữa của mã: năm, tháng, ngày.',
    'The date in the receipt code ({date}) cannot be. Check the middle part: year, month, day.',
  ],
  dossier_not_found: [
    404,
    'Chưa có hồ sơ mã này. Tạo bằng PUT /api/dossiers/{mã} trước.',
    'There is no dossier with this code. Create it first with PUT /api/dossiers/{code}.',
  ],
  invalid_field: [400, '{advice}', '{adviceEn}'],
  bad_characters: [
    400,
    'Nội dung có ký tự điều khiển hoặc ký tự hỏng. Bỏ ký tự đó rồi gửi lại.',
    'The text holds control characters or broken ones. Remove them and send it again.',
  ],
  too_many_items: [
    400,
    'Mỗi lần gửi tối đa 1.000 dòng và ít nhất một dòng. Hãy chia nhỏ.',
    'Send at least one and at most 1,000 items at a time. Split them up.',
  ],
  too_many_events: [
    400,
    'Mỗi lần gửi tối đa 100 sự kiện của một hồ sơ. Gửi phần còn lại trong lần sau.',
    'Send at most 100 events of one dossier at a time. Send the rest in the next request.',
  ],
  version_mismatch: [
    412,
    'Hồ sơ đã đổi từ khi bạn đọc. Đọc lại bằng GET, lấy ETag mới rồi gửi lại.',
    'The dossier has changed since you read it. Read it again with GET, take the new ETag and send it again.',
  ],
  idempotency_mismatch: [
    412,
    'Idempotency-Key này đã dùng cho một yêu cầu khác. Dùng giá trị mới cho mỗi yêu cầu.',
    'This Idempotency-Key was used for another request. Use a new value for each request.',
  ],
  forbidden_transition: [
    422,
    'Hồ sơ không được chuyển từ {from} sang {to}. Kiểm tra thứ tự các bước; nếu trạng thái trước ghi sai thì gửi correction kèm lý do.',
    'A dossier may not go from {from} to {to}. Check the order of the steps; if the state before is wrong, send a correction with a reason.',
  ],
  stale_state: [
    422,
    'Hồ sơ đang ở {from}; báo {to} mà không có thời điểm thì không rõ báo cáo cũ hay mới. Gửi kèm thời điểm, hoặc bỏ qua nếu danh sách đã cũ.',
    'The dossier is at {from}; a report of {to} without a time may be an old one. Send its time, or leave it if the list is old.',
  ],
  reason_missing: [
    422,
    'Chuyển sang {to} phải có lý do. Thêm reason (hoặc missing: các giấy tờ còn thiếu).',
    'Going to {to} takes a reason. Add reason (or missing: the papers that are missing).',
  ],
  not_yours: [
    403,
    'Bước {to} do người khác làm. Dùng khóa của người được giao việc đó.',
    'The step {to} is for somebody else. Use the key of who has that task.',
  ],
  may_not_correct: [
    403,
    'Khóa này không được sửa trạng thái trái quy trình. Xin quản trị tạo khóa với --may-correct.',
    'This key may not set a state against the rules. Ask the administrator for a key made with --may-correct.',
  ],
  unknown_event: [
    422,
    'Hồ sơ không có sự kiện này. Xem các sự kiện bằng GET /api/dossiers/{mã}.',
    'The dossier has no such event. See its events with GET /api/dossiers/{code}.',
  ],
  not_a_part: [
    404,
    'Không có hồ sơ nào mã này nói là phần của hồ sơ kia. Xem GET /api/dossiers/{mã}/parts.',
    'No dossier of this code says it is a part of that one. See GET /api/dossiers/{code}/parts.',
  ],
  undo_too_late: [
    409,
    'Chỉ hoàn tác được việc của chính mình trong 10 phút. Hãy gửi correction kèm lý do.',
    'Only what one did oneself can be undone, within 10 minutes. Send a correction with a reason.',
  ],
  id_reused: [
    409,
    'id này đã dùng cho một sự kiện khác của hồ sơ. Mỗi sự kiện cần một id riêng.',
    'This id stands for another event of the dossier. Each event needs an id of its own.',
  ],
  in_future: [
    422,
    'Thời điểm này chưa tới. Kiểm tra lại ngày giờ và múi giờ (+07:00).',
    'This moment lies in the future. Check the date, the time and the offset (+07:00).',
  ],
  before_reception: [
    422,
    'Thời điểm này trước ngày tiếp nhận hồ sơ. Kiểm tra lại ngày, tháng, năm.',
    'This moment lies before the day the dossier was received. Check day, month and year.',
  ],
  backdated: [
    422,
    'Ngày hẹn trả cũ đã qua nên không ghi lùi thời điểm để đổi ngày hẹn được. Bỏ dueAt rồi gửi lại; ngày hẹn cũ được giữ nguyên.',
    'The due date is over: a new one cannot be dated back to before it. Send it again without dueAt; the old due date stays.',
  ],
  due_fixed: [
    422,
    'Ngày hẹn trả đã ghi trên giấy hẹn không sửa được như vậy. Chỉ gia hạn một lần, sang ngày sau, kèm apologyDocument và reason.',
    'The due date on the receipt cannot be changed this way. It may be extended once, to a later day, with apologyDocument and reason.',
  ],
  extension_reason_missing: [
    422,
    'Gia hạn phải nêu lý do trong văn bản xin lỗi. Thêm reason.',
    'The letter of apology has to give the reason. Add reason.',
  ],
  extension_too_late: [
    422,
    'Chỉ gia hạn được chậm nhất một ngày trước ngày hẹn trả (khoản 6 Điều 19 Nghị định 118/2025/NĐ-CP). Bỏ dueAt rồi gửi lại; ngày hẹn cũ được giữ nguyên.',
    'The due date can be extended at the latest the day before it (Decree 118/2025, Article 19.6). Send it again without dueAt; the old due date stays.',
  ],
  due_day_off: [
    422,
    'Ngày hẹn mới rơi vào ngày cơ quan nghỉ. Chọn một ngày làm việc.',
    'The office is closed on the new due date. Choose a working day.',
  ],
  apology_missing: [
    422,
    'Đổi ngày hẹn trả phải có văn bản xin lỗi. Thêm apologyDocument: số văn bản.',
    'To change the due date takes a letter of apology. Add apologyDocument: its number.',
  ],
  extended_already: [
    422,
    'Hồ sơ đã gia hạn một lần, không được gia hạn nữa. Giữ ngày hẹn trả hiện tại.',
    'The dossier has been extended once and cannot be again. Keep the present due date.',
  ],
} as const satisfies Record<string, ProblemText>;

type DeskProblemCode = keyof typeof DESK_PROBLEMS;

/** A problem to be told. `field`: path of the field to blame, `events.0.status`. */
export type DeskProblem = {
  code: DeskProblemCode;
  field?: string | undefined;
  values?: Record<string, string>;
};

/** Of a whole answer, or of one row of a bulk. */
export type ErrorBody = {
  code: string;
  message: string;
  messageEn: string;
  field?: string;
};

/** The problem in the one shape all errors have. */
export function errorBody({ code, field, values = {} }: DeskProblem): ErrorBody {
  const [, message, messageEn] = DESK_PROBLEMS[code];
  return {
    code,
    message: fill(message, values),
    messageEn: fill(messageEn, values),
    ...(field ? { field } : {}),
  };
}

/** Answers with a problem. */
export function refuseDesk(
  context: Context,
  problem: DeskProblem,
  headers: Record<string, string> = {},
): Response {
  const [status] = DESK_PROBLEMS[problem.code];
  return context.json({ error: errorBody(problem) }, status, { 'Cache-Control': 'no-store', ...headers });
}

type Telling<K extends Refusal['kind']> = (
  refusal: Extract<Refusal, { kind: K }>,
) => Omit<DeskProblem, 'field'>;

const stateName = (status: Status | 'new') =>
  status === 'new' ? 'chưa có (new)' : `${status} "${STATUS_NAMES[status]}"`;
const to = (status: Status) => ({ to: stateName(status) });

const REFUSALS: { [K in Refusal['kind']]: Telling<K> } = {
  notFound: () => ({ code: 'dossier_not_found' }),
  versionMismatch: () => ({ code: 'version_mismatch' }),
  forbidden: (refusal) => ({
    code: 'forbidden_transition',
    values: { from: stateName(refusal.from), ...to(refusal.to) },
  }),
  staleState: (refusal) => ({
    code: 'stale_state',
    values: { from: stateName(refusal.from), ...to(refusal.to) },
  }),
  reasonMissing: (refusal) => ({ code: 'reason_missing', values: to(refusal.to) }),
  notYours: (refusal) => ({ code: 'not_yours', values: to(refusal.to) }),
  mayNotCorrect: () => ({ code: 'may_not_correct' }),
  unknownTarget: () => ({ code: 'unknown_event' }),
  notAPart: () => ({ code: 'not_a_part' }),
  undoTooLate: () => ({ code: 'undo_too_late' }),
  idReused: () => ({ code: 'id_reused' }),
  inFuture: () => ({ code: 'in_future' }),
  beforeReception: () => ({ code: 'before_reception' }),
  backdated: () => ({ code: 'backdated' }),
  dueFixed: () => ({ code: 'due_fixed' }),
  apologyMissing: () => ({ code: 'apology_missing' }),
  extensionReasonMissing: () => ({ code: 'extension_reason_missing' }),
  extensionTooLate: () => ({ code: 'extension_too_late' }),
  dueDayOff: () => ({ code: 'due_day_off' }),
  extendedAlready: () => ({ code: 'extended_already' }),
};

/** The problem behind a refusal. */
export function problemOfRefusal(refusal: Refusal, field: string | null): DeskProblem {
  const tell = REFUSALS[refusal.kind] as Telling<Refusal['kind']>;
  return { ...tell(refusal as never), field: field ?? undefined };
}

/** The first thing wrong with a body; `prefix`: where the checked part stands in the whole. */
export function problemOfIssues(error: z.core.$ZodError, prefix: string[] = []): DeskProblem {
  const path = [...prefix, ...(error.issues[0]?.path ?? []).map(String)];
  if (path.length === 0) return { code: 'invalid_body' };
  const [advice, adviceEn] = fieldAdvice(path);
  const values = { advice: `${advice} ${DOCS[0]}`, adviceEn: `${adviceEn} ${DOCS[1]}` };
  return { code: 'invalid_field', field: path.join('.'), values };
}

/** Refuses a request whose body, path or query did not pass its check. */
export function refuseInvalid(
  result: { success: true } | { success: false; error: z.core.$ZodError },
  context: Context,
): Response | undefined {
  return result.success ? undefined : refuseDesk(context, problemOfIssues(result.error));
}
