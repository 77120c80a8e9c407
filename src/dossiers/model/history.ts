/**
 * What the events of a dossier amount to. The events are read in order of when they happened, whatever the order
 * they came in: the same events give the same state, told once or twice, early or late. Pure.
 */
import {
  covers,
  type DossierEvent,
  type DossierFacts,
  type DossierState,
  type EventFacts,
  type EventKind,
  type HistoryEntry,
  unitOfCode,
} from './dossier.js';
import { BEGUN } from './due-steps.js';
import { isSettled } from './status.js';
import {
  isStep,
  type KnownEvents,
  type MissingDueDate,
  type SetDates,
  startWalk,
  takeEvent,
  type Walk,
} from './walk.js';

/** What all events of a dossier amount to. */
export type History = {
  facts: DossierFacts;
  state: DossierState;
  /** Every event in order of when it happened; those of a filing taken back first. */
  entries: HistoryEntry[];
  /** Due dates nobody has told or computed yet. */
  needs: MissingDueDate[];
  /** Position of the event the present due date comes from; null = there is none. */
  dueSetBy: number | null;
  /** What the present due date was or would be computed from; null = the time limit has not begun. */
  dueFrom: Omit<MissingDueDate, 'target'> | null;
  /** What the walk knew from the start. */
  known: KnownEvents;
};

/** Reads events given in order of receipt. Throws when they do not begin with the dossier's creation. */
export function readHistory(events: readonly DossierEvent[]): History {
  if (events[0]?.kind !== 'created') throw new Error('a dossier must begin with its creation');
  const start = events.findLastIndex(({ kind }) => kind === 'created');
  // A filing taken back and made again begins anew.
  const life = withoutTimes(start === 0 ? events : events.slice(start));
  const undone = new Set(life.flatMap(({ kind, target }) => (kind === 'undo' && target ? [target] : [])));
  const voided = undone.has(start + 1);
  const standing = life.filter(({ position }) => voided || !undone.has(position));
  const known = knownOf(standing);
  const ordered = life.length < 2 ? [...life] : [...life].sort(byTime);
  const walk = startWalk(known, start + 1);
  const entries = ordered.map((event) => {
    const before = walk.standing;
    const isVoid = undone.has(event.position);
    return { ...event, before, undone: isVoid || voided, irregular: !isVoid && takeEvent(walk, event) };
  });
  const former = events
    .slice(0, start)
    .map((event) => ({ ...event, before: null, undone: true, irregular: false }));
  const { needs, dueSetBy, dueFrom } = walk;
  const state = stateOf(walk, entries, { events, voided });
  const all = former.length === 0 ? entries : [...former, ...entries];
  return { facts: known.facts, state, entries: all, needs: voided ? [] : needs, dueSetBy, dueFrom, known };
}

/** What has since been said to have no known time: it is no later than when it was told. */
function withoutTimes(events: readonly DossierEvent[]): readonly DossierEvent[] {
  const undated = new Set(events.flatMap(({ kind, target }) => (kind === 'undated' ? [target] : [])));
  if (undated.size === 0) return events;
  return events.map((event) =>
    undated.has(event.position) ? { ...event, at: event.recordedAt, atKnown: false } : event,
  );
}

const TELLING: ReadonlySet<EventKind> = new Set<EventKind>(['created', 'amended', 'linked']);

function knownOf(standing: readonly DossierEvent[]): KnownEvents {
  const steps = standing.filter(isStep);
  const [first] = standing;
  if (!first) throw new Error('a life of a dossier has its creation');
  return {
    facts: factsOf(standing),
    dates: datesByTarget(standing),
    knownSince: first.recordedAt,
    // Told before this was so, one counted for all that had been told as well.
    policies: standing.flatMap(({ position, facts }) =>
      facts?.clockPolicy
        ? [{ position: facts.timing === 'strict' ? position : 0, policy: facts.clockPolicy }]
        : [],
    ),
    undated: steps.filter(({ status, atKnown }) => !atKnown && isSettled(status)),
    firstBegun: steps.find(({ status }) => BEGUN.has(status))?.position ?? 0,
  };
}

/**
 * The dossier as first told, then as amended. Of one told before anybody had to confirm it, a link within the same unit,
 * or up to one above it, counts as confirmed.
 */
function factsOf(events: readonly DossierEvent[]): DossierFacts {
  const told = events.filter(({ kind }) => TELLING.has(kind));
  const facts = dossierOnly(Object.assign({}, ...told.map((event) => event.facts)));
  const { code, parentCode, parentConfirmed } = facts;
  const within = parentCode !== null && covers(unitOfCode(parentCode), unitOfCode(code));
  return { ...facts, parentConfirmed: parentConfirmed ?? within };
}

/** Without what events say of themselves. */
function dossierOnly(said: EventFacts & DossierFacts): DossierFacts {
  const { holder: _h, step: _s, dueInFile: _d, timing: _t, claimedReceivedAt: _c, ...facts } = said;
  return facts;
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

function datesByTarget(events: readonly DossierEvent[]): SetDates {
  const dates = new Map<number, { first: Date; last: Date }>();
  for (const { kind, target, dueAt } of events) {
    if (kind !== 'due' || target === null || dueAt === null) continue;
    dates.set(target, { first: dates.get(target)?.first ?? dueAt, last: dueAt });
  }
  return dates;
}

function stateOf(
  walk: Walk,
  entries: readonly HistoryEntry[],
  { events, voided }: { events: readonly DossierEvent[]; voided: boolean },
): DossierState {
  const { holder } = walk;
  const erasedAt = erasedAtOf(events);
  return {
    status: walk.standing?.status ?? 1,
    subState: walk.standing?.subState ?? null,
    statusAt: walk.statusAt,
    statusKnown: walk.statusKnown,
    statusPosition: walk.statusPosition,
    dueAt: walk.dueAt,
    dueOriginal: walk.dueOriginal,
    extensionCount: walk.extensionCount,
    apologyDocument: walk.apologyDocument,
    settledAt: walk.settledAt,
    settledKnown: walk.settledKnown,
    wasLate: walk.wasLate,
    irregular: entries.some((entry) => entry.irregular),
    voided,
    holderKind: holder?.kind ?? null,
    holderId: holder?.id ?? null,
    // Erased together with the rest, and the row is written before the events are.
    holderName: erasedAt === null ? (holder?.name ?? null) : null,
    holderSince: holder?.since ?? null,
    step: walk.step,
    erasedAt,
  };
}

function erasedAtOf(events: readonly DossierEvent[]): Date | null {
  const last = events.at(-1);
  return last?.kind === 'erased' && last.target === last.position - 1 ? last.at : null;
}
