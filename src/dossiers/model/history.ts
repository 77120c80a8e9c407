/**
 * What the events of a dossier amount to. The events are read in order of when they happened, whatever the order
 * they came in: the same events give the same state, told once or twice, early or late. Pure.
 */
import { vietnamDate } from '../../time/clock.js';
import {
  covers,
  type DossierEvent,
  type DossierFacts,
  type DossierState,
  type EventKind,
  type HistoryEntry,
  unitOfCode,
} from './dossier.js';
import { type ExtensionAsked, refuseExtension } from './extension.js';
import { isPast, isPermitted, type Status, type StatusPosition } from './status.js';

/** A stretch during which the office waited for the citizen. */
export type Pause = { from: Date; to: Date };

/** A due date that has to be computed for an event: a time limit running from `from`, standing still in the pauses. */
type MissingDueDate = { target: number; from: Date; pauses: readonly Pause[] };

/** What all events of a dossier amount to. */
export type History = {
  facts: DossierFacts;
  state: DossierState;
  /** Every event in order of when it happened. */
  entries: HistoryEntry[];
  /** Due dates nobody has told or computed yet. */
  needs: MissingDueDate[];
  /** Position of the event the present due date comes from; null = there is none. */
  dueSetBy: number | null;
  /** What the present due date was or would be computed from; null = the time limit has not begun. */
  dueFrom: Omit<MissingDueDate, 'target'> | null;
};

/** Reads events given in order of receipt. Throws when they do not begin with the dossier's creation. */
export function readHistory(events: readonly DossierEvent[]): History {
  const [first] = events;
  if (first?.kind !== 'created') throw new Error('a dossier must begin with its creation');
  const undone = new Set(events.flatMap(({ kind, target }) => (kind === 'undo' && target ? [target] : [])));
  const facts = factsOf(events);
  const ordered = events.length < 2 ? [...events] : [...events].sort(byTime);
  const walk = startWalk(facts, datesByTarget(events));
  const entries = ordered.map((event) => {
    const before = walk.standing;
    const isVoid = undone.has(event.position);
    return { ...event, before, undone: isVoid, irregular: !isVoid && breaksRules(walk, event) };
  });
  const { needs, dueSetBy, dueFrom } = walk;
  return { facts, state: stateOf(walk, entries), entries, needs, dueSetBy, dueFrom };
}

const TELLING: ReadonlySet<EventKind> = new Set<EventKind>(['created', 'amended', 'linked']);

/**
 * The dossier as first told, then as amended. Of one told before anybody had to confirm it, a link within the same unit,
 * or up to one above it, counts as confirmed.
 */
function factsOf(events: readonly DossierEvent[]): DossierFacts {
  const told = events.filter(({ kind }) => TELLING.has(kind));
  const facts: DossierFacts = Object.assign({}, ...told.map((event) => event.facts));
  const { code, parentCode, parentConfirmed } = facts;
  const within = parentCode !== null && covers(unitOfCode(parentCode), unitOfCode(code));
  return { ...facts, parentConfirmed: parentConfirmed ?? within };
}

