/** The searcher over a built index. Synchronous and without I/O; a question takes about half a millisecond. */
import { type Judgement, judgeCandidates, type SearchVerdict, worthOffering } from './decide.js';
import { ELSEWHERE } from './document.js';
import { familyOf } from './family.js';
import type { Lexicon } from './lexicon.js';
import type { ProcedureIndex } from './procedure-index.js';
import { type Question, readQuestion } from './question.js';
import { type Candidate, isNoCopy, rank, rarity } from './rank.js';
import type { Decision, Searcher, SearchOptions } from './search.js';
import { createCorrector } from './spelling.js';

/** What was seen in a question, for measuring and for showing an officer why a decision was taken. */
export type Explanation = {
  question: Question;
  candidates: Candidate[];
  /** The nearest way of asking what no procedure answers. */
  elsewhere: Candidate | undefined;
  /** What the decision rests on; null = no candidate. */
  judgement: Judgement | null;
  decision: Decision;
};

/** A search that also tells how it came to what it found. */
export type ExplainingSearcher = Searcher & {
  explain(text: string, options?: SearchOptions): Explanation;
  /** The code of a candidate's procedure, or the topic of what is none with its mark before it. */
  codeOf(candidate: Candidate): string;
};

const CODE = /(?<![\d.])\d\.\d{6}(?!\d)/;
const KEPT = 10;
const MAX_CHOICES = 5;
const MAX_ALTERNATIVES = 4;
/** From here on what is declined may be named. */
const NEAR = 0.6;
/** In the middle of a conversation about a procedure, few words of administration are to be expected. */
const TOPIC_DOMAIN = 3;
/** What is wanted is said by then. */
const MAX_CHARACTERS = 1500;

/** A searcher over an index, with the lexicon that the index was built with. */
export function createSearcher(index: ProcedureIndex, lexicon: Lexicon): ExplainingSearcher {
  const docs = new Map(index.codes.map((code, doc) => [code, doc]));
  const correct = createCorrector(index, lexicon);
  const scale = { size: index.codes.length, rarest: rarity(index) };
  const size = index.codes.filter((code) => !code.startsWith(ELSEWHERE)).length;
  const isProcedure = ({ doc }: Candidate) => index.codes[doc]?.startsWith(ELSEWHERE) === false;
  const codesOf = (candidates: readonly Candidate[]) => codesIn(index, candidates);

  /** The best of each reading of an ambiguous request; [] when there are not two. */
  const askBack = (readings: readonly string[]): string[] => {
    const best = readings.flatMap((reading) =>
      rank(index, readQuestion(reading, lexicon)).filter(isProcedure).slice(0, 1),
    );
    const codes = [...new Set(codesOf(best.filter(({ focus }) => focus >= 0.5)))];
    return codes.length > 1 ? codes.slice(0, MAX_CHOICES) : [];
  };

  const explain = (text: string, options: SearchOptions = {}): Explanation => {
    const read = readQuestion(text.slice(0, MAX_CHARACTERS), lexicon, correct);
    // What speaks of another world is no follow-up.
    const topic = read.outside > read.domain ? -1 : (docs.get(options.topic ?? '') ?? -1);
    const question = topic < 0 ? read : { ...read, domain: read.domain + TOPIC_DOMAIN, readings: [] };
    const ranked = rank(index, question, topic);
    const candidates = ranked.filter(isProcedure).slice(0, KEPT);
    const elsewhere = ranked.find((candidate) => !isProcedure(candidate));
    const typed = CODE.exec(text)?.[0] ?? (question.names || topic < 0 ? '' : options.topic);
    const judgement = judgeCandidates(candidates, question, scale, elsewhere);
    const decision: Decision =
      typed && docs.has(typed)
        ? { kind: 'answer', code: typed, alternatives: [] }
        : decide(index, {
            asked: askBack(question.readings),
            question,
            candidates,
            elsewhere,
            verdict: judgement?.verdict ?? 'decline',
          });
    return { question, candidates, elsewhere, judgement, decision };
  };
  return {
    size,
    search: (text, options) => explain(text, options).decision,
    explain,
    codeOf: ({ doc }) => index.codes[doc] ?? '',
  };
}

type Found = Pick<Explanation, 'question' | 'candidates' | 'elsewhere'> & {
  verdict: SearchVerdict;
  /** The readings of an ambiguous request to choose from; [] = it is none. */
  asked: string[];
};

function decide(index: ProcedureIndex, { asked, question, candidates, elsewhere, verdict }: Found): Decision {
  if (asked.length > 0) return { kind: 'choices', codes: asked, family: asked };
  const worth = worthOffering(candidates).filter(isNoCopy(index));
  const [code, ...others] = codesIn(index, worth);
  if (verdict === 'decline' || code === undefined) return declineTowards(index, candidates[0], elsewhere);
  if (verdict === 'answer' || others.length === 0)
    return { kind: 'answer', code, alternatives: others.slice(0, MAX_ALTERNATIVES) };
  const family = codesIn(index, familyOf(index, question, worth));
  return {
    kind: 'choices',
    codes: [code, ...others].slice(0, MAX_CHOICES),
    family: family.slice(0, MAX_CHOICES),
  };
}

function codesIn(index: ProcedureIndex, candidates: readonly Candidate[]): string[] {
  return candidates.map(({ doc }) => index.codes[doc] ?? '');
}

/** Names what the question seems to be about instead, when that comes near enough. */
function declineTowards(index: ProcedureIndex, best?: Candidate, elsewhere?: Candidate): Decision {
  const near = elsewhere && elsewhere.coverage >= NEAR && elsewhere.score >= (best?.score ?? 0) * NEAR;
  return near
    ? { kind: 'decline', about: (index.codes[elsewhere.doc] ?? '').slice(ELSEWHERE.length) }
    : { kind: 'decline' };
}
