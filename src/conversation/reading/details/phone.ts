/** Where notices are to go by telephone number. Pure. */

/** What somebody wants of it. `phone`: as Zalo takes it (`84…`); null = no mobile number, or more than one. */
export type PhoneRequest = { kind: 'phone'; phone: string | null; agreed: boolean } | { kind: 'phoneOff' };

const ASKED =
  /^(đồng ý |dong y |agree )?(?:báo|bao|nhắn|nhan|nhận|tell me|message me)(?: tin)? (?:qua|by|on) (?:số điện thoại|so dien thoai|điện thoại|dien thoai|số|so|sđt|sdt|phone)(?![\p{L}])(.*)$/iu;
const OFF =
  /^(?:bỏ|bo|xóa|xoá|xoa|thôi|thoi|ngừng|ngung|remove|delete|forget) (?:báo qua |bao qua |my )?(?:số điện thoại|so dien thoai|sđt|sdt|số|so|phone|phone number)(?: của tôi| cua toi)?[\s.!]*$/iu;
/** Vietnamese mobile numbers: ten digits with 0 before them, or 84 in its place. */
const MOBILE = /(?<!\d)(?:\+?84|0)([35789]\d{8})(?!\d)/g;
const BETWEEN_DIGITS = /(?<=\d)[ .-](?=\d)/g;

/** What a text asks of it; null = it is something else. */
export function readPhoneRequest(plain: string): PhoneRequest | null {
  if (OFF.test(plain)) return { kind: 'phoneOff' };
  const asked = ASKED.exec(plain);
  if (!asked) return null;
  const [, agreed, rest = ''] = asked;
  const [first, ...others] = rest.replace(BETWEEN_DIGITS, '').matchAll(MOBILE);
  return { kind: 'phone', phone: first && others.length === 0 ? `84${first[1]}` : null, agreed: !!agreed };
}
