/** The thread that builds an index while the old one answers. The index goes back without being copied. */
import { parentPort } from 'node:worker_threads';
import type { SearchDocument } from '../search/document.js';
import { compileLexicon, type LexiconEntry } from '../search/lexicon.js';
import { transferList } from '../search/procedure-index.js';
import { buildReading } from './build-reading.js';
import type { WorkerMessage } from './index-builder.js';

const documents: SearchDocument[] = [];
let entries: LexiconEntry[] = [];

parentPort?.on('message', (message: WorkerMessage) => {
  if ('entries' in message) entries = message.entries;
  else if ('documents' in message) documents.push(...message.documents);
  else {
    const built = buildReading(documents, compileLexicon(entries));
    parentPort?.postMessage(built, transferList(built.index));
  }
});
