/** Waiting for the data folder, which one process has at a time. */
import { FolderInUse } from '../db/data-folder.js';

/** So long it may take a server to start, or a command to end. */
const WAIT_MS = 120_000;
const PATIENCE_MS = 1_000;
const RETRY_MS = 200;

/**
 * Does work that wants the data folder, again and again while another process has it; `onWait` is called once where that
 * takes more than a moment. Throws `FolderInUse` when it took too long, or `isVain`: waiting longer is of no use.
 */
export async function whenFree<T>(
  work: () => Promise<T>,
  { isVain, onWait }: { isVain(): boolean | Promise<boolean>; onWait(): void | Promise<void> },
): Promise<T> {
  const began = Date.now();
  for (let isTold = false; ; ) {
    try {
      return await work();
    } catch (error) {
      const waited = Date.now() - began;
      if (!(error instanceof FolderInUse) || waited > WAIT_MS || (await isVain())) throw error;
      if (!isTold && waited > PATIENCE_MS) {
        isTold = true;
        await onWait();
      }
    }
    await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
  }
}
