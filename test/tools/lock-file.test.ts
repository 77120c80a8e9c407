import { spawn, spawnSync } from 'node:child_process';
import { existsSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config/paths.js';
import { newFolder } from '../support/folder.js';

const MODULE = pathToFileURL(path.join(projectRoot, 'tools/lock-file.mjs'));

/** A program that takes the lock, says what it meets, and holds it for so many milliseconds. */
function holding(file: string, ms: number): string[] {
  const program = `import { lockFile } from '${MODULE}';
    const release = lockFile(${JSON.stringify(file)}, () => console.log('waiting'));
    console.log('taken');
    setTimeout(() => { console.log('released'); release(); }, ${ms});`;
  return ['--input-type=module', '--eval', program];
}

describe('the lock of a build', () => {
  it('lets one process in at a time, and the next one say that it waits', async () => {
    const file = path.join(newFolder('lock'), 'lock');
    const first = spawn(process.execPath, holding(file, 600));
    await new Promise((resolve) => first.stdout.once('data', resolve));
    const second = spawnSync(process.execPath, holding(file, 0), { encoding: 'utf8' });
    expect(second.stdout).toBe('waiting\ntaken\nreleased\n');
    expect(existsSync(file)).toBe(false);
  });

  it.each([
    ['of a process that has died', String(spawnSync('true').pid), 0],
    ['older than any build takes', String(process.pid), 3_600],
  ])('is taken over when it is one %s', (_, holder, age) => {
    const file = path.join(newFolder('lock'), 'lock');
    writeFileSync(file, holder);
    const made = Date.now() / 1000 - age;
    utimesSync(file, made, made);
    expect(spawnSync(process.execPath, holding(file, 0), { encoding: 'utf8' }).stdout).toBe(
      'taken\nreleased\n',
    );
  });
});
