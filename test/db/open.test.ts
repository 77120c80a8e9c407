import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { SetupError } from '../../src/config/setup-error.js';
import { FolderInUse } from '../../src/db/data-folder.js';
import { openEmbedded, openPostgres } from '../../src/db/open.js';
import { newFolder } from '../support/folder.js';

/** What makes a database runs initdb, seconds of a processor's work on an idle machine. */
const LONG_MS = 120_000;

describe('the embedded database', { timeout: LONG_MS }, () => {
  // Making one takes seconds: the tests go on with the same.
  const made = newFolder('db');

  it('is made anew where a first start was killed half-way', async () => {
    mkdirSync(path.join(made, 'pg.new'));
    writeFileSync(path.join(made, 'pg.new', 'half'), 'made');
    const database = await openEmbedded(made);
    expect(await database.client.unit.count()).toBe(0);
    await database.close();
    expect(existsSync(path.join(made, 'pg.new'))).toBe(false);
  });

  it('keeps what was written, and admits one opener at a time', async () => {
    const first = await openEmbedded(made);
    await expect(openEmbedded(made)).rejects.toThrow(FolderInUse);
    await first.client.unit.create({ data: { code: 'H21', name: 'Gia Lai' } });
    await first.close();
    const second = await openEmbedded(made);
    expect(await second.client.unit.findMany()).toMatchObject([{ code: 'H21', name: 'Gia Lai' }]);
    await second.close();
    await second.close();
  });

  it('refuses a folder that holds something else, and leaves it alone', async () => {
    const folder = newFolder('db');
    mkdirSync(path.join(folder, 'pg'));
    writeFileSync(path.join(folder, 'pg', 'note.txt'), 'mine');
    await expect(openEmbedded(folder)).rejects.toThrow(/không phải một cơ sở dữ liệu hoàn chỉnh/);
    expect(existsSync(path.join(folder, 'pg', 'note.txt'))).toBe(true);
  });

  it('says what to do when the folder cannot be made', async () => {
    const folder = newFolder('db');
    writeFileSync(path.join(folder, 'file'), '');
    const opening = openEmbedded(path.join(folder, 'file', 'data'));
    await expect(opening).rejects.toThrow(SetupError);
    await expect(opening).rejects.toThrow(/DATA_DIR/);
  });

  it('has real fsync: a commit reaches the disk', async () => {
    const database = await openEmbedded(made);
    const [{ fsync } = { fsync: '' }] = await database.client.$queryRaw<{ fsync: string }[]>`SHOW fsync`;
    expect(fsync).toBe('on');
    await database.close();
  });
});

describe('PostgreSQL', () => {
  it('that cannot be reached is a message with a remedy, without the password', async () => {
    const opening = openPostgres('postgresql://root:geheim@127.0.0.1:1/motcua');
    await expect(opening).rejects.toThrow(SetupError);
    await expect(opening).rejects.toThrow(/DATABASE_URL/);
    await expect(opening).rejects.not.toThrow(/geheim/);
  });
});
