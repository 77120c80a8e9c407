/** Whether a procedure applies today. Pure. */

import type { Procedure } from '../../catalogue/procedure.js';
import { shiftDate } from '../../time/day.js';

/** Whether a procedure applies, and from or until when. */
export type Standing =
  /** `date`: first day it applies (future), last day (ending), first day it no longer does (ended; null = not known). */
  | { kind: 'future' | 'ending'; date: string }
  | { kind: 'ended'; date: string | null }
  | { kind: 'current'; date: null };

/** How a procedure stands on a day (`YYYY-MM-DD`). The record of an abolition takes effect on its `effectiveFrom`. */
export function standingOf({ official }: Procedure, today: string): Standing {
  const { change, effectiveFrom, effectiveTo } = official;
  const begun = effectiveFrom === null || effectiveFrom <= today;
  if (change === 'abolished' && begun) return { kind: 'ended', date: effectiveFrom ?? dayAfter(effectiveTo) };
  if (effectiveTo !== null && effectiveTo < today) return { kind: 'ended', date: dayAfter(effectiveTo) };
  if (change === 'abolished' && effectiveFrom !== null)
    return { kind: 'ending', date: dayBefore(effectiveFrom) };
  if (!begun && effectiveFrom !== null) return { kind: 'future', date: effectiveFrom };
  return effectiveTo === null ? { kind: 'current', date: null } : { kind: 'ending', date: effectiveTo };
}

function dayAfter(date: string | null): string | null {
  return date === null ? null : shiftDate(date, 1);
}

function dayBefore(date: string): string {
  return shiftDate(date, -1);
}
