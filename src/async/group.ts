/** Group commit: calls made while one is under way go together after it, so that under load many share one statement. */
import { setTimeout as sleep } from 'node:timers/promises';

type Waiting<Item, Result> = {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
};

/** So many at most go together. */
const MOST = 100;

/**
 * `run` gives one result for each item, in their order. Only one of it is under way at a time; a call after a while
 * without any goes at once. When a group fails each of it is tried alone, so that a bad item spoils nothing for others:
 * `run` must be such that it can be done again. `apartMs`: from the start of one group to the next at least; what a busy
 * program waits here it saves in statements.
 */
export function grouped<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  apartMs: number,
): (item: Item) => Promise<Result> {
  let waiting: Waiting<Item, Result>[] = [];
  let isRunning = false;
  let began = Number.NEGATIVE_INFINITY;

  async function carryOut(group: readonly Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await run(group.map(({ item }) => item));
      group.forEach(({ resolve }, index) => {
        resolve(results[index] as Result);
      });
    } catch (error) {
      const [first] = group;
      if (group.length === 1) first?.reject(error);
      else for (const one of group) await carryOut([one]);
    }
  }

  async function work(): Promise<void> {
    isRunning = true;
    while (waiting.length > 0) {
      const early = began + apartMs - performance.now();
      if (early > 0) await sleep(early);
      began = performance.now();
      const group = waiting.slice(0, MOST);
      waiting = waiting.slice(MOST);
      await carryOut(group);
    }
    isRunning = false;
  }

  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (!isRunning) void work();
    });
}
