import { Worker } from 'node:worker_threads';
import type { IntentIndex } from '../conversation/reading/intent-index.js';
import type { SearchDocument } from '../search/document.js';
import type { LexiconEntry } from '../search/lexicon.js';
import type { Built } from './build-reading.js';
import { readIntentsFile } from './intents-file.js';

/** Builds an index without holding up whoever waits for an answer; see `buildReading`. */
export type BuildIndex = (documents: SearchDocument[], entries: LexiconEntry[]) => Promise<Built>;

/** How this process comes by what it reads messages with. */
export type ReadingSource = {
  buildIndex: BuildIndex;
  /** The weights of the sayings that ship with the program. */
  intents(): IntentIndex;
};

/** What the worker is sent: the vocabulary first, then slices of documents, then the end. */
export type WorkerMessage = { entries: LexiconEntry[] } | { documents: SearchDocument[] } | { done: true };

/** Documents copied to the worker at a time: small enough that copying them never holds the event loop up. */
const SLICE = 250;

/** As the built program does: intents as the build worked them out, indexes in a thread. */
export const builtReading: ReadingSource = {
  buildIndex: (...given) => buildInWorker(...given),
  intents: readIntentsFile,
};

/** Builds in a thread of its own, which ends with it. Rejects when the thread dies. */
const buildInWorker: BuildIndex = async (documents, entries) => {
  const worker = new Worker(new URL('./index-worker.js', import.meta.url));
  try {
    const built = new Promise<Built>((resolve, reject) => {
      worker.once('message', resolve);
      worker.once('error', reject);
      worker.once('exit', (code) => reject(new Error(`the index worker ended early (${code})`)));
    });
    // Fails only together with what is awaited below; without this a failure in between would be unhandled.
    built.catch(() => undefined);
    const send = (message: WorkerMessage) => worker.postMessage(message);
    send({ entries });
    for (let start = 0; start < documents.length; start += SLICE) {
      send({ documents: documents.slice(start, start + SLICE) });
      await new Promise((resolve) => setImmediate(resolve));
    }
    send({ done: true });
    return await built;
  } finally {
    await worker.terminate();
  }
};
