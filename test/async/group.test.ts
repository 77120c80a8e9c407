import { describe, expect, it } from 'vitest';
import { grouped } from '../../src/async/group.js';

/** A grouped doubling that notes each group it was given; numbers below zero fail their group. */
function doubling(apartMs = 0) {
  const groups: number[][] = [];
  let running = 0;
  const ask = grouped(async (numbers: readonly number[]) => {
    groups.push([...numbers]);
    running += 1;
    expect(running).toBe(1);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    if (numbers.some((number) => number < 0)) throw new Error(`bad: ${numbers.join(' ')}`);
    return numbers.map((number) => number * 2);
  }, apartMs);
  return { groups, ask };
}

describe('calls that go together', () => {
  it('are those made while one is under way, each with its own result', async () => {
    const { groups, ask } = doubling();
    expect(await Promise.all([1, 2, 3, 4].map(ask))).toEqual([2, 4, 6, 8]);
    expect(groups).toEqual([[1], [2, 3, 4]]);
  });

  it('begin so far apart', async () => {
    const { groups, ask } = doubling(50);
    const began = performance.now();
    await ask(1);
    await Promise.all([ask(2), ask(3)]);
    expect(performance.now() - began).toBeGreaterThan(45);
    expect(groups).toEqual([[1], [2, 3]]);
  });

  it('are a hundred at most', async () => {
    const { groups, ask } = doubling();
    const numbers = Array.from({ length: 251 }, (_, i) => i);
    expect(await Promise.all(numbers.map(ask))).toEqual(numbers.map((number) => number * 2));
    expect(groups.map((group) => group.length)).toEqual([1, 100, 100, 50]);
  });

  it('do not spoil each other: those of a group that failed are tried alone', async () => {
    const { groups, ask } = doubling();
    const results = await Promise.allSettled([1, 2, -3, 4].map(ask));
    expect(results.map((result) => (result.status === 'fulfilled' ? result.value : null))).toEqual([
      2,
      4,
      null,
      8,
    ]);
    expect(groups).toEqual([[1], [2, -3, 4], [2], [-3], [4]]);
  });

  it('go on after one that failed by itself', async () => {
    const { ask } = doubling();
    await expect(ask(-1)).rejects.toThrow('bad: -1');
    expect(await ask(5)).toBe(10);
  });
});
