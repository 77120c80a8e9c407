/** How each field of the desk's bodies is to be written, in Vietnamese and English. */
import { entryOf } from '../../security/text.js';

const MOMENT = [
  'Ghi ngày giờ có múi giờ, ví dụ 2026-11-20T09:00:00+07:00.',
  'Write date and time with an offset, for example 2026-11-20T09:00:00+07:00.',
] as const;
const UNIT = ['Ghi mã đơn vị như H21.17.', 'Write the code of the unit, for example H21.17.'] as const;
const DAY = ['Ghi ngày dạng 2026-11-20.', 'Write the day as 2026-11-20.'] as const;
const STATUS = [
  'Ghi mã trạng thái 1–10 hoặc tên chính thức, ví dụ 4 hoặc "Đang xử lý".',
  'Write the state as a code from 1 to 10 or its official name, for example 4 or "Đang xử lý".',
] as const;

const ADVICE: Record<string, readonly [string, string]> = {
  code: ['Ghi mã hồ sơ như H21.17-261120-0012.', 'Write the receipt code, for example H21.17-261120-0012.'],
  procedure: ['Ghi mã thủ tục như 1.001193.', 'Write the procedure code, for example 1.001193.'],
  receivedAt: MOMENT,
  at: MOMENT,
  dueAt: MOMENT,
  submission: [
    'Ghi một trong: direct (trực tiếp), online (trực tuyến), post (bưu chính).',
    'Write one of: direct, online, post.',
  ],
  owner: [
    'Ghi {"name", "phone"?, "identity"?} của chủ hồ sơ.',
    'Write {"name", "phone"?, "identity"?} of the owner.',
  ],
  name: ['Ghi họ tên chủ hồ sơ, không để trống.', 'Write the name of the owner; it cannot be empty.'],
  phone: [
    'Ghi số điện thoại bằng chữ số, tối đa 30 ký tự.',
    'Write the phone number in digits, at most 30 characters.',
  ],
  identity: [
    'Ghi số giấy tờ tùy thân, tối đa 30 ký tự.',
    'Write the number of the identity paper, at most 30 characters.',
  ],
  receivingUnit: UNIT,
  settlingUnit: UNIT,
  returningUnit: UNIT,
  unit: UNIT,
  parentCode: [
    'Ghi mã hồ sơ liên thông như H21.17-261120-0012.',
    'Write the receipt code of the whole, for example H21.17-261120-0012.',
  ],
  part: [
    'Ghi mã hồ sơ phần như H21.9-261120-0003.',
    'Write the receipt code of the part, for example H21.9-261120-0003.',
  ],
  clockPolicy: ['Ghi một trong: restart, pause, none.', 'Write one of: restart, pause, none.'],
  id: [
    'Mỗi sự kiện cần id riêng của bên gửi, 1–200 ký tự.',
    "Each event needs the sender's own id, 1 to 200 characters.",
  ],
  status: STATUS,
  subState: [
    'Trạng thái con không có, hoặc không thuộc trạng thái đã ghi.',
    'There is no such sub-state, or it belongs to another state.',
  ],
  reason: ['Lý do dài 1–2.000 ký tự.', 'The reason has 1 to 2,000 characters.'],
  missing: [
    'Ghi danh sách tên giấy tờ còn thiếu, tối đa 50.',
    'Write a list of names of missing papers, at most 50.',
  ],
  supplementBy: [
    'Ghi ngày như 2026-12-05, không trước ngày yêu cầu, chỉ với trạng thái 5 kèm reason hoặc missing.',
    'Write a day such as 2026-12-05, not before the request, with status 5 and a reason or missing only.',
  ],
  amount: ['Ghi số tiền bằng đồng, số nguyên không âm.', 'Write the amount in đồng, a whole number.'],
  apologyDocument: [
    'Ghi số văn bản xin lỗi, tối đa 100 ký tự.',
    'Write the number of the letter of apology, at most 100 characters.',
  ],
  correction: ['Ghi true hoặc false.', 'Write true or false.'],
  corrects: ['Ghi id của sự kiện được sửa.', 'Write the id of the event it corrects.'],
  holder: [
    'Ghi {"kind": "unit" | "person" | "post" | "agency", "id"?, "name"?}, hoặc null.',
    'Write {"kind": "unit" | "person" | "post" | "agency", "id"?, "name"?}, or null.',
  ],
  step: ['Tên bước dài 1–200 ký tự.', 'The step has 1 to 200 characters.'],
  list: [
    'Ghi một trong: overdue, today, tomorrow, supplement, ready, unreceived.',
    'Write one of: overdue, today, tomorrow, supplement, ready, unreceived.',
  ],
  events: ['Ghi danh sách sự kiện, tối đa 100.', 'Write a list of events, at most 100.'],
  dossier: [
    'Ghi hồ sơ: {"procedure", "receivedAt", "submission", …}.',
    'Write the dossier: {"procedure", "receivedAt", "submission", …}.',
  ],
  items: [
    'Ghi {"items": [{"code", "dossier"?, "events"?}]}.',
    'Write {"items": [{"code", "dossier"?, "events"?}]}.',
  ],
  dueFrom: DAY,
  dueTo: DAY,
  limit: ['Ghi số từ 1 đến 200.', 'Write a number from 1 to 200.'],
  after: ['Lấy giá trị next của trang trước.', 'Take the value next of the page before.'],
  text: ['Ghi 1–100 ký tự.', 'Write 1 to 100 characters.'],
  MaHoSo: ['Ghi mã hồ sơ như H21.17-261120-0012.', 'Write the receipt code, for example H21.17-261120-0012.'],
  MaTTHC: ['Ghi mã thủ tục như 1.001193.', 'Write the procedure code, for example 1.001193.'],
  TrangThaiHoSo: STATUS,
  TrangThai: STATUS,
  HinhThuc: [
    'Ghi 1 (trực tiếp), 2 (trực tuyến) hoặc 3 (bưu chính).',
    'Write 1 (direct), 2 (online) or 3 (post).',
  ],
  service: ['Ghi DongBoHoSoMC hoặc CapNhatTienDoHoSoMC.', 'Write DongBoHoSoMC or CapNhatTienDoHoSoMC.'],
  data: ['Ghi danh sách hồ sơ.', 'Write a list of dossiers.'],
};

const NATIONAL_MOMENT = [
  'Ghi giờ Việt Nam dạng yyyyMMddHHmmss, ví dụ 20261120090000.',
  'Write the time in Viet Nam as yyyyMMddHHmmss, for example 20261120090000.',
] as const;

const UNKNOWN = ['Trường này không đúng dạng.', 'This field has the wrong form.'] as const;

/** What to write in a field, told by the last name in its path. */
export function fieldAdvice(path: readonly string[]): readonly [string, string] {
  const name = path.findLast((part) => !/^\d+$/.test(part)) ?? '';
  const advice = /^(Ngay|ThoiDiem)/.test(name) ? NATIONAL_MOMENT : entryOf(ADVICE, name);
  const [vi, en] = advice ?? UNKNOWN;
  return [`Trường ${path.join('.')}: ${vi}`, `Field ${path.join('.')}: ${en}`];
}
