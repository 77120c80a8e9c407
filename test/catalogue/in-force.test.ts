import { describe, expect, it } from 'vitest';
import { inForceOn, type PublishedVersion } from '../../src/catalogue/in-force.js';
import type { OfficialRecord } from '../../src/catalogue/procedure.js';
import { official } from '../support/records.js';

const CODE = '1.001193';

function published(versionId: string, day: string, given: Partial<OfficialRecord> = {}): PublishedVersion {
  const record = official({ code: CODE, name: versionId, ...given });
  return { versionId, record, publishedAt: new Date(`${day}T05:00:00Z`) };
}
const removed = (day: string): PublishedVersion => ({
  versionId: null,
  record: null,
  publishedAt: new Date(`${day}T05:00:00Z`),
});
const nameOn = (history: PublishedVersion[], day: string) => inForceOn(history, day)?.name ?? null;

describe('the version in force on a day', () => {
  it('goes by effective dates, not by when they were published', () => {
    const history = [
      published('old', '2025-01-10', { effectiveFrom: '2025-01-01' }),
      published('new', '2026-06-20', { effectiveFrom: '2026-07-01' }),
    ];
    expect(nameOn(history, '2024-12-31')).toBeNull();
    expect(nameOn(history, '2025-01-01')).toBe('old');
    expect(nameOn(history, '2026-06-30')).toBe('old');
    expect(nameOn(history, '2026-07-01')).toBe('new');
  });

  it('goes by the day of publication where effective dates are unknown', () => {
    const history = [published('old', '2025-01-10'), published('new', '2026-06-20')];
    expect(nameOn(history, '2026-06-19')).toBe('old');
    expect(nameOn(history, '2026-06-20')).toBe('new');
  });

  it('takes the day in Viet Nam, not in UTC', () => {
    const late = { ...published('v', '2026-06-20'), publishedAt: new Date('2026-06-19T18:00:00Z') };
    expect(nameOn([late], '2026-06-20')).toBe('v');
    expect(nameOn([late], '2026-06-19')).toBeNull();
  });

  it('ends with effectiveTo', () => {
    const history = [published('v', '2025-01-01', { effectiveTo: '2025-12-31' })];
    expect(nameOn(history, '2025-12-31')).toBe('v');
    expect(nameOn(history, '2026-01-01')).toBeNull();
  });

  it('forgets what a rollback took back', () => {
    const history = [
      published('good', '2025-01-01'),
      published('bad', '2026-01-01'),
      published('good', '2026-01-02'),
    ];
    expect(nameOn(history, '2026-01-01')).toBe('good');
    expect(nameOn([published('bad', '2026-01-01'), removed('2026-01-02')], '2026-01-03')).toBeNull();
  });
});
