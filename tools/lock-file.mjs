import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import process from 'node:process';

/** No work under a lock takes longer: who made an older one has died, and its number may be another's by now. */
const STALE_MS = 5 * 60_000;
const RETRY_MS = 200;

/**
 * Takes a lock, a file with the number of the process that holds it, and gives what releases it. While another process
 * holds it this one waits, without doing anything else; `onWait` is called once before that.
 */
export function lockFile(file, onWait) {
  for (let waited = false; ; waited = true) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' });
      return () => rmSync(file, { force: true });
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!isHeld(file)) rmSync(file, { force: true });
    else {
      if (!waited) onWait();
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, RETRY_MS);
    }
  }
}

function isHeld(file) {
  try {
    if (Date.now() - statSync(file).mtimeMs > STALE_MS) return false;
    const holder = Number(readFileSync(file, 'utf8'));
    // Between its making and its filling it has no number yet.
    return holder === 0 || process.kill(holder, 0);
  } catch (error) {
    // EPERM: it lives, and is another user's.
    return error.code === 'EPERM';
  }
}
