import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DossierEvent, DossierFacts } from '../../../src/dossiers/model/dossier.js';
import { readHistory } from '../../../src/dossiers/model/history.js';
import { STATUSES, type Status } from '../../../src/dossiers/model/status.js';
import { at, CODE } from '../fixture.js';

const facts: DossierFacts = {
  code: CODE,
  procedureCode: '1.001193',
  procedureVersion: null,
  submission: 'direct',
  receivedAt: at(20),
  receivingUnit: 'H21.17',
  settlingUnit: 'H21.17',
  returningUnit: 'H21.17',
  parentCode: null,
  parentConfirmed: false,
  clockPolicy: 'restart',
  toldDueAt: at(25),
  ownerDigest: null,
};

const blank: DossierEvent = {
  position: 1,
  kind: 'status',
  source: 'igate',
  id: 'x',
  status: 2,
  subState: null,
  at: at(20),
  atKnown: true,
  recordedAt: at(29),
  actorKind: 'system',
  actorId: 'key',
  amount: null,
  dueAt: null,
  apologyDocument: null,
  target: null,
  facts: null,
  details: false,
  actorName: null,
  reason: null,
  missing: null,
  holderName: null,
};
const created: DossierEvent = { ...blank, kind: 'created', source: 'motcua', id: 'created', facts };

/** A history of the creation and these, in order of receipt. */
const read = (...events: Partial<DossierEvent>[]) =>
  readHistory([created, ...events.map((event, i) => ({ ...blank, id: `e${i}`, ...event, position: i + 2 }))]);

