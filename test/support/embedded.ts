/**
 * Embedded databases of the tests. Opening one takes over a second of the processor's time, bringing one back to how it was
 * opened some hundredths: so a process keeps one of each kind from file to file.
 */
import { readFile } from 'node:fs/promises';
import { PGlite } from '@electric-sql/pglite';
import { type Database, wrapInMemory } from '../../src/db/open.js';

/** A table as it was opened: its name with the schema, and its rows as `COPY` writes them; null = none. */
type Table = { name: string; rows: Blob | null };
type Sequence = { name: string; value: string | null };
type Kept = { lite: PGlite; tables: Table[]; sequences: Sequence[] };

/** At rest, by the file of the dump each was opened from. */
const kept = new Map<string, Kept>();

/** A database as the dump has it. Nobody gets at it any more once it is closed. */
export async function openDump(file: string): Promise<Database> {
  const rested = kept.get(file);
  kept.delete(file);
  if (rested) await bringBack(rested);
  const opened = rested ?? (await open(file));
  const { lent, end } = lend(opened.lite);
  const database = await wrapInMemory(lent);
  let isOpen = true;
  return {
    ...database,
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      await database.client.$disconnect();
      end();
      if (kept.has(file)) await opened.lite.close();
      else kept.set(file, opened);
    },
  };
}

async function open(file: string): Promise<Kept> {
  const lite = await PGlite.create({ loadDataDir: new Blob([new Uint8Array(await readFile(file))]) });
  const tables: Table[] = [];
  for (const { name } of await listTables(lite)) {
    const isEmpty = (await lite.query(`SELECT FROM ${name} LIMIT 1`)).rows.length === 0;
    const rows = isEmpty ? undefined : (await lite.query(`COPY ${name} TO '/dev/blob'`)).blob;
    tables.push({ name, rows: rows ?? null });
  }
  return { lite, tables, sequences: await listSequences(lite) };
}

/** Undoes whatever was done: rows, counters, tables and schemas that were made. */
async function bringBack({ lite, tables, sequences }: Kept): Promise<void> {
  // No statement beside `DISCARD ALL`: it is refused in a transaction, and several together are one.
  for (const sql of ['ROLLBACK', 'DISCARD ALL', 'SET session_replication_role = replica'])
    await lite.exec(sql);
  const known = new Set(tables.map(({ name }) => name));
  for (const { name } of await listTables(lite))
    if (!known.has(name)) await lite.exec(`DROP TABLE ${name} CASCADE`);
  await lite.exec(`TRUNCATE ${tables.map(({ name }) => name).join(', ')}`);
  for (const { name, rows } of tables)
    if (rows) await lite.query(`COPY ${name} FROM '/dev/blob'`, [], { blob: rows });
  for (const { name, value } of sequences)
    await lite.query('SELECT setval($1::text::regclass, coalesce($2::bigint, 1), $2::bigint IS NOT NULL)', [
      name,
      value,
    ]);
  await lite.exec('RESET session_replication_role');
}

async function listTables(lite: PGlite): Promise<{ name: string }[]> {
  const { rows } = await lite.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  return rows;
}

async function listSequences(lite: PGlite): Promise<Sequence[]> {
  const { rows } = await lite.query<Sequence>(
    `SELECT format('%I.%I', schemaname, sequencename) AS name, last_value::text AS value FROM pg_sequences`,
  );
  return rows;
}

/** The database until `end`; whoever still holds it then gets a fault instead of the rows of the next one. */
function lend(lite: PGlite): { lent: PGlite; end: () => void } {
  let isOpen = true;
  const lent = new Proxy(lite, {
    get: (target, property) => {
      if (property === 'closed') return !isOpen;
      const value = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]) => {
        if (!isOpen) throw new Error('this database is closed');
        return value.apply(target, given);
      };
    },
  });
  return {
    lent,
    end: () => {
      isOpen = false;
    },
  };
}
