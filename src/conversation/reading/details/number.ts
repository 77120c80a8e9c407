/** The number of a choice: "2", "số 2", "cái thứ hai", "the second one", "cái cuối". Pure. */
import { sayings } from '../../sayings.js';
import { coveredBy, phrasePattern, plainLine } from '../../words.js';

const NAMES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'last'];
const numerals = NAMES.map((name, i) => ({
  place: name === 'last' ? ('last' as const) : i + 1,
  pattern: phrasePattern(sayings(`pick-${name}`)),
}));
const filler = phrasePattern(sayings('pick-filler'));

/** Which of so many choices a text points at by its number, from 0; null = at none. */
export function readNumber(text: string, { length }: readonly unknown[]): number | null {
  const rest = plainLine(text)
    .replace(/ one (?=$)/, ' ')
    .replace(filler, '')
    .replace(/ +/g, ' ');
  const numeral = numerals.find(({ pattern }) => rest.search(pattern) >= 0 && coveredBy(rest, pattern));
  const digits = /^ (\d{1,3}) $/.exec(rest)?.[1];
  const place = numeral ? (numeral.place === 'last' ? length : numeral.place) : Number(digits ?? 0);
  return place >= 1 && place <= length ? place - 1 : null;
}
