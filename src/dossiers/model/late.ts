/** When a dossier counts as late for good, whatever happens to its state or its due date afterwards. Pure. */
import { isPast, isSettled, type Status } from './status.js';
import type { Step, Walk } from './walk.js';

/** States in which the time limit runs against the office, and those in which the office works. */
const RUNNING: ReadonlySet<Status> = new Set<Status>([2, 4, 6, 8]);
const WORKING: ReadonlySet<Status> = new Set<Status>([2, 4]);

/** A dossier once late stays late, though it is opened again, laid aside or ended, or its time limit starts anew. */
export function keepLateness(walk: Walk, event: Step): void {
  const { dueAt, settledAt, settledKnown } = walk;
  if (event.facts?.saidLate || event.facts?.seenLate) walk.wasLate = true;
  const reopened = settledAt !== null && !isSettled(event.status);
  if (reopened && settledKnown && dueAt && isPast(dueAt, settledAt)) walk.wasLate = true;
  if (event.atKnown ? isLaidAside(walk, event) : wasSeenOverdue(walk, event)) walk.wasLate = true;
  if (reopened) [walk.settledAt, walk.settledKnown] = [null, true];
}

function isLaidAside({ standing, settledAt, dueAt }: Walk, { status, at }: Step): boolean {
  const before = standing?.status;
  const running = settledAt === null && before !== undefined && RUNNING.has(before);
  const laidAside = running && before !== status && !WORKING.has(status) && !isSettled(status);
  return laidAside && dueAt !== null && isPast(dueAt, at);
}

/**
 * Of what is told without its time the moment of telling is no evidence. But a dossier told of before, which stood open
 * when its due day was over, was counted as overdue: a time may take that back, a missing one does not.
 */
function wasSeenOverdue(walk: Walk, { status, recordedAt }: Step): boolean {
  const { standing, settledAt } = walk;
  const open = settledAt === null && standing !== null && WORKING.has(standing.status);
  return open && !WORKING.has(status) && isOverdueAt(walk, recordedAt);
}

function isOverdueAt({ knownSince, dueAt }: Pick<Walk, 'knownSince' | 'dueAt'>, at: Date): boolean {
  return at > knownSince && dueAt !== null && isPast(dueAt, at);
}

/** States that end or stop the time limit, or take the work from the office; before, a pause was not among them. */
const STOPPING: ReadonlySet<Status> = new Set<Status>([5, 6, 7, 8, 9, 10]);
const PAUSED: ReadonlySet<Status> = new Set<Status>([6, 8]);

/**
 * A person tells, when the due day is over, that the clock was stopped in time. It is recorded, flagged, and the
 * dossier counts as late all the same: otherwise every late one could be told away.
 */
export function isBackdated(walk: Walk, event: Step): boolean {
  const { dueAt, settledAt } = walk;
  if (event.actorKind !== 'person' || !event.atKnown || !STOPPING.has(event.status)) return false;
  if (PAUSED.has(event.status) && event.facts?.timing !== 'strict') return false;
  const open = dueAt !== null && settledAt === null;
  return open && isPast(dueAt, event.recordedAt) && !isPast(dueAt, event.at) && !suppliesTime(walk, event);
}

/**
 * Whether an event tells when there was a result of which only the fact was known, and which did not count as late.
 * Whoever knows may tell it, at any time.
 */
export function suppliesTime(
  walk: Pick<Walk, 'undated' | 'knownSince' | 'dueAt'>,
  event: Pick<Step, 'status' | 'position' | 'atKnown'>,
): boolean {
  return (
    event.atKnown &&
    walk.undated.some(
      (each) =>
        each.status === event.status && each.position < event.position && !isOverdueAt(walk, each.recordedAt),
    )
  );
}
