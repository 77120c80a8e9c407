/** The reader as it ships, its sayings worked out once and kept for the other test files. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { readSayings, trainIntents } from '../../src/catalogue/build-reading.js';
import { readIntentsFile, writeIntentsFile } from '../../src/catalogue/intents-file.js';
import { readShippedLexicon } from '../../src/catalogue/lexicon-store.js';
import { projectRoot } from '../../src/config/paths.js';
import type { IntentIndex } from '../../src/conversation/reading/intent-index.js';
import { examplesOf } from '../../src/conversation/reading/reader.js';
import { compileLexicon } from '../../src/search/lexicon.js';

let known: IntentIndex | null = null;

/** The weights of the sayings as they are now, read back where another file has worked them out. */
export function shippedIntents(): IntentIndex {
  known ??= readOrTrain();
  return known;
}

function readOrTrain(): IntentIndex {
  const sources = [
    ...[...examplesOf(readSayings(), compileLexicon(readShippedLexicon()))],
    ...[...readSayings().concepts],
    readShippedLexicon(),
    ...['intent-index', 'words'].map((name) =>
      readFileSync(path.join(projectRoot, `src/conversation/reading/${name}.ts`), 'utf8'),
    ),
  ];
  const digest = createHash('sha256').update(JSON.stringify(sources)).digest('hex');
  const folder = path.join(projectRoot, 'node_modules/.cache/motcua');
  const file = path.join(folder, `intents-${digest.slice(0, 16)}.bin`);
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true });
    writeIntentsFile(file, trainIntents());
  }
  return readIntentsFile(file);
}
