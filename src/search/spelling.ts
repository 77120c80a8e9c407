/**
 * Mends mistyped syllables against the words and the pairs of words that the catalogue and the lexicon know:
 * keyboard residue (Telex "ddaats", VNI "d9a61t"), two syllables in one ("khaisinh"), slips ("snih"), and sounds
 * taken for each other ("cấp lạy giấy phép"). What no Vietnamese word could be is mended by itself; what is a word,
 * only where it stands beside nothing it is known beside, while its double is. Names and numbers stay.
 */
import Fuse from 'fuse.js';
import { hasMarks, keysOf, type Syllable } from './fold.js';
import type { Lexicon } from './lexicon.js';
import { EXACT, type ProcedureIndex } from './procedure-index.js';
import type { Corrector } from './question.js';
import { rarity } from './rank.js';
import { soundAlikes } from './sound-alikes.js';
import { findTerm } from './term-table.js';

const ONSETS = '(?:ngh?|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?';
const NUCLEI = '(?:[ieuo]?[aeiou]{1,2}|uye|uy|y|ye|oai|uoi|ieu|yeu|uou|oao|oeo|uyu)';
const CODAS = '(?:ng|nh|ch|[cmnptiuyo])?';
/** The shape of an unmarked Vietnamese syllable; a little wider than the real list. */
const POSSIBLE = new RegExp(`^(?!.*(?:aa|ee|ii|uu))${ONSETS}${NUCLEI}${CODAS}$`);
/** A doubled letter, a w, a tone key near the end: what is left when the keyboard does not compose. */
const TELEX = /([a-z])\1|w|(?<=[aeiouy][a-z]{0,2})[sfrxj](?=[a-z]?$)/g;
/** Letters with the digits of VNI after a vowel or a d: "d9o63i", "cu4"; not "a1", "b2" or "ct07". */
const VNI = /^(?=.*[a-z].*[a-z])(?:[a-z]*(?:[aeiouy][1-8]{1,2}|d9))+[a-z]*$/;
const FUZZINESS = 0.4;
const MIN_LENGTH = 4;
const MAX_LENGTH = 14;
/** Longer than any syllable (nghieng): several in one. */
const LONGEST = 7;
const MAX_REMEMBERED = 2000;
/** So many impossible syllables in a text without marks are no slips but another language. */
const FOREIGN_SHARE = 0.15;
/** In how many procedures a pair must stand to overrule a word that is one. */
const ENOUGH = 4;

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

  const mendShape = (word: Syllable): Syllable[] => {
    const { folded } = word;
    const vni = word.protected && VNI.test(folded) ? folded.replace(/\d/g, '') : null;
    if (vni && words.has(vni)) return [asTyped(vni)];
    if (word.protected || words.has(folded) || POSSIBLE.test(folded)) return [word];
    const mended = remembered.get(folded) ?? mend(folded, words, known);
    if (remembered.size < MAX_REMEMBERED) remembered.set(folded, mended);
    if (mended.length === 0) return [word];
    // Two syllables in one keep the marks they were typed with.
    return mended.join('') === folded ? cut(word.text, mended) : mended.map(asTyped);
  };
  const together = (first: Syllable | undefined, second: Syllable | undefined) => {
    const term = first && second ? findTerm(index.terms, `${first.folded} ${second.folded}`) : -1;
    return term < 0 ? 0 : (index.offsets[term + 1] ?? 0) - (index.offsets[term] ?? 0);
  };
  const mendSound = (word: Syllable, i: number, all: readonly Syllable[]): Syllable => {
    const company = (one: Syllable) => together(all[i - 1], one) + together(one, all[i + 1]);
    if (word.protected || all.length < 2) return word;
    const met = company(word);
    const spelt = !word.marked || findTerm(index.terms, EXACT + word.exact) >= 0;
    if (spelt && met > 0) return word;
    const [best] = soundAlikes(word.folded)
      .filter((double) => words.has(double))
      .map((folded) => ({ double: asTyped(folded), met: company(asTyped(folded)) }))
      .sort((a, b) => b.met - a.met);
    return best && best.met > met && best.met >= (words.has(word.folded) ? ENOUGH : 1) ? best.double : word;
  };

  return (typed) => {
    const strange = typed.filter(({ folded, protected: kept }) => {
      const mendable = words.has(folded) || words.has(composed(folded)) || folded.length > LONGEST;
      return !kept && !mendable && !POSSIBLE.test(folded);
    });
    const foreign = typed.length > 3 && !hasMarks(typed) && strange.length > typed.length * FOREIGN_SHARE;
    return foreign ? typed : typed.flatMap(mendShape).map(mendSound);
  };
}

function asTyped(text: string): Syllable {
  return { text, ...keysOf(text), protected: false };
}

function cut(text: string, parts: readonly string[]): Syllable[] {
  let from = 0;
  return parts.map((part) => {
    from += part.length;
    return asTyped(text.slice(from - part.length, from));
  });
}

function composed(folded: string): string {
  return folded.replace(TELEX, (_, doubled: string | undefined) => doubled ?? '');
}

/** What an impossible syllable was meant to be; [] when nothing is near. */
function mend(folded: string, words: ReadonlySet<string>, known: readonly string[]): string[] {
  const telex = composed(folded);
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
