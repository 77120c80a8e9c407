/** Which language a message is written in. Pure. */
import { fold } from '../search/fold.js';
import { CHAT_WORDS } from './chat-words.js';
import { sayings } from './sayings.js';

const VIETNAMESE_LETTER = /[àáâãèéêìíòóôõùúýăđĩũơư\u1ea0-\u1ef9]/i;
const VIETNAMESE_SYLLABLE =
  /^(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?$/;
const englishWords = new Set(sayings('english').split('|'));
const eitherWords = new Set(sayings('either').split('|'));
const loanwords = new Set(sayings('loanwords').split('|'));

/**
 * Whether the text is written in English: no Vietnamese mark, and half of the words, at least two, English or
 * not shaped like a Vietnamese syllable. One word alone ("more", "help") tells nothing.
 */
export function isEnglish(text: string): boolean {
  if (VIETNAMESE_LETTER.test(text)) return false;
  const words = fold(text).match(/[a-z']+/g) ?? [];
  const common = words.filter((word) => englishWords.has(word)).length;
  const foreign = words.filter((word) => looksForeign(word)).length;
  const signs = common + foreign;
  const telling = words.filter((word) => !eitherWords.has(word)).length;
  return common > 0 && signs >= 2 && signs * 2 >= telling;
}

/** Whether the text is Vietnamese beyond doubt: marks, or three words that all could be and none English. */
export function isVietnamese(text: string): boolean {
  if (VIETNAMESE_LETTER.test(text)) return true;
  const words = fold(text).match(/[a-z']+/g) ?? [];
  return (
    words.length >= 3 && words.every((word) => VIETNAMESE_SYLLABLE.test(word) && !englishWords.has(word))
  );
}

/** Not shaped like a Vietnamese syllable, yet no abbreviation and no word used in Vietnamese. */
function looksForeign(word: string): boolean {
  if (englishWords.has(word) || loanwords.has(word) || CHAT_WORDS.has(word)) return false;
  return word.length >= 4 && /[aeiou]/.test(word) && !VIETNAMESE_SYLLABLE.test(word);
}
