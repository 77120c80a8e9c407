import { describe, expect, it } from 'vitest';
import { appendTo, type Draft, moveDueDate, undoIn } from '../../../src/dossiers/model/change.js';
import type { Actor } from '../../../src/dossiers/model/dossier.js';
import type { EventInput } from '../../../src/dossiers/model/inputs.js';
import { takeBack } from '../../../src/dossiers/model/take-back.js';
import { at, chief, clerk, event, system } from '../fixture.js';
import { file, newDraft } from './draft.js';

const tell = (draft: Draft, told: EventInput, actor: Actor = clerk, now = told.at ?? at(23)) =>
  appendTo(draft, told, { actor, now });
const undo = (draft: Draft, id: string, actor: Actor = clerk, now = at(22)) =>
  undoIn(draft, { id, source: actor.source, reason: null }, actor, now);

describe('an event', () => {
  it('may name what it corrects, if there is such an event', () => {
    const draft = newDraft();
    tell(draft, event('a', 4, at(21)));
    const correction = { correction: true, reason: 'gõ nhầm' };
    expect(tell(draft, event('b', 2, at(22), { ...correction, corrects: 'a' }), chief)).toMatchObject({
      ok: true,
    });
    expect(draft.events.at(-1)).toMatchObject({ kind: 'correction', target: 2 });
    expect(tell(draft, event('c', 4, at(22), { ...correction, corrects: 'x' }), chief)).toEqual({
      ok: false,
      refusal: { kind: 'unknownTarget' },
      field: 'corrects',
    });
  });

  it('that corrects cannot move the due date', () => {
    const told = event('a', 4, at(21), { correction: true, reason: 'gõ nhầm', dueAt: at(28) });
    expect(tell(newDraft(), told, chief)).toEqual({
      ok: false,
      refusal: { kind: 'dueFixed' },
      field: 'dueAt',
    });
  });

  it('with the due day already promised asks for nothing new', () => {
    const draft = newDraft();
    expect(tell(draft, event('a', 4, at(21), { dueAt: at(25, '11:00') }))).toMatchObject({ ok: true });
    expect(draft.history?.state).toMatchObject({ dueAt: at(25, '17:00'), extensionCount: 0 });
  });

  it('that is not believed as told is recorded once, with the time that was claimed', () => {
    const draft = newDraft({}, system);
    expect(tell(draft, event('a', 10, at(19)), system, at(21))).toMatchObject({ value: { irregular: true } });
    expect(draft.events.map(({ position, atKnown }) => [position, atKnown])).toEqual([
      [1, true],
      [2, false],
    ]);
    expect(draft.fresh).toBe(2);
    expect(draft.events.at(-1)?.facts).toEqual({ claimedAt: at(19).toISOString() });
  });

  it('is known by its id within its source', () => {
    const draft = newDraft();
    const outcomes = [clerk, system, clerk].map((actor) => tell(draft, event('a', 4, at(21)), actor, at(22)));
    expect(outcomes.map((told) => told.ok && told.value.outcome)).toEqual([
      'recorded',
      'recorded',
      'repeated',
    ]);
  });

  it('of a file taken back may be taken over again, one undone at the counter may not', () => {
    const filed = newDraft({}, file);
    tell(filed, event('a', 4, at(21)), file);
    takeBack(filed, { from: 2, to: 2, owner: null }, { actor: file, now: at(22), reason: 'nhầm tệp' });
    expect(tell(filed, event('a', 4, at(21)), file)).toMatchObject({ value: { outcome: 'recorded' } });
    expect(filed.history?.state.status).toBe(4);
    const told = newDraft();
    tell(told, event('a', 4, at(21)));
    undo(told, 'a', clerk, at(21));
    expect(tell(told, event('a', 4, at(21)))).toMatchObject({ value: { outcome: 'repeated' } });
    expect(told.history?.state.status).toBe(2);
  });
});

describe('a due date worked out anew', () => {
  it('is set once, while the day is not over', () => {
    const draft = newDraft();
    const move = (dueAt: Date, now: Date) => moveDueDate(draft, { dueAt, reason: 'bão' }, chief, now);
    expect(move(at(26), at(23))).toMatchObject({ value: { outcome: 'recorded' } });
    expect(move(at(26), at(23))).toMatchObject({ value: { outcome: 'repeated' } });
    expect(draft.history?.state).toMatchObject({ dueAt: at(26), dueOriginal: at(25, '17:00') });
    expect(move(at(30), at(27))).toMatchObject({ refusal: { kind: 'dueFixed' }, field: 'dueAt' });
    expect(draft.events).toHaveLength(2);
  });
});

describe('undoing', () => {
  it('may be done for ten minutes', () => {
    const undone = (now: Date) => {
      const draft = newDraft();
      tell(draft, event('a', 4, at(21)));
      return undo(draft, 'a', clerk, now).ok;
    };
    expect([undone(at(21, '09:10')), undone(at(21, '09:11'))]).toEqual([true, false]);
  });

  it('says what is wrong with what it names', () => {
    const none = { ...newDraft(), history: null };
    expect(undo(none, 'a')).toMatchObject({ refusal: { kind: 'notFound' }, field: 'code' });
    expect(undo(newDraft(), 'a')).toMatchObject({ refusal: { kind: 'unknownTarget' }, field: 'id' });
  });

  it('twice is done once', () => {
    const draft = newDraft();
    tell(draft, event('a', 4, at(21)));
    expect(undo(draft, 'a', clerk, at(21))).toMatchObject({ value: { outcome: 'recorded' } });
    const { length } = draft.events;
    expect(undo(draft, 'a', clerk, at(23))).toMatchObject({ value: { outcome: 'repeated' } });
    expect(draft.events).toHaveLength(length);
  });
});
