import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createOutbox } from '../../src/web/outbox.js';
import type { SendResult } from '../../src/web/server.js';

const ANSWERED: SendResult = { kind: 'answered', conversation: 'x', replies: [] };
const LATER: SendResult = { kind: 'later', why: 'down', retryAfterMs: null };

/** Sends `messages`, each try answered by the next of `deliveries`, then by success; tells what was tried. */
function outboxOf(messages: string[], deliveries: SendResult[]) {
  const tried: string[] = [];
  const outbox = createOutbox<string>({
    next: () => messages[0] ?? null,
    deliver: async (message) => {
      tried.push(message);
      return deliveries.shift() ?? ANSWERED;
    },
    settle: (_, { kind }) => {
      if (kind !== 'later') messages.shift();
    },
  });
  return { outbox, tried };
}

describe('the outbox', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('sends one after another, in order, and passes over none', async () => {
    const { outbox, tried } = outboxOf(['a', 'b', 'c'], [ANSWERED, LATER, LATER]);
    outbox.wake();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(tried).toEqual(['a', 'b', 'b', 'b', 'c']);
  });

  it('goes past a message the server refuses', async () => {
    const { outbox, tried } = outboxOf(['a', 'b'], [{ kind: 'refused', problem: null }]);
    outbox.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(tried).toEqual(['a', 'b']);
  });

  it('tries ever more slowly, but at least twice a minute', async () => {
    const { outbox, tried } = outboxOf(['a'], new Array(60).fill(LATER));
    outbox.wake();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(tried.length).toBeLessThan(9);
    const before = tried.length;
    await vi.advanceTimersByTimeAsync(120_000);
    expect(tried.length - before).toBeGreaterThanOrEqual(3);
  });

  it('tries at once when there is reason to, unless the server asked to be left alone', async () => {
    const { outbox, tried } = outboxOf(['a'], [LATER, { kind: 'later', why: 'down', retryAfterMs: 20_000 }]);
    outbox.wake();
    await vi.advanceTimersByTimeAsync(0);
    outbox.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(tried.length).toBe(2);
    outbox.wake();
    await vi.advanceTimersByTimeAsync(19_000);
    expect(tried.length).toBe(2);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(tried.length).toBe(3);
  });

  it('sends nothing once closed', async () => {
    const { outbox, tried } = outboxOf(['a'], [LATER]);
    outbox.wake();
    await vi.advanceTimersByTimeAsync(0);
    outbox.close();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(tried).toEqual(['a']);
  });
});
