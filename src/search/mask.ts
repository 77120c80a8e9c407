/**
 * Takes out of a question what could say who asked it: numbers of four digits or more, phones, e-mail addresses, names.
 * For questions that are kept to be learnt from. Pure.
 */
import { clean } from './fold.js';

/** What stands where something was. */
const MASKS = { mail: '[thư]', number: '[số]', name: '[tên]' };

const MAIL = /(?<![^\s@])[^\s@]+@[^\s@]+\.[^\s@]+/gu;
/** A word with four digits or more in it, however they are grouped: phones, identity numbers, receipt codes. */
const NUMBER = /(?:\+|(?<![\p{L}\d]))[\p{L}\d]*(?:\d[ .,/-]?){3,}\d[\p{L}\d]*(?:[./-][\p{L}\d]+)*/gu;
/** Words that begin with a capital: one inside a sentence is a name, at its beginning only two or more are. */
const NAME = /(?<!\p{L})\p{Lu}\p{Ll}+(?!\p{L})(?: \p{Lu}\p{Ll}*(?!\p{L}))*/gu;
/** Names typed without capitals: a family name and a middle name that stand in no other words. */
const SMALL_NAME =
  /(?<!\p{L})(?:nguyễn|nguyen|trần|tran|phạm|pham|hoàng|hoang|huỳnh|huynh|phan|đặng|dang|lê|le|võ|vo|vũ|bùi|bui) (?:văn|van|thị|thi) \p{L}+(?: \p{L}+)?/giu;

/** The text with everything personal that can be told by its form replaced. Names without capitals may stay. */
export function maskPersonal(text: string): string {
  return clean(text)
    .replace(MAIL, MASKS.mail)
    .replace(NUMBER, MASKS.number)
    .replace(NAME, (found: string, at: number, whole: string) => {
      return !found.includes(' ') && startsSentence(whole, at) ? found : MASKS.name;
    })
    .replace(SMALL_NAME, MASKS.name)
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether what stands at a place begins a sentence; looks back over the gap before it only. */
function startsSentence(text: string, at: number): boolean {
  let isQuoted = false;
  for (let i = at - 1; i >= 0; i -= 1) {
    const char = text.charAt(i);
    if (/[.!?:;\n•]/.test(char)) return !isQuoted;
    if (/["“-]/.test(char)) isQuoted = true;
    else if (!/\s/.test(char)) return false;
  }
  return true;
}
