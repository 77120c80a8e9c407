/**
 * Being told by telephone number where the channel itself can no longer bring it: agreed to apart from following, with
 * the number read back first, since a slip would have a stranger told.
 */
import type { Following } from '../lookups.js';
import { writeCommand } from '../reading/command.js';
import { type Context, say, type Turn, withChoices } from '../turn.js';

/** What a message says of it. `phone`: as Zalo takes it (`84…`); null = no mobile number, or more than one. */
export type PhoneRequest = { kind: 'phone'; phone: string | null; agreed: boolean } | { kind: 'phoneOff' };

const ASKED =
  /^(đồng ý |dong y |agree )?(?:báo|bao|nhắn|nhan|nhận|tell me|message me)(?: tin)? (?:qua|by|on) (?:số điện thoại|so dien thoai|điện thoại|dien thoai|số|so|sđt|sdt|phone)(?![\p{L}])(.*)$/iu;
const OFF =
  /^(?:bỏ|bo|xóa|xoá|xoa|thôi|thoi|ngừng|ngung|remove|delete|forget) (?:báo qua |bao qua |my )?(?:số điện thoại|so dien thoai|sđt|sdt|số|so|phone|phone number)(?: của tôi| cua toi)?[\s.!]*$/iu;
/** Vietnamese mobile numbers: ten digits with 0 before them, or 84 in its place. */
const MOBILE = /(?<!\d)(?:\+?84|0)([35789]\d{8})(?!\d)/g;
const BETWEEN_DIGITS = /(?<=\d)[ .-](?=\d)/g;

/** Null = the message is something else. */
export function readPhoneRequest(plain: string): PhoneRequest | null {
  if (OFF.test(plain)) return { kind: 'phoneOff' };
  const asked = ASKED.exec(plain);
  if (!asked) return null;
  const [, agreed, rest = ''] = asked;
  const [first, ...others] = rest.replace(BETWEEN_DIGITS, '').matchAll(MOBILE);
  return { kind: 'phone', phone: first && others.length === 0 ? `84${first[1]}` : null, agreed: !!agreed };
}

/** Gives, shows or takes back the telephone number that notices may go to. */
export async function answerPhone(
  context: Context,
  { phone: port }: Following,
  request: PhoneRequest,
): Promise<Turn> {
  const { t } = context;
  const told = (text: string) => say(context, { text, choices: [] }, { kind: 'dossier' });
  if (port === null) return told(t('follow.phone.notHere'));
  if (request.kind === 'phoneOff')
    return told(t((await port.forget()) ? 'follow.phone.removed' : 'follow.phone.none'));
  const { phone, agreed } = request;
  if (phone === null) return told(t('follow.phone.ask'));
  const shown = `0${phone.slice(2)}`;
  if (!agreed) {
    // The number stands in what agreeing sends, so that nothing is kept before that.
    const send = writeCommand({ kind: 'tellByPhone', phone: shown });
    const choices = [{ label: t('follow.phone.agree'), send }];
    return say(context, withChoices(t('follow.phone.consent', { phone: shown }), choices), {
      kind: 'dossier',
    });
  }
  await port.set(phone);
  return told(t('follow.phone.set', { phone: shown }));
}
