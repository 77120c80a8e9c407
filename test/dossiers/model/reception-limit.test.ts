import { describe, expect, it } from 'vitest';
import type { PublishedVersion } from '../../../src/catalogue/in-force.js';
import type { TimeLimit } from '../../../src/catalogue/procedure.js';
import { limitFor, versionAt } from '../../../src/dossiers/model/reception-limit.js';
import { official } from '../../support/records.js';

const version = (versionId: string, effectiveFrom: string | null, published: string): PublishedVersion => ({
  versionId,
  record: official({ code: '1.001193', effectiveFrom }),
  publishedAt: new Date(published),
});

describe('the version of a procedure that a dossier is received under', () => {
  it('is the one in force on that day', () => {
    const history = [
      version('old', '2025-07-01', '2025-06-20'),
      version('new', '2026-03-01', '2026-02-20'),
      version('next', '2027-01-01', '2026-12-20'),
    ];
    const idAt = (day: string) => versionAt(history, day)?.versionId;
    expect(['2025-06-30', '2025-07-01', '2026-02-28', '2026-03-01', '2026-12-31'].map(idAt)).toEqual([
      undefined,
      'old',
      'old',
      'new',
      'new',
    ]);
  });

  it('is the first known one where a dossier is older than the catalogue', () => {
    const history = [version('first', null, '2026-08-01'), version('second', null, '2026-10-01')];
    expect(
      ['2026-01-05', '2026-09-01', '2026-11-01'].map((day) => versionAt(history, day)?.versionId),
    ).toEqual(['first', 'first', 'second']);
  });
});

describe('the time limit of a dossier', () => {
  const limit = (amount: number, more: Partial<TimeLimit> = {}): TimeLimit => ({
    channel: null,
    case: null,
    amount,
    unit: 'workingDay',
    text: null,
    ...more,
  });
  const days = (limits: TimeLimit[] | null) => limitFor(limits, 'online')?.amount ?? null;

  it('is that of its way of handing in, else the one for any way, else not known', () => {
    expect(days([limit(7), limit(5, { channel: 'online' }), limit(9, { channel: 'post' })])).toBe(5);
    expect(days([limit(7), limit(9, { channel: 'post' })])).toBe(7);
    expect(days([limit(9, { channel: 'post' })])).toBeNull();
    expect(days([limit(7), limit(3, { case: 'hồ sơ phức tạp' })])).toBe(7);
    expect(days(null)).toBeNull();
  });

  it('is not guessed from limits that contradict each other', () => {
    expect(days([limit(7), limit(7)])).toBe(7);
    expect(days([limit(7), limit(8)])).toBeNull();
  });
});
