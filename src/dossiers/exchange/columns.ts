/** The columns of a desk's export: what they are called in practice, and what to write in them. Pure. */
import { fold } from '../../search/fold.js';
import { STATUS_NAMES } from '../model/status.js';

type Column = {
  /** Header in the template; null = the template does not have it. */
  header: string;
  inTemplate: boolean;
  /** Other headers it goes by, as `plainHeader` has them, the surest first. */
  also: string;
  advice: string;
};

const column = (header: string, advice: string, also: string, inTemplate = true): Column => ({
  header,
  inTemplate,
  also,
  advice,
});

/** The time of a day that stands in a column beside it. */
const hour = (header: string, also: string): Column =>
  column(header, 'Ghi giờ như 08:30, hoặc để trống.', also, false);

/** Each column, by the order of the template. */
export const COLUMNS = {
  code: column(
    'Mã hồ sơ',
    'Ghi mã hồ sơ như trên giấy tiếp nhận, ví dụ H21.17-261120-0012.',
    `code|ma so ho so|so ho so|so bien nhan|ma bien nhan|ma so bien nhan|so bien nhan ho so|mahoso|sobiennhan|
    ma ho so dvc|ma ho so dvcqg|ma ho so quoc gia|so tiep nhan|so phieu tiep nhan|so giay tiep nhan|so phieu|
    so giay hen|ma tiep nhan|ma tra cuu ho so|ma dinh danh ho so|sbn|ma bnhs`,
  ),
  procedure: column(
    'Mã thủ tục',
    'Ghi mã thủ tục như 1.001193.',
    `procedure|ma thu tuc hanh chinh|matthc|mathutuc|ma tt|ma thu tuc quoc gia|ma thu tuc hanh chinh quoc gia|
    ma dich vu cong|ma dvc|ma quoc gia`,
  ),
  procedureName: column(
    'Tên thủ tục',
    'Ghi tên thủ tục đúng như trong danh mục, hoặc thêm cột mã thủ tục.',
    `thu tuc|ten thu tuc hanh chinh|thu tuc hanh chinh|tentthc|tenthutuc|ten dich vu cong|dich vu cong|ten dich vu|
    noi dung yeu cau giai quyet|loai thu tuc|loai ho so|ten loai ho so|ten ho so|ten quy trinh|ten thu tuc ho so`,
    false,
  ),
  receivedAt: column(
    'Ngày tiếp nhận',
    'Ghi ngày giờ như 20/11/2026 09:00.',
    `receivedat|received at|ngaytiepnhan|ngay nhan|ngay tiep nhan ho so|ngay nhan ho so|thoi gian tiep nhan|
    thoi diem tiep nhan|thoi gian nhan|thoi gian nhan ho so|ngay gio tiep nhan|ngay gio nhan|thoi gian tiep nhan ho so|
    ngay gio tiep nhan ho so|tiep nhan luc|ngay tn|thoi gian tn|ngay thang tiep nhan`,
  ),
  filedAt: column(
    'Ngày nộp',
    'Ghi ngày giờ như 20/11/2026 09:00.',
    'ngay nop ho so|thoi gian nop|thoi diem nop|ngay gui|ngay dang ky|ngaynop|ngaynophoso|thoi gian nop ho so|ngay nop don',
    false,
  ),
  submission: column(
    'Hình thức nộp',
    'Ghi trực tiếp, trực tuyến hoặc bưu chính.',
    `submission|hinh thuc|kenh nop|hinhthuc|hinh thuc nop ho so|hinh thuc tiep nhan|kenh tiep nhan|cach thuc nop|
    phuong thuc nop|nguon ho so|hinh thuc nhan ho so|loai tiep nhan|kenh`,
  ),
  owner: column(
    'Chủ hồ sơ',
    'Ghi họ tên bằng chữ, không phải công thức.',
    `owner|ten chu ho so|chuhoso|ho ten chu ho so|ho va ten chu ho so|chu ho so nguoi nop|ten to chuc ca nhan|
    to chuc ca nhan|ca nhan to chuc|ten ca nhan to chuc|nguoi nop|nguoi nop ho so|ten nguoi nop|ho ten nguoi nop|
    ho va ten nguoi nop|nguoi yeu cau|ho ten|ho va ten|ho ten cong dan|cong dan|ten cong dan|ten khach hang|
    nguoi dung don|doi tuong nop|tennguoinop|don vi nop|doanh nghiep`,
  ),
  phone: column(
    'Số điện thoại',
    'Ghi số điện thoại bằng chữ số.',
    `phone|dien thoai|so dt|dt|sodienthoai|dien thoai lien he|so dien thoai lien he|so dien thoai nguoi nop|
    dien thoai nguoi nop|so dien thoai chu ho so|di dong|so di dong|dtdd|dien thoai di dong|so dtdd|tel|lien he|
    so may|so lien he`,
  ),
  identity: column(
    'Số giấy tờ',
    'Ghi số giấy tờ tùy thân, tối đa 30 ký tự.',
    `identity|so giay to tuy than|giay to tuy than|cccd|so cccd|cmnd|so cmnd|so dinh danh|so dinh danh ca nhan|
    ma dinh danh|can cuoc|so can cuoc|can cuoc cong dan|so can cuoc cong dan|ho chieu|so ho chieu|so gttt|gttt|
    ma doi tuong|so cmnd cccd|cmnd cccd|so cccd cmnd|socmnd|so cmtnd|cmt`,
  ),
  dueAt: column(
    'Ngày hẹn trả',
    'Ghi ngày như 30/11/2026, hoặc để trống để máy tính.',
    `dueat|due at|hen tra|ngayhentra|ngay hen|ngay hen tra ket qua|hen tra ket qua|ngay hen tra ho so|han tra|
    han tra ket qua|thoi gian hen tra|thoi gian hen tra ket qua|thoi diem hen tra|ngay gio hen tra|ngay den han|
    han giai quyet|han xu ly|ngay han|ngay het han|han hoan thanh|ngay tra du kien|ngay du kien tra|
    ngay phai tra|ngay tra theo hen|ngay ket thuc theo quy dinh|ngayketthuctheoquydinh|han xu ly ho so|thoi han tra|
    ngay hen tra theo quy dinh|han giai quyet ho so|ngay tra theo giay hen|thoi han tra ket qua`,
  ),
  status: column(
    'Trạng thái',
    `Ghi số 1–10 hoặc tên: ${Object.values(STATUS_NAMES).join(', ')}. Từ riêng của đơn vị: --status "từ=số".`,
    `status|trang thai ho so|trangthai|trangthaihoso|tinh trang|tinh trang ho so|trang thai xu ly|tinh trang xu ly|
    trang thai hien tai|tinh trang giai quyet|ket qua xu ly|tinh hinh xu ly|tinh hinh giai quyet|tt ho so|
    ket qua giai quyet|trang thai giai quyet`,
  ),
  statusAt: column(
    'Thời điểm trạng thái',
    'Ghi ngày giờ như 23/11/2026 10:00, hoặc để trống nếu không biết.',
    `statusat|at|ngay cap nhat|thoi diem xu ly|thoidiemxuly|ngay cap nhat trang thai|thoi gian cap nhat|
    ngay trang thai|thoi gian trang thai|ngay chuyen trang thai|ngay xu ly`,
  ),
  settledAt: column(
    'Ngày kết thúc xử lý',
    'Ghi ngày giờ có kết quả như 25/11/2026 10:00, hoặc để trống.',
    `ngay xu ly xong|ngayketthucxuly|ngay ket thuc|ngay hoan thanh|ngay co ket qua|ngay giai quyet xong|
    thoi gian hoan thanh|thoi diem hoan thanh|ngay giai quyet|ngay hoan tat|thoi diem ket thuc xu ly|
    thoi gian ket thuc|thoi gian ket thuc xu ly|ngay nhan ket qua tu co quan giai quyet|ngay hoan thanh ho so|ngay hoan thanh xu ly|ngay xong|
    ngay ket thuc thuc te|ngay hoan thanh thuc te|ngay ket thuc giai quyet|thoi gian co ket qua|ngay ra ket qua`,
  ),
  returnedAt: column(
    'Ngày trả kết quả',
    'Ghi ngày giờ đã trả như 26/11/2026 09:00, hoặc để trống.',
    `ngay tra|ngaytra|ngaytraketqua|thoi gian tra ket qua|thoi diem tra ket qua|ngay tra thuc te|thoi gian tra|
    ngay tra ket qua thuc te|ngay nhan ket qua|ngay giao ket qua|ngay phat ket qua|ngay cong dan nhan|
    ngay gio tra ket qua|ngay da tra|ngay da tra ket qua|ngay tra ket qua cho cong dan|thoi gian tra thuc te`,
  ),
  receivedTime: hour('Giờ tiếp nhận', 'gio nhan|gio tiep nhan ho so|gio nhan ho so|gio tn'),
  filedTime: hour('Giờ nộp', 'gio nop ho so|gio gui|gio dang ky'),
  dueTime: hour('Giờ hẹn trả', 'gio hen|gio hen tra ket qua|gio hen tra ho so'),
  statusTime: hour('Giờ cập nhật', 'gio xu ly|gio chuyen trang thai'),
  settledTime: hour('Giờ kết thúc', 'gio ket thuc xu ly|gio hoan thanh|gio co ket qua|gio xu ly xong'),
  returnedTime: hour('Giờ trả kết quả', 'gio tra|gio tra thuc te|gio tra ket qua thuc te'),
  reason: column(
    'Lý do',
    'Ghi bằng chữ, tối đa 2.000 ký tự, không phải công thức.',
    'reason|ghi chu|noi dung xu ly|noi dung bo sung|ly do bo sung|ly do tra lai|y kien|noidungxuly',
  ),
  supplementBy: column(
    'Hạn bổ sung',
    'Chỉ khi yêu cầu bổ sung có lý do: ghi ngày như 05/12/2026, hoặc để trống.',
    'supplementby|bo sung truoc ngay|hanbosung|ngay het han bo sung|han nop bo sung',
  ),
  holderUnit: column(
    'Đơn vị đang giữ',
    'Ghi tên phòng, đơn vị đang giữ hồ sơ, hoặc để trống.',
    `don vi xu ly|donvixuly|co quan chu tri giai quyet|phong ban xu ly|phongbanxuly|phong ban|don vi dang xu ly|co quan giai quyet|
    don vi giai quyet|co quan xu ly|bo phan xu ly|don vi thu ly|phong chuyen mon|noi dang giu|bo phan dang xu ly|
    don vi dang giu ho so|phong ban dang xu ly|don vi phoi hop xu ly|phong xu ly`,
    false,
  ),
  holder: column(
    'Cán bộ đang giữ',
    'Ghi họ tên cán bộ đang giữ hồ sơ, hoặc để trống.',
    `can bo xu ly|nguoi xu ly|nguoixuly|can bo dang xu ly|nguoi dang xu ly|can bo thu ly|nguoi thu ly|chuyen vien|
    chuyen vien thu ly|chuyen vien xu ly|can bo giai quyet|can bo phu trach|nguoi dang giu|cbxl|can bo|
    can bo chuyen mon|nguoi dang giu ho so|can bo dang giu ho so|can bo dang thu ly`,
    false,
  ),
  step: column(
    'Bước xử lý',
    'Ghi tên bước trong quy trình nội bộ, hoặc để trống.',
    'buoc hien tai|buoc|cong doan|cong doan hien tai|giai doan|buoc quy trinh|buoc thuc hien|quy trinh hien tai',
    false,
  ),
} as const satisfies Record<string, Column>;
export type ImportColumn = keyof typeof COLUMNS;

