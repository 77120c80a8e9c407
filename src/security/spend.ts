/** Budgets in memory, each for one process: tries and requests by whom they are counted. */
import { type RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

/** Takes one from a budget of this name; milliseconds to wait when it is spent, else null. */
export async function spend(limiter: RateLimiterMemory, name: string): Promise<number | null> {
  try {
    await limiter.consume(name);
    return null;
  } catch (refused) {
    if (refused instanceof RateLimiterRes) return refused.msBeforeNext;
    throw refused;
  }
}

/** A wait as the header `Retry-After` has it: whole seconds, at least one. */
export function retryAfter(waitMs: number): string {
  return String(Math.max(1, Math.ceil(waitMs / 1000)));
}
