import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { finishSwap, swapIn } from '../../src/db/data-folder.js';
import { newFolder } from '../support/folder.js';

/** A data folder with a database of one file and its key, and another made to take its place. */
function folderOf(now: string | null): string {
  const dataDir = newFolder('swap');
  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(dataDir, name)), { recursive: true });
    writeFileSync(path.join(dataDir, name), text);
  };
  if (now !== null) {
    write('pg/what', now);
    write('secret.key', `key of ${now}`);
  }
  write('pg.draft-1/what', 'new');
  return dataDir;
}
const swap = (dataDir: string, key: string | null) => swapIn(dataDir, path.join(dataDir, 'pg.draft-1'), key);
const read = (...names: string[]) => {
  const file = path.join(...(names as [string]));
  return existsSync(file) ? readFileSync(file, 'utf8') : null;
};

describe('putting a restored database in the place of the one in use', () => {
  it('keeps the one before, and its key where that changes', () => {
    const dataDir = folderOf('old');
    const kept = swap(dataDir, 'key of new') ?? '';
    expect([read(dataDir, 'pg/what'), read(dataDir, 'secret.key')]).toEqual(['new', 'key of new\n']);
    expect([read(kept, 'what'), read(kept, 'secret.key')]).toEqual(['old', 'key of old']);
    const same = folderOf('old');
    expect([read(swap(same, null) ?? '', 'what'), read(same, 'secret.key')]).toEqual(['old', 'key of old']);
  });

  it('has nothing to keep where there was no database', () => {
    const dataDir = folderOf(null);
    expect(swap(dataDir, 'key of new')).toBeNull();
    expect([read(dataDir, 'pg/what'), readdirSync(dataDir).sort()]).toEqual(['new', ['pg', 'secret.key']]);
  });

  it('changes nothing where the other one has gone', () => {
    const dataDir = folderOf('old');
    renameSync(path.join(dataDir, 'pg.draft-1'), path.join(dataDir, 'pg.draft-2'));
    expect(() => swap(dataDir, 'key of new')).toThrow(/ENOENT/);
    expect([read(dataDir, 'pg/what'), read(dataDir, 'secret.key')]).toEqual(['old', 'key of old']);
  });

  it.each([
    ['before it has begun', 0, 'old'],
    ['after the old one has lost its place', 1, 'new'],
    ['after the key has changed', 2, 'new'],
    ['after the new one has taken its place', 3, 'new'],
  ])('is finished, or was never begun, when it was cut short %s', (_, steps, whose) => {
    const dataDir = folderOf('old');
    renameSync(path.join(dataDir, 'pg.draft-1'), path.join(dataDir, 'pg.restored'));
    writeFileSync(path.join(dataDir, 'secret.key.restored'), 'key of new');
    const renames = [
      ['pg', 'pg.replaced'],
      ['secret.key.restored', 'secret.key'],
      ['pg.restored', 'pg'],
    ] as const;
    for (const [from, to] of renames.slice(0, steps))
      renameSync(path.join(dataDir, from), path.join(dataDir, to));
    const kept = finishSwap(dataDir);
    expect([read(dataDir, 'pg/what'), read(dataDir, 'secret.key')]).toEqual([whose, `key of ${whose}`]);
    expect(kept && read(kept, 'what')).toBe(whose === 'new' ? 'old' : null);
    expect(
      readdirSync(dataDir)
        .filter((name) => name !== 'backups')
        .sort(),
    ).toEqual(['pg', 'secret.key']);
    expect(finishSwap(dataDir)).toBeNull();
  });
});
