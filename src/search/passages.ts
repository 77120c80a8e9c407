/**
 * Which passages of one procedure a question is about: words and neighbouring pairs, weighed by how rare they are among
 * its passages. Pure.
 */
import { type Syllable, syllables } from './fold.js';

/** What is looked for: a term → how much it is wanted. Terms are folded words, exact ones after "=", and pairs. */
export type Wanted = Map<string, number>;

/** A text of the record made ready to be looked through. */
export type Passage = { text: string; terms: ReadonlySet<string>; size: number };

/** `share`: how much of what is wanted, by rarity, the passage says (0–1); `pairs`: neighbouring words it shares. */
export type RankedPassage<P extends Passage> = { passage: P; score: number; share: number; pairs: number };

/** A pair of words tells more than its words; what is spelt alike more than what sounds alike. */
const PAIR = 1.6;
const SOUND = 0.35;
/** A name or a number of the asker is seldom in a record. */
const NAME = 0.3;
/** How much a longer text has to hold more: it holds many words by chance. */
const LENGTH = 0.45;
/** What is wanted is taken for so many words that one passage holds: who says common words only has told little to look for. */
const RARE = 1.5;

/** The passage of a text. `about`: words that say what it is about and are not shown, such as the case it holds for. */
export function passageOf(text: string, about = ''): Passage {
  const words = syllables(text);
  return { text, terms: new Set([...termsIn(words), ...termsIn(syllables(about))]), size: words.length };
}

/** Adds words to what is wanted. `marks`: they are spelt with marks, so that spelling counts. */
export function want(wanted: Wanted, words: readonly Syllable[], weight: number, marks: boolean): void {
  const add = (term: string, much: number) => wanted.set(term, Math.max(wanted.get(term) ?? 0, much));
  words.forEach((word, i) => {
    const spelt = marks || word.marked;
    const much = word.protected ? weight * NAME : weight;
    if (spelt) add(`=${word.exact}`, much);
    add(word.folded, spelt ? much * SOUND : much);
    const next = words[i + 1];
    if (next) add(`${word.folded} ${next.folded}`, weight * PAIR);
  });
}

/** The passages that say something of what is wanted, best first. `bonus`: how much likelier a passage is by its place. */
export function rankPassages<P extends Passage>(
  passages: readonly P[],
  wanted: Wanted,
  bonus: (passage: P) => number = () => 1,
): RankedPassage<P>[] {
  const weights = [...wanted].map(([term, much]): [string, number] => {
    const holders = passages.filter(({ terms }) => terms.has(term)).length;
    return [term, much * Math.log(1 + (passages.length - holders + 0.5) / (holders + 0.5))];
  });
  const wantedSum = weights.reduce((sum, [term, weight]) => sum + (isPair(term) ? 0 : weight), 0);
  const all = Math.max(wantedSum, RARE * Math.log(1 + (passages.length - 0.5) / 1.5));
  const usual = passages.reduce((sum, { size }) => sum + size, 0) / Math.max(1, passages.length);
  return passages
    .map((passage) => {
      const said = weights.filter(([term]) => passage.terms.has(term));
      const sum = (of: readonly [string, number][]) => of.reduce((total, [, weight]) => total + weight, 0);
      const singles = said.filter(([term]) => !isPair(term));
      const length = 1 - LENGTH + (LENGTH * passage.size) / Math.max(1, usual);
      const score = (sum(said) / Math.max(0.7, length)) * bonus(passage);
      return { passage, score, share: all > 0 ? sum(singles) / all : 0, pairs: said.length - singles.length };
    })
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
}

function isPair(term: string): boolean {
  return term.includes(' ');
}

function termsIn(words: readonly Syllable[]): string[] {
  return words.flatMap((word, i) => {
    const next = words[i + 1];
    const alone = [word.folded, `=${word.exact}`];
    return next ? [...alone, `${word.folded} ${next.folded}`] : alone;
  });
}
