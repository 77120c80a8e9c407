/**
 * Measures the search engine beside plain fuse.js (default and token search), MiniSearch and FlexSearch, in one run and on the same
 * questions: each on the official titles alone and on the same enriched text (titles, everyday names and phrases), so
 * that what the data gives and what the engine gives are told apart. Prints milliseconds, hits, build time and memory,
 * the ratios, and how our decisions fare.
 */
import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gunzipSync } from 'node:zlib';
import FlexSearch from 'flexsearch';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { readShippedLexicon } from '../src/catalogue/lexicon-store.js';
import { readElsewhere } from '../src/catalogue/phrases.js';
import type { SearchDocument } from '../src/search/document.js';
import { fold } from '../src/search/fold.js';
import { compileLexicon } from '../src/search/lexicon.js';
import { buildIndex } from '../src/search/procedure-index.js';
import { codesOf, type Decision, type Searcher } from '../src/search/search.js';
import { createSearcher } from '../src/search/searcher.js';
import { type NationalRow, toSearchDocument, withGuides } from './documents.js';

type Labelled = { q: string; kind: string; accept?: string[] };
/** Codes best first for a text. `every`: asked only every so many questions, being slow. */
type Engine = { name: string; build: () => (text: string) => string[]; every: number };
type Result = {
  name: string;
  questions: number;
  buildMs: number;
  heapMb: number;
  p50: number;
  p99: number;
} & Hits;
type Hits = { top1: number; top3: number };

/** Runs the comparison and prints it. Fuse.js is slow: it gets a sample of so many questions, enriched an eighth. */
export function benchSearch(catalogueFile: string, questionsFile: string, sample = 60): void {
  const titles = readLines<NationalRow>(catalogueFile)
    .filter((row) => /^\d\.\d{6}$/.test(row.code))
    .map(toSearchDocument);
  const enriched = withGuides(titles);
  const labelled = readLines<Labelled>(questionsFile);
  const procedures = labelled.filter((question) => question.kind === 'procedure');
  const few = Math.max(1, Math.floor(procedures.length / sample));
  print(`${titles.length} procedures, ${labelled.length} questions\n`);
  const lexicon = compileLexicon(readShippedLexicon());
  const ours = (documents: SearchDocument[], words = lexicon) =>
    createSearcher(buildIndex([...documents, ...readElsewhere()], words), words);
  const engines: Engine[] = [
    { name: 'motcua', every: 1, build: () => bestCodes(ours(enriched)) },
    { name: 'motcua, no lexicon', every: 1, build: () => bestCodes(ours(enriched, compileLexicon([]))) },
    { name: 'motcua, titles', every: 1, build: () => bestCodes(ours(titles)) },
    { name: 'MiniSearch, enriched', every: 1, build: () => miniSearch(enriched) },
    { name: 'MiniSearch, titles', every: 1, build: () => miniSearch(titles) },
    { name: 'FlexSearch, enriched', every: 1, build: () => flexSearch(enriched) },
    { name: 'FlexSearch, titles', every: 1, build: () => flexSearch(titles) },
    { name: 'fuse.js, enriched', every: 8 * few, build: () => fuse(enriched, false) },
    { name: 'fuse.js, titles', every: few, build: () => fuse(titles, false) },
    { name: 'fuse.js tokens, enriched', every: 8 * few, build: () => fuse(enriched, true) },
    { name: 'fuse.js tokens, titles', every: few, build: () => fuse(titles, true) },
  ];
  const searcher = ours(enriched);
  const asked = (every: number) => procedures.filter((_, i) => i % every === 0);
  const results = engines.map((engine) => measure(engine, asked(engine.every)));
  printResults(
    results,
    engines.map(({ every }) => hits(asked(every), bestCodes(searcher))),
  );
  printDecisions(labelled, (text) => searcher.search(text));
}

function bestCodes(searcher: Searcher): (text: string) => string[] {
  return (text) => codesOf(searcher.search(text));
}

/** What the rivals search: a title, and the other names together. */
function fieldsOf({ code, name, plainName, englishName, everydayNames }: SearchDocument) {
  return { code, name, names: [plainName, englishName, ...everydayNames].filter(Boolean).join('\n') };
}

function miniSearch(documents: SearchDocument[]): (text: string) => string[] {
  const fields = ['name', 'names'];
  const engine = new MiniSearch({ idField: 'code', fields, processTerm: (term) => fold(term) });
  engine.addAll(documents.map(fieldsOf));
  return (text) =>
    engine
      .search(text)
      .slice(0, 5)
      .map(({ id }) => String(id));
}

