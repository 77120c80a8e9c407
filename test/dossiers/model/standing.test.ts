import { describe, expect, it } from 'vitest';
import { appendTo } from '../../../src/dossiers/model/change.js';
import { isKnownStanding } from '../../../src/dossiers/model/standing.js';
import type { Status } from '../../../src/dossiers/model/status.js';
import { at, event, system } from '../fixture.js';
import { newDraft } from './draft.js';

/** At 4 since the 22nd, after supplements asked for on the 21st. */
function standing() {
  const draft = newDraft({}, system);
  for (const told of [event('a', 5, at(21), { reason: 'Thiếu' }), event('b', 4, at(22))])
    appendTo(draft, told, { actor: system, now: told.at });
  if (!draft.history) throw new Error('not filed');
  return draft.history;
}

describe('a report of how a dossier stands', () => {
  const isKnown = (status: Status, day: number, more = {}) =>
    isKnownStanding(standing(), event('r', status, at(day), { standing: true, ...more }));

  it('says nothing new of where it stood at a time told before, or of where it still stands', () => {
    expect([isKnown(5, 21), isKnown(4, 22), isKnown(4, 24)]).toEqual([true, true, true]);
  });

  it('is news of another time, another state, or with more to say', () => {
    expect([isKnown(5, 24), isKnown(9, 24), isKnown(4, 21)]).toEqual([false, false, false]);
    expect(isKnown(4, 24, { reason: 'Chuyển phòng khác' })).toBe(false);
    expect(isKnown(4, 24, { saidLate: true })).toBe(false);
  });

  it('is not what tells a step', () => {
    expect(isKnown(4, 22, { standing: false })).toBe(false);
  });
});
