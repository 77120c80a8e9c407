import { describe, expect, it } from 'vitest';
import { appendTo } from '../../../src/dossiers/model/change.js';
import { takeBack, whyLeft } from '../../../src/dossiers/model/take-back.js';
import { at, event } from '../fixture.js';
import { file, newDraft, put } from './draft.js';

const undoing = { actor: file, now: at(23), reason: 'nhầm tệp' };

describe('what a file did', () => {
  it('is taken back whole where it filed the dossier', () => {
    const draft = newDraft({}, file);
    appendTo(draft, event('a', 4, at(21)), { actor: file, now: at(21) });
    const brought = { from: 1, to: 2, owner: null };
    expect(whyLeft(draft, brought)).toBeNull();
    takeBack(draft, brought, undoing);
    expect(draft.history?.state.voided).toBe(true);
    expect(draft.events.slice(2)).toMatchObject([{ kind: 'undo', target: 1, reason: 'nhầm tệp' }]);
  });

  it('to a dossier that was there is taken back, the last first, with whose it was', () => {
    const draft = newDraft();
    const { owner } = draft;
    put(draft, { owner: { name: 'Trần Thị Bình' } }, file);
    appendTo(draft, event('a', 4, at(21)), { actor: file, now: at(21) });
    const brought = { from: 2, to: 3, owner };
    expect(whyLeft(draft, brought)).toBeNull();
    takeBack(draft, brought, undoing);
    expect(draft.events.slice(3).map(({ target }) => target)).toEqual([3, 2]);
    expect(draft.owner).toEqual(owner);
    expect(draft.history?.state).toMatchObject({ status: 2, voided: false });
  });

  it('stays where something came since, or nobody knows any more whose it was', () => {
    const draft = newDraft();
    put(draft, { owner: { name: 'Trần Thị Bình' } }, file);
    expect(whyLeft(draft, { from: 2, to: 2, owner: null })).toBe('ownerForgotten');
    appendTo(draft, event('a', 4, at(21)), { actor: file, now: at(21) });
    expect(whyLeft(draft, { from: 3, to: 3, owner: null })).toBeNull();
    expect(whyLeft(draft, { from: 2, to: 2, owner: draft.owner })).toBe('changedSince');
  });
});