function flexSearch(documents: SearchDocument[]): (text: string) => string[] {
  const engine = new FlexSearch.Index({ tokenize: 'strict', resolution: 9, encode: words });
  for (const [i, document] of documents.entries()) {
    const { name, plainName, englishName, everydayNames } = document;
    engine.add(i, [name, plainName, englishName, ...everydayNames].join(' '));
  }
  return (text) =>
    engine.search(text, { limit: 5, suggest: true }).map((i) => documents[Number(i)]?.code ?? '');
}

function words(text: string): string[] {
  return fold(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

function fuse(documents: SearchDocument[], tokens: boolean): (text: string) => string[] {
  const engine = new Fuse(documents, {
    keys: ['name', 'plainName', 'englishName', 'everydayNames'],
    ignoreDiacritics: true,
    ...(tokens ? { useTokenSearch: true } : {}),
  });
  return (text) => engine.search(text, { limit: 5 }).map(({ item }) => item.code);
}

function measure({ name, build }: Engine, questions: Labelled[]): Result {
  const start = performance.now();
  const first = build();
  const buildMs = performance.now() - start;
  const before = memory();
  const search = build();
  const heapMb = (memory() - before) / 2 ** 20;
  first(''); // Alive until here, so that freeing it does not count.
  for (const { q } of questions.slice(0, name.startsWith('fuse') ? 1 : 200)) search(q);
  const times = questions.map(({ q }) => {
    const from = performance.now();
    search(q);
    return performance.now() - from;
  });
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return {
    name,
    questions: questions.length,
    buildMs,
    heapMb,
    p50: at(0.5),
    p99: at(0.99),
    ...hits(questions, search),
  };
}

function hits(questions: Labelled[], search: (text: string) => string[]): Hits {
  let top1 = 0;
  let top3 = 0;
  for (const { q, accept } of questions) {
    const place = search(q).findIndex((code) => accept?.includes(code));
    if (place === 0) top1 += 1;
    if (place >= 0 && place < 3) top3 += 1;
  }
  return { top1: top1 / questions.length, top3: top3 / questions.length };
}

/** `sampled`: our hits on the questions that each engine was asked. */
function printResults(results: Result[], sampled: Hits[]): void {
  print('engine                       n    build ms    MB     p50 ms     p99 ms    top 1    top 3\n');
  for (const r of results) {
    const cells = [r.buildMs.toFixed(0), r.heapMb.toFixed(1), r.p50.toFixed(2), r.p99.toFixed(2)];
    const widths = [11, 6, 11, 11];
    const numbers = cells.map((cell, i) => cell.padStart(widths[i] ?? 0)).join('');
    print(
      `${r.name.padEnd(26)}${String(r.questions).padStart(4)}${numbers}${percent(r.top1)}${percent(r.top3)}\n`,
    );
  }
  for (const [i, other] of results.entries()) {
    if (i === 0) continue;
    const faster = other.p50 / (results[0]?.p50 ?? 1);
    const better = (sampled[i]?.top1 ?? 0) / other.top1;
    print(`against ${other.name}: ${faster.toFixed(1)} × at p50, ${better.toFixed(2)} × its top 1\n`);
  }
}

function printDecisions(labelled: Labelled[], search: (text: string) => Decision): void {
  const decided = labelled.map((question) => ({ ...question, decision: search(question.q) }));
  const direct = decided.filter(({ decision }) => decision.kind === 'answer');
  const wrong = direct.filter(({ decision, accept }) => !accept?.includes(codesOf(decision)[0] ?? ''));
  const of = (kind: string) => decided.filter((question) => question.kind === kind);
  const share = (part: unknown[], whole: unknown[]) =>
    whole.length === 0 ? '      –' : percent(part.length / whole.length);
  const declined = (kind: string) => of(kind).filter(({ decision }) => decision.kind === 'decline');
  const asked = of('ambiguous').filter(
    ({ decision, accept }) =>
      decision.kind === 'choices' && decision.codes.some((code) => accept?.includes(code)),
  );
  const answered = of('procedure').filter(({ decision }) => decision.kind === 'answer');
  print(
    `answered directly   ${share(answered, of('procedure'))}\nwrong direct answers${share(wrong, direct)}\n`,
  );
  print(`refused             ${share(declined('procedure'), of('procedure'))}\n`);
  print(`out of scope refused${share(declined('out_of_scope'), of('out_of_scope'))}\n`);
  print(`ambiguous asked back${share(asked, of('ambiguous'))}\n`);
}

function readLines<T>(file: string): T[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as T);
}

/** Bytes in use after a full collection. */
function memory(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`.padStart(9);
}

function print(text: string): void {
  process.stdout.write(text);
}
