import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type MigrationSession, migrate } from '../../src/db/migrate.js';
import { shareFirstStart } from '../support/first-start.js';
import { newFolder } from '../support/folder.js';

shareFirstStart();

describe('the migration runner', () => {
  const folder = newFolder('migrations');
  let lite: PGlite;
  let session: MigrationSession;

  beforeAll(async () => {
    lite = await PGlite.create({ dataDir: path.join(newFolder('cluster'), 'pg') });
    session = { query: (sql, values) => lite.query(sql, values), exec: (sql) => lite.exec(sql) };
  });
  afterAll(() => lite.close());

  function write(name: string, sql: string): void {
    mkdirSync(path.join(folder, name), { recursive: true });
    writeFileSync(path.join(folder, name, 'migration.sql'), sql);
  }

  it('applies what is missing, in order, once', async () => {
    write('2_second', 'ALTER TABLE t ADD COLUMN b int;');
    write('1_first', 'CREATE TABLE t (a int);');
    expect(await migrate(session, folder)).toEqual(['1_first', '2_second']);
    expect(await migrate(session, folder)).toEqual([]);
  });

  it('leaves nothing of a migration that fails, and can be run again', async () => {
    write('3_third', 'CREATE TABLE u (a int); SELECT 1 / 0;');
    await expect(migrate(session, folder)).rejects.toThrow(/division by zero/);
    write('3_third', 'CREATE TABLE u (a int);');
    expect(await migrate(session, folder)).toEqual(['3_third']);
  });

  it('refuses a migration edited after it was applied', async () => {
    write('1_first', 'CREATE TABLE t (a bigint);');
    await expect(migrate(session, folder)).rejects.toThrow(/1_first was edited/);
  });
});
