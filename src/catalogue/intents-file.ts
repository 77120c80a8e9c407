/** The weights of the sayings, worked out when the program is built. */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { projectRoot } from '../config/paths.js';
import type { IntentIndex } from '../conversation/reading/intent-index.js';

const BUILT = path.join(projectRoot, 'dist/intents.bin');

let known: IntentIndex | null = null;

/** Reads what the build has left; the same object every time. Throws when there is none. */
export function readIntentsFile(file = BUILT): IntentIndex {
  known ??= deserialize(readFileSync(file)) as IntentIndex;
  return known;
}

/** Writes the weights, whole or not at all. */
export function writeIntentsFile(file: string, intents: IntentIndex): void {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, serialize(intents));
  renameSync(draft, file);
}
