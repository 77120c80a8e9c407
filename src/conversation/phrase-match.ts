/** Finds phrases in a message with respect to the marks that were typed. Pure. */
import { keysOf, syllables } from '../search/fold.js';
import { CHAT_WORDS } from './chat-words.js';

/** A word as typed: without marks, and as it is spelt when it carries any. */
type Word = { folded: string; exact: string; marked: boolean };
type Part = Word & { kind: 'word' | 'gap' | 'start' | 'end'; optional: boolean };
/** `marked`: its marks must be typed; `always`: nothing beside it takes it back; `needs`: words it cannot do without. */
export type CuePhrase = { parts: Part[]; needs: string[]; marked: boolean; always: boolean };

const MAX_GAP = 3;
/** Two equal letters may be spelling ("cuu" is cứu), three are feeling. */
const STRETCHED = /(\p{L})\1{2,}/gu;
/** What is urgent is said by then. */
const MAX_WORDS = 300;

/** Phrases from their notation, see `prisma/seed/sayings/emergency.txt`. */
export function readPhrases(list: string): CuePhrase[] {
  return list
    .split('|')
    .flatMap(spellOut)
    .map((text) => {
      const [, flag = '', words = ''] = /^([*!]?)(.*)$/.exec(text) ?? [];
      const parts = words.split(' ').map(readPart);
      const needs = parts.filter(({ kind, optional }) => kind === 'word' && !optional);
      return {
        parts,
        needs: needs.map(({ folded }) => folded),
        marked: flag === '*',
        always: flag === '!',
      };
    });
}

/** "rơi/té xuống ao/hồ" is four phrases. */
function spellOut(text: string): string[] {
  const either = /(?<![^\s/])[^\s/]+(?:\/[^\s/]+)+/.exec(text);
  if (either === null) return [text];
  return either[0].split('/').flatMap((word) => spellOut(text.replace(either[0], word)));
}

function readPart(text: string): Part {
  const kinds: Record<string, Part['kind']> = { '…': 'gap', '^': 'start', $: 'end' };
  return {
    kind: kinds[text] ?? 'word',
    optional: text.endsWith('?'),
    ...keysOf(text.replace(/[?,]$/, '')),
  };
}

/** The words of a message, letters drawn out and chat spelling undone. */
function wordsOf(text: string): Word[] {
  return syllables(text)
    .slice(0, MAX_WORDS)
    .flatMap((syllable) => {
      const keys = keysOf(syllable.text.toLowerCase().replace(STRETCHED, '$1'));
      // "tui" is tôi, "túi" is a bag.
      const written = keys.marked ? undefined : CHAT_WORDS.get(keys.folded);
      return written?.map((word) => keysOf(word)) ?? keys;
    });
}

/** The phrases that are somewhere in a message. */
export function phrasesIn(text: string, phrases: readonly CuePhrase[]): CuePhrase[] {
  const words = wordsOf(text);
  const present = new Set(words.map(({ folded }) => folded));
  return phrases.filter(
    (phrase) =>
      phrase.needs.every((word) => present.has(word)) &&
      words.some((_, at) => fitsFrom(phrase, 0, words, at)),
  );
}

function fitsFrom(phrase: CuePhrase, i: number, words: readonly Word[], at: number): boolean {
  const part = phrase.parts[i];
  if (part === undefined) return true;
  const next = (to: number) => fitsFrom(phrase, i + 1, words, to);
  if (part.kind === 'start') return at === 0 && next(at);
  if (part.kind === 'end') return at === words.length && next(at);
  if (part.kind === 'gap') return Array.from({ length: MAX_GAP + 1 }, (_, n) => n).some((n) => next(at + n));
  if (part.optional && next(at)) return true;
  const word = words[at];
  return word !== undefined && isSame(word, part, phrase.marked) && next(at + 1);
}

function isSame(typed: Word, wanted: Word, needsMarks: boolean): boolean {
  if (typed.folded !== wanted.folded) return false;
  if (!typed.marked) return !needsMarks || !wanted.marked;
  return typed.exact === wanted.exact;
}
