/** The searcher over a built index. Synchronous and without I/O; a question takes about half a millisecond. */
import { judgeCandidates, worthOffering } from './decide.js';
import type { Lexicon } from './lexicon.js';
import type { ProcedureIndex } from './procedure-index.js';
import { type Question, readQuestion } from './question.js';
import { type Candidate, rank, rarity } from './rank.js';
import type { Decision, Searcher, SearchOptions } from './search.js';
import { createCorrector } from './spelling.js';

/** What was seen in a question, for measuring and for showing an officer why a decision was taken. */
export type Explanation = { question: Question; candidates: Candidate[]; decision: Decision };
export type ExplainingSearcher = Searcher & { explain(text: string, options?: SearchOptions): Explanation };

const CODE = /(?<![\d.])\d\.\d{6}(?!\d)/;
const MAX_CHOICES = 5;
const MAX_ALTERNATIVES = 4;
/** In the middle of a conversation about a procedure, few words of administration are to be expected. */
const TOPIC_DOMAIN = 3;
/** What is wanted is said by then. */
const MAX_CHARACTERS = 1500;

/** A searcher over an index, with the lexicon that the index was built with. */
export function createSearcher(index: ProcedureIndex, lexicon: Lexicon): ExplainingSearcher {
  const docs = new Map(index.codes.map((code, doc) => [code, doc]));
  const correct = createCorrector(index, lexicon);
  const scale = { size: index.codes.length, rarest: rarity(index) };
  const codesOf = (candidates: readonly Candidate[]) => candidates.map(({ doc }) => index.codes[doc] ?? '');

  /** The best of each reading of an ambiguous request; [] when there are not two. */
  const askBack = (readings: readonly string[]): string[] => {
    const best = readings.flatMap((reading) => rank(index, readQuestion(reading, lexicon)).slice(0, 1));
    const codes = [...new Set(codesOf(best.filter(({ focus }) => focus >= 0.5)))];
    return codes.length > 1 ? codes.slice(0, MAX_CHOICES) : [];
  };

  const decide = (question: Question, candidates: readonly Candidate[]): Decision => {
    const readings = askBack(question.readings);
    if (readings.length > 0) return { kind: 'choices', codes: readings };
    const verdict = judgeCandidates(candidates, question, scale);
    const [code, ...others] = codesOf(worthOffering(candidates));
    if (verdict === 'decline' || code === undefined) return { kind: 'decline' };
    if (verdict === 'answer' || others.length === 0)
      return { kind: 'answer', code, alternatives: others.slice(0, MAX_ALTERNATIVES) };
    return { kind: 'choices', codes: [code, ...others].slice(0, MAX_CHOICES) };
  };

  const explain = (text: string, options: SearchOptions = {}): Explanation => {
    const topic = docs.get(options.topic ?? '') ?? -1;
    const read = readQuestion(text.slice(0, MAX_CHARACTERS), lexicon, correct);
    const question = topic < 0 ? read : { ...read, domain: read.domain + TOPIC_DOMAIN, readings: [] };
    const candidates = rank(index, question, topic);
    const typed = CODE.exec(text)?.[0] ?? (question.names || topic < 0 ? '' : options.topic);
    const decision: Decision =
      typed && docs.has(typed)
        ? { kind: 'answer', code: typed, alternatives: [] }
        : decide(question, candidates);
    return { question, candidates, decision };
  };
  return { size: scale.size, search: (text, options) => explain(text, options).decision, explain };
}
