/** Long polling: one update for each call, and none is kept by the platform once it has been given. */
import { setTimeout as wait } from 'node:timers/promises';
import { backoffMs } from '../../async/backoff.js';
import { MINUTE_MS } from '../../time/duration.js';
import { BotError, type Call } from './client.js';

const POLL_SECONDS = 30;
/** An idle poll that returns at once must not become a loop without rest. */
const MIN_POLL_MS = 250;
const MAX_WAIT_MS = 5 * MINUTE_MS;

/** Told why something failed, and how often in a row before; false = there is no use in trying again. */
export type OnFailure = (error: unknown, before: number) => boolean;

/** How a task is tried again. `firstMs`: the delay after the first failure; left out, the usual one. */
export type Trying = { signal: AbortSignal; failed: OnFailure; firstMs: number | undefined };

/** Asks for one update after another until `signal` or a lasting failure ends it; `take` keeps what comes. */
export async function poll(
  call: Call,
  take: (result: unknown) => Promise<void>,
  trying: Trying,
): Promise<void> {
  const { signal } = trying;
  const options = { timeoutMs: (POLL_SECONDS + 5) * 1000, signal };
  const once = async () => {
    const began = performance.now();
    const result = await call('getUpdates', { timeout: String(POLL_SECONDS) }, options).catch(idle);
    if (result === null) await pause(MIN_POLL_MS - (performance.now() - began), signal);
    else await take(result);
  };
  while (await retrying(once, trying));
}

/** An idle poll ends with 408. */
function idle(error: unknown): null {
  if (error instanceof BotError && error.code === 408) return null;
  throw error;
}

/** Carries a task out until it succeeds, ever more slowly; false = given up, or to be stopped. */
export async function retrying(
  task: () => Promise<void> | void,
  { signal, failed, firstMs }: Trying,
): Promise<boolean> {
  for (let failures = 0; ; failures += 1) {
    try {
      await task();
      return !signal.aborted;
    } catch (error) {
      if (signal.aborted || !failed(error, failures)) return false;
      await pause(backoffMs(failures, MAX_WAIT_MS, firstMs), signal);
    }
  }
}

/** Ends early when all is to stop. */
const pause = async (ms: number, signal: AbortSignal) => {
  if (ms > 0) await wait(ms, undefined, { signal }).catch(() => undefined);
};
