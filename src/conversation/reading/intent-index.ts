/**
 * Which intent a message is, beside "a procedure" and "elsewhere": every way of saying that is known votes with its
 * words and pairs of words, and all meanings share one probability. The weights are a softmax regression over
 * `prisma/seed/intents`, the ways of asking for procedures and those of what no procedure answers; it is worked out
 * when the index is built, in the same order every time. Pure.
 */
import type { Syllable } from '../../search/fold.js';
import type { Lexicon } from '../../search/lexicon.js';
import { buildTermTable, findTerm, type TermTable } from '../../search/term-table.js';
import { phraseWords } from './words.js';

/** Known sayings by meaning. */
export type Examples = ReadonlyMap<string, readonly string[]>;

/** The weights of all sayings, worked out once for a vocabulary. */
export type IntentIndex = {
  meanings: string[];
  terms: TermTable;
  /** Of term t for meaning m: [t × meanings + m]. */
  weights: Float32Array<ArrayBuffer>;
};

/** What is meant, and how likely beside all the others (0–1). */
export type Vote = { meaning: string; share: number };

const TRAINING = { rounds: 3, rate: 0.5, unmoved: 0.002, rareProcedurePair: 3 };

type Features = string[];
type Example = { terms: Int32Array; meaning: number };

/** Works the index out; a few thousand sayings take about a second. */
export function buildIntentIndex(examples: Examples, lexicon: Lexicon): IntentIndex {
  const meanings = [...examples.keys()];
  const sayings = [...examples].flatMap(([meaning, ways]) =>
    ways.flatMap((way) => {
      const words = phraseWords(way, lexicon);
      return [true, false].map((marks) => ({ meaning, features: featuresOf(words, marks) }));
    }),
  );
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
      meaning: meanings.indexOf(meaning),
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
  const size = index.meanings.length;
  const terms = idsOf(featuresOf(words, marks), index.terms);
  const scores = scoresOf(terms, index.weights, size);
  const votes = index.meanings.flatMap((meaning, m) =>
    prior(meaning) > 0 ? [{ meaning, share: prior(meaning) * Math.exp(scores[m] ?? 0) }] : [],
  );
  const all = votes.reduce((sum, { share }) => sum + share, 0);
  return votes
    .map(({ meaning, share }) => ({ meaning, share: share / all }))
    .sort((a, b) => b.share - a.share);
}

/** Words as spelt where the text has marks, as they sound where it has none; pairs, ends, and how long it is. */
function featuresOf(words: readonly Syllable[], marks: boolean): Features {
  const keys = words.map(({ folded, exact }) => (/^\d/.test(folded) ? '#' : marks ? exact : folded));
  const ends = ['^', ...keys, '$'];
  const pairs = ends.slice(1).map((key, i) => `${ends[i]} ${key}`);
  return [...keys, ...pairs, `length ${Math.min(5, Math.ceil(Math.log2(keys.length + 1)))}`, '*'];
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
