import { expect, it, test } from 'vitest';
import { extendDue } from '../../src/calendar/extension.js';
import { office } from './office.js';

const asked = {
  due: '2026-12-04',
  apologyNumber: '12/PXL',
  apologisedOn: '2026-11-26',
  reason: 'chờ kết quả đo đạc',
};
const first = { due: '2026-11-27', previous: null };

it('gives one new date and keeps the old one beside the letter', () => {
  expect(extendDue(first, asked, office())).toEqual({ extension: { dueOriginal: '2026-11-27', ...asked } });
});

it('refuses a second one', () => {
  const previous = { dueOriginal: '2026-11-20', ...asked, due: '2026-11-27' };
  expect(extendDue({ due: '2026-11-27', previous }, asked, office())).toEqual({ refused: 'second' });
});

test.each([
  ['noApology', { apologyNumber: ' ' }],
  ['noApology', { reason: '' }],
  ['tooLate', { apologisedOn: '2026-11-27' }],
  ['notLater', { due: '2026-11-27' }],
  ['dayOff', { due: '2026-12-05' }],
])('refuses with %s: %j', (refused, wrong) => {
  expect(extendDue(first, { ...asked, ...wrong }, office())).toEqual({ refused });
});
