/**
 * Vietnamese spelling made comparable without losing what was typed. A syllable has two keys: `folded`
 * (no marks at all) and `exact` (letters with their shapes, the tone moved to the end, ngã as hỏi). So
 * hoà = hòa and kí = ký, and a text typed without marks can still be told from one typed with the wrong marks.
 */
import { nfc } from '../security/text.js';

/** One syllable of a text, as typed and as it is compared. */
export type Syllable = {
  /** As typed, NFC. */
  text: string;
  folded: string;
  exact: string;
  /** Carries at least one mark (tone, shape, đ). */
  marked: boolean;
  /** A number, a code, a quoted word or a proper name inside a sentence: matched, never rewritten. */
  protected: boolean;
};

const INVISIBLE = /[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/g;
const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;
const MARKS = /[\u0300-\u036f]/g;
const TOKEN = /\d+(?:[.,/-]\d+)+|[\p{L}\p{N}]+/gu;
const QUOTED = /"[^"]{1,60}"|“[^“”]{1,60}”|«[^«»]{1,60}»/g;
/** Half the country speaks and often writes these two tones as one: sữa chửa = sửa chữa. */
const NGA = '\u0303';
const HOI = '\u0309';
/** ký/kí, lý/lí, quý/quí: one word, two spellings. */
const FINAL_Y = /^(qu|[bcdđghklmnprstvx]+)y$/;

/** NFC without zero-width and other invisible characters. */
export function clean(text: string): string {
  return nfc(text).replace(INVISIBLE, '');
}

/** Lower case without any mark, đ as d: "Đăng Ký" → "dang ky". Spaces and punctuation stay. */
export function fold(text: string): string {
  return clean(text).toLowerCase().normalize('NFD').replace(MARKS, '').replaceAll('đ', 'd');
}

/** A syllable as it is compared: without marks, and spelt with them. */
export type Keys = { folded: string; exact: string; marked: boolean };

/** Written Vietnamese has some 7,000 syllables: working each out once halves the time to build an index. */
const remembered = new Map<string, Keys>();
const MAX_REMEMBERED = 20_000;
const LONGEST_REMEMBERED = 24;

/** The two keys of one syllable. */
export function keysOf(text: string): Keys {
  const known = remembered.get(text);
  if (known) return known;
  const keys = workOutKeys(text);
  if (remembered.size < MAX_REMEMBERED && text.length <= LONGEST_REMEMBERED) remembered.set(text, keys);
  return keys;
}

function workOutKeys(text: string): Keys {
  const parts = nfc(text).toLowerCase().normalize('NFD');
  const tone = (parts.match(TONES) ?? []).join('').replace(NGA, HOI);
  const shape = parts.replace(TONES, '').normalize('NFC').replace(FINAL_Y, '$1i');
  const folded = shape.normalize('NFD').replace(MARKS, '').replaceAll('đ', 'd');
  return { folded, exact: shape + tone, marked: tone !== '' || shape !== folded };
}

/** The syllables of a text in order; [] when it has no letter or digit. */
export function syllables(text: string): Syllable[] {
  const cleaned = clean(text);
  const quotes = [...cleaned.matchAll(QUOTED)].map((m) => [m.index, m.index + m[0].length] as const);
  const found: Syllable[] = [];
  let end = 0;
  for (const match of cleaned.matchAll(TOKEN)) {
    const gap = cleaned.slice(end, match.index);
    const starts = found.length === 0 || /[.!?:;\n•-]/.test(gap);
    end = match.index + match[0].length;
    const quoted = quotes.some(([from, to]) => match.index > from && match.index < to);
    found.push({ text: match[0], ...keysOf(match[0]), protected: quoted || isProtected(match[0], starts) });
  }
  return found;
}

/** Whether a text was typed with marks, so that a missing mark means something. */
export function hasMarks(words: readonly Syllable[]): boolean {
  let marked = 0;
  for (const word of words) if (word.marked) marked += 1;
  return marked * 6 > words.length;
}

/** A digit anywhere, or a capital followed by small letters that does not merely start a sentence. */
function isProtected(word: string, startsSentence: boolean): boolean {
  if (/\p{N}/u.test(word)) return true;
  return !startsSentence && /^\p{Lu}\p{Ll}+$/u.test(word);
}
