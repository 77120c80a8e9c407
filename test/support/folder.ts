/** Folders of a test's own. */
import { existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { atEnd } from './end.js';

const MEMORY = '/dev/shm';
const ENOUGH_BYTES = 4 * 2 ** 30;

/**
 * Where folders are made: in memory where there is plenty of it, since a database is a thousand files, and making and
 * removing them on a disk takes longer than all that is done with them.
 */
export const scratch = isRoomy(MEMORY) ? MEMORY : os.tmpdir();

function isRoomy(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize > ENOUGH_BYTES;
}

/** An empty folder, named after what it is for; removed when the test file is over. */
export function newFolder(name: string): string {
  const folder = mkdtempSync(path.join(scratch, `motcua-${name}-`));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
