/** Whatever is done to an overdue dossier, it counts as late, by reports and by reading alike. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { appendTo, type Draft, moveDueDate, undoIn } from '../../src/dossiers/model/change.js';
import { type Actor, IMPORT_SOURCE } from '../../src/dossiers/model/dossier.js';
import type { DossierInput, EventInput } from '../../src/dossiers/model/inputs.js';
import { putInto } from '../../src/dossiers/model/put.js';
import { lateness, STATUSES, type Status } from '../../src/dossiers/model/status.js';
import { type Brought, takeBack, whyLeft } from '../../src/dossiers/model/take-back.js';
import { outcomeOf } from '../../src/reports/on-time.js';
import { at, CODE, chief, clerk, filed, fiveDays, KEYS, system } from './fixture.js';

const file: Actor = { ...clerk, kind: 'system', id: 'cli:lan', source: IMPORT_SOURCE };
/** Received on the 20th and due on the 25th; on the 27th it stands open. */
const [RECEIVED, DUE, NOW] = [20, 25, 27];

const copy = (draft: Draft): Draft => ({ ...draft, events: [...draft.events] });

function put(draft: Draft, input: DossierInput, actor: Actor, now: Date): Draft {
  const trial = copy(draft);
  const filing = { rules: fiveDays, factorKey: KEYS.factorKey, salt: 's', actor, now };
  return putInto(trial, input, filing).ok ? trial : draft;
}

function newDraft(online: boolean): Draft {
  const owner = { ownerName: null, ownerSalt: null, phoneHash: null, identityHash: null };
  const empty: Draft = { key: 'k', code: CODE, version: 0, events: [], fresh: 0, history: null, owner };
  const told = put(
    empty,
    { ...filed, dueAt: at(DUE, '17:00'), submission: online ? 'online' : 'direct' },
    clerk,
    at(RECEIVED),
  );
  if (!online) return told;
  const received = copy(told);
  appendTo(
    received,
    { id: 'received', status: 2, at: at(RECEIVED, '10:00') },
    { actor: clerk, now: at(RECEIVED, '10:00') },
  );
  return received;
}

const status = fc.constantFrom<Status>(...STATUSES);
const time = fc.constantFrom('09:30', '15:00');
const due = fc.option(fc.integer({ min: 20, max: 40 }));
const operations = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('event' as const),
      status,
      day: fc.integer({ min: 19, max: NOW }),
      time,
      due,
      correction: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('system' as const),
      /** Whether the desk's file tells it, or a system through its key. */
      byFile: fc.boolean(),
      status,
      day: fc.option(fc.integer({ min: 18, max: NOW })),
      time,
      due,
    }),
    fc.record({ kind: fc.constant('file' as const), status, row: fc.boolean() }),
    fc.record({
      kind: fc.constant('put' as const),
      byPerson: fc.boolean(),
      received: fc.integer({ min: 19, max: NOW }),
      clockPolicy: fc.constantFrom('restart' as const, 'pause' as const, 'none' as const),
      due,
    }),
    fc.record({ kind: fc.constant('move' as const), due: fc.integer({ min: 20, max: 40 }) }),
    fc.constant({ kind: 'undo' as const }),
    fc.constant({ kind: 'undoFile' as const }),
  ),
  { maxLength: 10 },
);
type Operation = typeof operations extends fc.Arbitrary<(infer O)[]> ? O : never;
type Told<K extends Operation['kind']> = Extract<Operation, { kind: K }>;

/** A dossier with what the last file brought; `excused`: a system told that the time was stopped or over in time. */
type World = { draft: Draft; brought: Brought | null; excused: boolean };

const extension = (day: number | null) =>
  day ? { dueAt: at(day, '17:00'), apologyDocument: '1/PXL', reason: 'lý do' } : { reason: 'lý do' };

function append(draft: Draft, input: EventInput, actor: Actor, now: Date): Draft {
  const trial = copy(draft);
  return appendTo(trial, input, { actor, now }).ok ? trial : draft;
}

