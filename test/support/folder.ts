/** Folders of a test's own. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { atEnd } from './end.js';

/** An empty folder, named after what it is for; removed when the test file is over. */
export function newFolder(name: string): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), `motcua-${name}-`));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
