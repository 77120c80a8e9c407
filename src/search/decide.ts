/**
 * From ranked candidates to what to do: answer, ask back or decline. A wrong answer is worse than a question
 * back, and a question back about something else is worse than an honest "I do not know". No single cut-off
 * separates the three; weighted sums of the same few signs do. The weights were fitted by logistic regression on
 * labelled questions and rounded, so that a sum of 0 is the border. `bench/search.ts` measures them.
 */
import type { Question } from './question.js';
import type { Candidate } from './rank.js';

/** What to do about a question. */
export type SearchVerdict = 'answer' | 'choices' | 'decline';

/** The signs a decision rests on, each 0–1 (the lead up to 1.4). */
export type Signs = {
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
  /** How near the nearest way of asking comes that no procedure answers, beside the best (up to 1.5). */
  elsewhere: number;
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
  base: [-4.5, -3],
  coverage: [-0.1, -1.5],
  focus: [0.9, -0.2],
  fullness: [2.6, 1.1],
  coveredLead: [0.8, 3.8],
  score: [2, 2.4],
  domain: [0, 0.9],
  outside: [-0.1, -0.6],
  amiss: [-0.3, 0.7],
  elsewhere: [-4.6, -1.6],
};
/** Above 0: the question is about something in this catalogue. */
const IN_SCOPE: Weights = {
  base: [-2.7, -1],
  coverage: [2.5, 0.9],
  focus: [1.7, -0.2],
  fullness: [2, 0.7],
  coveredLead: [-1, 0.3],
  score: [1.3, 1.8],
  domain: [-0.7, 2.2],
  outside: [-2.5, -3.3],
  amiss: [-0.4, 0.7],
  elsewhere: [-5, -4.1],
};
/** A choice far behind the best is noise. */
const CHOICE_SHARE = 0.6;
/** A score that speaks for itself, in units of the rarest word's weight. */
const FULL_SCORE = 8.5;
/** So many words of administration (two for a strong one), or of other worlds, leave no doubt. */
const FULL_DOMAIN = 8;
const FULL_OUTSIDE = 4;

/** What the catalogue is like: how many procedures, and the weight of its rarest word. */
export type Scale = { size: number; rarest: number };

/** A verdict and what it rests on: how far above or below the two borders, and each sign's part in that. */
export type Judgement = { verdict: SearchVerdict; inScope: number; sure: number; signs: Signs };

/**
 * What to do with the candidates, best first; null = there are none. `elsewhere`: the nearest way of asking what no
 * procedure answers.
 */
export function judgeCandidates(
  candidates: readonly Candidate[],
  question: Question,
  scale: Scale,
  elsewhere?: Candidate,
): Judgement | null {
  const [first, second] = candidates;
  if (!first) return null;
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
    elsewhere: Math.min(1.5, (elsewhere?.score ?? 0) / first.score),
  };
  const inScope = weigh(IN_SCOPE, signs, scale.size);
  const sure = weigh(SURE, signs, scale.size);
  const verdict = inScope < 0 ? 'decline' : sure >= 0 ? 'answer' : 'choices';
  return { verdict, inScope, sure, signs };
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
