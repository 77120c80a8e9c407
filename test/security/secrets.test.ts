import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { keyedHash, loadSecret, subkey } from '../../src/security/secrets.js';
import { newFolder } from '../support/folder.js';

describe('the master secret', () => {
  it('is made on the first start, readable by its owner alone, and found again', () => {
    const folder = newFolder('secret');
    const made = loadSecret(folder, true);
    expect(made).toHaveLength(32);
    expect(statSync(path.join(folder, 'secret.key')).mode & 0o777).toBe(0o600);
    expect(loadSecret(folder, false)).toEqual(made);
  });

  it('is refused when the file is damaged, rather than replaced', () => {
    const folder = newFolder('secret');
    const file = path.join(folder, 'secret.key');
    writeFileSync(file, 'abc');
    expect(() => loadSecret(folder, true)).toThrow(/hỏng/);
    expect(readFileSync(file, 'utf8')).toBe('abc');
  });

  it('is not made anew beside a database that was made with another', () => {
    const folder = newFolder('secret');
    expect(() => loadSecret(folder, false)).toThrow(/bản sao lưu/);
    expect(existsSync(path.join(folder, 'secret.key'))).toBe(false);
  });

  it('gives a subkey that tells nothing of the secret and differs between secrets', () => {
    const [one, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    expect(subkey(one, 'conversation')).toEqual(subkey(one, 'conversation'));
    expect(subkey(one, 'conversation')).not.toEqual(subkey(other, 'conversation'));
    expect(subkey(one, 'conversation')).not.toEqual(one);
    expect(keyedHash(one, 'x')).not.toBe(keyedHash(other, 'x'));
  });
});
