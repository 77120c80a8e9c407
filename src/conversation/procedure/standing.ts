/** Whether a procedure applies today. Pure. */

import type { Procedure } from '../../catalogue/procedure.js';
import { shiftDate } from '../../time/day.js';
import { dateText, type Telling } from '../wording/facts.js';
import { labelOf } from '../wording/label.js';

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

/** What to know first of a procedure that does not simply apply; `replacement`: what stands in for it. */
export function standingLines(
  { procedure, t, locale, today }: Telling,
  replacement: Procedure | null,
): string[] {
  const standing = standingOf(procedure, today);
  const date = standing.date === null ? '' : dateText(standing.date);
  const { decision, replacedBy } = procedure.official;
  if (standing.kind === 'current') return [];
  if (standing.kind === 'future') return [t('standing.future', { date })];
  if (standing.kind === 'ending') return [t('standing.ending', { date })];
  const since = date === '' ? '' : t('standing.since', { date });
  const by = decision === null ? '' : t('standing.by', { decision });
  const now = replacement ? labelOf(replacement, locale) : replacedBy;
  return [
    t('standing.ended', { since, by }),
    now === null ? t('standing.noReplacement') : t('standing.replacement', { name: now }),
  ];
}
