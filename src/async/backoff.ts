/**
 * Delay before the next try, ms: `firstMs` after the first failure, doubled with each further one up to `mostMs`. It
 * varies by a quarter, so that what failed together does not come back together. `failures`: how many came before.
 */
export function backoffMs(failures: number, mostMs: number, firstMs = 1_000): number {
  return Math.min(firstMs * 2 ** failures, mostMs) * (0.75 + Math.random() / 2);
}
