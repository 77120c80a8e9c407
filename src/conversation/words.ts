/** A message as the intents read it: no marks, chat spelling written out. Never shown, stored or searched with. */
import { clean, fold } from '../search/fold.js';
import { CHAT_WORDS } from './chat-words.js';

const STRETCHED = /(\p{L})\1{2,}/gu;
const STRETCHED_END = /([aeiouy])\1$/;
/** Proper names inside a sentence: "phường An Phú". */
const NAME = /(?<=[\p{L}\p{N},] )\p{Lu}\p{Ll}+(?: \p{Lu}\p{Ll}+)*/gu;

/** Words without marks, in order: "Chàooo ad, k bít" → ["chao", "ad", "khong", "biet"]. */
function plainWords(text: string): string[] {
  const tokens = fold(text).match(/[a-z0-9]+/g) ?? [];
  return tokens.flatMap((token) => {
    const word = shorten(token);
    return CHAT_WORDS.get(word) ?? word;
  });
}

/** A word without letters drawn out: "chàooo" → "chào". */
function shorten(word: string): string {
  return word.replace(STRETCHED, '$1').replace(STRETCHED_END, '$1');
}

/** The same words in one line, a space around each, so that a phrase can be looked for. */
export function plainLine(text: string): string {
  return ` ${plainWords(text).join(' ')} `;
}

/** Written with a capital too: "thứ Năm". */
const WEEKDAY = /(?<!\p{L})(?:thứ|chủ) \p{L}+/giu;

/** The text without proper names: a ward's name says nothing about what is asked. */
export function withoutNames(text: string): string {
  return clean(text)
    .replace(WEEKDAY, (name) => name.toLowerCase())
    .replace(NAME, ' ');
}

/**
 * One expression for many phrases, separated by "|" in the data; the longest is tried first. Spaces inside a
 * phrase may be missing ("tracuu hoso").
 */
export function phrasePattern(phrases: string): RegExp {
  const alternatives = [...new Set(phrases.split('|').map((phrase) => plainWords(phrase).join(' ?')))]
    .filter((phrase) => phrase !== '')
    .sort((a, b) => b.length - a.length);
  return new RegExp(`(?<= )(?:${alternatives.join('|')})(?= )`, 'g');
}

/** Whether the phrases account for every word of the line. */
export function coveredBy(line: string, ...patterns: RegExp[]): boolean {
  return patterns.reduce((rest, pattern) => rest.replace(pattern, ''), line).trim() === '';
}
