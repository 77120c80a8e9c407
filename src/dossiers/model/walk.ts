/** One walk through what happened to a dossier, step by step in order of time. Pure. */
import type { ClockPolicy } from '../../catalogue/procedure.js';
import { isDoubted, isVoidClaim } from './believe.js';
import type { DossierEvent, DossierFacts, HolderKind } from './dossier.js';
import { setDueDate } from './due-steps.js';
import { isBackdated, keepLateness } from './late.js';
import { isPast, isPermitted, isSettled, isTerminal, type Status, type StatusPosition } from './status.js';

/** A stretch during which the office waited for the citizen. */
export type Pause = { from: Date; to: Date };

/** A due date that has to be computed for an event: a time limit running from `from`, standing still in the pauses. */
export type MissingDueDate = { target: number; from: Date; pauses: readonly Pause[] };

/** Due dates set after the event that called for them, by its position. */
export type SetDates = ReadonlyMap<number, { first: Date; last: Date }>;

/** An event that says where a dossier stands. */
export type Step = DossierEvent & { status: Status };

export function isStep(event: DossierEvent): event is Step {
  return event.status !== null;
}

/** What the walk knows from the start, of all the events that hold. */
export type KnownEvents = {
  readonly facts: DossierFacts;
  readonly dates: SetDates;
  /** When the dossier was first told of. */
  readonly knownSince: Date;
  /** The clock policies told, in order of receipt. */
  readonly policies: readonly { position: number; policy: ClockPolicy }[];
  /** Results of which nobody told when. */
  readonly undated: readonly Step[];
  /** Position of the first told step from which the time limit runs; 0 = there is none. */
  readonly firstBegun: number;
};

export type Walk = KnownEvents & {
  standing: StatusPosition | null;
  statusAt: Date;
  statusKnown: boolean;
  statusPosition: number;
  dueAt: Date | null;
  dueOriginal: Date | null;
  dueSetBy: number | null;
  dueFrom: Omit<MissingDueDate, 'target'> | null;
  needs: MissingDueDate[];
  extensionCount: number;
  apologyDocument: string | null;
  settledAt: Date | null;
  settledKnown: boolean;
  wasLate: boolean;
  /** When the time limit first began. */
  begunAt: Date | null;
  waitingSince: Date | null;
  pauses: Pause[];
  holder: { kind: HolderKind; id: string | null; name: string | null; since: Date | null } | null;
  step: string | null;
};

export function startWalk(known: KnownEvents, position: number): Walk {
  return {
    ...known,
    standing: null,
    statusAt: known.facts.receivedAt,
    statusKnown: true,
    statusPosition: position,
    dueAt: null,
    dueOriginal: null,
    dueSetBy: null,
    dueFrom: null,
    needs: [],
    extensionCount: 0,
    apologyDocument: null,
    settledAt: null,
    settledKnown: true,
    wasLate: false,
    begunAt: null,
    waitingSince: null,
    pauses: [],
    holder: null,
    step: null,
  };
}

/** Takes an event; true = it broke the rules. An amendment moves neither a due date that holds nor the day of reception. */
export function takeEvent(walk: Walk, event: DossierEvent): boolean {
  const broken = isStep(event)
    ? takeStep(walk, event)
    : event.kind === 'amended' && (event.dueAt !== null || event.facts?.claimedReceivedAt !== undefined);
  hold(walk, event);
  return broken;
}

/** Takes one step. What has been handed over stays so unless corrected. */
function takeStep(walk: Walk, event: Step): boolean {
  if (isVoidClaim(event)) return true;
  const forbidden = event.kind === 'status' && isForbidden(walk.standing, event);
  if (forbidden && walk.standing?.status === 10) return true;
  keepLateness(walk, event);
  const backdated = isBackdated(walk, event);
  if (backdated) walk.wasLate = true;
  const wrongDate = setDueDate(walk, event);
  if (event.status === 5) walk.waitingSince ??= event.at;
  else if (event.status !== 1) walk.waitingSince = null;
  enter(walk, event);
  return forbidden || backdated || wrongDate || isDoubted(event);
}

/** Whoever tells how a dossier stands has left out the steps before: only what has ended cannot go on. */
function isForbidden(standing: StatusPosition | null, event: Step): boolean {
  if (event.atKnown && !event.facts?.standing) return !isPermitted(standing, event.status);
  return standing !== null && isTerminal(standing) && standing.status !== event.status;
}

function enter(walk: Walk, event: Step): void {
  const { standing } = walk;
  const stays = standing?.status === event.status;
  if (isSettled(event.status)) settle(walk, event, stays);
  walk.standing = {
    status: event.status,
    subState: event.subState ?? (stays ? (standing?.subState ?? null) : null),
  };
  if (!stays || (!walk.statusKnown && event.atKnown)) {
    walk.statusAt = event.at;
    walk.statusKnown = event.atKnown;
  }
  if (!stays || event.details) walk.statusPosition = event.position;
}

/**
 * The first time of a result counts. Where it was not told, a later one of the same state tells it; that of the hand-over
 * does where it was in time, for then the result was, too.
 */
function settle(walk: Walk, { at, atKnown }: Step, stays: boolean): void {
  const { dueAt, settledAt, settledKnown } = walk;
  const isNews =
    settledAt === null || (!settledKnown && atKnown && (stays || (dueAt !== null && !isPast(dueAt, at))));
  if (!isNews) return;
  walk.settledAt = at;
  walk.settledKnown = atKnown;
}

/** Who has the dossier from this event on, if it says so; what has ended nobody has. */
function hold(walk: Walk, { facts, holderName, at, atKnown }: DossierEvent): void {
  if (facts?.step !== undefined) walk.step = facts.step;
  const told = facts?.holder;
  if (told !== undefined)
    walk.holder = told && { kind: told[0], id: told[1], name: holderName, since: atKnown ? at : null };
  if (walk.standing && isTerminal(walk.standing)) [walk.holder, walk.step] = [null, null];
}
