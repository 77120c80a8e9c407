/**
 * What buttons send, each a short text that means the same whenever it comes and fits 64 bytes: one union, written and
 * read here. Old chats keep their buttons for ever, so that a text once sent is never given another meaning.
 */
import { procedureCode } from '../../catalogue/procedure.js';
import { clean } from '../../search/fold.js';
import { ATTRIBUTES, type Attribute } from '../../search/question.js';

/** What can be followed, as a button names it. */
export type Target =
  | { kind: 'dossier'; code: string }
  | { kind: 'procedure'; code: string }
  /** The field of a procedure. */
  | { kind: 'fieldOf'; code: string }
  /** By name, without marks. */
  | { kind: 'field'; name: string };

/** What a button says; the texts of buttons are never changed, for they stay in chats. */
export type Command =
  /** A part of a procedure, null = all of it; pages count from 1, as do the cases of its papers. */
  | { kind: 'view'; code: string; attribute: Attribute | null; page: number; inCase?: number }
  /** The choices that did not fit, from this one on. */
  | { kind: 'moreChoices'; from: number }
  | { kind: 'follow' | 'unfollow'; target: Target }
  /** 128 bits in base64url, from a receipt's QR code. */
  | { kind: 'followToken'; token: string }
  /** `since`: as the list said it. */
  | { kind: 'removeFollower'; number: number; since: string }
  /** Ten digits, `0…`. */
  | { kind: 'tellByPhone'; phone: string }
  | { kind: keyof typeof FIXED };

/** What the last choice of a question back sends: a message like any other, and none of the procedures before it. */
export const SOMETHING_ELSE = 'việc khác';

/** Texts without anything in them that changes. */
const FIXED = {
  leaveQuestion: 'để lại câu hỏi',
  notLeaving: 'không gửi câu hỏi',
  whyThisDate: 'vì sao hẹn ngày này',
  whoHasLooked: 'ai đã xem',
  forgetDossier: 'quên hồ sơ này',
  stopLookingUp: 'không tra nữa',
  deleteData: 'xóa dữ liệu của tôi',
  deleteNow: 'đồng ý xóa dữ liệu',
  keepData: 'không xóa dữ liệu',
  notThisCode: 'không đúng',
  whatIsFollowed: 'tôi đang theo dõi gì',
  stopTelling: 'ngừng nhận tin',
  whoFollows: 'ai đang theo dõi',
  returnedToSupplement: 'hồ sơ bị trả lại để bổ sung',
  returnedAsRefused: 'hồ sơ bị trả lại vì từ chối',
  withdrawDossier: 'tôi muốn rút hồ sơ đã nộp',
} as const;
const fixedBy = new Map(
  Object.entries(FIXED).map(([kind, text]) => [text as string, kind as keyof typeof FIXED]),
);

/** The word for an attribute in a command. */
const ATTRIBUTE_WORDS: Readonly<Record<Attribute, string>> = {
  papers: 'giấy tờ',
  time: 'thời gian',
  fee: 'lệ phí',
  place: 'nơi nộp',
  online: 'làm trên mạng',
  form: 'mẫu đơn',
  conditions: 'điều kiện',
  legal: 'căn cứ pháp lý',
  result: 'kết quả',
  steps: 'các bước',
};

const VIEW =
  /^(?:(?<attribute>\D+?) )?thủ tục (?<code>\d\.\d{6})(?: trường hợp (?<inCase>[1-9]\d?))?(?: phần (?<page>\d{1,3}))?$/;
const MORE_CHOICES = /^xem lựa chọn từ (\d{1,2})$/;
const TOKEN = /^theo dõi ([\w-]{22})$/;
const FOLLOW =
  /^(bỏ )?theo dõi (?:(thủ tục|lĩnh vực của thủ tục) (\d\.\d{6})|lĩnh vực ([a-z\d ]+)|([A-Z]\d{2}[\d.]*-\d{6,8}-\d+))$/;
const REMOVE = /^bỏ người số (\d{1,2}) từ (.{1,20})$/;
const BY_PHONE = /^đồng ý báo qua số (0\d{9})$/;

/** The text a button sends. */
export function writeCommand(command: Command): string {
  switch (command.kind) {
    case 'view': {
      const word = command.attribute && `${ATTRIBUTE_WORDS[command.attribute]} `;
      const own = command.inCase === undefined ? '' : ` trường hợp ${command.inCase}`;
      const page = command.page > 1 ? ` phần ${command.page}` : '';
      return `${word ?? ''}thủ tục ${command.code}${own}${page}`;
    }
    case 'moreChoices':
      return `xem lựa chọn từ ${command.from}`;
    case 'follow':
      return `theo dõi ${targetText(command.target)}`;
    case 'unfollow':
      return `bỏ theo dõi ${targetText(command.target)}`;
    case 'followToken':
      return `theo dõi ${command.token}`;
    case 'removeFollower':
      return `bỏ người số ${command.number} từ ${command.since}`;
    case 'tellByPhone':
      return `đồng ý báo qua số ${command.phone}`;
    default:
      return FIXED[command.kind];
  }
}

function targetText(target: Target): string {
  if (target.kind === 'dossier') return target.code;
  if (target.kind === 'procedure') return `thủ tục ${target.code}`;
  return target.kind === 'fieldOf' ? `lĩnh vực của thủ tục ${target.code}` : `lĩnh vực ${target.name}`;
}

/** What a text asks for when it is exactly what some button sends or has sent; null = somebody typed it. */
export function readCommand(text: string): Command | null {
  const plain = clean(text).trim();
  const fixed = fixedBy.get(plain);
  if (fixed) return { kind: fixed };
  return readView(plain) ?? readFollow(plain) ?? readNumbered(plain);
}

/** The view of a procedure a text asks for; null = it asks for none. */
export function readView(text: string): Extract<Command, { kind: 'view' }> | null {
  const found = VIEW.exec(clean(text).trim().toLowerCase())?.groups ?? {};
  const { attribute: word, code = '', page, inCase } = found;
  const attribute = ATTRIBUTES.find((name) => ATTRIBUTE_WORDS[name] === word) ?? null;
  if (!procedureCode.safeParse(code).success || (word !== undefined && attribute === null)) return null;
  const view = { kind: 'view' as const, code, attribute, page: Math.max(1, Number(page ?? 1)) };
  return inCase === undefined ? view : { ...view, inCase: Number(inCase) };
}

function readFollow(plain: string): Command | null {
  const [, not, noun, code = '', name, dossier] = FOLLOW.exec(plain) ?? [];
  const kind = not ? 'unfollow' : 'follow';
  if (dossier) return { kind, target: { kind: 'dossier', code: dossier } };
  if (noun) return { kind, target: { kind: noun === 'thủ tục' ? 'procedure' : 'fieldOf', code } };
  const field = name?.trim();
  return field ? { kind, target: { kind: 'field', name: field } } : null;
}

function readNumbered(plain: string): Command | null {
  const from = MORE_CHOICES.exec(plain)?.[1];
  if (from) return { kind: 'moreChoices', from: Number(from) };
  const token = TOKEN.exec(plain)?.[1];
  if (token) return { kind: 'followToken', token };
  const phone = BY_PHONE.exec(plain)?.[1];
  if (phone) return { kind: 'tellByPhone', phone };
  const [, number, since] = REMOVE.exec(plain) ?? [];
  return number && since ? { kind: 'removeFollower', number: Number(number), since: since.trim() } : null;
}
