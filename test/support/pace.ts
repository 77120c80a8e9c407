/** How fast this core is at the moment: another program on it makes the same work look longer. */

/** What the yardstick takes on an idle core of the machine the limits were set on. */
const YARDSTICK_MS = 20;
const TRIES = 5;

/** The processor's time a call takes, ms. */
export function cpuMs(call: () => unknown): number {
  const before = process.cpuUsage();
  call();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** How much slower this core is now; at least 1. */
export function slowness(): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < TRIES; i += 1) least = Math.min(least, cpuMs(yardstick));
  return Math.max(1, least / YARDSTICK_MS);
}

/** Small arrays and strings, as readers make them. */
function yardstick(): number {
  const rows = Array.from({ length: 60_000 }, (_, i) => [String(i), 'a'].join(','));
  return rows.join('\n').split('\n').length;
}
