/**
 * Which intent a message is, beside "a procedure" and "elsewhere": every way of saying that is known votes with its
 * words, pairs of words and the things it speaks of (`prisma/seed/concepts.txt`). First all kinds share one probability,
 * then the meanings of a kind share its own. The weights are softmax regressions over `prisma/seed/intents`, the ways of
 * asking for procedures and those of what no procedure answers; they are worked out when the program is built, in the
 * same order every time. Pure.
 */
import type { Syllable } from '../../search/fold.js';
import type { Lexicon } from '../../search/lexicon.js';
import { buildTermTable, findTerm, type TermTable } from '../../search/term-table.js';
import { findIn, type PhraseSet, phraseSet, phraseWords } from './words.js';

/** Known sayings by meaning. */
export type Examples = ReadonlyMap<string, readonly string[]>;
/** Names of one thing, by the thing. */
export type Concepts = ReadonlyMap<string, readonly string[]>;

/** Weights of sayings for the meanings they are told apart by. */
type Layer = {
  meanings: string[];
  terms: TermTable;
  /** Of term t for meaning m: [t × meanings + m]. */
  weights: Float32Array<ArrayBuffer>;
};

/** `within`: the meanings of each kind that has several. */
export type IntentIndex = { kinds: Layer; within: ReadonlyMap<string, Layer>; concepts: PhraseSet };

/** What is meant, and how likely beside all the others (0–1). */
export type Vote = { meaning: string; share: number };

const TRAINING = { rounds: 4, rate: 0.5, unmoved: 0.002, rareProcedurePair: 3 };

type Features = string[];
type Saying = { meaning: string; features: Features };
type Example = { terms: Int32Array; meaning: number };

/** The kind of act an intent is: "smalltalk-bye" → "smalltalk". */
export function kindOf(meaning: string): string {
  return meaning.split('-')[0] ?? '';
}

/** Works the index out; some thousand sayings take a few seconds. */
export function buildIntentIndex(examples: Examples, concepts: Concepts, lexicon: Lexicon): IntentIndex {
  const things = phraseSet(
    Object.fromEntries([...concepts].map(([name, ways]) => [name, ways.join('|')])),
    lexicon,
  );
  const sayings = [...examples].flatMap(([meaning, ways]) =>
    ways.flatMap((way): Saying[] => {
      const words = phraseWords(way, lexicon);
      return [true, false].map((marks) => ({ meaning, features: featuresOf(words, marks, things) }));
    }),
  );
  const kinds = [...new Set([...examples.keys()].map(kindOf))];
  const several = kinds.filter(
    (kind) => [...examples.keys()].filter((one) => kindOf(one) === kind).length > 1,
  );
  const within = several.map((kind): [string, Layer] => {
    const own = sayings.filter(({ meaning }) => kindOf(meaning) === kind);
    return [kind, buildLayer(own, (meaning) => meaning)];
  });
  return { kinds: buildLayer(sayings, kindOf), within: new Map(within), concepts: things };
}

function buildLayer(sayings: readonly Saying[], nameOf: (meaning: string) => string): Layer {
  const meanings = [...new Set(sayings.map(({ meaning }) => nameOf(meaning)))];
  const counts = new Map<string, number>();
  for (const { features, meaning } of sayings)
    for (const feature of new Set(features))
      counts.set(feature, (counts.get(feature) ?? 0) + (isOther(meaning) ? 1 : TRAINING.rareProcedurePair));
  const kept = [...counts].filter(
    ([term, count]) => count >= TRAINING.rareProcedurePair || !term.includes(' '),
  );
  const terms = buildTermTable(kept.map(([term]) => term));
  const known = sayings.map(
    ({ meaning, features }): Example => ({
      terms: idsOf(features, terms),
      meaning: meanings.indexOf(nameOf(meaning)),
    }),
  );
  return { meanings, terms, weights: train(known, kept.length, meanings.length) };
}

/** Procedures and what is elsewhere: many sayings, of which rare pairs tell nothing. */
function isOther(meaning: string): boolean {
  return meaning === PROCEDURE || meaning === ELSEWHERE_MEANING;
}

/** The meaning of a message about a procedure. */
export const PROCEDURE = 'procedure';

/** The meaning of a message about what no procedure answers. */
export const ELSEWHERE_MEANING = 'elsewhere';

/** The meanings of a message, likeliest first. `prior`: how much likelier the state makes a meaning; 0 = not at all. */
export function voteOn(
  index: IntentIndex,
  words: readonly Syllable[],
  marks: boolean,
  prior: (meaning: string) => number,
): Vote[] {
  const features = featuresOf(words, marks, index.concepts);
  const votes = sharesOf(index.kinds, features).flatMap(({ meaning: kind, share }) => {
    const layer = share < UNLIKELY ? undefined : index.within.get(kind);
    const own = layer ? sharesOf(layer, features) : [{ meaning: anyOf(index, kind), share: 1 }];
    return own.map((one) => ({ meaning: one.meaning, share: share * one.share * prior(one.meaning) }));
  });
  const possible = votes.filter(({ share }) => share > 0);
  const all = possible.reduce((sum, { share }) => sum + share, 0);
  return possible
    .map(({ meaning, share }) => ({ meaning, share: share / all }))
    .sort((a, b) => b.share - a.share);
}

