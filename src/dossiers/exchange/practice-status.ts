/**
 * The states of a dossier in the words of one-stop software and offices. Where a word says less than a state, the state
 * that claims least is taken: "đã kết thúc" has a result (9), and was not therefore handed over. Pure.
 */
import { fold } from '../../search/fold.js';
import { nfc } from '../../security/text.js';
import { readStatus, STATUS_NAMES, STATUSES, type Status, type SubState } from '../model/status.js';
import { type DayOrder, partMoment, type ReadMoment } from './date-cell.js';

/** A state as told: `saidLate`: the word says that it is or was late. */
export type ToldStatus = { status: Status; subState?: SubState; saidLate?: true };

/** Words by state, without marks; "hồ sơ" and "giấy tờ" are left out, abbreviations written in full. */
const WORDS: Readonly<Record<Status, string>> = {
  1: `moi dang ky|dang ky moi|cho tiep nhan|dang cho tiep nhan|chua tiep nhan|moi nop|da nop|da gui|moi gui|
    moi tao|moi|nop moi|cho xac nhan tiep nhan|cho duyet tiep nhan|cho tiep nhan truc tuyen|nop truc tuyen|
    cho xac nhan|da nop truc tuyen|da gui truc tuyen`,
  2: `duoc tiep nhan|da duoc tiep nhan|da tiep nhan|tiep nhan|moi tiep nhan|vua tiep nhan|da nhan o mot cua|
    da tiep nhan cho xu ly|cho xu ly|cho phan cong|cho chuyen xu ly|cho chuyen|tiep nhan moi|cho thu ly|cho giai quyet|
    chua xu ly|chua giai quyet`,
  3: `khong duoc tiep nhan|khong tiep nhan|tu choi|bi tu choi|da tu choi|tu choi tiep nhan|da tu choi tiep nhan|
    khong du dieu kien tiep nhan|bi tu choi tiep nhan|thu hoi`,
  4: `dang xu ly|dang giai quyet|dang thuc hien|dang tham dinh|dang tham tra|dang xac minh|dang thu ly|dang luan chuyen|
    dang trinh ky|dang trinh|dang duyet|dang phe duyet|cho phe duyet|cho duyet|cho ky|cho trinh ky|cho ky duyet|cho ky so|
    cho ban hanh|cho dong dau|cho lanh dao duyet|cho lanh dao ky|cho lanh dao phe duyet|trinh lanh dao|trinh ky|
    da trinh ky|cho tham dinh|cho tham tra|cho xac minh|da chuyen xu ly|chuyen xu ly|dang chuyen xu ly|
    da chuyen chuyen mon|chuyen chuyen mon|chuyen phong chuyen mon|dang lay y kien|cho y kien|lay y kien|xu ly|
    tiep tuc xu ly|dang xu ly ho so|da phan cong|cho ket qua|dang lien thong|lien thong|cho lien thong`,
  5: `yeu cau bo sung|yeu cau bo sung thong tin|cho bo sung|dang cho bo sung|dang bo sung|can bo sung|bo sung|
    phai bo sung|cho cong dan bo sung|yeu cau cong dan bo sung|cong dan bo sung|yeu cau bo sung hoan thien|
    cho hoan thien|yeu cau hoan thien|tra lai bo sung|dung cho bo sung|tam dung cho bo sung|
    tra ve bo sung|cho nguoi dan bo sung|da yeu cau bo sung|thieu|con thieu|chua du|yeu cau mot cua bo sung|
    cho bo sung tiep nhan|cong dan da gui bo sung|da bo sung|hoan thanh bo sung|da gui bo sung`,
  6: `yeu cau thuc hien nghia vu tai chinh|thuc hien nghia vu tai chinh|cho thuc hien nghia vu tai chinh|
    dang thuc hien nghia vu tai chinh|nghia vu tai chinh|cho nghia vu tai chinh|cho nop phi|cho nop le phi|
    cho nop phi le phi|cho nop thue|cho nop tien|cho thanh toan|yeu cau thanh toan|chua thanh toan|cho thong bao thue|
    cho dong phi|yeu cau nop phi|cho thue|cho cong dan nop phi|cho cong dan nop le phi|cho nguoi dan nop phi|
    cho cong dan thanh toan|cho nguoi dan thanh toan|cho cong dan nop tien|cho cong dan thuc hien nghia vu tai chinh`,
  7: `cong dan yeu cau rut|yeu cau rut|rut|da rut|xin rut|cong dan rut|cong dan xin rut|nguoi dan rut|
    rut theo yeu cau|cong dan huy|huy theo yeu cau|cong dan yeu cau huy|to chuc rut|da rut ve`,
  8: `dung xu ly|tam dung|tam dung xu ly|dang tam dung|dung giai quyet|tam dung giai quyet|da dung xu ly|
    dung thuc hien|dinh chi|da huy|huy|bi huy|huy bo|da huy bo`,
  9: `da xu ly xong|xu ly xong|da xu ly|da co ket qua|co ket qua|cho tra ket qua|cho tra|da giai quyet|da giai quyet xong|
    giai quyet xong|hoan thanh|da hoan thanh|hoan tat|da hoan tat|da ket thuc|ket thuc|ket thuc xu ly|
    da ket thuc xu ly|cho nhan ket qua|cho cong dan nhan ket qua|cho phat ket qua|cho tra cong dan|da xong|xong|
    co ket qua cho tra|da co ket qua chua tra|chua tra ket qua|chua tra|chua nhan ket qua|cho tra ket qua cho cong dan|
    da chuyen tra ket qua|da chuyen ket qua ve mot cua|da chuyen buu dien|da gui buu dien|tu choi giai quyet|
    khong giai quyet|tu choi cap|khong du dieu kien giai quyet|da co ket qua cho tra|da xu ly cho tra ket qua|
    da giai quyet cho tra ket qua|da ban hanh ket qua`,
  10: `da tra ket qua|tra ket qua|da tra cong dan|da tra|da tra cho cong dan|da nhan ket qua|da giao ket qua|
    cong dan da nhan|cong dan da nhan ket qua|da phat ket qua|da tra ket qua cho cong dan|da ban giao ket qua|
    da tra nguoi dan|da tra dan|da tra ket qua truc tuyen|da tra qua buu dien|da tra ket qua qua buu chinh|
    da lay ket qua|nguoi dan da nhan ket qua`,
};

