/** See `beginAs`: the cluster all begin with. */
import { mkdtempSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { inject } from 'vitest';
import { beginAs, create } from './begin.js';
import { atEnd } from './end.js';
import { scratch } from './folder.js';

/** What initdb made, once for all; where that was not needed, in this process once it is. */
let cluster = inject('cluster');

/** To the end of the test file, what is begun on files begins as a copy of what initdb made once. */
export function shareFirstStart(): void {
  atEnd(
    beginAs(async () => {
      cluster ??= await makeCluster();
      return cluster;
    }),
  );
}

async function makeCluster(): Promise<string> {
  const folder = mkdtempSync(path.join(scratch, 'motcua-cluster-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  await (await create({ dataDir: path.join(folder, 'pg') })).close();
  return path.join(folder, 'pg');
}
