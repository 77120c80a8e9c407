import { inject } from 'vitest';
import { type Database, openPostgres } from '../../src/db/open.js';
import { openDump } from './embedded.js';
import { atEnd } from './end.js';
import type { Templates } from './global-setup.js';
import { addressOf, createOnServer, dropOnServer, postgresUrl } from './server.js';

export { postgresUrl } from './server.js';

/**
 * A database of its own for a test file, migrated, empty or `seeded` with what a new installation starts from: embedded,
 * or a new one on the server of `TEST_DATABASE_URL`, dropped afterwards.
 */
export async function openTestDatabase(kind: keyof Templates = 'empty'): Promise<Database> {
  const template = inject('templates')[kind];
  const database = postgresUrl ? await copyOnServer(postgresUrl, template) : await openDump(template);
  atEnd(() => database.close());
  return database;
}

async function copyOnServer(url: string, template: string): Promise<Database> {
  const name = await createOnServer(url, template);
  const database = await openPostgres(addressOf(url, name));
  return {
    ...database,
    close: async () => {
      await database.close();
      await dropOnServer(url, name);
    },
  };
}

/** An empty database on the server of `TEST_DATABASE_URL`, dropped afterwards; its address. */
export async function createPostgres(): Promise<string> {
  const server = postgresUrl ?? '';
  const name = await createOnServer(server);
  atEnd(() => dropOnServer(server, name));
  return addressOf(server, name);
}