/** Of a kind this unlikely nobody asks which of its meanings it is. */
const UNLIKELY = 0.003;

function anyOf({ within }: IntentIndex, kind: string): string {
  return within.get(kind)?.meanings[0] ?? kind;
}

function sharesOf(layer: Layer, features: Features): Vote[] {
  const scores = scoresOf(idsOf(features, layer.terms), layer.weights, layer.meanings.length);
  const highest = Math.max(...scores);
  const shares = [...scores].map((score) => Math.exp(score - highest));
  const all = shares.reduce((sum, share) => sum + share, 0);
  return layer.meanings.map((meaning, m) => ({ meaning, share: (shares[m] ?? 0) / all }));
}

/** So many things of a message are told from each other; a message speaks of few. */
const MAX_THINGS = 8;

/**
 * Words as spelt where the text has marks, as they sound where it has none; pairs, ends, how long it is; the things it
 * speaks of and which comes before which.
 */
function featuresOf(words: readonly Syllable[], marks: boolean, concepts: PhraseSet): Features {
  const keys = words.map(({ folded, exact }) => (/^\d/.test(folded) ? '#' : marks ? exact : folded));
  const ends = ['^', ...keys, '$'];
  const pairs = ends.slice(1).map((key, i) => `${ends[i]} ${key}`);
  const things = [...new Set(findIn(words, concepts, marks).map(({ meaning }) => meaning))].slice(
    0,
    MAX_THINGS,
  );
  // Without marks many words may be another.
  const sign = marks ? '@' : '~';
  const orders = things.flatMap((one, i) => things.slice(i + 1).map((other) => `${sign}${one}>${other}`));
  return [
    ...keys,
    ...pairs,
    ...things.map((thing) => `${sign}${thing}`),
    ...orders,
    `length ${Math.min(5, Math.ceil(Math.log2(keys.length + 1)))}`,
    '*',
  ];
}

function idsOf(features: Features, terms: TermTable): Int32Array {
  return Int32Array.from(
    new Set(features.map((feature) => findTerm(terms, feature)).filter((id) => id >= 0)),
  );
}

function scoresOf(terms: Int32Array, weights: Float32Array, size: number): Float32Array {
  const scores = new Float32Array(size);
  const scale = scaleOf(terms);
  for (const term of terms)
    for (let m = 0, at = term * size; m < size; m += 1, at += 1)
      scores[m] = (scores[m] as number) + scale * (weights[at] as number);
  return scores;
}

function scaleOf(terms: Int32Array): number {
  return 2 / Math.sqrt(Math.max(4, terms.length));
}

/** Softmax regression by AdaGrad; the examples are taken in strides, so that no meaning comes all at once. */
function train(examples: readonly Example[], terms: number, size: number): Float32Array<ArrayBuffer> {
  const weights = new Float32Array(terms * size);
  const squares = new Float32Array(terms * size).fill(1e-2);
  const stride = strideFor(examples.length);
  for (let round = 0; round < TRAINING.rounds; round += 1)
    for (let i = 0; i < examples.length; i += 1) {
      const example = examples[(i * stride + round) % examples.length];
      if (example) learn(example, weights, squares, size);
    }
  return weights;
}

function learn(example: Example, weights: Float32Array, squares: Float32Array, size: number): void {
  const scores = scoresOf(example.terms, weights, size);
  const highest = Math.max(...scores);
  let all = 0;
  for (let m = 0; m < size; m += 1) {
    scores[m] = Math.exp((scores[m] ?? 0) - highest);
    all += scores[m] ?? 0;
  }
  const scale = scaleOf(example.terms);
  for (let m = 0; m < size; m += 1) {
    const error = (scores[m] ?? 0) / all - (m === example.meaning ? 1 : 0);
    if (Math.abs(error) < TRAINING.unmoved) continue;
    const step = error * scale;
    for (const term of example.terms) {
      const at = term * size + m;
      squares[at] = (squares[at] ?? 0) + step * step;
      weights[at] = (weights[at] ?? 0) - (TRAINING.rate * step) / Math.sqrt(squares[at] ?? 1);
    }
  }
}

/** A step that has no divisor in common with the length, so that every example is visited. */
function strideFor(length: number): number {
  const shares = (a: number, b: number): number => (b === 0 ? a : shares(b, a % b));
  let stride = Math.max(1, Math.floor(length * 0.618));
  while (shares(stride, length) !== 1) stride += 1;
  return stride;
}
