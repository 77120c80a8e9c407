import { describe, expect, it } from 'vitest';
import { correctFee, correctTimeLimit } from '../../../src/catalogue/import/correction.js';
import type { Fee, TimeLimit } from '../../../src/catalogue/procedure.js';

const fee = (over: Partial<Fee> = {}): Fee => ({
  channel: null,
  case: null,
  type: 'fee',
  amount: { kind: 'amount', vnd: 8000 },
  text: '8.000 đồng',
  validFrom: null,
  validTo: null,
  ...over,
});
const row = fee({ type: null, amount: { kind: 'amount', vnd: 9000 }, text: null });
const sums = (made: Fee[] | string) =>
  typeof made === 'string'
    ? made
    : made.map(({ amount }) => (amount.kind === 'amount' ? amount.vnd : amount.kind));

describe('a row of one fee', () => {
  it('puts the only fee right, with its text, and keeps what the row leaves out', () => {
    expect(correctFee([fee()], row)).toEqual([{ ...fee(), amount: row.amount, text: null }]);
  });

  it('speaks of all ways of handing in where it names none', () => {
    const ways = [fee({ channel: 'direct' }), fee({ channel: 'online' })];
    expect(sums(correctFee(ways, row))).toEqual([9000, 9000]);
    expect(sums(correctFee(ways, { ...row, channel: 'online' }))).toEqual([8000, 9000]);
  });

  it('prefers the one that agrees in everything, empty cells too', () => {
    const cases = [fee({ case: 'hộ nghèo', amount: { kind: 'free' } }), fee()];
    expect(sums(correctFee(cases, fee({ amount: { kind: 'amount', vnd: 9000 } })))).toEqual(['free', 9000]);
    expect(sums(correctFee(cases, { ...row, case: 'hộ nghèo' }))).toEqual([9000, 8000]);
  });

  it('changes nothing where it fits none, or more than one', () => {
    expect(correctFee([fee()], { ...row, case: 'cấp lại' })).toBe('none');
    expect(correctFee([], row)).toBe('none');
    const periods = [fee({ validTo: '2026-12-31' }), fee({ validFrom: '2027-01-01' })];
    expect(correctFee(periods, row)).toBe('several');
    expect(sums(correctFee(periods, { ...row, validFrom: '2027-01-01' }))).toEqual([8000, 9000]);
    expect(correctFee([fee({ type: 'fee' }), fee({ type: 'charge' })], row)).toBe('several');
  });
});

it('a row of one time limit puts that one right', () => {
  const limit: TimeLimit = { channel: null, case: null, amount: 3, unit: 'workingDay', text: null };
  const others = [limit, { ...limit, case: 'có xác minh', amount: 5 }];
  expect(correctTimeLimit(others, { ...limit, amount: 2 }).at(0)).toMatchObject({ amount: 2 });
  expect(correctTimeLimit(others, { ...limit, case: 'khác' })).toBe('none');
});