const SUB_STATES: Readonly<Record<string, SubState>> = {
  'tam dung': 'paused',
  'tam dung xu ly': 'paused',
  'dang tam dung': 'paused',
  'tam dung giai quyet': 'paused',
  'yeu cau mot cua bo sung': 'deskAsks',
  'yeu cau cong dan bo sung': 'citizenAsked',
  'cho bo sung tiep nhan': 'awaitingReception',
  'cong dan da gui bo sung': 'citizenSent',
  'da gui bo sung': 'citizenSent',
  'da bo sung': 'citizenSent',
  'hoan thanh bo sung': 'supplemented',
  'tu choi giai quyet': 'refused',
  'khong giai quyet': 'refused',
  'tu choi cap': 'refused',
  'khong du dieu kien giai quyet': 'refused',
  'da chuyen tra ket qua': 'handedOver',
  'da chuyen ket qua ve mot cua': 'handedOver',
  'da chuyen buu dien': 'posted',
  'da gui buu dien': 'posted',
};

const ABBREVIATIONS: Readonly<Record<string, string>> = {
  kq: 'ket qua',
  kqua: 'ket qua',
  bs: 'bo sung',
  xl: 'xu ly',
  gq: 'giai quyet',
  tn: 'tiep nhan',
  hs: 'ho so',
  yc: 'yeu cau',
  cd: 'cong dan',
  ld: 'lanh dao',
  nvtc: 'nghia vu tai chinh',
  li: 'ly',
};

/**
 * Words that mean one state with these marks, another or none with others, and without any cannot be told: "dừng hẳn" is
 * stopped, "đúng hạn" is in time; "đăng ký" is applied, "đang ký" is being signed.
 */
const MARKED: Readonly<Record<string, ToldStatus>> = {
  'dừng hẳn': { status: 8, subState: 'stopped' },
  dừng: { status: 8 },
  'đã dừng': { status: 8 },
  'đăng ký': { status: 1 },
  'đăng kí': { status: 1 },
  'đang ký': { status: 4 },
  'đang kí': { status: 4 },
};
const AMBIGUOUS: ReadonlySet<string> = new Set(Object.keys(MARKED).map(fold));

const BY_WORD = new Map<string, Status>(
  STATUSES.flatMap((status) => [
    ...WORDS[status].split('|').map((word) => [word.replace(/\s+/g, ' ').trim(), status] as const),
    [plainStatus(STATUS_NAMES[status]), status] as const,
  ]),
);

