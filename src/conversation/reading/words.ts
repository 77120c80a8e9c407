/** The words of a message as every part of the reader sees them. Pure. */
import { clean, hasMarks, type Syllable, syllables } from '../../search/fold.js';
import { findPhrases, type Lexicon } from '../../search/lexicon.js';
import { MAX_WORDS, spellWords } from '../../search/question.js';

/** `marks`: it was typed with marks, so that a missing or another mark means something. */
export type Words = { typed: Syllable[]; words: Syllable[]; marks: boolean; signs: string[] };

/** Vowels anywhere, other letters at the end of a word: "cccd" is no feeling. */
const STRETCHED = /([aeiouy\u00c0-\u1ef9])\1{2,}|(\p{L})\2{2,}(?!\p{L})/giu;
const STRETCHED_END = /([aeiouyàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụ])\1+(?!\p{L})/giu;
/** Emoji, typed faces, Zalo's codes (`/-heart`, `:-((`, `:-h`, `_()_`). */
const SIGN =
  /\p{Extended_Pictographic}|\/-[a-z]+|(?<![\p{L}\d])(?:[:;=8][-~']?[()<>|*hdpov3x]+|<3|\^_*\^|t_t|-_-|--b|:wipe|:handclap|:-bye|\$-\)|[bpx&]-[()]|_\(\)_)(?![\p{L}\d])/giu;
/** What is meant is said by then. */
const MAX_CHARACTERS = 1500;

/** Letters drawn out are shortened, chat and regional spelling is written out, signs are taken apart. */
export function readWords(text: string, lexicon: Lexicon): Words {
  const cut = clean(text.slice(0, MAX_CHARACTERS));
  const signs = (cut.match(SIGN) ?? []).map((sign) => sign.toLowerCase());
  const plain = cut.replace(SIGN, ' ').replace(STRETCHED, '$1$2').replace(STRETCHED_END, '$1');
  const typed = syllables(plain).slice(0, MAX_WORDS);
  return { typed, words: spellWords(typed, lexicon), marks: hasMarks(typed), signs };
}

/** Words of a phrase of ours, always spelt with marks. */
export function phraseWords(text: string, lexicon: Lexicon): Syllable[] {
  return spellWords(syllables(text), lexicon);
}

/** Whether a typed word is a wanted one: with marks as it is spelt, without as it sounds. */
function isWord(typed: Syllable, wanted: { folded: string; exact: string }, marks: boolean): boolean {
  if (typed.folded !== wanted.folded) return false;
  return typed.marked || marks ? typed.exact === wanted.exact : true;
}

/** A phrase list made quick to look for: by its first word. */
export type PhraseSet = Map<string, { words: { folded: string; exact: string }[]; meaning: string }[]>;

/** Phrases by meaning, longest first at each beginning. */
export function phraseSet(byMeaning: Readonly<Record<string, string>>, lexicon?: Lexicon): PhraseSet {
  const set: PhraseSet = new Map();
  for (const [meaning, list] of Object.entries(byMeaning))
    for (const phrase of list.split('|')) {
      const words = lexicon ? phraseWords(phrase, lexicon) : syllables(phrase);
      const first = words[0]?.folded;
      if (first !== undefined) set.set(first, [...(set.get(first) ?? []), { words, meaning }]);
    }
  for (const list of set.values()) list.sort((a, b) => b.words.length - a.words.length);
  return set;
}

/** A phrase found in words [start, end). */
export type Found = { start: number; end: number; meaning: string };

/** Every phrase in the words, longest first at each place and not overlapping, left to right. */
export function findIn(words: readonly Syllable[], set: PhraseSet, marks: boolean): Found[] {
  const found: Found[] = [];
  for (let start = 0; start < words.length; ) {
    const list = set.get(words[start]?.folded ?? '') ?? [];
    const hit = list.find(({ words: wanted }) =>
      wanted.every((word, i) => {
        const typed = words[start + i];
        return typed !== undefined && isWord(typed, word, marks);
      }),
    );
    if (hit) found.push({ start, end: start + hit.words.length, meaning: hit.meaning });
    start += hit?.words.length ?? 1;
  }
  return found;
}

/** Where words stand that say nothing of what is meant. */
export function fillersIn(words: readonly Syllable[], marks: boolean, { kinds }: Lexicon): Found[] {
  const found = findPhrases(words, kinds.filler, { marks });
  return found.map(({ start, end }) => ({ start, end, meaning: 'filler' }));
}

/** The words beside what was found. */
export function restOf(words: readonly Syllable[], found: readonly Found[]): Syllable[] {
  return words.filter((_, i) => !found.some(({ start, end }) => i >= start && i < end));
}
