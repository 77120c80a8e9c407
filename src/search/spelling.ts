/**
 * Mends mistyped syllables against the words that the catalogue and the lexicon know: keyboard residue (Telex
 * "ddaats"), two syllables in one ("khaisinh"), slips ("snih"). Only what no Vietnamese word could be is touched;
 * a real word the catalogue happens not to know says something, and stays. Swapping sounds that are often taken
 * for each other (ch/tr, s/x, n/l) was tried and spoilt more real words than it mended; the usual ones are in the
 * lexicon.
 */
import Fuse from 'fuse.js';
import { keysOf, type Syllable } from './fold.js';
import type { Lexicon } from './lexicon.js';
import type { ProcedureIndex } from './procedure-index.js';
import type { Corrector } from './question.js';
import { rarity } from './rank.js';
import { findTerm } from './term-table.js';

const ONSETS = '(?:ngh?|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?';
const NUCLEI = '(?:[ieuo]?[aeiou]{1,2}|uye|uy|y|ye|oai|uoi|ieu|yeu|uou|oao|oeo|uyu)';
const CODAS = '(?:ng|nh|ch|[cmnptiuyo])?';
/** The shape of an unmarked Vietnamese syllable; a little wider than the real list. */
const POSSIBLE = new RegExp(`^(?!.*(?:aa|ee|ii|uu))${ONSETS}${NUCLEI}${CODAS}$`);
const TELEX = /aa|ee|oo|dd|w|[sfrxj]$/g;
const FUZZINESS = 0.4;
const MIN_LENGTH = 4;
const MAX_LENGTH = 14;
const MAX_REMEMBERED = 2000;

/** A corrector over the words of an index and a lexicon; remembers what it has worked out, up to a bound. */
export function createCorrector(index: ProcedureIndex, lexicon: Lexicon): Corrector {
  const phrases = Object.values(lexicon.kinds).flatMap((kind) => [...kind.values()].flat());
  const words = new Set([
    ...index.vocabulary.split(' '),
    ...phrases.flatMap((phrase) => phrase.words.map((word) => word.folded)),
  ]);
  // Commonest first: among equally near words the search takes the earlier.
  const rarityOf = (word: string) => rarity(index, findTerm(index.terms, word));
  const known = [...words].filter((word) => POSSIBLE.test(word)).sort((a, b) => rarityOf(a) - rarityOf(b));
  const remembered = new Map<string, string[]>();
  return (word) => {
    const { folded } = word;
    if (word.protected || words.has(folded) || POSSIBLE.test(folded)) return [word];
    const mended = remembered.get(folded) ?? mend(folded, words, known);
    if (remembered.size < MAX_REMEMBERED) remembered.set(folded, mended);
    return mended.length === 0 ? [word] : mended.map(asTyped);
  };
}

function asTyped(folded: string): Syllable {
  return { text: folded, ...keysOf(folded), protected: false };
}

/** What an impossible syllable was meant to be; [] when nothing is near. */
function mend(folded: string, words: ReadonlySet<string>, known: readonly string[]): string[] {
  const telex = folded.replace(TELEX, (residue) => (residue.length === 2 ? residue.charAt(0) : ''));
  if (words.has(telex) && POSSIBLE.test(telex)) return [telex];
  if (folded.length < MIN_LENGTH || folded.length > MAX_LENGTH) return [];
  for (let at = folded.length - 2; at >= 2; at -= 1) {
    const parts = [folded.slice(0, at), folded.slice(at)];
    if (parts.every((part) => words.has(part) && POSSIBLE.test(part))) return parts;
  }
  for (let at = 1; at < folded.length; at += 1) {
    const swapped = `${folded.slice(0, at - 1)}${folded[at]}${folded[at - 1]}${folded.slice(at + 1)}`;
    if (words.has(swapped) && POSSIBLE.test(swapped)) return [swapped];
  }
  // A slip rarely changes the first letter or the length by more than one; the rest need not be searched.
  const near = known.filter((word) => word[0] === folded[0] && Math.abs(word.length - folded.length) <= 1);
  const [found] = new Fuse(near, { threshold: FUZZINESS, ignoreLocation: true }).search(folded, { limit: 1 });
  return found ? [found.item] : [];
}
