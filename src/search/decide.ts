/**
 * From ranked candidates to what to do: answer, ask back or decline. A wrong answer is worse than a question
 * back, and a question back about something else is worse than an honest "I do not know". No single cut-off
 * separates the three; weighted sums of the same few signs do. The weights were fitted by logistic regression on
 * labelled questions and rounded, so that a sum of 0 is the border. `bench/search.ts` measures them.
 */
import type { Question } from './question.js';
import type { Candidate } from './rank.js';

export type Verdict = 'answer' | 'choices' | 'decline';

/** The signs a decision rests on, each 0–1 (the lead up to 1.4). */
type Signs = {
  /** How much of the question, of its official meaning, and of the name is said by the other side. */
  coverage: number;
  focus: number;
  fullness: number;
  /** How far the best is ahead of the second (logarithm of the ratio), as far as the question is covered. */
  coveredLead: number;
  /** How much rare matter was found, whatever the size of the catalogue. */
  score: number;
  domain: number;
  outside: number;
  /** 1 when the best is not the action or the special case that is asked for. */
  amiss: number;
};
/** Each sign's weight in a small and in a large catalogue, and the base. */
type Weights = Record<keyof Signs | 'base', readonly [small: number, large: number]>;

/**
 * In a catalogue of thirty procedures most questions are about something else, and only the match tells; in the
 * national one nearly everything administrative is there, and the words of administration tell most.
 */
const SIZES = { small: 30, large: 3000 };

/** Above 0: the best candidate is what is meant. */
const SURE: Weights = {
  base: [-4.9, -3.3],
  coverage: [0.8, 0],
  focus: [2.3, 1],
  fullness: [1, 1.4],
  coveredLead: [1.5, 3.8],
  score: [2.6, 1.5],
  domain: [0, 0.2],
  outside: [-2.6, -2.6],
  amiss: [-1, -0.3],
};
/** Above 0: the question is about something in this catalogue. */
const IN_SCOPE: Weights = {
  base: [-3, -1.8],
  coverage: [1, 0.7],
  focus: [2.2, 1.4],
  fullness: [0.8, 1.1],
  coveredLead: [1.2, 0.8],
  score: [2.7, 1],
  domain: [0, 3],
  outside: [-3, -5.6],
  amiss: [-0.5, 0],
};
/** A choice far behind the best is noise. */
const CHOICE_SHARE = 0.3;
/** A score that speaks for itself, in units of the rarest word's weight. */
const FULL_SCORE = 8.5;
/** So many words of administration (two for a strong one), or of other worlds, leave no doubt. */
const FULL_DOMAIN = 8;
const FULL_OUTSIDE = 4;

/** What the catalogue is like: how many procedures, and the weight of its rarest word. */
export type Scale = { size: number; rarest: number };

/** What to do with the candidates, best first. */
export function judgeCandidates(candidates: readonly Candidate[], question: Question, scale: Scale): Verdict {
  const [first, second] = candidates;
  if (!first) return 'decline';
  const lead = Math.log(first.score / Math.max(second?.score ?? 0, 1e-6));
  const signs: Signs = {
    coverage: first.coverage,
    focus: first.focus,
    fullness: first.fullness,
    coveredLead: first.coverage * Math.min(1.4, lead),
    score: Math.min(1, first.score / (scale.rarest * FULL_SCORE)),
    domain: Math.min(1, question.domain / FULL_DOMAIN),
    outside: Math.min(1, question.outside / FULL_OUTSIDE),
    amiss: first.amiss ? 1 : 0,
  };
  if (weigh(IN_SCOPE, signs, scale.size) < 0) return 'decline';
  return weigh(SURE, signs, scale.size) >= 0 ? 'answer' : 'choices';
}

/** The candidates worth offering, best first. */
export function worthOffering(candidates: readonly Candidate[]): Candidate[] {
  const least = (candidates[0]?.score ?? 0) * CHOICE_SHARE;
  return candidates.filter((candidate) => candidate.score >= least);
}

/** The weighted sum of the signs; the weights lie between the small and the large ones by the logarithm of size. */
function weigh(weights: Weights, signs: Signs, size: number): number {
  const share = Math.log(size / SIZES.small) / Math.log(SIZES.large / SIZES.small);
  const large = Math.min(1, Math.max(0, share));
  const mixed = ([small, big]: readonly [number, number]) => small + (big - small) * large;
  return Object.entries(signs).reduce(
    (total, [sign, value]) => total + mixed(weights[sign as keyof Signs]) * value,
    mixed(weights.base),
  );
}
