/** What a message asks about following and being told. Pure; the phrases are in `prisma/seed/sayings/following.txt`. */
import { findReceiptCodes } from '../../../dossiers/receipt-code/find.js';
import type { QuietHours } from '../../../notifications/quiet-hours.js';
import { clean } from '../../../search/fold.js';
import { sayings } from '../../sayings.js';
import { coveredBy, phrasePattern, plainLine } from '../../words.js';
import { type PhoneRequest, readPhoneRequest } from './phone.js';
import { readQuestionCode } from './question-code.js';
import { readQuietHours } from './quiet-time.js';

/** What is to be followed; all null = the one that is spoken of. `of`: the field of that procedure. */
export type FollowTarget =
  | { kind: 'dossier'; code: string | null }
  | { kind: 'procedure'; code: string | null; name: string | null }
  | { kind: 'field'; of: string | null; name: string | null };

/** What somebody wants of the notices they get. */
export type FollowRequest =
  | { kind: 'token'; token: string }
  | { kind: 'follow' | 'unfollow'; target: FollowTarget | null }
  /** `sure`: it can mean nothing else. */
  | { kind: 'stop'; sure: boolean }
  | { kind: 'list' | 'followers' }
  /** `since`: as the list said it, where the choice was tapped. */
  | { kind: 'remove'; number: number; since: string | null }
  | { kind: 'quiet'; asked: { hours: QuietHours | null } | 'unclear' }
  | { kind: 'verify'; code: string | null }
  | PhoneRequest;

const follow = phrasePattern(sayings('follow'));
const unfollow = phrasePattern(sayings('unfollow'));
const list = phrasePattern(sayings('list'));
const followers = phrasePattern(sayings('followers'));
const stopAll = phrasePattern(sayings('stop-all'));
const stopWord = phrasePattern(sayings('stop-word'));
const tellMe = phrasePattern(sayings('tell-me'));
const verify = phrasePattern(sayings('verify'));
const polite = phrasePattern(sayings('follow-polite'));
const thisDossier = phrasePattern(sayings('this-dossier'));
const thisProcedure = phrasePattern(sayings('this-procedure'));
const thisField = phrasePattern(sayings('this-field'));
/** 128 bits in base64url, as a receipt's QR code carries them. */
const TOKEN = /^(?:theo dõi|theo doi|follow)\s+([\w-]{22})$/iu;
/** Signs at the end of a sentence. */
const CLOSING = /(?<![\s.!?])[\s.!?]+$/;
const REMOVE =
  /^(?:bỏ|bo|xóa|xoá|xoa|gỡ|go|remove)\s+(?:người|nguoi|follower|person)(?:\s+theo d[õo]i)?(?:\s+(?:số|so|thứ|thu|number|no\.?))?\s+(\d{1,2})(?:\s+từ\s+(\S.{0,19}))?$/iu;
const VERIFIED =
  /^(?:cho\s+)?(?:(?:tôi|em|mình)\s+)?(?:xác minh|xac minh|kiểm chứng|kiem chung|kiểm tra|kiem tra|verify|check)\s+(?:tin nhắn|tin nhan|tin|thông báo|thong bao|message|notice)(?:\s+(?:có|co|with))?(?:\s+(?:mã|ma|số|so|code))?[\s:]+([^\s:].*)$/iu;
const NAMED =
  /^(?:(?:xin|cho|tôi|em|mình|muốn|hãy)\s+)*((?:bỏ|bo|hủy|huy|ngừng|ngung|ngưng|dừng|thôi)\s+|un|stop\s+)?(?:theo d[õo]i|follow(?:ing)?)\s+(?:the\s+)?(thủ tục|thu tuc|procedure|lĩnh vực|linh vuc|field)\s+(?:(?:về|of)\s+)?(\S.*)$/iu;
/** Without its marks each of these is "dừng". */
const OTHER_DUNG = /(?<!\p{L})(?:đúng|dùng|dụng)(?!\p{L})/iu;
/** What choices send with a target, in any spelling of it. */
const COMMAND =
  /^(?:(?:bỏ )?theo dõi (?:(?:thủ tục |lĩnh vực của thủ tục )?[\w.-]+|lĩnh vực [a-z\d ]+)|bỏ người số .+)$/;

