import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { vietnamIso } from '../../src/time/clock.js';
import { addMonths, dateOf, dayOf, weekdayOf } from '../../src/time/day.js';
import { parseMoment } from '../../src/time/moment.js';

describe('days as numbers', () => {
  it('turn into dates and back', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 60_000 }), (day) => dayOf(dateOf(day)) === day));
    expect(weekdayOf(dayOf('2026-11-21'))).toBe('sat');
    expect(dateOf(addMonths(dayOf('2024-12-31'), 2))).toBe('2025-02-28');
  });
});

describe('parseMoment', () => {
  test.each([
    ['2026-11-20T09:00', '2026-11-20T09:00:00+07:00', true],
    ['2026-11-20 09:00:30', '2026-11-20T09:00:30+07:00', true],
    ['2026-11-20T02:00:00Z', '2026-11-20T09:00:00+07:00', true],
    ['2026-11-20T09:00:00.000+07:00', '2026-11-20T09:00:00+07:00', true],
    ['20/11/2026 9h05', '2026-11-20T09:05:00+07:00', true],
    ['2026-11-20', '2026-11-20T12:00:00+07:00', false],
    ['1/2/2026', '2026-02-01T12:00:00+07:00', false],
  ])('reads %s', (text, expected, hasTime) => {
    const moment = parseMoment(text);
    expect(moment && { at: vietnamIso(moment.at), hasTime: moment.hasTime }).toEqual({
      at: expected,
      hasTime,
    });
  });

  it.each([
    '',
    'hôm nay',
    '2026-02-30',
    '2026-13-01T09:00',
    '2026-11-20T25:00',
    '2026-11-20T24:00',
    '31/4/2026',
    '20-11-2026',
  ])('does not read "%s"', (text) => {
    expect(parseMoment(text)).toBeNull();
  });
});
