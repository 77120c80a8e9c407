/** How many dossiers were dealt with in time: the rules for one, and the figures for many. Pure. */
import { lateness, type Punctuality, REPORT_GROUP } from '../dossiers/model/status.js';

export const OUTCOMES = ['early', 'onTime', 'late', 'settledUnknown', 'inTime', 'overdue'] as const;
/** Settled early, on time, late, or nobody knows when; unsettled in time or overdue. */
export type OnTimeOutcome = (typeof OUTCOMES)[number];

/** Dossiers by outcome. */
export type OnTimeCounts = Readonly<Record<OnTimeOutcome, number>>;

/**
 * `strict`: what was once late is late, whatever happened afterwards. `official`: as form II.06 counts (TT 01/2020/TT-VPCP):
 * by the due date as it is now, withdrawn as on time, waiting and paused as in time.
 */
export type Counting = 'strict' | 'official';

/**
 * What a dossier counts as; null = it does not count, for it was never received. What was once late is late: neither
 * withdrawal nor a pause, a request for papers or a refusal afterwards takes it out of the figures.
 * @internal The database counts by the same rule; a test compares them.
 */
export function outcomeOf(dossier: Punctuality, now: Date): OnTimeOutcome | null {
  const group = REPORT_GROUP[dossier.status];
  const ended = group === 'settled' || group === 'withdrawn' || dossier.status === 3;
  if (dossier.wasLate) return ended ? 'late' : 'overdue';
  if (group === 'notCounted') return null;
  const word = lateness(dossier, now);
  if (word === 'early' || word === 'onTime') return word;
  if (word === 'late') return ended ? 'late' : 'overdue';
  if (word === 'unknown') return 'settledUnknown';
  return 'inTime';
}

/**
 * What a dossier counts as in the official form; null = it is not in it.
 * @internal As `outcomeOf`.
 */
export function officialOutcomeOf(dossier: Punctuality, now: Date): OnTimeOutcome | null {
  return outcomeOf({ ...dossier, wasLate: false }, now);
}

/** The figures of a report. Percentages have two decimals; null = there is nothing to take them of. */
export type OnTime = OnTimeCounts & {
  received: number;
  settled: number;
  /** Settled early and on time, of all settled of which it is known when. */
  onTimePercent: number | null;
  /** Settled late and unsettled overdue, of all received but those settled nobody knows when. */
  latePercent: number | null;
};

/** The figures for counts. */
export function summarise(counts: OnTimeCounts): OnTime {
  const { early, onTime, late, settledUnknown, inTime, overdue } = counts;
  const known = early + onTime + late;
  const settled = known + settledUnknown;
  const received = settled + inTime + overdue;
  return {
    ...counts,
    received,
    settled,
    onTimePercent: percent(early + onTime, known),
    latePercent: percent(late + overdue, received - settledUnknown),
  };
}

/** Rounded to two decimals, but 100 only for all and 0 only for none: three late of a million are not "100 %". */
function percent(part: number, whole: number): number | null {
  if (whole === 0) return null;
  const rounded = Math.round((part * 10_000) / whole);
  if (rounded === 10_000 && part < whole) return 99.99;
  return (rounded === 0 && part > 0 ? 1 : rounded) / 100;
}
