import { sayings } from '../sayings.js';
import type { Session } from '../session.js';
import { coveredBy, phrasePattern, plainLine } from '../words.js';

const NAMES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'last'];
/** `position`: from 1; null = the last. */
const numerals = NAMES.map((name, i) => ({
  position: name === 'last' ? null : i + 1,
  pattern: phrasePattern(sayings(`pick-${name}`)),
}));
const filler = phrasePattern(sayings('pick-filler'));

/**
 * What the choice sends that a message points at by its number: "2", "số 2", "cái thứ hai", "the second one", "cái
 * cuối"; null = it points at none. Call it only while choices are on offer.
 */
export function pickByNumber(text: string, choices: Session['choices']): string | null {
  const rest = plainLine(text)
    .replace(/ one (?=$)/, ' ')
    .replace(filler, '')
    .replace(/ +/g, ' ');
  const numeral = numerals.find(({ pattern }) => rest.search(pattern) >= 0 && coveredBy(rest, pattern));
  const digits = /^ (\d{1,3}) $/.exec(rest)?.[1];
  if (numeral === undefined && digits === undefined) return null;
  const position = numeral ? (numeral.position ?? choices.length) : Number(digits);
  return choices[position - 1]?.send ?? null;
}

/** The choices that are names of things; an example question is none. */
export function namesAmong(choices: Session['choices']): Session['choices'] {
  return choices.filter(({ label }) => !label.endsWith('?'));
}
