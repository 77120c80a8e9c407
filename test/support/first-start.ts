/** A database on files is first made by PostgreSQL's own initdb, which takes five seconds of the processor's time. */
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { PGlite, type PGliteOptions } from '@electric-sql/pglite';
import { inject } from 'vitest';
import { atEnd } from './end.js';
import { scratch } from './folder.js';

const original = PGlite.create;
const create: (options: PGliteOptions) => Promise<PGlite> = original.bind(PGlite);
/** What initdb made, once for all; where that was not needed, in this process once it is. */
let cluster = inject('cluster');

/** To the end of the test file, what is begun on files begins as a copy of what initdb made once. */
export function shareFirstStart(): void {
  const share = async (options: PGliteOptions = {}) => {
    const { dataDir } = options;
    if (dataDir !== undefined && !existsSync(path.join(dataDir, 'PG_VERSION'))) {
      cluster ??= await makeCluster();
      cpSync(cluster, dataDir, { recursive: true });
    }
    return create(options);
  };
  PGlite.create = share as typeof original;
  atEnd(() => {
    PGlite.create = original;
  });
}

async function makeCluster(): Promise<string> {
  const folder = mkdtempSync(path.join(scratch, 'motcua-cluster-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await (await create({ dataDir: path.join(folder, 'pg') })).close();
  return path.join(folder, 'pg');
}
