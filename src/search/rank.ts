/**
 * Ranks procedures for a question: BM25 sums first, then for the best of them how completely one of their names
 * says the same thing, and whether action, special case and place agree. Pure.
 */
import { EXACT, type ProcedureIndex } from './procedure-index.js';
import type { Question, Token } from './question.js';
import { findTerm } from './term-table.js';

/** A procedure that may be meant. */
export type Candidate = {
  /** Its number in the index. */
  doc: number;
  score: number;
  /** Share of the question's meaningful words that one name of it says, 0–1. */
  coverage: number;
  /** The same share over what was said in words with an official meaning; all words when there is none. */
  focus: number;
  /** Share of that name that the question says, 0–1. */
  fullness: number;
  /** Whether the question asks for an action or a special case that it is not. */
  amiss: boolean;
};

const SHORTLIST = 80;
const HOPELESS = 0.2;
const KEPT = 10;
const FACTORS = {
  pair: 0.8,
  coverage: 0.6,
  fullness: 0.5,
  unaskedCase: 0.6,
  askedCaseMissing: 0.75,
  action: 1.25,
  otherAction: 0.75,
  here: 1.6,
};
const TOPIC_WEIGHT = 0.6;
/** For a follow-up: what has no rare word in common with the topic. */
const OTHER_OBJECT = 0.5;
const RARE_SHARE = 0.4;

/** The best ten, best first; [] when no word of the question is known. `topic`: the procedure spoken of before. */
export function rank(index: ProcedureIndex, question: Question, topic = -1): Candidate[] {
  const wanted = termWeights(index, question.tokens);
  const context =
    topic >= 0 && !question.tokens.some((token) => token.official) ? topicTerms(index, topic) : [];
  for (const term of context) if (!wanted.has(term)) wanted.set(term, TOPIC_WEIGHT);
  const sums = new Float32Array(index.codes.length);
  for (const [term, weight] of wanted) {
    const end = index.offsets[term + 1] ?? 0;
    for (let i = index.offsets[term] ?? 0; i < end; i += 1) {
      const doc = index.docs[i] ?? 0;
      sums[doc] = (sums[doc] ?? 0) + weight * (index.impacts[i] ?? 0);
    }
  }
  const units = [...unitsOf(index, question.tokens), topicUnit(index, context)];
  const said = ` ${question.words.map((word) => word.folded).join(' ')} `;
  const object = context.filter((term) => rarity(index, term) > rarity(index) * RARE_SHARE);
  return best(sums, SHORTLIST)
    .map((doc) => judge(index, question, { doc, sum: sums[doc] ?? 0, units, said }))
    .map((found) =>
      sharesTerm(index, found.doc, object) ? found : { ...found, score: found.score * OTHER_OBJECT },
    )
    .sort((a, b) => b.score - a.score || a.doc - b.doc)
    .slice(0, KEPT);
}

/** How much a term weighs by its rarity; an unknown one, as in `rarity(index)`, counts as rarest. */
export function rarity(index: ProcedureIndex, term = -1): number {
  return term < 0 ? Math.log(1 + 2 * index.codes.length) : (index.idf[term] ?? 0);
}

function termWeights(index: ProcedureIndex, tokens: readonly Token[]): Map<number, number> {
  const weights = new Map<number, number>();
  const add = (term: string, weight: number) => {
    const id = findTerm(index.terms, term);
    if (id >= 0 && (weights.get(id) ?? 0) < weight) weights.set(id, weight);
  };
  for (const { word, weight } of tokens) {
    add(word.folded, weight);
    if (word.marked) add(EXACT + word.exact, weight);
  }
  const rewritten = new Set(tokens.filter((token) => token.official).map((token) => token.unit));
  const asTyped = tokens.filter((token) => !token.official);
  const officially = tokens.filter((token) => token.official || !rewritten.has(token.unit));
  for (const stream of [asTyped, officially])
    stream.forEach((token, i) => {
      const next = stream[i + 1];
      const weight = Math.min(token.weight, next?.weight ?? 0) * FACTORS.pair;
      if (next) add(`${token.word.folded} ${next.word.folded}`, weight);
    });
  return weights;
}

/** The words of what was spoken of before. They count only while the question names nothing of its own. */
function topicTerms(index: ProcedureIndex, doc: number): number[] {
  const name = index.nameStarts[doc] ?? 0;
  return [...index.nameTerms.subarray(index.termStarts[name], index.termStarts[name + 1])];
}

type Unit = { mass: number; sides: { term: number; idf: number }[][] };

/** What is said, each thing once: in the asker's words (side 0) or in official ones (side 1). */
function unitsOf(index: ProcedureIndex, tokens: readonly Token[]): Unit[] {
  const units = new Map<number, { mass: [number, number]; sides: Unit['sides'] }>();
  for (const { word, weight, unit, official } of tokens) {
    const entry = units.get(unit) ?? { mass: [0, 0], sides: [[], []] };
    const term = findTerm(index.terms, word.folded);
    const idf = rarity(index, term);
    entry.sides[official ? 1 : 0]?.push({ term, idf });
    entry.mass[official ? 1 : 0] += idf * weight;
    units.set(unit, entry);
  }
  return [...units.values()].map(({ mass, sides }) => ({ mass: Math.max(...mass), sides }));
}

