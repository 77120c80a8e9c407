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

const SHORTLIST = 48;
const HOPELESS = 0.2;
const FACTORS = {
  pair: 2,
  coverage: 0.75,
  fullness: 1.2,
  unaskedCase: 0.75,
  askedCaseMissing: 0.75,
  action: 1.25,
  otherAction: 0.75,
  here: 1.6,
};
const TOPIC_WEIGHT = 0.6;
/** For a follow-up: what has no rare word in common with the topic. */
const OTHER_OBJECT = 0.5;
const RARE_SHARE = 0.4;

/** The best eighty or so, best first; [] when no word of the question is known. `topic`: the procedure spoken of before. */
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
  const said = saidOf(index, question.tokens, context);
  const text = ` ${question.words.map((word) => word.folded).join(' ')} `;
  const object = context.filter((term) => rarity(index, term) > rarity(index) * RARE_SHARE);
  return best(sums, SHORTLIST)
    .map((doc) => judge(index, question, { doc, sum: sums[doc] ?? 0, said, text }))
    .map((found) =>
      sharesTerm(index, found.doc, object) ? found : { ...found, score: found.score * OTHER_OBJECT },
    )
    .sort((a, b) => b.score - a.score || a.doc - b.doc);
}

/** How much a term weighs by its rarity; an unknown one, as in `rarity(index)`, counts as rarest. */
export function rarity(index: ProcedureIndex, term = -1): number {
  return term < 0 ? Math.log(1 + 2 * index.codes.length) : (index.idf[term] ?? 0);
}

/**
 * A filter for candidates in order: false for one named like an earlier one, word for word. Provinces publish copies
 * of the same procedure; five of them are no choice.
 */
export function isNoCopy(index: ProcedureIndex): (candidate: Candidate) => boolean {
  const seen = new Set<string>();
  return ({ doc }) => {
    const name = nameKey(index, doc);
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  };
}

