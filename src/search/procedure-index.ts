/**
 * The index of a catalogue: BM25 over folded syllables and syllable pairs, with the syllables as spelt beside
 * them. Plain typed arrays, so that a worker builds it and hands it over without copying. Pure.
 */
import type { SearchDocument } from './document.js';
import { fold, type Syllable, syllables } from './fold.js';
import { type Lexicon, maskOf } from './lexicon.js';
import { buildTermTable, type TermTable } from './term-table.js';

/** An index of a publication, in arrays a thread can hand over without copying. */
export type ProcedureIndex = {
  codes: string[];
  /** Where a procedure of one province applies, folded ("lai chau"); '' = everywhere. */
  places: string[];
  /** A number for each field of the official record; what is of no field has one of its own. */
  fields: Uint16Array<ArrayBuffer>;
  /** Every folded syllable of the catalogue, joined by spaces, for correcting spelling. */
  vocabulary: string;
  terms: TermTable;
  /** Weight of a term by how rare it is. */
  idf: Float32Array<ArrayBuffer>;
  /** Postings of term t: [offsets[t], offsets[t + 1]) in docs and impacts. */
  offsets: Uint32Array<ArrayBuffer>;
  docs: Uint32Array<ArrayBuffer>;
  impacts: Float32Array<ArrayBuffer>;
  /** Names of document d: [nameStarts[d], nameStarts[d + 1]); syllables of name n: likewise in nameTerms. */
  nameStarts: Uint32Array<ArrayBuffer>;
  termStarts: Uint32Array<ArrayBuffer>;
  nameTerms: Uint32Array<ArrayBuffer>;
  /** Bit masks over the lexicon's actions and variants found in the official name. */
  actions: Uint32Array<ArrayBuffer>;
  variants: Uint32Array<ArrayBuffer>;
  /** How readily a document is offered when nothing else decides: plain, detailed, in force = 1. */
  priors: Float32Array<ArrayBuffer>;
};

/** Prefix of a syllable as spelt, which a folded syllable never has. */
export const EXACT = '=';

const WEIGHTS = { name: 1, body: 0.22, pair: 1, exact: 0.3 };
const MAX_BODY_TEXTS = 24;
const GENERIC_SHARE = 0.22;
const MAX_FIELD_CHARACTERS = 120;
const SHAPE = { saturation: 0.9, lengthEffect: 0.5, typicalLength: 10 };
const ADMINISTRATIVE_PLACE = /(?<!cap )(?:tinh|thanh pho|tp\.?) ?([a-z][a-z -]{0,60}[a-z])\s?(?:$|[,.;()])/;

/** Builds the index of a catalogue; 5,774 procedures take about a second. */
export function buildIndex(documents: readonly SearchDocument[], lexicon: Lexicon): ProcedureIndex {
  const terms = new Map<string, number>();
  const postings: number[][] = [];
  const nameStarts = new Uint32Array(documents.length + 1);
  const termStarts: number[] = [0];
  const nameTerms: number[] = [];
  const syllableSet = new Set<string>();
  const idOf = (term: string) => {
    const known = terms.get(term);
    if (known !== undefined) return known;
    terms.set(term, terms.size);
    postings.push([]);
    return terms.size - 1;
  };
  documents.forEach((document, doc) => {
    const names = namesOf(document).map((name) => syllables(name));
    for (const words of names) {
      for (const folded of new Set(words.map((word) => word.folded))) nameTerms.push(idOf(folded));
      termStarts.push(nameTerms.length);
    }
    nameStarts[doc + 1] = termStarts.length - 1;
    const weights = weighTerms(names, bodyOf(document), syllableSet);
    for (const [term, weight] of weights) postings[idOf(term)]?.push(doc, weight);
  });
  return {
    codes: documents.map((document) => document.code),
    places: documents.map(placeOf),
    fields: fieldsOf(documents),
    vocabulary: [...syllableSet].join(' '),
    terms: buildTermTable([...terms.keys()]),
    ...packPostings(postings, documents.length, genericTerms(terms, lexicon)),
    nameStarts,
    termStarts: Uint32Array.from(termStarts),
    nameTerms: Uint32Array.from(nameTerms),
    actions: Uint32Array.from(documents, ({ name }) =>
      maskOf(syllables(name), lexicon, 'action', { marks: true }),
    ),
    variants: Uint32Array.from(documents, ({ name, agency }) =>
      maskOf(syllables(`${name}; ${brief(agency)}`), lexicon, 'variant', { marks: true }),
    ),
    priors: Float32Array.from(documents, priorOf),
  };
}

