import { randomBytes } from 'node:crypto';
import { createServices, type Services } from '../../src/app.js';
import { buildReading } from '../../src/catalogue/build-reading.js';
import type { ReadingSource } from '../../src/catalogue/index-builder.js';
import { parseConfig } from '../../src/config/index.js';
import type { Log } from '../../src/operations/log.js';
import { compileLexicon } from '../../src/search/lexicon.js';
import { openTestDatabase } from './database.js';
import { shippedIntents } from './reader.js';
import { silentLog } from './records.js';

/** What the built program does, without its files and threads: the sources under test are not built. */
export const readingHere: ReadingSource = {
  buildIndex: async (documents, entries) => buildReading(documents, compileLexicon(entries)),
  intents: shippedIntents,
};

/** The services over a database of their own that holds the starter catalogue. */
export async function openTestServices(
  env: Record<string, string> = {},
  log: Log = silentLog,
): Promise<Services> {
  const database = await openTestDatabase('seeded');
  return createServices(parseConfig(env), { database, secret: randomBytes(32) }, log, readingHere);
}
