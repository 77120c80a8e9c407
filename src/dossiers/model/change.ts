/**
 * What may be added to a dossier, and by whom. A person is held to the rules; what a connected system tells is
 * recorded as it is, and flagged where it breaks them. Works on a draft in memory, which the caller stores. Pure.
 */
import { vietnamDate } from '../../time/clock.js';
import { MINUTE_MS } from '../../time/duration.js';
import { asBelieved, type NewEvent } from './believe.js';
import type {
  Actor,
  DossierEvent,
  DossierState,
  EventFacts,
  HistoryEntry,
  StoredDossier,
} from './dossier.js';
import { IMPORT_SOURCE, OWN_SOURCE } from './dossier.js';
import { type History, readHistory } from './history.js';
import type { EventInput } from './inputs.js';
import { checkCorrection, checkDueDate, checkPerson, type IsDayOff } from './person-rules.js';
import { type Attempt, refuse } from './refusal.js';
import { isPast } from './status.js';

/** The owner as the dossier row keeps it. */
export type OwnerRecord = Pick<StoredDossier, 'ownerName' | 'ownerSalt' | 'phoneHash' | 'identityHash'>;

/** A dossier being changed. `history: null` = it does not exist. The last `fresh` of the events are not stored yet. */
export type Draft = {
  key: string;
  code: string;
  version: number;
  events: DossierEvent[];
  fresh: number;
  history: History | null;
  owner: OwnerRecord;
};

/** What became of one event. `repeated`: it had been recorded before, nothing was done. */
export type EventOutcome = { id: string; outcome: 'recorded' | 'repeated'; irregular: boolean };

/** An attempt that is taken. */
export const accept = <T>(value: T) => ({ ok: true as const, value });

/** Clocks differ: this far ahead an event is still taken. */
const AHEAD_MS = 10 * MINUTE_MS;
const UNDO_MS = 10 * MINUTE_MS;

/** Whether an instant lies further ahead than clocks differ. */
export function isAhead(at: Date, now: Date): boolean {
  return at.getTime() > now.getTime() + AHEAD_MS;
}

/** Adds an event to the draft; it is stored later. */
export function addEvent(draft: Draft, event: NewEvent): HistoryEntry {
  const position = draft.events.length + 1;
  draft.events.push({ ...event, position });
  draft.fresh += 1;
  draft.history = readHistory(draft.events);
  const entry = draft.history.entries.find((each) => each.position === position);
  if (!entry) throw new Error('an event is missing from its own history');
  return entry;
}

/** An event with nothing in it yet. */
export function blankEvent(
  actor: Actor,
  now: Date,
  essentials: Pick<DossierEvent, 'kind' | 'source' | 'id' | 'at'>,
): NewEvent {
  return {
    ...essentials,
    status: null,
    subState: null,
    recordedAt: now,
    actorKind: actor.kind,
    actorId: actor.id,
    actorName: actor.name,
    amount: null,
    dueAt: null,
    apologyDocument: null,
    target: null,
    facts: null,
    details: false,
    reason: null,
    missing: null,
    atKnown: true,
    holderName: null,
  };
}

/**
 * Appends an event to a draft. On a refusal the draft is spoilt: work on a copy. `isDayOff`: asked where a person sets a
 * new due date; left out = every day is a working day.
 */
export function appendTo(
  draft: Draft,
  input: EventInput,
  { actor, now, isDayOff }: { actor: Actor; now: Date; isDayOff?: IsDayOff | undefined },
): Attempt<EventOutcome> {
  if (!draft.history) return refuse({ kind: 'notFound' }, 'code');
  const told = draft.history.entries.filter(
    ({ source, id }) => source === actor.source && (id === input.id || id.startsWith(`${input.id}#`)),
  );
  // A file taken back may be taken over again.
  const known = told.find(({ undone }) => !undone || actor.source !== IMPORT_SOURCE);
  if (known) return repeat(known, input);
  if (input.at && isAhead(input.at, now)) return refuse({ kind: 'inFuture' }, 'at');
  // Of a file somebody can put the row right; another system is not asked.
  const isAnswerable = actor.kind === 'person' || actor.source === IMPORT_SOURCE;
  if (isAnswerable && isBeforeReception(draft.history, input))
    return refuse({ kind: 'beforeReception' }, 'at');
  const target = findTarget(draft, input, actor);
  if (input.corrects !== undefined && target === null) return refuse({ kind: 'unknownTarget' }, 'corrects');
  const { state } = draft.history;
  const event = toEvent(input, actor, now);
  const id = told.length > 0 ? `${input.id}#${draft.events.length + 1}` : input.id;
  const entry = addTold(draft, { ...event, id, target }, now);
  const refusal = input.correction
    ? checkCorrection(input, actor)
    : actor.kind === 'person' &&
      (checkPerson(entry, input, { actor, known: draft.history.known }) ??
        (input.dueAt === undefined
          ? null
          : checkDueDate(entry, input.dueAt, state, {
              extensionCount: draft.history.state.extensionCount,
              isDayOff,
            })));
  if (refusal) return refusal;
  if (actor.kind === 'person' && !keepsFirstDate(state, draft.history.state))
    return refuse({ kind: 'dueFixed' }, 'dueAt');
  return accept({ id: input.id, outcome: 'recorded', irregular: entry.irregular });
}

/** Nobody but a system whose steps come out of order may let the first due date have been another. */
function keepsFirstDate({ dueOriginal }: DossierState, after: DossierState): boolean {
  return dueOriginal === null || dueOriginal.getTime() === after.dueOriginal?.getTime();
}