/** Compares events by when they happened; of one moment, corrections last, then by state, source and id. */
function byTime(a: DossierEvent, b: DossierEvent): number {
  const created = Number(b.kind === 'created') - Number(a.kind === 'created');
  if (created !== 0) return created;
  const time = a.at.getTime() - b.at.getTime();
  if (time !== 0) return time;
  const correction = Number(a.kind === 'correction') - Number(b.kind === 'correction');
  if (correction !== 0) return correction;
  const state = (a.status ?? 0) - (b.status ?? 0);
  if (state !== 0) return state;
  return compareText(a.source, b.source) || compareText(a.id, b.id);
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

type Step = DossierEvent & { status: Status };

function isStep(event: DossierEvent): event is Step {
  return event.status !== null;
}

/** Due dates set after the event that called for them. */
type SetDates = ReadonlyMap<number, { first: Date; last: Date }>;

function datesByTarget(events: readonly DossierEvent[]): SetDates {
  const dates = new Map<number, { first: Date; last: Date }>();
  for (const { kind, target, dueAt } of events) {
    if (kind !== 'due' || target === null || dueAt === null) continue;
    dates.set(target, { first: dates.get(target)?.first ?? dueAt, last: dueAt });
  }
  return dates;
}

type Walk = {
  readonly facts: DossierFacts;
  readonly dates: SetDates;
  standing: StatusPosition | null;
  statusAt: Date;
  statusPosition: number;
  dueAt: Date | null;
  dueOriginal: Date | null;
  dueSetBy: number | null;
  dueFrom: Omit<MissingDueDate, 'target'> | null;
  needs: MissingDueDate[];
  extensionCount: number;
  apologyDocument: string | null;
  settledAt: Date | null;
  wasLate: boolean;
  /** When the time limit first began. */
  begunAt: Date | null;
  waitingSince: Date | null;
  pauses: Pause[];
};

function startWalk(facts: DossierFacts, dates: SetDates): Walk {
  return {
    facts,
    dates,
    standing: null,
    statusAt: facts.receivedAt,
    statusPosition: 1,
    dueAt: null,
    dueOriginal: null,
    dueSetBy: null,
    dueFrom: null,
    needs: [],
    extensionCount: 0,
    apologyDocument: null,
    settledAt: null,
    wasLate: false,
    begunAt: null,
    waitingSince: null,
    pauses: [],
  };
}

function stateOf(walk: Walk, entries: readonly HistoryEntry[]): DossierState {
  return {
    status: walk.standing?.status ?? 1,
    subState: walk.standing?.subState ?? null,
    statusAt: walk.statusAt,
    statusPosition: walk.statusPosition,
    dueAt: walk.dueAt,
    dueOriginal: walk.dueOriginal,
    extensionCount: walk.extensionCount,
    apologyDocument: walk.apologyDocument,
    settledAt: walk.settledAt,
    wasLate: walk.wasLate,
    irregular: entries.some((entry) => entry.irregular),
    erasedAt: erasedAtOf(entries),
  };
}

function erasedAtOf(entries: readonly DossierEvent[]): Date | null {
  const last = entries.find(({ position }) => position === entries.length);
  return last?.kind === 'erased' && last.target === last.position - 1 ? last.at : null;
}

/** Takes the step an event is, if it is one. An amendment cannot move a due date that holds. */
function breaksRules(walk: Walk, event: DossierEvent): boolean {
  return isStep(event) ? takeStep(walk, event) : event.kind === 'amended' && event.dueAt !== null;
}

/** Takes one step; true = it broke the rules. What has been handed over stays so unless corrected. */
function takeStep(walk: Walk, event: Step): boolean {
  const forbidden = event.kind === 'status' && !isPermitted(walk.standing, event.status);
  if (forbidden && walk.standing?.status === 10) return true;
  keepLateness(walk, event);
  const backdated = isBackdated(walk, event);
  if (backdated) walk.wasLate = true;
  const wrongDate = setDueDate(walk, event);
  if (event.status === 5) walk.waitingSince ??= event.at;
  else if (event.status !== 1) walk.waitingSince = null;
  enter(walk, event);
  return forbidden || backdated || wrongDate;
}

function enter(walk: Walk, event: Step): void {
  const { standing } = walk;
  const stays = standing?.status === event.status;
  walk.standing = {
    status: event.status,
    subState: event.subState ?? (stays ? (standing?.subState ?? null) : null),
  };
  if (!stays) walk.statusAt = event.at;
  if (!stays || event.details) walk.statusPosition = event.position;
  if (isSettled(event.status)) walk.settledAt ??= event.at;
}

/** States that end or stop the time limit. */
const STOPPING: ReadonlySet<Status> = new Set<Status>([5, 7, 9, 10]);

/**
 * A person tells, when the due day is over, that the clock was stopped in time. It is recorded, flagged, and the
 * dossier counts as late all the same: otherwise every late one could be told away.
 */
function isBackdated({ dueAt, settledAt }: Walk, event: Step): boolean {
  if (event.actorKind !== 'person' || !STOPPING.has(event.status)) return false;
  const open = dueAt !== null && settledAt === null;
  return open && isPast(dueAt, event.recordedAt) && !isPast(dueAt, event.at);
}

const isSettled = (status: Status) => status === 9 || status === 10;

/** States in which the time limit runs against the office, and those in which the office works. */
const RUNNING: ReadonlySet<Status> = new Set<Status>([2, 4, 6, 8]);
const WORKING: ReadonlySet<Status> = new Set<Status>([2, 4]);

/** A dossier once late stays late, though it is opened again, laid aside or ended, or its time limit starts anew. */
function keepLateness(walk: Walk, { status, at }: Step): void {
  const before = walk.standing?.status;
  const reopened = walk.settledAt !== null && !isSettled(status);
  const running = walk.settledAt === null && before !== undefined && RUNNING.has(before);
  const laidAside = running && before !== status && !WORKING.has(status) && !isSettled(status);
  const told = reopened ? walk.settledAt : at;
  if ((reopened || laidAside) && walk.dueAt && told && isPast(walk.dueAt, told)) walk.wasLate = true;
  if (reopened) walk.settledAt = null;
}

/** States in which the time limit has begun: from reception on, unless refused, withdrawn or still incomplete. */
const BEGUN: ReadonlySet<Status> = new Set<Status>([2, 4, 6, 8, 9, 10]);

/** Sets the due date an event calls for; true = it asks for a change that is not allowed, which is not made. */
function setDueDate(walk: Walk, event: Step): boolean {
  if (walk.begunAt === null && BEGUN.has(event.status)) return begin(walk, event);
  if (event.kind === 'correction') return event.dueAt !== null;
  const resumes = walk.waitingSince !== null && (event.status === 2 || event.status === 4);
  if (resumes && walk.begunAt !== null) return resume(walk, event);
  return event.dueAt !== null && changeDueDate(walk, event, event.dueAt);
}

function begin(walk: Walk, event: Step): boolean {
  walk.begunAt = event.at;
  walk.dueFrom = { from: event.at, pauses: [] };
  return takeDate(walk, event, event.dueAt ?? walk.facts.toldDueAt);
}

/** Supplements are complete: the time limit starts anew, goes on, or was never stopped (`clockPolicy`). */
function resume(walk: Walk, event: Step): boolean {
  const { waitingSince, begunAt } = walk;
  if (waitingSince) walk.pauses.push({ from: waitingSince, to: event.at });
  const { clockPolicy } = walk.facts;
  if (clockPolicy === 'none') return event.dueAt !== null && changeDueDate(walk, event, event.dueAt);
  const paused = clockPolicy === 'pause' && begunAt !== null;
  walk.dueFrom = paused ? { from: begunAt, pauses: [...walk.pauses] } : { from: event.at, pauses: [] };
  return takeDate(walk, event, event.dueAt);
}

/** The date told with the event, or set for it since; where there is neither, one is needed. */
function takeDate(walk: Walk, event: Step, told: Date | null): boolean {
  const set = walk.dates.get(event.position);
  const dueAt = set?.last ?? told;
  walk.dueOriginal ??= told ?? set?.first ?? null;
  if (dueAt) {
    walk.dueAt = dueAt;
    walk.dueSetBy = event.position;
  } else if (walk.dueFrom) walk.needs.push({ target: event.position, ...walk.dueFrom });
  return false;
}

/** Sets a date where there is none, or extends the one there is; true = that is not allowed. The same day is no change. */
function changeDueDate(walk: Walk, event: Step, dueAt: Date): boolean {
  const { dueAt: before, extensionCount } = walk;
  if (before && vietnamDate(before) === vietnamDate(dueAt)) return false;
  if (walk.settledAt !== null) return true;
  if (before && refuseExtension({ dueAt: before, extensionCount }, extensionOf(event, dueAt)) !== null)
    return true;
  if (before) {
    walk.extensionCount += 1;
    walk.apologyDocument = event.apologyDocument;
  }
  walk.dueOriginal ??= dueAt;
  walk.dueAt = walk.dates.get(event.position)?.last ?? dueAt;
  walk.dueSetBy = event.position;
  return false;
}

/** The extension that an event with a new due date asks for. */
export function extensionOf(
  { at, apologyDocument, details, facts }: Pick<DossierEvent, 'at' | 'apologyDocument' | 'details' | 'facts'>,
  dueAt: Date,
): ExtensionAsked {
  return { dueAt, at, apologyDocument, hasReason: details, rule: facts?.extensionRule ?? 'lenient' };
}
