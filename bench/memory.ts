/**
 * Measures what reading messages costs in memory with the national catalogue, part by part: what is left on the heap and in
 * buffers when everything else has been collected. Each part is measured as a worker hands it over, without what building
 * it took.
 */
import { readFileSync } from 'node:fs';
import process from 'node:process';
import v8 from 'node:v8';
import vm from 'node:vm';
import { gunzipSync } from 'node:zlib';
import { type Built, buildReading, readerFrom, trainIntents } from '../src/catalogue/build-reading.js';
import { readIntents } from '../src/catalogue/intents.js';
import { readShippedLexicon } from '../src/catalogue/lexicon-store.js';
import { readElsewhere } from '../src/catalogue/phrases.js';
import { compileLexicon } from '../src/search/lexicon.js';
import { type NationalRow, toSearchDocument, withGuides } from './documents.js';

/** What reading may hold, in MB. */
const MOST = 60;
const MB = 1024 * 1024;

v8.setFlagsFromString('--expose-gc');
const gc = vm.runInNewContext('gc') as () => void;

type Held = { heap: number; buffers: number };

/** Runs it on the files of a reference folder and prints; says in the exit code whether it is too much. */
export function benchMemory(folder: string): void {
  const first = held();
  // Kept, so that a small publication reads only what it changed.
  const [documents, ofDocuments] = weigh(() => structuredClone(documentsOf(folder)));
  const [lexicon, ofLexicon] = weigh(() => compileLexicon(readShippedLexicon()));
  const [built, ofBuilt] = weigh(() => handedOver(buildReading(documents, lexicon)));
  const [intents, ofIntents] = weigh(() => structuredClone(trainIntents()));
  const [reader, ofReader] = weigh(() => readerFrom(built, intents, lexicon, readIntents()));
  const parts: [string, Held][] = [
    ['what the index is told of each procedure', ofDocuments],
    ['vocabulary', ofLexicon],
    ['index and names', ofBuilt],
    ['  of these the index', weigh(() => structuredClone(built.index))[1]],
    ['  of these the names', weigh(() => structuredClone(built.names))[1]],
    ['intents', ofIntents],
    ['searcher and answers over them', ofReader],
  ];
  for (const [name, of] of parts) print(name, of);
  const all = difference(held(), first);
  print(`${reader.searcher.size} of ${documents.length} are procedures; all together`, all);
  if ((all.heap + all.buffers) / MB > MOST) process.exitCode = 1;
}

/** As it comes from the worker: copied, with nothing of what it was built from. */
function handedOver(built: Built): Built {
  return structuredClone(built);
}

function documentsOf(folder: string) {
  const packed = readFileSync(`${folder}/data/national-catalogue.jsonl.gz`);
  const rows = gunzipSync(packed)
    .toString('utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as NationalRow);
  const national = rows.filter(({ code }) => /^\d\.\d{6}$/.test(code)).map(toSearchDocument);
  return [...withGuides(national), ...readElsewhere()];
}

function weigh<T>(make: () => T): [T, Held] {
  const before = held();
  const made = make();
  return [made, difference(held(), before)];
}

function held(): Held {
  gc();
  gc();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { heap: heapUsed, buffers: arrayBuffers };
}

function difference(now: Held, before: Held): Held {
  return { heap: now.heap - before.heap, buffers: now.buffers - before.buffers };
}

function print(name: string, { heap, buffers }: Held): void {
  const inMb = (bytes: number) => (bytes / MB).toFixed(1).padStart(6);
  process.stdout.write(
    `${name.padEnd(46)} ${inMb(heap + buffers)} MB  (heap ${inMb(heap)}, buffers ${inMb(buffers)})\n`,
  );
}
