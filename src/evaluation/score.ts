/** How well the conversation does on labelled questions. Pure: it is given what was answered. */
import { z } from 'zod';
import type { Outcome } from '../conversation/message.js';

/** One line of a labelled file. */
export const labelledQuestion = z.object({
  q: z.string(),
  kind: z.enum(['procedure', 'ambiguous', 'out_of_scope', 'smalltalk', 'dossier']),
  /** Every procedure code that is a right answer. */
  accept: z.array(z.string()).default([]),
  /** For `dossier`: the canonical receipt code in the question, or null. */
  code: z.string().nullish(),
  style: z.string().default('–'),
});
type LabelledQuestion = z.infer<typeof labelledQuestion>;

/** A labelled question, what the conversation did with it, and how long deciding took, in milliseconds. */
export type ScoredAnswer = { question: LabelledQuestion; outcome: Outcome; ms: number };

/** So many of so many. */
export type Share = { count: number; of: number };

/** How well a set of questions was answered; `p50` and `p99`: ms to decide. */
export type Score = {
  questions: number;
  /** Measures by name; each over the questions it applies to. */
  measures: Record<Measure, Share>;
  /** The measures of each style of question. */
  byStyle: Map<string, Record<Measure, Share>>;
  p50: number;
  p99: number;
};

const is = (kind: LabelledQuestion['kind']) => (a: ScoredAnswer) => a.question.kind === kind;
const accepts = (a: ScoredAnswer, codes: string[]) => codes.some((code) => a.question.accept.includes(code));
const direct = (a: ScoredAnswer) => a.outcome.kind === 'procedure';

/** For each measure: which questions it is about, and which of them count. */
const MEASURES = {
  top1: [is('procedure'), (a) => accepts(a, a.outcome.codes.slice(0, 1))],
  top3: [is('procedure'), (a) => accepts(a, a.outcome.codes.slice(0, 3))],
  answeredDirectly: [is('procedure'), direct],
  /** The harm that matters most: of all direct answers, to any kind of question, the wrong ones. */
  wrongDirect: [direct, (a) => !accepts(a, a.outcome.codes.slice(0, 1))],
  refused: [is('procedure'), (a) => a.outcome.kind === 'refusal'],
  outOfScopeRefused: [
    is('out_of_scope'),
    (a) => !['procedure', 'choices', 'dossier'].includes(a.outcome.kind),
  ],
  ambiguousAsked: [
    is('ambiguous'),
    (a) => a.outcome.kind === 'choices' && accepts(a, a.outcome.codes.slice(0, 5)),
  ],
  /** What is meant for the talk itself or the office, whichever kind of reply it gets. */
  smalltalk: [
    is('smalltalk'),
    (a) => !['procedure', 'choices', 'refusal', 'dossier'].includes(a.outcome.kind),
  ],
  dossier: [is('dossier'), (a) => a.outcome.kind === 'dossier'],
  receiptRead: [
    (a) => is('dossier')(a) && typeof a.question.code === 'string',
    (a) => a.outcome.receipt === a.question.code,
  ],
} satisfies Record<string, [(a: ScoredAnswer) => boolean, (a: ScoredAnswer) => boolean]>;

/** The name of a measure. */
export type Measure = keyof typeof MEASURES;

/** Scores what was answered, as a whole and by style. */
export function score(answered: ScoredAnswer[]): Score {
  const styles = [...new Set(answered.map((a) => a.question.style))];
  const times = answered.map((a) => a.ms).sort((a, b) => a - b);
  return {
    questions: answered.length,
    measures: measure(answered),
    byStyle: new Map(
      styles.map((style) => [style, measure(answered.filter((a) => a.question.style === style))]),
    ),
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
  };
}

function measure(answered: ScoredAnswer[]): Record<Measure, Share> {
  const shares = Object.entries(MEASURES).map(([name, [applies, counts]]) => {
    const about = answered.filter(applies);
    return [name, { count: about.filter(counts).length, of: about.length }];
  });
  return Object.fromEntries(shares) as Record<Measure, Share>;
}

function percentile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
