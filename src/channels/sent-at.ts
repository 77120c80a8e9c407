/** When a message was sent, as far as the platform can be believed. Pure. */
import { MINUTE_MS } from '../time/duration.js';

/** Clocks of two machines may differ by so much. */
const MAX_AHEAD_MS = 5 * MINUTE_MS;

/**
 * The moment a platform says; null = it cannot be: no moment at all, before any platform, or yet to come. Messages are
 * answered in this order, so one from next month would wait behind all others of its person. It is no reason to drop
 * one: where our own clock is slow, every message comes from the future.
 */
export function believable(at: Date, now: Date): Date | null {
  const ms = at.getTime();
  return ms > 0 && ms <= now.getTime() + MAX_AHEAD_MS ? at : null;
}
