/** Messages that are nothing but one procedure's own name, with or without what is asked of it. Pure. */
import type { SearchDocument } from '../../search/document.js';
import { ELSEWHERE } from '../../search/document.js';
import type { Syllable } from '../../search/fold.js';
import type { Lexicon } from '../../search/lexicon.js';
import { type Found, findIn, phraseSet, phraseWords, restOf } from './words.js';

/** Name, spelt in ordinary words → code; `heads`: things named alone, if their plain case is in the catalogue. */
export type Names = ReadonlyMap<string, string>;

/** Politeness around a name: it may stand at either end. */
const AROUND = phraseSet({
  around:
    'dạ|thưa|ạ|à|ơi|ông|bà|má|mẹ|bố|u|o|mệ|tui|tao|tớ|bọn em|tụi em|tụi tui|chúng em|chúng tôi|vậy|thế|thì|vậy ạ|nhé|nha|nhỉ|ad|shop|bot|em|anh|chị|cô|chú|bác|cháu|tôi|mình|anh chị|cho hỏi|cho chị hỏi|cho anh hỏi|cho bác hỏi|cho cháu hỏi|cho con hỏi|cho em hỏi|cho tôi hỏi|cho mình hỏi|xin hỏi|hỏi|muốn|em muốn|tôi muốn|cần|xin|làm ơn|giúp|chào|với|đi|được không|' +
    'thủ tục|về|bên mình|ở đây|please|how do i|i want to|hướng dẫn|là|có|còn|và|hết|mất|tốn|phải|bị|đó|này|luôn|sao|làm sao|thế nào|như thế nào|how to|hồ sơ',
});
const LONGEST_WITHIN = 6;
const TITLE = /^(?:thủ tục )/i;

/** Every name that belongs to one procedure alone. */
export function collectNames(documents: readonly SearchDocument[], lexicon: Lexicon): Names {
  const procedures = documents.filter(({ code }) => !code.startsWith(ELSEWHERE));
  const codes = new Set(procedures.map(({ code }) => code));
  const owners = new Map<string, string | null>();
  const own = (name: string | null, code: string) => {
    const key = keyOf(phraseWords(name ?? '', lexicon));
    const owner = owners.get(key);
    owners.set(key, owner === undefined || owner === code ? code : null);
  };
  for (const { code, name, englishName, everydayNames } of procedures)
    for (const each of [name.replace(TITLE, ''), englishName, ...everydayNames]) own(each, code);
  // The name a procedure is called by wins over what another is called now and then.
  for (const { code, plainName } of procedures)
    if (plainName) owners.set(keyOf(phraseWords(plainName, lexicon)), code);
  const heads = [...lexicon.kinds.head.values()].flat().filter(({ meaning }) => codes.has(meaning));
  const sure = [...owners].flatMap(([key, code]): [string, string][] => (code && key ? [[key, code]] : []));
  return new Map([...sure, ...heads.map(({ words, meaning }): [string, string] => [keyOf(words), meaning])]);
}

/** The procedure a message names and nothing else; null = it says more, or less. `asked`: where it asks. */
export function nameIn(
  words: readonly Syllable[],
  marks: boolean,
  asked: readonly Found[],
  names: Names,
): string | null {
  const last = asked.filter(({ end }) => end === words.length);
  const rests = [words, restOf(words, last), restOf(words, asked)].flatMap((rest) => [
    rest,
    trim(rest, marks),
  ]);
  for (const rest of rests) {
    const code = rest.length > 0 ? names.get(keyOf(rest)) : undefined;
    if (code) return code;
  }
  return null;
}

/** The longest name at the beginning of these words; null = none. */
export function nameAt(words: readonly Syllable[], names: Names): string | null {
  for (let length = Math.min(LONGEST_WITHIN, words.length); length >= 2; length -= 1) {
    const code = names.get(keyOf(words.slice(0, length)));
    if (code) return code;
  }
  return null;
}

/** The longest name inside a message, of so many syllables at least; null = none. */
export function nameWithin(words: readonly Syllable[], names: Names, least = 2): string | null {
  for (let length = Math.min(LONGEST_WITHIN, words.length); length >= least; length -= 1)
    for (let start = 0; start + length <= words.length; start += 1) {
      const code = names.get(keyOf(words.slice(start, start + length)));
      if (code) return code;
    }
  return null;
}

/** Without politeness at either end. */
function trim(words: readonly Syllable[], marks: boolean): readonly Syllable[] {
  const polite = findIn(words, AROUND, marks);
  let from = 0;
  let to = words.length;
  for (const { start, end } of polite) if (start === from) from = end;
  for (const { start, end } of polite.toReversed()) if (end === to) to = start;
  return from < to ? words.slice(from, to) : [];
}

/** Without marks: two names that differ in nothing else belong to two procedures and are dropped. */
function keyOf(words: readonly Syllable[]): string {
  return words.map(({ folded }) => folded).join(' ');
}