/** The buffers of an index, to be moved to another thread rather than copied. */
export function transferList(index: ProcedureIndex): ArrayBuffer[] {
  const { terms, ...rest } = index;
  return [...Object.values(terms), ...Object.values(rest)]
    .filter((value) => ArrayBuffer.isView(value))
    .map((value) => value.buffer);
}

function namesOf(document: SearchDocument): string[] {
  const names = [document.name, document.plainName, document.englishName, ...document.everydayNames];
  return names.filter((name): name is string => name !== null && name !== '');
}

function bodyOf(document: SearchDocument): string[] {
  const texts = [...document.keywords, ...document.results, ...document.papers].slice(0, MAX_BODY_TEXTS);
  return [document.field ?? '', brief(document.agency), ...texts, ...document.subjects];
}

function brief(text: string | null): string {
  return (text ?? '').slice(0, MAX_FIELD_CHARACTERS);
}

/** Weight of each term of one document: its best name, plus a little for what surrounds it. */
function weighTerms(names: Syllable[][], body: string[], known: Set<string>): Map<string, number> {
  const weights = new Map<string, number>();
  const raise = (term: string, weight: number) => {
    if ((weights.get(term) ?? 0) < weight) weights.set(term, weight);
  };
  for (const words of names) {
    const weight =
      WEIGHTS.name / (1 - SHAPE.lengthEffect + (SHAPE.lengthEffect * words.length) / SHAPE.typicalLength);
    words.forEach((word, i) => {
      known.add(word.folded);
      raise(word.folded, weight);
      if (word.marked) raise(EXACT + word.exact, weight * WEIGHTS.exact);
      const next = words[i + 1];
      if (next) raise(`${word.folded} ${next.folded}`, weight * WEIGHTS.pair);
    });
  }
  for (const text of body)
    for (const word of fold(text).match(/[a-z0-9]+/g) ?? []) {
      known.add(word);
      raise(word, WEIGHTS.body);
    }
  return weights;
}

/** Terms of every second title: in a small catalogue their rarity would be an accident. */
function genericTerms(terms: ReadonlyMap<string, number>, lexicon: Lexicon): Set<number> {
  const phrases = [...lexicon.kinds.generic.values()].flat();
  const words = phrases.flatMap((phrase) => phrase.words.map((word) => terms.get(word.folded)));
  return new Set(words.filter((term) => term !== undefined));
}

/** From weights to impacts: saturating in the weight, scaled by rarity. */
function packPostings(postings: number[][], size: number, generic: ReadonlySet<number>) {
  const idf = new Float32Array(postings.length);
  const offsets = new Uint32Array(postings.length + 1);
  postings.forEach((list, term) => {
    const found = list.length / 2;
    const rarity = Math.log(1 + (size - found + 0.5) / (found + 0.5));
    idf[term] = generic.has(term) ? Math.min(rarity, Math.log(1 + 2 * size) * GENERIC_SHARE) : rarity;
    offsets[term + 1] = (offsets[term] ?? 0) + found;
  });
  const docs = new Uint32Array(offsets[postings.length] ?? 0);
  const impacts = new Float32Array(docs.length);
  postings.forEach((list, term) => {
    const start = offsets[term] ?? 0;
    for (let i = 0; i < list.length; i += 2) {
      const weight = list[i + 1] ?? 0;
      docs[start + i / 2] = list[i] ?? 0;
      impacts[start + i / 2] =
        ((idf[term] ?? 0) * weight * (SHAPE.saturation + 1)) / (weight + SHAPE.saturation);
    }
  });
  return { idf, offsets, docs, impacts };
}

function fieldsOf(documents: readonly SearchDocument[]): Uint16Array<ArrayBuffer> {
  const numbers = new Map<string, number>();
  return Uint16Array.from(documents, ({ code, field }) => {
    const key = field === null ? code : fold(field);
    const number = numbers.get(key) ?? numbers.size;
    numbers.set(key, number);
    return number;
  });
}

function placeOf(document: SearchDocument): string {
  if (!document.local) return '';
  const place =
    ADMINISTRATIVE_PLACE.exec(fold(document.agency ?? '')) ?? ADMINISTRATIVE_PLACE.exec(fold(document.name));
  return place?.[1] ?? 'mot tinh';
}

function priorOf(document: SearchDocument): number {
  return (document.abolished ? 0.5 : 1) * (document.local ? 0.55 : 1) * (document.detailed ? 1 : 0.96);
}