describe('a history', () => {
  it('takes a link of before links were confirmed for one within its unit or up to one above', () => {
    const { parentConfirmed: _, ...before } = facts;
    const confirmed = (parentCode: string | null, later: Partial<DossierEvent>[] = []) =>
      readHistory([
        { ...created, facts: { ...before, parentCode } },
        ...later.map((event, i) => ({ ...blank, status: null, id: `l${i}`, ...event, position: i + 2 })),
      ]).facts.parentConfirmed;
    expect(
      ['H21.17', 'H21', 'H21.1', 'H21.170', 'H21.17.5'].map((unit) => confirmed(`${unit}-261120-1`)),
    ).toEqual([true, true, false, false, false]);
    expect(confirmed(null)).toBe(false);
    const answers = [true, false].map((parentConfirmed) => ({
      kind: 'linked' as const,
      facts: { parentConfirmed },
    }));
    expect(confirmed('H21.1-261120-1', answers.slice(0, 1))).toBe(true);
    expect(confirmed('H21.1-261120-1', answers)).toBe(false);
  });

  it('must begin with the creation', () => {
    expect(() => readHistory([])).toThrow(/creation/);
    expect(() => readHistory([blank])).toThrow(/creation/);
  });

  it('needs a date for a reception nobody told one for, and for supplements', () => {
    const untold = readHistory([{ ...created, facts: { ...facts, toldDueAt: null } }]);
    expect(untold.needs).toEqual([{ target: 1, from: at(20), pauses: [] }]);
    const waited = read({ status: 5, at: at(22) }, { status: 4, at: at(24) });
    expect(waited.needs).toEqual([{ target: 3, from: at(24), pauses: [] }]);
    expect(waited.state.dueAt).toEqual(at(25));
    const answered = read(
      { status: 5, at: at(22) },
      { status: 4, at: at(24) },
      { kind: 'due', status: null, target: 3, dueAt: at(29) },
    );
    expect(answered.needs).toEqual([]);
    expect(answered.state).toMatchObject({ dueAt: at(29), dueOriginal: at(25) });
  });

  it('counts the wait from the notice to the full dossier, though it was sent in between', () => {
    const pausing = readHistory([
      { ...created, facts: { ...facts, clockPolicy: 'pause' } },
      { ...blank, position: 2, id: 'a', status: 5, at: at(21) },
      { ...blank, position: 3, id: 'b', status: 1, at: at(22) },
      { ...blank, position: 4, id: 'c', status: 2, at: at(23) },
    ]);
    expect(pausing.needs).toEqual([{ target: 4, from: at(20), pauses: [{ from: at(21), to: at(23) }] }]);
  });

  it('keeps what says most of a state: the last event in it with a reason or papers', () => {
    const { state } = read(
      { status: 5, at: at(21), details: true },
      { status: 5, at: at(22) },
      { status: 5, at: at(23), details: true },
      { status: 5, at: at(24) },
    );
    expect(state).toMatchObject({ statusPosition: 4, statusAt: at(21) });
  });

  it('takes the first due date anybody tells for the one promised', () => {
    const { state } = readHistory([
      { ...created, facts: { ...facts, toldDueAt: null } },
      { ...blank, position: 2, id: 'a', status: 4, at: at(21), dueAt: at(26) },
      { ...blank, position: 3, id: 'b', status: 4, at: at(22), dueAt: at(28), apologyDocument: '1/PXL' },
    ]);
    expect(state).toMatchObject({ dueOriginal: at(26), dueAt: at(28), extensionCount: 1 });
  });

  it('takes a hand-over in time for the time of a result nobody told, and a later one for none', () => {
    const settled = (day: number, toldDueAt: Date | null = at(25)) => {
      const { state } = readHistory([
        { ...created, facts: { ...facts, toldDueAt } },
        { ...blank, position: 2, id: 'a', status: 9, at: at(23), atKnown: false },
        { ...blank, position: 3, id: 'b', status: 10, at: at(day) },
      ]);
      return [state.settledAt, state.settledKnown];
    };
    expect(settled(25)).toEqual([at(25), true]);
    expect(settled(26)).toEqual([at(23), false]);
    expect(settled(25, null)).toEqual([at(23), false]);
  });

  it('counts as late what stood open when its day was over and is told to have ended nobody knows when', () => {
    const wasLate = (day: number) =>
      readHistory([
        { ...created, recordedAt: at(20) },
        { ...blank, position: 2, status: 9, at: at(day), atKnown: false, recordedAt: at(day) },
      ]).state.wasLate;
    expect([wasLate(25), wasLate(26)]).toEqual([false, true]);
  });

  it('leaves a stop for good to irregular events', () => {
    const { state, entries } = read(
      { status: 4, at: at(21) },
      { status: 8, subState: 'stopped', at: at(22) },
      { status: 4, at: at(23) },
    );
    expect(entries.map(({ irregular }) => irregular)).toEqual([false, false, false, true]);
    expect(state).toMatchObject({ status: 4, subState: null });
  });

  const steps = fc.array(
    fc.record({
      kind: fc.constantFrom<DossierEvent['kind']>('status', 'status', 'status', 'correction'),
      status: fc.constantFrom<Status>(...STATUSES),
      day: fc.integer({ min: 20, max: 29 }),
      dueDay: fc.option(fc.integer({ min: 20, max: 29 })),
      apologyDocument: fc.option(fc.constant('1/PXL')),
    }),
    { maxLength: 8 },
  );
  const asEvents = steps.map((list) =>
    list.map(
      ({ day, dueDay, ...rest }, i): Partial<DossierEvent> => ({
        ...rest,
        id: `e${i}`,
        at: at(day),
        dueAt: dueDay ? at(dueDay) : null,
      }),
    ),
  );

  it('is the same in whatever order its events were told', () => {
    const orders = asEvents.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    const told = (list: Partial<DossierEvent>[]) => {
      const { state, entries } = read(...list);
      return { ...state, statusPosition: 0, entries: entries.map((entry) => ({ ...entry, position: 0 })) };
    };
    fc.assert(
      fc.property(orders, ([straight, shuffled]) => {
        expect(told(shuffled)).toEqual(told(straight));
      }),
      { numRuns: 500 },
    );
  });

  it('never loses the first due date, extends at most once, and leaves 10 by a correction only', () => {
    fc.assert(
      fc.property(asEvents, (list) => {
        const { state, entries } = read(...list);
        expect(state.dueOriginal).toEqual(at(25));
        expect(state.extensionCount).toBeLessThanOrEqual(1);
        expect(state.extensionCount === 1).toBe(state.apologyDocument !== null);
        entries.forEach((entry, i) => {
          const next = entries[i + 1];
          if (entry.before?.status === 10 && entry.kind === 'status') {
            expect((next?.before ?? state).status).toBe(10);
          }
        });
      }),
      { numRuns: 500 },
    );
  });

  it('keeps a dossier late that was late, however many events follow', () => {
    fc.assert(
      fc.property(asEvents, (list) => {
        const late = read({ status: 9, at: at(26) }, { status: 4, at: at(26, '10:00') });
        expect(late.state.wasLate).toBe(true);
        const later = list.map((event) => ({ ...event, at: at(27) }));
        expect(
          read({ id: 'l', status: 9, at: at(26) }, { id: 'm', status: 4, at: at(26, '10:00') }, ...later)
            .state.wasLate,
        ).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});
