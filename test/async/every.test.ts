import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { backoffMs } from '../../src/async/backoff.js';
import { every } from '../../src/async/every.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('runs after each interval until it is stopped', async () => {
  const task = vi.fn(async () => undefined);
  const runs = every(1_000, task, vi.fn());
  runs.start();
  expect(task).toHaveBeenCalledTimes(0);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(task).toHaveBeenCalledTimes(3);
  await runs.stop();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(task).toHaveBeenCalledTimes(3);
});

it('does not begin a run while one is under way, and waits for it when it is stopped', async () => {
  let finish = () => {};
  const task = vi.fn(() => new Promise<void>((resolve) => (finish = resolve)));
  const runs = every(1_000, task, vi.fn());
  runs.start();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(task).toHaveBeenCalledTimes(1);
  let stopped = false;
  const stopping = runs.stop().then(() => {
    stopped = true;
  });
  await vi.advanceTimersByTimeAsync(0);
  expect(stopped).toBe(false);
  finish();
  await stopping;
  expect(stopped).toBe(true);
});

it('goes on after a run that failed, and says what it threw', async () => {
  const onError = vi.fn();
  const task = vi.fn().mockRejectedValueOnce(new Error('once')).mockResolvedValue(undefined);
  const runs = every(1_000, task, onError);
  runs.start();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(onError.mock.calls).toEqual([[new Error('once')]]);
  expect(task).toHaveBeenCalledTimes(2);
  await runs.stop();
});

it('waits twice as long after each failure, within a quarter, and never longer than the most', () => {
  for (const [failures, usual] of [
    [0, 1_000],
    [1, 2_000],
    [4, 16_000],
    [9, 60_000],
    [5_000, 60_000],
  ] as const) {
    const wait = backoffMs(failures, 60_000);
    expect(wait).toBeGreaterThanOrEqual(usual * 0.75);
    expect(wait).toBeLessThanOrEqual(usual * 1.25);
  }
});
