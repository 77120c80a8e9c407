/** Others on the same machine, and the files of the embedded database. */
import { chmodSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { expect, it } from 'vitest';
import { draftEmbedded, openEmbedded } from '../../src/db/open.js';
import { shareFirstStart } from '../support/first-start.js';
import { newFolder } from '../support/folder.js';

shareFirstStart();
const folder = newFolder('open');

const modes = () =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => statSync(path.join(folder, name)).isDirectory())
      .map((name) => [name.replace(/-.*/, ''), statSync(path.join(folder, name)).mode & 0o777]),
  );

/** What makes a database runs initdb, seconds of a processor's work on an idle machine. */
const LONG_MS = 120_000;

it.skipIf(process.platform === 'win32')(
  'a data folder that is open to all holds databases that are not, also one being restored and one of before',
  async () => {
    chmodSync(folder, 0o755);
    await (await openEmbedded(folder)).close();
    expect(modes()).toEqual({ pg: 0o700 });
    chmodSync(path.join(folder, 'pg'), 0o755);
    await (await openEmbedded(folder)).close();
    expect(modes()).toEqual({ pg: 0o700 });
    await draftEmbedded(folder, async () => {
      expect(modes()).toEqual({ pg: 0o700, 'pg.draft': 0o700 });
    });
  },
  LONG_MS,
);
