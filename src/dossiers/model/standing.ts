/** What reports of how dossiers stand, or stood, add to what is known. Pure. */
import type { ToldState } from '../exchange/reported.js';
import type { DossierState } from './dossier.js';
import type { History } from './history.js';
import type { EventInput } from './inputs.js';
import { isSettled, isTerminal, type Status } from './status.js';

/** Whether a report of how a dossier stood at a time says nothing that was not recorded, by whomever. */
export function isKnownStanding({ entries, state }: History, event: EventInput): boolean {
  const { standing, at, status, subState, reason, saidLate } = event;
  if (!standing || at === null || saidLate) return false;
  const isThere = entries.some(
    (entry) =>
      !entry.undone && entry.atKnown && entry.status === status && entry.at.getTime() === at.getTime(),
  );
  const goesOn =
    state.status === status &&
    state.statusKnown &&
    at >= state.statusAt &&
    (subState === undefined || subState === state.subState) &&
    reason === undefined;
  return isThere || goesOn;
}

/** Whether a report of how a dossier stands says what is not known yet. */
export function isNews(standing: DossierState, told: ToldState): boolean {
  const { status, subState, saidLate, holder } = told;
  if (isBehind(standing.status, status)) return false;
  return (
    standing.status !== status ||
    (subState !== undefined && standing.subState !== subState) ||
    (saidLate === true && !standing.wasLate) ||
    (holder != null && !isTerminal(standing) && (holder.name ?? null) !== standing.holderName)
  );
}

/** A state the dossier has passed on the way to where it stands; whoever tells it without a time tells nothing new. */
function isBehind(standing: Status, told: Status): boolean {
  return (standing === 10 && told === 9) || (standing === 4 && told === 2);
}

/**
 * Whether a report without a time puts back what has a result, has ended, or was received: a list made before cannot be
 * told from one that means it, and is not believed.
 */
export function isStale(standing: DossierState, told: ToldState): boolean {
  const from = standing.status;
  if (from === told.status) return false;
  if (isSettled(from) || isTerminal(standing)) return !isSettled(told.status);
  return told.status === 1 && from !== 5;
}
