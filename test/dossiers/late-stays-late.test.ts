/** Whatever people and files without times do to an overdue dossier, it counts as late, by reports and by reading alike. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { appendTo, type Draft, moveDueDate } from '../../src/dossiers/model/change.js';
import { type Actor, IMPORT_SOURCE } from '../../src/dossiers/model/dossier.js';
import type { DossierInput } from '../../src/dossiers/model/inputs.js';
import { putInto } from '../../src/dossiers/model/put.js';
import { lateness, STATUSES, type Status } from '../../src/dossiers/model/status.js';
import { outcomeOf } from '../../src/reports/on-time.js';
import { at, CODE, chief, clerk, filed, fiveDays, KEYS } from './fixture.js';

const file: Actor = { ...clerk, kind: 'system', id: 'cli:lan', source: IMPORT_SOURCE };
/** Due on the 25th; on the 27th it stands open. */
const NOW = 27;

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
    { ...filed, dueAt: at(25, '17:00'), submission: online ? 'online' : 'direct' },
    clerk,
    at(20),
  );
  if (!online) return told;
  const received = copy(told);
  appendTo(
    received,
    { id: 'received', status: 2, at: at(20, '10:00') },
    { actor: clerk, now: at(20, '10:00') },
  );
  return received;
}

const day = fc.integer({ min: 19, max: NOW });
const operations = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('event' as const),
      status: fc.constantFrom<Status>(...STATUSES),
      day,
      time: fc.constantFrom('09:30', '15:00'),
      due: fc.option(fc.integer({ min: 20, max: 40 })),
      correction: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('file' as const),
      status: fc.constantFrom<Status>(...STATUSES),
      row: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('put' as const),
      received: day,
      clockPolicy: fc.constantFrom('restart' as const, 'pause' as const, 'none' as const),
      due: fc.option(fc.integer({ min: 20, max: 40 })),
    }),
    fc.record({ kind: fc.constant('move' as const), due: fc.integer({ min: 20, max: 40 }) }),
  ),
  { maxLength: 10 },
);
type Operation = typeof operations extends fc.Arbitrary<(infer O)[]> ? O : never;

function carryOut(draft: Draft, operation: Operation, step: number): Draft {
  const now = at(NOW, `1${Math.min(step, 9)}:00`);
  const trial = copy(draft);
  switch (operation.kind) {
    case 'event': {
      const { status, correction, due } = operation;
      const dueAt = due ? at(due, '17:00') : undefined;
      const input = {
        id: `e${step}`,
        status,
        at: at(operation.day, operation.time),
        reason: 'lý do',
        correction,
      };
      const event = { ...input, ...(dueAt ? { dueAt, apologyDocument: '1/PXL' } : {}) };
      return appendTo(trial, event, { actor: correction ? chief : clerk, now }).ok ? trial : draft;
    }
    case 'file': {
      const again = operation.row ? put(draft, { ...filed, dueAt: at(30, '17:00') }, file, now) : draft;
      const told = copy(again);
      const event = { id: `f${step}`, status: operation.status, at: null, standing: true };
      return appendTo(told, event, { actor: file, now }).ok ? told : again;
    }
    case 'put': {
      const { received, clockPolicy, due } = operation;
      const input = { ...filed, receivedAt: at(received), clockPolicy };
      return put(draft, due ? { ...input, dueAt: at(due, '17:00') } : input, clerk, now);
    }
    case 'move':
      return moveDueDate(trial, { dueAt: at(operation.due, '17:00'), reason: 'bão' }, clerk, now).ok
        ? trial
        : draft;
  }
}

it('stays late, keeps its first due date and its day of reception, and is told alike everywhere', () => {
  fc.assert(
    fc.property(fc.boolean(), operations, (online, list) => {
      let draft = newDraft(online);
      for (const [step, operation] of list.entries()) draft = carryOut(draft, operation, step);
      const history = draft.history;
      if (!history) throw new Error('it was filed');
      const { facts, state } = history;
      expect(['late', 'overdue']).toContain(outcomeOf(state, at(NOW, '23:00')));
      expect(lateness(state, at(NOW, '23:00'))).toBe('late');
      expect(state.dueOriginal).toEqual(at(25, '17:00'));
      expect(facts.receivedAt.toISOString().slice(0, 10)).toBe('2026-11-20');
    }),
    { numRuns: 3000 },
  );
});

it('refuses a time before the day of reception, also of a result whose time nobody knew', () => {
  const told = carryOut(newDraft(true), { kind: 'file', status: 10, row: false }, 0);
  const result = (day: number, time: string) =>
    appendTo(copy(told), { id: 'b', status: 10, at: at(day, time) }, { actor: clerk, now: at(NOW, '12:00') });
  expect(result(19, '15:00')).toMatchObject({ ok: false, refusal: { kind: 'beforeReception' } });
  expect(result(20, '09:30')).toMatchObject({ ok: false, refusal: { kind: 'forbidden' } });
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
