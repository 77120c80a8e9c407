import { CHOICE_FILLER, NONE_OF_THEM, PICK, PICK_FILLER } from './cues.js';
import type { Session } from './session.js';
import { coveredBy, phrasePattern, plainLine, plainWords } from './words.js';

export type Pick = { kind: 'choice'; send: string } | { kind: 'outOfRange' } | { kind: 'none' };

const numerals = Object.entries(PICK).map(([name, phrases]) => ({ name, pattern: phrasePattern(phrases) }));
const filler = phrasePattern(PICK_FILLER);
const noneOfThem = phrasePattern(NONE_OF_THEM);
const _fillerWords = new Set(plainWords(CHOICE_FILLER.replaceAll('|', ' ')));
/** More words than this are a question of their own. */
const _MAX_WORDS = 7;

/**
 * "2", "số 2", "cái thứ hai", "the second one", "cái cuối", "không phải cái nào"; null = it points at none.
 * Call it only while choices are on offer.
 */
export function pickByNumber(text: string, choices: Session['choices']): Pick | null {
  const line = plainLine(text);
  if (coveredBy(line, noneOfThem, filler) && line.search(noneOfThem) >= 0) return { kind: 'none' };
  const rest = line
    .replace(/ one (?=$)/, ' ')
    .replace(filler, '')
    .replace(/ +/g, ' ');
  const numeral = numerals.find(({ pattern }) => rest.search(pattern) >= 0 && coveredBy(rest, pattern));
  const digits = /^ (\d{1,3}) $/.exec(rest)?.[1];
  if (numeral === undefined && digits === undefined) return null;
  const position = numeral?.name === 'last' ? choices.length : Number(numeral?.name ?? digits);
  const choice = choices[position - 1];
  return choice ? { kind: 'choice', send: choice.send } : { kind: 'outOfRange' };
}

/** The choices that are names of things; an example question is none. */
export function namesAmong(choices: Session['choices']): Session['choices'] {
  return choices.filter(({ label }) => !label.endsWith('?'));
}
