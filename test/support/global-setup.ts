import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { dumpMigrated } from '../../src/db/open.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** A dump of a migrated, empty embedded database. */
    migratedDump: string;
  }
}

/** Migrates one embedded database; every test file starts from a copy of it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'motcua-test-'));
  const file = path.join(folder, 'migrated.tar');
  writeFileSync(file, Buffer.from(await (await dumpMigrated()).arrayBuffer()));
  project.provide('migratedDump', file);
  return () => rm(folder, { recursive: true, force: true });
}