/** Columns in the order of the template. */
export const COLUMN_NAMES = Object.keys(COLUMNS) as ImportColumn[];

const SHORT: Readonly<Record<string, string>> = {
  hs: 'ho so',
  kq: 'ket qua',
  tthc: 'thu tuc hanh chinh',
  sdt: 'so dien thoai',
  dt: 'dien thoai',
  cb: 'can bo',
  gq: 'giai quyet',
  tn: 'tiep nhan',
  xl: 'xu ly',
  bs: 'bo sung',
  tg: 'thoi gian',
  li: 'ly',
  ki: 'ky',
};

/** A header as it is compared: without marks, remarks in brackets, signs and abbreviations. */
export function plainHeader(header: string): string {
  const folded = fold(header);
  const bare = folded.replace(/\([^()]*\)|\[[^[\]]*\]/g, ' ');
  return (/[\p{L}]/u.test(bare) ? bare : folded)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .map((word) => SHORT[word] ?? word)
    .join(' ')
    .replace(/\bngay thang(?: nam)?\b/, 'ngay');
}

/** Every name a column goes by, with its place among them: the lower, the surer. */
const BY_HEADER = new Map<string, { column: ImportColumn; rank: number }>(
  COLUMN_NAMES.flatMap((name) =>
    [COLUMNS[name].header, ...COLUMNS[name].also.split('|')].map(
      (header, rank) => [plainHeader(header.replace(/\s+/g, ' ')), { column: name, rank }] as const,
    ),
  ).reverse(),
);

