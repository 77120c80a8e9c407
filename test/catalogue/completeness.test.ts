import { describe, expect, it } from 'vitest';
import { assessProcedure, findConflicts, summariseCompleteness } from '../../src/catalogue/completeness.js';
import type { Fee, Guide, GuideFacts } from '../../src/catalogue/procedure.js';
import { bareRecord } from './import/collect.js';

const complete = bareRecord({
  agency: 'UBND xã',
  steps: 'Nộp, nhận',
  online: true,
  papers: [],
  timeLimits: [{ channel: 'direct', case: null, amount: 3, unit: 'workingDay', text: null }],
  subjects: ['Công dân'],
  results: ['Giấy'],
  checkedOn: '2026-07-18',
});
const guideWith = (facts: GuideFacts): Guide => ({
  code: '1.000001',
  plainName: null,
  englishName: null,
  summary: null,
  everydayNames: [],
  facts,
});
const fact = <T>(value: T, checkedOn = '2026-10-01') => ({ value, source: 'xã', checkedOn, verified: true });
const fee = (vnd: number): Fee => ({
  channel: null,
  case: null,
  type: null,
  amount: { kind: 'amount', vnd },
  text: null,
  validFrom: null,
  validTo: null,
});

describe('the score', () => {
  it('is whole when every duty is met, and lists what may rightly be absent', () => {
    expect(assessProcedure(complete, null)).toEqual({
      code: '1.000001',
      score: 1,
      missing: [],
      unstated: ['fees', 'forms', 'conditions', 'legalBasis'],
      conflicts: [],
    });
  });
  it('counts the name alone for a record without detail', () => {
    const { score, missing } = assessProcedure(bareRecord(), null);
    expect(score).toBe(1 / 8);
    expect(missing).toEqual(['steps', 'ways', 'papers', 'timeLimits', 'subjects', 'agency', 'results']);
  });
  it('counts what our guide knows', () => {
    const guide = guideWith({ papers: fact([]), place: fact('Bộ phận một cửa') });
    expect(assessProcedure(bareRecord(), guide).missing).not.toContain('papers');
    expect(assessProcedure(bareRecord(), guide).missing).not.toContain('ways');
  });
});

it('sums up the catalogue', () => {
  expect(
    summariseCompleteness([assessProcedure(complete, null), assessProcedure(bareRecord(), null)]),
  ).toMatchObject({
    procedures: 2,
    score: 9 / 16,
    complete: 1,
    conflicts: 0,
    missing: { name: 0, steps: 1 },
    unstated: { fees: 2 },
  });
  expect(summariseCompleteness([]).score).toBeNull();
});

describe('a conflict', () => {
  it('is told with both values and who answers: the later check', () => {
    const official = { ...complete, fees: [fee(8000)] };
    expect(findConflicts(official, guideWith({ fees: fact([fee(5000)]) }))).toMatchObject([
      {
        field: 'fees',
        answers: 'guide',
        dates: {
          official: { sourceDate: null, checkedOn: '2026-07-18' },
          guide: { sourceDate: null, checkedOn: '2026-10-01' },
        },
      },
    ]);
    expect(findConflicts(official, guideWith({ fees: fact([fee(5000)], '2026-01-01') }))).toMatchObject([
      { field: 'fees', answers: 'official' },
    ]);
  });
  it('is none in other words, or where one of them is silent', () => {
    const official = { ...complete, fees: [fee(8000)], place: 'UBND xã nơi cư trú' };
    expect(
      findConflicts(
        official,
        guideWith({ fees: fact([{ ...fee(8000), text: '8.000 đ' }]), place: fact('Một cửa xã') }),
      ),
    ).toEqual([]);
    expect(findConflicts(complete, guideWith({ fees: fact([fee(5000)]) }))).toEqual([]);
    expect(findConflicts(complete, null)).toEqual([]);
  });
});
