/**
 * What a connected system tells is recorded as it is, and mostly believed. Not so a time that cannot be, and not what would
 * take a dossier out of the late ones without saying that the office's time stood still or was over in time. Pure.
 */
import { vietnamDate } from '../../time/clock.js';
import type { DossierEvent, HistoryEntry } from './dossier.js';
import type { History } from './history.js';
import { isPast, lateness, type Status } from './status.js';

/** An event that is not yet among those of its dossier. */
export type NewEvent = Omit<DossierEvent, 'position'>;

/** With these a dossier ends or has its result: they hold though nobody knows when. */
const ENDS: ReadonlySet<Status> = new Set<Status>([3, 7, 9, 10]);
/** From these on the time limit does not run against the office. */
const STOPS: ReadonlySet<Status> = new Set<Status>([5, 6, 7, 8, 9, 10]);

/** Whether a step says nothing of where a dossier stands: it happened, as is claimed, when there was none. */
export function isVoidClaim({ facts, status }: Pick<DossierEvent, 'facts'> & { status: Status }): boolean {
  return facts?.claimedAt !== undefined && !ENDS.has(status);
}

/**
 * The event as it is to be recorded, where it would not be believed as told; null = it is. `before` and `after`: the
 * dossier without and with it.
 */
export function asBelieved(
  event: NewEvent,
  { before, after, now }: { before: History; after: History; now: Date },
): NewEvent | null {
  if (event.actorKind !== 'system' || event.facts?.seenLate) return null;
  if (event.atKnown && isImpossible(event, before, after)) {
    const claimedAt = event.at.toISOString();
    return { ...event, at: now, atKnown: false, facts: { ...event.facts, claimedAt } };
  }
  const wasSeen = now > before.known.knownSince && lateness(before.state, now) === 'late';
  const stays =
    lateness(after.state, now) === 'late' && after.state.dueAt?.getTime() === before.state.dueAt?.getTime();
  return !wasSeen || stays || isExcuse(event, before)
    ? null
    : { ...event, facts: { ...event.facts, seenLate: true } };
}

/**
 * A result or an end before the day of reception; or anything by which a dossier would have begun on another day, once
 * the due day it was promised is over.
 */
function isImpossible({ at, status, recordedAt }: NewEvent, before: History, after: History): boolean {
  if (status !== null && ENDS.has(status) && vietnamDate(at) < vietnamDate(before.facts.receivedAt))
    return true;
  const promised = before.state.dueOriginal;
  if (promised === null || !isPast(promised, recordedAt) || recordedAt <= before.known.knownSince)
    return false;
  const then = after.state.dueOriginal;
  return then === null || vietnamDate(then) !== vietnamDate(promised);
}

/** A result, a pause or a request for papers in time is the truth, however late it is told. */
function isExcuse({ at, atKnown, status }: NewEvent, { facts, state }: History): boolean {
  if (!atKnown || status === null || !STOPS.has(status) || state.dueAt === null) return false;
  return vietnamDate(facts.receivedAt) <= vietnamDate(at) && !isPast(state.dueAt, at);
}

/** Whether an event was not believed as told. */
export function isDoubted({ facts }: Pick<HistoryEntry, 'facts'>): boolean {
  return facts?.claimedAt !== undefined || facts?.seenLate === true;
}
