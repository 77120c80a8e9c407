import { repeat } from './dom.js';

/** So long before the end a warning is shown. */
const WARNING_MS = 30_000;
const SIGNS = ['pointerdown', 'keydown', 'wheel', 'input'];

/**
 * For a machine that many people use: calls `reset` when nobody has done anything for so long, and before that `warn`
 * every second with the seconds left; with null when somebody is there after all.
 */
export function watchIdle(options: {
  idleMs: number;
  warn(seconds: number | null): void;
  reset(): void;
  signal: AbortSignal;
}): void {
  const { idleMs, warn, reset, signal } = options;
  /** When it is over; never, while nobody has been here since the reset. */
  let until = Number.POSITIVE_INFINITY;
  const onSign = () => {
    until = Date.now() + idleMs;
    warn(null);
  };
  for (const sign of SIGNS) addEventListener(sign, onSign, { signal, capture: true });
  const look = () => {
    const left = until - Date.now();
    if (left <= WARNING_MS) warn(left > 0 ? Math.ceil(left / 1000) : null);
    if (left > 0) return;
    until = Number.POSITIVE_INFINITY;
    reset();
  };
  repeat(1_000, look, signal);
}