/** Whether a text is what a choice of one target sends, which says nothing about the language of the person. */
export function isFollowCommand(text: string): boolean {
  return COMMAND.test(text);
}

/** What a text asks of following; null = it is something else. */
export function readFollowRequest(text: string): FollowRequest | null {
  const plain = clean(text).trim();
  if (OTHER_DUNG.test(plain)) return null;
  const token = TOKEN.exec(plain)?.[1];
  if (token) return { kind: 'token', token };
  const phone = readPhoneRequest(plain);
  if (phone) return phone;
  const removal = REMOVE.exec(plain.replace(CLOSING, ''));
  if (removal) return { kind: 'remove', number: Number(removal[1]), since: removal[2] ?? null };
  const doubted = VERIFIED.exec(plain)?.[1];
  const code = doubted ? readQuestionCode(doubted) : null;
  if (code) return { kind: 'verify', code: code.code };
  const asked = readQuietHours(plain);
  if (asked) return { kind: 'quiet', asked };
  return readPhrase(plain) ?? readTarget(plain) ?? readNamed(plain);
}

/** What is said in so many words. */
function readPhrase(plain: string): FollowRequest | null {
  const line = plainLine(plain);
  const is = (phrases: RegExp) => line.search(phrases) >= 0 && coveredBy(line, phrases, polite);
  if (is(stopAll)) return { kind: 'stop', sure: true };
  if (is(stopWord) && (!/ dung /.test(line) || /(?<!\p{L})dừng(?!\p{L})/iu.test(plain)))
    return { kind: 'stop', sure: false };
  if (is(list)) return { kind: 'list' };
  if (is(followers)) return { kind: 'followers' };
  if (is(verify)) return { kind: 'verify', code: null };
  return is(tellMe) ? { kind: 'follow', target: { kind: 'dossier', code: null } } : null;
}

/** "Theo dõi", "bỏ theo dõi", with a code or with what is spoken of. */
function readTarget(plain: string): FollowRequest | null {
  const said = plainLine(plain);
  if (said.search(unfollow) < 0 && said.search(follow) < 0) return null;
  const [found] = findReceiptCodes(plain);
  const line = found ? plainLine(plain.replace(found.original, ' ')) : said;
  const isUnfollow = line.search(unfollow) >= 0;
  const verb = isUnfollow ? unfollow : follow;
  if (line.search(verb) < 0) return null;
  const kind = isUnfollow ? 'unfollow' : 'follow';
  const rest = line.replace(verb, '').replace(/ +/g, ' ');
  const isAbout = (nouns: RegExp) => coveredBy(rest, nouns, polite);
  if (found?.kind === 'receipt')
    return isAbout(thisDossier) ? { kind, target: { kind: 'dossier', code: found.canonical } } : null;
  const code = found?.kind === 'procedure' ? found.code : null;
  if (found && code === null) return null;
  if (isAbout(thisProcedure) && (code !== null || rest.search(/ thu tuc | procedure /) >= 0))
    return { kind, target: { kind: 'procedure', code, name: null } };
  if (isAbout(thisField) && rest.search(/ linh vuc | field /) >= 0)
    return { kind, target: { kind: 'field', of: code, name: null } };
  if (code !== null) return null;
  if (coveredBy(rest, polite)) return { kind, target: null };
  return isAbout(thisDossier) ? { kind, target: { kind: 'dossier', code: null } } : null;
}

/** "Theo dõi lĩnh vực hộ tịch", "theo dõi thủ tục đăng ký khai sinh". */
function readNamed(plain: string): FollowRequest | null {
  const [, no, noun = '', name = ''] = NAMED.exec(plain.replace(CLOSING, '')) ?? [];
  if (name === '') return null;
  const kind = no ? 'unfollow' : 'follow';
  const isField = /^(?:l|field)/i.test(noun);
  return {
    kind,
    target: isField ? { kind: 'field', of: null, name } : { kind: 'procedure', code: null, name },
  };
}