/** Since when a file has brought events to a dossier. */
const broughtBy = (before: Draft, after: Draft): Brought | null =>
  after === before ? null : { from: before.events.length + 1, to: after.events.length, owner: before.owner };

function tellBySystem(world: World, told: Told<'system'>, step: number, now: Date): World {
  const { draft } = world;
  const when = told.day === null ? null : at(told.day, told.time);
  const input = { id: `s${step}`, status: told.status, at: when, ...extension(told.due) };
  const after = append(
    draft,
    told.byFile ? { ...input, standing: true } : input,
    told.byFile ? file : system,
    now,
  );
  const inTime = told.day !== null && RECEIVED <= told.day && told.day <= DUE;
  const excused = world.excused || (after !== draft && inTime && told.status >= 5);
  return { draft: after, excused, brought: told.byFile ? broughtBy(draft, after) : world.brought };
}

function carryOut(world: World, operation: Operation, step: number): World {
  const now = at(NOW, `1${Math.min(step, 9)}:00`);
  const { draft } = world;
  switch (operation.kind) {
    case 'event': {
      const { correction } = operation;
      const moment = at(operation.day, operation.time);
      const input = { id: `e${step}`, status: operation.status, at: moment, correction };
      const told = { ...input, ...extension(operation.due) };
      return { ...world, draft: append(draft, told, correction ? chief : clerk, now) };
    }
    case 'system':
      return tellBySystem(world, operation, step, now);
    case 'file': {
      const again = operation.row ? put(draft, { ...filed, dueAt: at(30, '17:00') }, file, now) : draft;
      const input = { id: `f${step}`, status: operation.status, at: null, standing: true };
      const after = append(again, input, file, now);
      return { ...world, draft: after, brought: broughtBy(draft, after) };
    }
    case 'put': {
      const { byPerson, received, clockPolicy, due: day } = operation;
      const input = { ...filed, receivedAt: at(received), clockPolicy };
      const told = day ? { ...input, dueAt: at(day, '17:00') } : input;
      return { ...world, draft: put(draft, told, byPerson ? clerk : system, now) };
    }
    case 'move': {
      const trial = copy(draft);
      const moved = { dueAt: at(operation.due, '17:00'), reason: 'bão' };
      return moveDueDate(trial, moved, clerk, now).ok ? { ...world, draft: trial } : world;
    }
    case 'undo': {
      const own = draft.events.findLast(({ source, id }) => source === clerk.source && /^e\d/.test(id));
      if (!own) return world;
      const by = own.actorId === chief.id ? chief : clerk;
      const trial = copy(draft);
      const slip = { id: own.id, source: own.source, reason: null };
      return undoIn(trial, slip, by, at(NOW, '19:05')).ok ? { ...world, draft: trial } : world;
    }
    case 'undoFile': {
      const { brought } = world;
      if (!brought || whyLeft(draft, brought)) return world;
      const trial = copy(draft);
      takeBack(trial, brought, { actor: clerk, now, reason: 'nhầm tệp' });
      return { ...world, draft: trial, brought: null };
    }
  }
}

const opened = (online: boolean): World => ({ draft: newDraft(online), brought: null, excused: false });

it('stays late but by a time in time of a system, keeps its first due date and its day of reception', () => {
  fc.assert(
    fc.property(fc.boolean(), operations, (online, list) => {
      let world = opened(online);
      for (const [step, operation] of list.entries()) world = carryOut(world, operation, step);
      const history = world.draft.history;
      if (!history) throw new Error('it was filed');
      const { facts, state } = history;
      const evening = at(NOW, '23:00');
      const counted = outcomeOf(state, evening) ?? 'nothing';
      const isCounted = ['late', 'overdue'].includes(counted);
      expect(isCounted).toBe(lateness(state, evening) === 'late');
      if (!world.excused) expect([counted, isCounted]).toEqual([counted, true]);
      expect(state.dueOriginal).toEqual(at(DUE, '17:00'));
      expect(facts.receivedAt.toISOString().slice(0, 10)).toBe('2026-11-20');
    }),
    { numRuns: 3000 },
  );
});