/** Adds an event as it is believed. */
function addTold(draft: Draft, event: NewEvent, now: Date): HistoryEntry {
  const before = draft.history;
  const entry = addEvent(draft, event);
  const instead = before && draft.history && asBelieved(event, { before, after: draft.history, now });
  if (!instead) return entry;
  draft.events.pop();
  draft.fresh -= 1;
  draft.history = before;
  return addTold(draft, instead, now);
}

function isBeforeReception({ facts }: History, { at, correction }: EventInput): boolean {
  return !correction && at !== null && vietnamDate(at) < vietnamDate(facts.receivedAt);
}

function repeat(known: HistoryEntry, input: EventInput): Attempt<EventOutcome> {
  const correction = input.correction ?? false;
  const same =
    known.status === input.status &&
    (known.kind === 'correction') === correction &&
    (correction || !known.atKnown || known.at.getTime() === input.at?.getTime()) &&
    (input.dueAt === undefined || known.dueAt?.getTime() === input.dueAt.getTime()) &&
    (input.supplementBy === undefined || known.facts?.supplementBy === input.supplementBy);
  if (!same) return refuse({ kind: 'idReused' }, 'id');
  return accept({ id: input.id, outcome: 'repeated', irregular: known.irregular });
}

function findTarget(draft: Draft, input: EventInput, actor: Actor): number | null {
  const named = draft.events.filter(({ id }) => id === input.corrects);
  return (named.find(({ source }) => source === actor.source) ?? named.at(-1))?.position ?? null;
}

/** A person's correction happens when it is made: it cannot be dated back. */
function toEvent(input: EventInput, actor: Actor, now: Date): NewEvent {
  const kind = input.correction ? 'correction' : 'status';
  const at = input.correction && actor.kind === 'person' ? now : input.at;
  return {
    ...blankEvent(actor, now, { kind, source: actor.source, id: input.id, at: at ?? now }),
    atKnown: at !== null,
    status: input.status,
    subState: input.subState ?? null,
    amount: input.amount ?? null,
    dueAt: input.dueAt ?? null,
    apologyDocument: input.apologyDocument ?? null,
    facts: factsOf(input, actor),
    details: input.reason !== undefined || input.missing !== undefined,
    reason: input.reason ?? null,
    missing: input.missing ?? null,
    holderName: input.holder?.name ?? null,
  };
}

function factsOf(input: EventInput, actor: Actor): EventFacts | null {
  const { supplementBy, dueAt, standing, saidLate, correction } = input;
  const facts: EventFacts = {
    ...(supplementBy === undefined ? {} : { supplementBy }),
    ...(dueAt === undefined ? {} : { extensionRule: 'strict' }),
    ...(actor.kind === 'person' && !correction ? { timing: 'strict' } : {}),
    ...(standing ? { standing } : {}),
    ...(saidLate ? { saidLate } : {}),
    ...holderFacts(input),
  };
  return Object.keys(facts).length === 0 ? null : facts;
}

/** What an input says of who has the dossier, but for the name, and of its step. */
export function holderFacts({ holder, step }: Pick<EventInput, 'holder' | 'step'>): EventFacts {
  return {
    ...(holder === undefined ? {} : { holder: holder && [holder.kind, holder.id ?? null] }),
    ...(step === undefined ? {} : { step }),
  };
}

/** Makes a slip of one's own, at most ten minutes old, as if it had not happened. The outcome's id is the event's. */
export function undoIn(
  draft: Draft,
  { id, source, reason }: { id: string; source: string; reason: string | null },
  actor: Actor,
  now: Date,
): Attempt<EventOutcome> {
  if (!draft.history) return refuse({ kind: 'notFound' }, 'code');
  const target = draft.history.entries.find((entry) => entry.id === id && entry.source === source);
  if (!target || (target.kind !== 'status' && target.kind !== 'correction')) {
    return refuse({ kind: 'unknownTarget' }, 'id');
  }
  if (target.undone) return accept({ id, outcome: 'repeated', irregular: false });
  const own = actor.kind === 'person' && target.actorKind === 'person' && target.actorId === actor.id;
  if (!own || now.getTime() - target.recordedAt.getTime() > UNDO_MS)
    return refuse({ kind: 'undoTooLate' }, 'id');
  addEvent(draft, {
    ...blankEvent(actor, now, { kind: 'undo', source: OWN_SOURCE, id: `undo:${target.position}`, at: now }),
    target: target.position,
    details: reason !== null,
    reason,
  });
  return accept({ id, outcome: 'recorded', irregular: false });
}

/**
 * Moves a due date that was computed from a calendar since amended; the first date is kept. Refused once the day
 * is over, for a settled dossier, and where there is no due date.
 */
export function moveDueDate(
  draft: Draft,
  { dueAt, reason }: { dueAt: Date; reason: string },
  actor: Actor,
  now: Date,
): Attempt<EventOutcome> {
  if (!draft.history) return refuse({ kind: 'notFound' }, 'code');
  const { state, dueSetBy } = draft.history;
  const id = `due:${dueSetBy}:${dueAt.toISOString()}`;
  if (state.dueAt?.getTime() === dueAt.getTime())
    return accept({ id, outcome: 'repeated', irregular: false });
  if (dueSetBy === null || state.settledAt !== null || state.dueAt === null || isPast(state.dueAt, now)) {
    return refuse({ kind: 'dueFixed' }, 'dueAt');
  }
  addEvent(draft, {
    ...blankEvent(actor, now, {
      kind: 'due',
      source: OWN_SOURCE,
      id: `${id}:${draft.events.length + 1}`,
      at: now,
    }),
    dueAt,
    target: dueSetBy,
    details: true,
    reason,
  });
  return accept({ id, outcome: 'recorded', irregular: false });
}
