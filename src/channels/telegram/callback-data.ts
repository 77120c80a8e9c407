/**
 * What a button carries: the text that tapping it sends, behind a mark that tells old buttons, which stay in chats for
 * years, from newer ones. `1?` stands under a question, `1:` under an answer. ASCII alone: a byte for each letter of a
 * Vietnamese text, in base64url, since Telegram counts bytes and UTF-8 takes up to three for one of these letters. Pure.
 */
import { nfc } from '../../security/text.js';

/** In bytes. https://core.telegram.org/bots/api#inlinekeyboardbutton */
const MAX_BYTES = 64;
const DATA = /^1([?:])([\w-]+)$/;

/** The letters a button may send; the place of each is its byte. New ones go to the end: old buttons stay readable. */
const LETTERS = [
  ...' 0123456789.,:;-–/()?!“”"\'&+%…',
  ...'aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệfghiìỉĩíịjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựvwxyỳỷỹýỵz',
  ...'AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆFGHIÌỈĨÍỊJKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤƯỪỬỮỨỰVWXYỲỶỸÝỴZ',
  ...'_’',
];
const BYTES = new Map(LETTERS.map((letter, byte) => [letter, byte]));

/** What a tapped button stands for. */
export type Tapped = {
  send: string;
  /** Under a question, which may give way to the next one; an answer stays. */
  isQuestion: boolean;
};

/** Null = too long for a button, or with a letter that is not Vietnamese. */
export function encode({ send, isQuestion }: Tapped): string | null {
  const bytes = [...nfc(send)].map((letter) => BYTES.get(letter) ?? -1);
  if (bytes.includes(-1)) return null;
  const data = `1${isQuestion ? '?' : ':'}${Buffer.from(bytes).toString('base64url')}`;
  return data.length <= MAX_BYTES ? data : null;
}

/** Null = not one of ours: a version we do not know, or made up by a client, which may send any bytes. */
export function decode(data: string): Tapped | null {
  const [, mark, bytes = ''] = DATA.exec(data) ?? [];
  const send = [...Buffer.from(bytes, 'base64url')].map((byte) => LETTERS[byte] ?? '\0').join('');
  if (!mark || send.trim() === '' || send.includes('\0')) return null;
  return { send, isQuestion: mark === '?' };
}