/** Whether a name of the procedure has one of the terms; true when there are none to have. */
function sharesTerm(index: ProcedureIndex, doc: number, terms: readonly number[]): boolean {
  const from = index.termStarts[index.nameStarts[doc] ?? 0];
  const to = index.termStarts[index.nameStarts[doc + 1] ?? 0];
  const names = index.nameTerms.subarray(from, to);
  return terms.length === 0 || terms.some((term) => names.includes(term));
}

/** The topic as one more thing said, in official words; without a topic it weighs nothing. */
function topicUnit(index: ProcedureIndex, context: readonly number[]): Unit {
  const side = context.map((term) => ({ term, idf: rarity(index, term) }));
  return { mass: side.reduce((sum, { idf }) => sum + idf * TOPIC_WEIGHT, 0), sides: [[], side] };
}

type Judged = { doc: number; sum: number; units: readonly Unit[]; said: string };

function judge(index: ProcedureIndex, question: Question, judged: Judged): Candidate {
  const { doc, sum, units, said } = judged;
  let match = { coverage: 0, focus: 0, fullness: 0 };
  const lastName = index.nameStarts[doc + 1] ?? 0;
  for (let name = index.nameStarts[doc] ?? 0; name < lastName; name += 1) {
    const terms = index.nameTerms.subarray(index.termStarts[name], index.termStarts[name + 1]);
    const found = compare(index, units, terms);
    if (found.coverage * (0.5 + found.fullness) > match.coverage * (0.5 + match.fullness)) match = found;
  }
  const factor = agreement(index, question, doc, said) * (index.priors[doc] ?? 1);
  const closeness = (1 - FACTORS.coverage * (1 - match.coverage)) * (1 + FACTORS.fullness * match.fullness);
  return { doc, score: sum * factor * closeness, ...match, amiss: isAmiss(index, question, doc) };
}

function compare(index: ProcedureIndex, units: readonly Unit[], terms: Uint32Array) {
  const heard = new Set<number>();
  let covered = 0;
  let mass = 0;
  let officialCovered = 0;
  let officialMass = 0;
  for (const unit of units) {
    let share = 0;
    for (const side of unit.sides) {
      let all = 0;
      let known = 0;
      for (const { term, idf } of side) {
        all += idf;
        if (!terms.includes(term)) continue;
        known += idf;
        heard.add(term);
      }
      if (all > 0) share = Math.max(share, known / all);
    }
    covered += share * unit.mass;
    mass += unit.mass;
    if ((unit.sides[1]?.length ?? 0) === 0) continue;
    officialCovered += share * unit.mass;
    officialMass += unit.mass;
  }
  let name = 0;
  let said = 0;
  for (const term of terms) {
    name += index.idf[term] ?? 0;
    if (heard.has(term)) said += index.idf[term] ?? 0;
  }
  const coverage = mass > 0 ? covered / mass : 0;
  const focus = officialMass > 0 ? officialCovered / officialMass : coverage;
  return { coverage, focus, fullness: name > 0 ? said / name : 0 };
}

function isAmiss(index: ProcedureIndex, question: Question, doc: number): boolean {
  const otherAction = question.actions !== 0 && (question.actions & (index.actions[doc] ?? 0)) === 0;
  return otherAction || (question.variants & ~(index.variants[doc] ?? 0)) !== 0;
}

/** What the agreement of action, special case and place with the question makes of a score. */
function agreement(index: ProcedureIndex, question: Question, doc: number, said: string): number {
  const actions = index.actions[doc] ?? 0;
  const variants = index.variants[doc] ?? 0;
  let factor = 1;
  if (question.actions !== 0 && actions !== 0)
    factor *= (question.actions & actions) !== 0 ? FACTORS.action : FACTORS.otherAction;
  if ((variants & ~question.allowed) !== 0) factor *= FACTORS.unaskedCase;
  if ((question.variants & ~variants) !== 0) factor *= FACTORS.askedCaseMissing;
  const place = index.places[doc] ?? '';
  return place !== '' && said.includes(` ${place} `) ? factor * FACTORS.here : factor;
}

/** Numbers of the highest sums, in no order. What is far behind the highest cannot win by any factor. */
function best(sums: Float32Array, count: number): number[] {
  let highest = 0;
  for (const sum of sums) if (sum > highest) highest = sum;
  const docs: number[] = [];
  if (highest === 0) return docs;
  sums.forEach((sum, doc) => {
    if (sum >= highest * HOPELESS) docs.push(doc);
  });
  if (docs.length <= count) return docs;
  return docs.sort((a, b) => (sums[b] ?? 0) - (sums[a] ?? 0) || a - b).slice(0, count);
}
