/**
 * Measures the search engine beside plain fuse.js (default and token search) and MiniSearch, in one run, on the
 * same titles and questions, and prints milliseconds, hits, build time and memory, the ratios, and how our
 * decisions fare.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { gunzipSync } from 'node:zlib';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { projectRoot } from '../src/paths.js';
import type { SearchDocument } from '../src/search/document.js';
import { fold } from '../src/search/fold.js';
import { compileLexicon, parseLexicon } from '../src/search/lexicon.js';
import { buildIndex } from '../src/search/procedure-index.js';
import type { Decision, Searcher } from '../src/search/search.js';
import { createSearcher } from '../src/search/searcher.js';

/** The keys of a national catalogue row used here; unknown is null. */
type Row = {
  code: string;
  name: string;
  field: string | null;
  level: string[] | null;
  agency: string | null;
  promulgatingAgency: string | null;
  documents: { name: string }[] | null;
  results: string[] | null;
  subjects: string[] | null;
  hasDetail: boolean;
};
type Labelled = { q: string; kind: string; accept?: string[] };
/** Codes best first for a text. */
type Engine = { name: string; build: () => (text: string) => string[]; sample?: boolean };
type Result = {
  name: string;
  questions: number;
  buildMs: number;
  heapMb: number;
  p50: number;
  p99: number;
} & Hits;
type Hits = { top1: number; top3: number };

const MAX_TEXT = 120;

/** Runs the comparison and prints it. Fuse.js is slow: it gets a sample of so many questions. */
export function benchSearch(catalogueFile: string, questionsFile: string, sample = 60): void {
  const documents = readLines<Row>(catalogueFile)
    .filter((row) => /^\d\.\d{6}$/.test(row.code))
    .map(toDocument);
  const labelled = readLines<Labelled>(questionsFile);
  const procedures = labelled.filter((question) => question.kind === 'procedure');
  const every = Math.max(1, Math.floor(procedures.length / sample));
  const few = procedures.filter((_, i) => i % every === 0).slice(0, sample);
  print(`${documents.length} procedures, ${labelled.length} questions, ${few.length} of them for fuse.js\n`);
  const lexicon = compileLexicon(parseLexicon(readLexicon()));
  const search = () => createSearcher(buildIndex(documents, lexicon), lexicon);
  const engines: Engine[] = [
    { name: 'motcua', build: () => bestCodes(search()) },
    { name: 'MiniSearch', build: () => miniSearch(documents) },
    { name: 'fuse.js', build: () => fuse(documents, false), sample: true },
    { name: 'fuse.js tokens', build: () => fuse(documents, true), sample: true },
  ];
  const results = engines.map((engine) => measure(engine, engine.sample ? few : procedures));
  const searcher = search();
  printResults(results, hits(few, bestCodes(searcher)));
  printDecisions(labelled, (text) => searcher.search(text));
}

function bestCodes(searcher: Searcher): (text: string) => string[] {
  return (text) => codesOf(searcher.search(text));
}

function toDocument(row: Row): SearchDocument {
  const issuer = row.promulgatingAgency ?? '';
  const local = /^(UBND|ủy ban nhân dân (tỉnh|thành phố))/i.test(issuer);
  return {
    code: row.code,
    name: row.name.replace(/\s+/g, ' '),
    plainName: null,
    englishName: null,
    everydayNames: [],
    field: row.field,
    agency: [row.agency, local ? issuer : null].filter((part) => part !== null).join('; '),
    levels: row.level ?? [],
    papers: (row.documents ?? []).map(({ name }) => name.slice(0, MAX_TEXT)),
    results: (row.results ?? []).map((result) => result.slice(0, MAX_TEXT)),
    subjects: row.subjects ?? [],
    keywords: [],
    local,
    detailed: row.hasDetail,
    abolished: false,
  };
}

function miniSearch(documents: SearchDocument[]): (text: string) => string[] {
  const engine = new MiniSearch({ idField: 'code', fields: ['name'], processTerm: (term) => fold(term) });
  engine.addAll(documents.map(({ code, name }) => ({ code, name })));
  return (text) =>
    engine
      .search(text)
      .slice(0, 5)
      .map(({ id }) => String(id));
}

function fuse(documents: SearchDocument[], tokens: boolean): (text: string) => string[] {
  const engine = new Fuse(documents, {
    keys: ['name'],
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

function codesOf(decision: Decision): string[] {
  if (decision.kind === 'decline') return [];
  return decision.kind === 'choices' ? decision.codes : [decision.code, ...decision.alternatives];
}

function printResults(results: Result[], sampled: Hits): void {
  print('engine            n    build ms    MB     p50 ms     p99 ms    top 1   top 3\n');
  for (const r of results) {
    const cells = [r.buildMs.toFixed(0), r.heapMb.toFixed(1), r.p50.toFixed(2), r.p99.toFixed(2)];
    const widths = [11, 6, 11, 11];
    const numbers = cells.map((cell, i) => cell.padStart(widths[i] ?? 0)).join('');
    print(
      `${r.name.padEnd(15)}${String(r.questions).padStart(4)}${numbers}${percent(r.top1)}${percent(r.top3)}\n`,
    );
  }
  const [ours, ...others] = results;
  for (const other of others) {
    const mine = other.questions < (ours?.questions ?? 0) ? sampled : ours;
    const faster = other.p50 / (ours?.p50 ?? 1);
    const better = (mine?.top3 ?? 0) / other.top3;
    print(`against ${other.name}: ${faster.toFixed(1)} × faster at p50, ${better.toFixed(2)} × its top 3\n`);
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

function readLexicon(): Record<string, string> {
  const folder = join(projectRoot, 'prisma/seed/lexicon');
  const files = readdirSync(folder).filter((file) => file.endsWith('.tsv'));
  return Object.fromEntries(files.map((file) => [file, readFileSync(join(folder, file), 'utf8')]));
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
