import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { projectRoot } from '../../src/config/paths.js';
import { sayings } from '../../src/conversation/sayings.js';

const folder = path.join(projectRoot, 'prisma/seed/sayings');
const names = readdirSync(folder).flatMap((file) =>
  [...readFileSync(path.join(folder, file), 'utf8').matchAll(/^\[([\w-]+)\]/gm)].map(([, name = '']) => name),
);

describe('sayings', () => {
  it('are found by name, whichever file they stand in', () => {
    for (const name of names) expect(sayings(name)).not.toBe('');
  });

  it('stand once each', () => {
    expect(new Set(names).size).toBe(names.length);
  });

  it('without such a name are a slip', () => {
    expect(() => sayings('nobody')).toThrow('nobody');
  });
});
