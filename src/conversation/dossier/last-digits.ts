/** The last four digits of a telephone or identity number, as somebody who was asked for them gives them. Pure. */
import { FILLER } from '../cues.js';
import { coveredBy, phrasePattern, plainLine } from '../words.js';
import { DIGIT_WORDS } from './look-up-cues.js';

const words = phrasePattern(DIGIT_WORDS);
const filler = phrasePattern(FILLER);
/** "4 số cuối": a number that is none of the digits. */
const COUNT = /(?<!\d)4(?=\s*(?:chữ\s*)?(?:số|so)(?!\p{L}))|(?<=last )4(?!\d)/giu;
const WHOLE_NUMBER = /^\+?\d(?:[\s.-]?\d){8,13}$/;

/**
 * One or two groups of four digits; of a number given whole only its end is taken. `malformed`: digits, but not
 * four. Null = the message is something else.
 */
export function readLastDigits(text: string): string[] | 'malformed' | null {
  const plain = text.replace(COUNT, ' ').trim();
  if (!/\d/.test(plain) || /\d\p{L}|\p{L}\d/u.test(plain)) return null;
  const joined = plain.replace(/[\s.+-]/g, '');
  if (WHOLE_NUMBER.test(plain)) return [joined.slice(-4)];
  const said = plainLine(plain.replace(/\d+/g, ' '));
  if (said.trim() !== '' && !coveredBy(said, words, filler)) return null;
  const groups = plain.match(/\d+/g) ?? [];
  const fit = groups.length <= 2 && groups.every(({ length }) => length === 4 || length >= 9);
  return fit ? groups.map((group) => group.slice(-4)) : 'malformed';
}
