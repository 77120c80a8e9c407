/** What may be bundled: packages whose licences let the program stay under its own. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '../src/config/paths.js';

/** Licences that ask for their text to be handed on, and for nothing more. */
const PERMISSIVE = ['MIT', 'ISC', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'Apache-2.0', 'CC0-1.0'];

const readJson = (file: string): unknown => JSON.parse(readFileSync(path.join(projectRoot, file), 'utf8'));

const lock = z
  .object({
    packages: z.record(
      z.string(),
      z.object({ dev: z.boolean().optional(), devOptional: z.boolean().optional() }),
    ),
  })
  .parse(readJson('package-lock.json'));

/** Folders of the packages the built program may hold. */
const production = Object.entries(lock.packages)
  .filter(([folder, { dev, devOptional }]) => folder !== '' && !dev && !devOptional)
  .map(([folder]) => folder);

/** Whether an SPDX expression without nesting, like `(MIT OR CC0-1.0)`, leaves a choice of permissive licences alone. */
function isPermissive(expression: string): boolean {
  return expression
    .replace(/[()]/g, '')
    .split(' OR ')
    .some((choice) => choice.split(' AND ').every((licence) => PERMISSIVE.includes(licence)));
}

describe('licences', () => {
  it('are permissive for every package the built program may hold', () => {
    expect(production.length).toBeGreaterThan(50);
    const named = production.map((folder) => {
      const { name, license } = z
        .object({ name: z.string(), license: z.string().default('none named') })
        .parse(readJson(`${folder}/package.json`));
      return { name, license };
    });
    expect(named.filter(({ license }) => !isPermissive(license))).toEqual([]);
  });

  it.each([
    ['MIT', true],
    ['(MIT OR GPL-3.0-only)', true],
    ['MIT AND GPL-3.0-only', false],
    ['LGPL-3.0-or-later', false],
    ['AGPL-3.0', false],
    ['EPL-2.0', false],
    ['none named', false],
  ])('%s: permissive %s', (expression, expected) => expect(isPermissive(expression)).toBe(expected));
});