/** A word with its marks, but without signs. */
function markedWord(text: string): string {
  return nfc(text)
    .toLowerCase()
    .replace(/hồ sơ|[^\p{L} ]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** A word for a state as mappings keep it: without signs, "hồ sơ", abbreviations and, where it is clear without, marks. */
export function plainStatus(text: string): string {
  const folded = foldedStatus(text);
  return AMBIGUOUS.has(folded) ? markedWord(text) : folded;
}

function foldedStatus(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
    .split(' ')
    .map((word) => ABBREVIATIONS[word] ?? word)
    .join(' ')
    .replace(/\b(?:ho so|giay to)\b|^trang thai /g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** What punctuality a word tells besides, or alone. */
const LATE =
  /\b(?:da |bi |dang )?(?:tre|qua|cham|vuot)(?: (?:han|hen|tien do)(?: \d+ (?:ngay|gio))?| \d+ (?:ngay|gio))(?: lam viec)?\b/;
const IN_TIME =
  /\b(?:(?:dung|som|truoc|trong|con|chua den|chua qua|sap den|sap toi|den|khong tre|chua tre) (?:han|hen)\b(?: \d+ ngay)?|con(?: lai)? \d+ (?:ngay|gio)(?: lam viec)?)/;
/** How often it was so. */
const TIMES = / lan (?:thu )?(?:\d+|mot|hai|ba)$/;

/**
 * The state a cell tells: a code, an official name, a word of practice, or one the unit has told the meaning of
 * (`told`, by `plainStatus`); with its punctuality where it says that too. Null = not known.
 */
export function readToldStatus(
  cell: string | number | boolean | Date,
  told: ReadonlyMap<string, Status> = new Map(),
): ToldStatus | null {
  const bare = typeof cell === 'string' ? cell.replace(/^\s*0*([1-9]\d?)(?:[.,]0+)?\s*$/, '$1') : cell;
  const official = typeof bare === 'string' || typeof bare === 'number' ? readStatus(bare) : null;
  if (official !== null) return { status: official };
  const text = String(cell);
  const meant = told.get(plainStatus(text));
  if (meant !== undefined) return { status: meant };
  const unnumbered = text.replace(/^\s*[([]?0*(?:10|[1-9])[\s.:)\]–-]+(?=\p{L})/u, '');
  const word = plainStatus(unnumbered);
  return MARKED[word] ?? ofWord(word) ?? ofParts(unnumbered);
}

/** "Đang xử lý/Chờ ký": words of one state; "Đang xử lý tại Phòng Kinh tế": where it is. */
function ofParts(text: string): ToldStatus | null {
  const [first = null, ...others] = text.split('/', 4).map((part) => ofWord(plainStatus(part)));
  if (first && others.length > 0) return others.every((each) => each?.status === first.status) ? first : null;
  const [word = '', place] = plainStatus(text).split(
    / (?:tai|o) (?:phong|bo phan|buoc|chi cuc|so|co quan|trung tam) /,
    2,
  );
  const known = place === undefined ? null : ofWord(word);
  return known?.status === 4 ? known : null;
}

/** Words of what is yet to come, with which a date is no time of the state. */
const TO_COME = /\b(?:han|hen|cho|chua|se|du kien|den|truoc)\b/;

/** A state, and its moment where the cell tells that, too: "Đã trả kết quả ngày 25/11/2026". */
export type StateCell = { said: ToldStatus; word: string; moment?: ReadMoment };

/** The state in a cell. Null = not known, or a date stands there of which nobody can tell what it is. */
export function readStateCell(
  cell: string | number | boolean | Date,
  told: ReadonlyMap<string, Status> = new Map(),
  order?: DayOrder,
): StateCell | null {
  const whole = readToldStatus(cell, told);
  if (whole) return { said: whole, word: String(cell).trim() };
  const parted = typeof cell === 'string' ? partMoment(cell, order) : null;
  if (!parted) return null;
  const word = parted.rest
    .replace(/(?<!\p{L})(?:ngày|lúc|vào|từ|hồi)(?!\p{L})/giu, ' ')
    .replace(/[\s,;:()–-]+/g, ' ')
    .trim();
  const said = TO_COME.test(fold(word)) ? null : readToldStatus(word, told);
  return said && { said, word, moment: parted.moment };
}

function ofWord(told: string): ToldStatus | null {
  const word = told.replace(TIMES, '');
  const known = BY_WORD.get(word);
  if (known !== undefined) return withSubState(word, known);
  const inTime = word.replace(IN_TIME, ' ');
  const rest = inTime.replace(LATE, ' ').replace(/\s+/g, ' ').trim();
  if (rest === word) return null;
  const saidLate = LATE.test(inTime) ? ({ saidLate: true } as const) : {};
  // "Đúng hạn", "trước hạn" alone are said of what has a result, and of what has none yet.
  if (rest === '' && /\b(?:dung|som|truoc) (?:han|hen)\b/.test(word)) return null;
  const status = rest === '' ? 4 : BY_WORD.get(rest);
  return status === undefined ? null : { ...withSubState(rest, status), ...saidLate };
}

function withSubState(word: string, status: Status): ToldStatus {
  const subState = SUB_STATES[word];
  return subState ? { status, subState } : { status };
}
