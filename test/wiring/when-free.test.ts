import { describe, expect, it, vi } from 'vitest';
import { FolderInUse } from '../../src/db/data-folder.js';
import { whenFree } from '../../src/wiring/when-free.js';

/** Work that finds the folder in use for so long. */
function busyFor(ms: number) {
  const free = Date.now() + ms;
  return async () => {
    if (Date.now() < free) throw new FolderInUse('/data');
    return 'done';
  };
}

describe('work that wants the data folder', () => {
  it('waits while another process has it, and says so once', async () => {
    const onWait = vi.fn();
    expect(await whenFree(busyFor(1_500), { isVain: () => false, onWait })).toBe('done');
    expect(onWait).toHaveBeenCalledOnce();
  });

  it('says nothing of a moment', async () => {
    const onWait = () => expect.unreachable();
    expect(await whenFree(busyFor(100), { isVain: () => false, onWait })).toBe('done');
  });

  it('does not wait for what will not end, nor after another fault', async () => {
    const wait = { isVain: async () => true, onWait: () => expect.unreachable() };
    await expect(whenFree(busyFor(60_000), wait)).rejects.toThrow(FolderInUse);
    const failing = () => Promise.reject(new Error('disk'));
    await expect(whenFree(failing, { ...wait, isVain: () => false })).rejects.toThrow('disk');
  });
});
