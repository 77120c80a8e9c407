import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import process from 'node:process';
import pg from 'pg';
import { afterAll, inject } from 'vitest';
import { type Database, openInMemory, openPostgres } from '../../src/db/open.js';

/** The PostgreSQL server the suite also runs on; unset = the embedded database. */
export const postgresUrl = process.env.TEST_DATABASE_URL;

/**
 * A database of its own for a test file, empty and migrated: embedded, or a new one on the server of
 * `TEST_DATABASE_URL`, dropped afterwards.
 */
export async function openTestDatabase(): Promise<Database> {
  const database = postgresUrl ? await createOnServer(postgresUrl) : await openCopy();
  afterAll(() => database.close());
  return database;
}

async function openCopy(): Promise<Database> {
  return openInMemory(new Blob([new Uint8Array(await readFile(inject('migratedDump')))]));
}

async function createOnServer(url: string): Promise<Database> {
  const name = `motcua_test_${randomUUID().replaceAll('-', '')}`;
  await runOn(url, `CREATE DATABASE ${name}`);
  const target = new URL(url);
  target.pathname = `/${name}`;
  const database = await openPostgres(target.toString());
  return {
    ...database,
    close: async () => {
      await database.close();
      await runOn(url, `DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

async function runOn(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
