/** The reader as it ships, its sayings worked out once and kept for the other test files. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { deserialize, serialize } from 'node:v8';
import { readSayings } from '../../src/catalogue/build-reading.js';
import { readShippedLexicon } from '../../src/catalogue/lexicon-store.js';
import { projectRoot } from '../../src/config/paths.js';
import { buildIntentIndex, type IntentIndex } from '../../src/conversation/reading/intent-index.js';
import { examplesOf } from '../../src/conversation/reading/reader.js';
import { compileLexicon } from '../../src/search/lexicon.js';

let known: IntentIndex | null = null;

/** The weights of the sayings as they are now, read back where another file has worked them out. */
export function shippedIntents(): IntentIndex {
  known ??= readOrTrain();
  return known;
}

function readOrTrain(): IntentIndex {
  const entries = readShippedLexicon();
  const sayings = readSayings();
  const examples = examplesOf(sayings, compileLexicon(entries));
  const rules = ['intent-index', 'words'].map((name) =>
    readFileSync(path.join(projectRoot, `src/conversation/reading/${name}.ts`), 'utf8'),
  );
  const digest = createHash('sha256')
    .update(JSON.stringify([[...examples], [...sayings.concepts], entries, rules]))
    .digest('hex');
  const folder = path.join(projectRoot, 'node_modules/.cache/motcua');
  const file = path.join(folder, `intents-${digest.slice(0, 16)}.bin`);
  if (existsSync(file)) return deserialize(readFileSync(file)) as IntentIndex;
  const intents = buildIntentIndex(examples, sayings.concepts, compileLexicon(entries));
  mkdirSync(folder, { recursive: true });
  const part = `${file}.${process.pid}`;
  writeFileSync(part, serialize(intents));
  renameSync(part, file);
  return intents;
}
