import { expect, it, test } from 'vitest';
import { type ExtensionAsked, refuseExtension } from '../../../src/dossiers/model/extension.js';
import { instantOf } from '../../../src/time/clock.js';

const first = { dueAt: instantOf('2026-11-27', '17:00'), extensionCount: 0 };
const asked: ExtensionAsked = {
  dueAt: instantOf('2026-12-04', '17:00'),
  at: instantOf('2026-11-26', '16:59'),
  apologyDocument: '12/PXL',
  hasReason: true,
  rule: 'strict',
};
const weekend = (date: string) => date === '2026-12-05';

it('gives one new date, told the day before at the latest', () => {
  expect(refuseExtension(first, asked, weekend)).toBeNull();
});

test.each<[string, Partial<ExtensionAsked>]>([
  ['noApology', { apologyDocument: ' ' }],
  ['noApology', { apologyDocument: null }],
  ['noReason', { hasReason: false }],
  ['tooLate', { at: instantOf('2026-11-27', '00:00') }],
  ['notLater', { dueAt: instantOf('2026-11-27', '23:59') }],
  ['dayOff', { dueAt: instantOf('2026-12-05', '09:00') }],
])('refuses with %s: %j', (refusal, wrong) => {
  expect(refuseExtension(first, { ...asked, ...wrong }, weekend)).toBe(refusal);
});

it('refuses a second one, however good', () => {
  expect(refuseExtension({ ...first, extensionCount: 1 }, asked, weekend)).toBe('second');
});

it('reads what was recorded before the rule was checked as it was read then', () => {
  const old: ExtensionAsked = {
    ...asked,
    rule: 'lenient',
    hasReason: false,
    at: instantOf('2026-11-27', '16:00'),
  };
  expect(refuseExtension(first, old, weekend)).toBeNull();
  expect(refuseExtension(first, { ...old, at: instantOf('2026-11-28', '08:00') }, weekend)).toBe('tooLate');
});
