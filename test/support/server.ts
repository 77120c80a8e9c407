/** Databases on the PostgreSQL server of `TEST_DATABASE_URL`. */
import { randomUUID } from 'node:crypto';
import process from 'node:process';
import pg from 'pg';

/** The PostgreSQL server the suite also runs on; unset = the embedded database. */
export const postgresUrl = process.env.TEST_DATABASE_URL;

/** Makes a database, as a copy of another of ours if one is given; returns its name. */
export async function createOnServer(url: string, template?: string): Promise<string> {
  const name = `motcua_test_${randomUUID().replaceAll('-', '')}`;
  await runOn(url, `CREATE DATABASE ${name}${template ? ` TEMPLATE ${template}` : ''}`);
  return name;
}

export async function dropOnServer(url: string, name: string): Promise<void> {
  await runOn(url, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** The address of a database on the server. */
export function addressOf(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.toString();
}

/** Runs SQL, of one or more statements, in a connection of its own; the rows are those of a single one. */
export async function runOn(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}