it('refuses a time before the day of reception, also of a result whose time nobody knew', () => {
  const told = carryOut(opened(true), { kind: 'file', status: 10, row: false }, 0).draft;
  const result = (day: number, time: string) =>
    appendTo(copy(told), { id: 'b', status: 10, at: at(day, time) }, { actor: clerk, now: at(NOW, '12:00') });
  expect(result(19, '15:00')).toMatchObject({ ok: false, refusal: { kind: 'beforeReception' } });
  expect(result(20, '09:30')).toMatchObject({ ok: false, refusal: { kind: 'forbidden' } });
});

const tell = (draft: Draft, input: EventInput, actor = system) => {
  const trial = copy(draft);
  const result = appendTo(trial, input, { actor, now: at(NOW) });
  const { state } = trial.history ?? newDraft(false).history ?? {};
  if (!state) throw new Error('it was filed');
  return { result, state, counted: outcomeOf(state, at(NOW)) };
};

it('takes a result that a system says was before the reception for one of unknown time, and flags it', () => {
  const early = tell(put(newDraft(false), filed, clerk, at(RECEIVED)), { id: 'a', status: 10, at: at(19) });
  expect(early.result).toMatchObject({ ok: true, value: { irregular: true } });
  expect([early.state.settledKnown, early.counted]).toEqual([false, 'late']);
  // Of a dossier nobody saw overdue here nobody can say that it was late.
  const now = at(NOW);
  const empty = { ...newDraft(false), events: [], fresh: 0, history: null };
  const fresh = put(empty, { ...filed, dueAt: at(DUE) }, system, now);
  expect(tell(fresh, { id: 'a', status: 10, at: at(19) }).counted).toBe('settledUnknown');
});

it('refuses a result before the reception from a file, whose row can be put right', () => {
  const { result } = tell(newDraft(false), { id: 'a', status: 10, at: at(19), standing: true }, file);
  expect(result).toMatchObject({ ok: false, refusal: { kind: 'beforeReception' }, field: 'at' });
});

it('lets a system say in time what happened in time, and an extension only while it is time', () => {
  const overdue = newDraft(false);
  expect(tell(overdue, { id: 'a', status: 9, at: at(24) }).counted).toBe('early');
  const extended = { id: 'b', status: 4 as const, at: at(24), ...extension(30) };
  const late = tell(overdue, extended);
  expect(late.result).toMatchObject({ ok: true, value: { irregular: true } });
  expect([late.state.dueAt, late.counted]).toEqual([at(30, '17:00'), 'overdue']);
  const trial = copy(overdue);
  appendTo(trial, extended, { actor: system, now: at(24, '10:00') });
  expect(outcomeOf(trial.history?.state ?? late.state, at(NOW))).toBe('inTime');
});

it('flags another day of reception told afterwards, once, and keeps the first', () => {
  const told = put(newDraft(false), { ...filed, receivedAt: at(26) }, clerk, at(NOW));
  const again = put(told, { ...filed, receivedAt: at(26) }, clerk, at(NOW));
  const { facts, state, entries } = again.history ?? {};
  expect([facts?.receivedAt, state?.irregular]).toEqual([at(20), true]);
  expect(entries?.filter(({ kind }) => kind === 'amended')).toHaveLength(1);
});

it.each<Status>([5, 6, 7, 8, 9])(
  'state %i dated back to before the due day is recorded, flagged and late',
  (status) => {
    const draft = newDraft(false);
    appendTo(draft, { id: 'a', status: 4, at: at(21) }, { actor: clerk, now: at(21) });
    const result = appendTo(
      draft,
      { id: 'b', status, at: at(24), reason: 'x' },
      { actor: clerk, now: at(NOW) },
    );
    expect(result).toMatchObject({ ok: true, value: { irregular: true } });
    expect(draft.history?.state.wasLate).toBe(true);
  },
);
