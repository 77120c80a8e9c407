import { describe, expect, it } from 'vitest';
import { appendTo } from '../../../src/dossiers/model/change.js';
import { at, clerk, event, system } from '../fixture.js';
import { newDraft, put } from './draft.js';

const lastOf = (draft: ReturnType<typeof newDraft>) => draft.events.at(-1);

describe('filing again', () => {
  const holder = { kind: 'person', name: 'Lê Văn Cường' } as const;

  it('with who has the dossier records it when that is news, and says nothing when left out', () => {
    const draft = newDraft({ holder });
    const told = (more: Parameters<typeof put>[1]) => {
      const before = draft.events.length;
      put(draft, more);
      return draft.events.length - before;
    };
    expect([told({}), told({ holder })]).toEqual([0, 0]);
    expect(told({ holder: { ...holder, name: 'Trần Thị Bình' } })).toBe(1);
    expect(draft.history?.state).toMatchObject({ holderName: 'Trần Thị Bình' });
    expect(told({ holder: null })).toBe(1);
    expect(draft.history?.state).toMatchObject({ holderKind: null, holderName: null });
    expect(told({ submission: 'post' })).toBe(1);
    expect(lastOf(draft)?.facts).toEqual({ submission: 'post' });
  });

  it('keeps what it is a part of until told otherwise', () => {
    const draft = newDraft({ parentCode: 'H21.17-261119-0001' });
    put(draft, { submission: 'post' });
    expect(draft.history?.facts).toMatchObject({ parentCode: 'H21.17-261119-0001', parentConfirmed: true });
    put(draft, { parentCode: null });
    expect(draft.history?.facts).toMatchObject({ parentCode: null, parentConfirmed: false });
  });

  it('with the date promised first or now claims no other, with a third it does', () => {
    const draft = newDraft();
    for (const day of [25, 30, 30]) put(draft, { dueAt: at(day, '11:00') }, system);
    expect(draft.events.map(({ kind, dueAt }) => [kind, dueAt])).toEqual([
      ['created', null],
      ['amended', at(30, '11:00')],
    ]);
    expect(put(draft, { dueAt: at(25) }, clerk)).toMatchObject({ ok: true });
    const extended = newDraft();
    const apology = { dueAt: at(27), apologyDocument: '12/PXL', reason: 'Chờ xác minh' };
    appendTo(extended, event('a', 4, at(21), apology), { actor: clerk, now: at(21) });
    for (const day of [25, 27]) put(extended, { dueAt: at(day) }, system);
    expect(extended.events).toHaveLength(2);
    expect(put(draft, { dueAt: at(30) }, clerk)).toMatchObject({ refusal: { kind: 'dueFixed' } });
  });

  it('remembers of a due date that it stood in a file', () => {
    const isInFile = (more: Parameters<typeof newDraft>[0]) => newDraft(more).events[0]?.facts?.dueInFile;
    expect([isInFile({ dueInFile: true }), isInFile({ dueInFile: false })]).toEqual([true, undefined]);
  });

  it('with the same numbers written otherwise names the same owner', () => {
    const draft = newDraft();
    const owner = { name: 'Nguyễn Văn An', phone: '(091) 2345-6 7 8', identity: '0641 2345 6789' };
    put(draft, { owner });
    expect(draft.events).toHaveLength(1);
    put(draft, { owner: { ...owner, phone: '0912 345 679' } });
    expect(Object.keys(lastOf(draft)?.facts ?? {})).toEqual(['ownerDigest']);
  });
});