/** The same for procedures named alike, word for word. */
export function nameKey(index: ProcedureIndex, doc: number): string {
  return topicTerms(index, doc).join(' ');
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

/** What is said, each thing once, in the asker's words (side 0) or in official ones (side 1); made quick to look up. */
type Said = {
  /** Weight of each thing said. */
  mass: number[];
  /** Whether it was said in words with an official meaning. */
  official: boolean[];
  /** Weight of all terms of slot 2 × thing + side. */
  total: number[];
  /** The slots a term stands in. */
  slots: Map<number, number[]>;
  /** By the last bits of a term: 0 = surely not said. Spares most look-ups. */
  sieve: Uint8Array;
  /** How much of each slot the name in hand says; made once, cleared after each name. */
  known: Float32Array;
  /** All of `mass`, and that of what was said in official words. */
  all: number;
  officialAll: number;
};
const SIEVE = 4096;

function saidOf(index: ProcedureIndex, tokens: readonly Token[], context: readonly number[]): Said {
  const said: Said = {
    mass: [],
    official: [],
    total: [],
    slots: new Map(),
    sieve: new Uint8Array(SIEVE),
    known: new Float32Array(2 * tokens.length + 2),
    all: 0,
    officialAll: 0,
  };
  const things = new Map<number, number>();
  const add = (thing: number, side: 0 | 1, term: number, weight: number) => {
    const slot = 2 * thing + side;
    const idf = rarity(index, term);
    said.total[slot] = (said.total[slot] ?? 0) + idf;
    if (side === 1) said.official[thing] = true;
    const known = said.slots.get(term);
    if (known) known.push(slot);
    else if (term >= 0) {
      said.slots.set(term, [slot]);
      said.sieve[term % SIEVE] = 1;
    }
    return idf * weight;
  };
  const sides: [number, number][] = [];
  for (const { word, weight, unit, official } of tokens) {
    const thing = things.get(unit) ?? things.size;
    things.set(unit, thing);
    const masses = sides[thing] ?? [0, 0];
    sides[thing] = masses;
    masses[official ? 1 : 0] += add(thing, official ? 1 : 0, findTerm(index.terms, word.folded), weight);
  }
  said.mass = sides.map((masses) => Math.max(...masses));
  // The topic is one more thing said, in official words.
  for (const term of context) {
    const weight = add(things.size, 1, term, TOPIC_WEIGHT);
    said.mass[things.size] = (said.mass[things.size] ?? 0) + weight;
  }
  said.mass.forEach((mass, thing) => {
    said.all += mass;
    if (said.official[thing]) said.officialAll += mass;
  });
  return said;
}

/** Whether a name of the procedure has one of the terms; true when there are none to have. */
function sharesTerm(index: ProcedureIndex, doc: number, terms: readonly number[]): boolean {
  const from = index.termStarts[index.nameStarts[doc] ?? 0];
  const to = index.termStarts[index.nameStarts[doc + 1] ?? 0];
  const names = index.nameTerms.subarray(from, to);
  return terms.length === 0 || terms.some((term) => names.includes(term));
}

type Judged = { doc: number; sum: number; said: Said; text: string };

function judge(index: ProcedureIndex, question: Question, judged: Judged): Candidate {
  const { doc, sum, said, text } = judged;
  let match = { coverage: 0, focus: 0, fullness: 0 };
  const lastName = index.nameStarts[doc + 1] ?? 0;
  for (let name = index.nameStarts[doc] ?? 0; name < lastName; name += 1) {
    const found = compare(index, said, index.termStarts[name] ?? 0, index.termStarts[name + 1] ?? 0);
    if (found.coverage * (0.5 + found.fullness) > match.coverage * (0.5 + match.fullness)) match = found;
  }
  const factor = agreement(index, question, doc, text) * (index.priors[doc] ?? 1);
  const closeness = (1 - FACTORS.coverage * (1 - match.coverage)) * (1 + FACTORS.fullness * match.fullness);
  return { doc, score: sum * factor * closeness, ...match, amiss: isAmiss(index, question, doc) };
}

/** How much of what is said one name says, and the other way round. This runs a thousand times a question. */
function compare(index: ProcedureIndex, said: Said, from: number, to: number) {
  const { mass, official, total, slots, sieve, known, all, officialAll } = said;
  const touched: number[] = [];
  let name = 0;
  let heard = 0;
  for (let i = from; i < to; i += 1) {
    const term = index.nameTerms[i] ?? 0;
    const idf = index.idf[term] ?? 0;
    name += idf;
    const places = sieve[term % SIEVE] === 1 ? slots.get(term) : undefined;
    if (!places) continue;
    heard += idf;
    for (const slot of places) {
      if (known[slot] === 0) touched.push(slot);
      known[slot] = (known[slot] ?? 0) + idf;
    }
  }
  let [covered, officialCovered] = [0, 0];
  for (const slot of touched) {
    const [other, thing] = [slot ^ 1, slot >> 1];
    // A thing of which both sides are said counts once.
    if (slot % 2 === 1 && (known[other] ?? 0) > 0) continue;
    const share = Math.max(shareOf(known, total, slot), shareOf(known, total, other));
    const said = share * (mass[thing] ?? 0);
    covered += said;
    if (official[thing]) officialCovered += said;
  }
  for (const slot of touched) known[slot] = 0;
  const coverage = all > 0 ? covered / all : 0;
  const focus = officialAll > 0 ? officialCovered / officialAll : coverage;
  return { coverage, focus, fullness: name > 0 ? heard / name : 0 };
}

function shareOf(known: Float32Array, total: readonly number[], slot: number): number {
  const all = total[slot] ?? 0;
  return all > 0 ? (known[slot] ?? 0) / all : 0;
}

function isAmiss(index: ProcedureIndex, question: Question, doc: number): boolean {
  const otherAction = question.actions !== 0 && (question.actions & (index.actions[doc] ?? 0)) === 0;
  return otherAction || (question.variants & ~(index.variants[doc] ?? 0)) !== 0;
}

/** What the agreement of action, special case and place with the question makes of a score. */
function agreement(index: ProcedureIndex, question: Question, doc: number, text: string): number {
  const actions = index.actions[doc] ?? 0;
  const variants = index.variants[doc] ?? 0;
  let factor = 1;
  if (question.actions !== 0 && actions !== 0)
    factor *= (question.actions & actions) !== 0 ? FACTORS.action : FACTORS.otherAction;
  if ((variants & ~question.allowed) !== 0) factor *= FACTORS.unaskedCase;
  if ((question.variants & ~variants) !== 0) factor *= FACTORS.askedCaseMissing;
  const place = index.places[doc] ?? '';
  return place !== '' && text.includes(` ${place} `) ? factor * FACTORS.here : factor;
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
