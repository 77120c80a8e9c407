/** Codes of questions left for the desk, as people type them: `H7KQ-9PDM`, "mã h7kq 9pdm". Pure. */
import { clean } from '../../../search/fold.js';
import { CODE_ALPHABET } from '../../../security/short-code.js';

/** `sure`: the message is nothing else; otherwise it may also be ordinary words, or a number plate. */
export type TypedCode = { code: string; sure: boolean };

const WHOLE =
  /^(?:(?:mã|ma|code|câu hỏi|cau hoi|question|số|so|của tôi|cua toi|là|la|my|is)[\s:]+)*([a-z\d]{4})\s{0,9}([-–—.]?)\s{0,9}([a-z\d]{4})[\s.!?]*$/i;
const WITHIN = /(?<![\p{L}\d.-])([a-z\d]{4})\s?[-–—]\s?([a-z\d]{4})(?![\p{L}\d-])/iu;
/** What codes are made of: nothing that looks or sounds like something else. */
const ALPHABET = new RegExp(`^[${CODE_ALPHABET}]{8}$`);

/** The code in a message, in its one spelling; null = none. A sure one need not exist, nor be possible. */
export function readQuestionCode(text: string): TypedCode | null {
  const plain = clean(text).trim();
  const [, first, separator, second] = WHOLE.exec(plain) ?? [];
  if (first !== undefined && second !== undefined) {
    const code = `${first}${second}`.toUpperCase();
    const mixed = /\d/.test(code) && /[A-Z]/.test(code);
    const dashed = /[-–—]/.test(separator ?? '') && /[A-Z]/.test(code);
    const possible = ALPHABET.test(code);
    return dashed || possible ? { code: inGroups(code), sure: dashed || mixed } : null;
  }
  const [, before = '', after = ''] = WITHIN.exec(plain) ?? [];
  const code = `${before}${after}`.toUpperCase();
  return ALPHABET.test(code) ? { code: inGroups(code), sure: false } : null;
}

function inGroups(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