/** A column a header names, and how sure a name of it that is; `column: null` = one that is to be left out. */
export type Named = { column: ImportColumn | null; rank: number };

/** A name in another language, which beside ours says the same: "Mã hồ sơ / Receipt code". */
const isForeign = (name: string) => /^[\x20-\x7e]*$/.test(name.trim());

/**
 * The column a header names, in any case, with or without marks; `told`: what the unit has said, by `plainHeader`. A
 * header of several names, "Mã hồ sơ / Số biên nhận", counts where all of them are of one column. Null = none of ours.
 */
export function columnOf(
  header: string,
  told: ReadonlyMap<string, ImportColumn | null> = new Map(),
): Named | null {
  const plain = plainHeader(header);
  const meant = told.get(plain);
  if (meant !== undefined) return { column: meant, rank: -1 };
  const known = BY_HEADER.get(plain);
  if (known) return known;
  const parts = header.split(/[/\n|,;]|\s[-–]\s/).filter((part) => /\p{L}/u.test(part));
  const ours = parts.filter((part) => !isForeign(part));
  const named = (ours.length > 0 ? ours : parts).map((part) => BY_HEADER.get(plainHeader(part)));
  const [first] = named;
  return parts.length > 1 && first && named.every((each) => each?.column === first.column) ? first : null;
}

/** The column a person means by a name in `--map`: its header in the template, or any other it goes by. */
export function columnNamed(name: string): ImportColumn | null {
  return (
    COLUMN_NAMES.find((each) => each.toLowerCase() === name.trim().toLowerCase()) ??
    columnOf(name)?.column ??
    null
  );
}
