/** Writing a file so that there is either all of it or nothing, whatever happens. */
import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { syncFolder } from '../../db/data-folder.js';

/**
 * Writes beside the final name, readable by the owner alone, and takes the name once all is on the disk. Fails with EEXIST
 * where there is one and it is not to be replaced.
 */
export async function saveFile(
  file: string,
  pieces: AsyncIterable<Uint8Array>,
  replaces: boolean,
): Promise<void> {
  const refuse = () => {
    if (!replaces && existsSync(file))
      throw Object.assign(new Error(`EEXIST: file already exists, open '${file}'`), { code: 'EEXIST' });
  };
  refuse();
  const draft = `${file}.part`;
  await rm(draft, { force: true });
  const handle = await open(draft, 'wx', 0o600);
  try {
    for await (const piece of pieces) await handle.writeFile(piece);
    await handle.sync();
    refuse();
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  syncFolder(path.dirname(path.resolve(file)));
}
