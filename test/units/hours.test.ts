import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { dayOf, WEEKDAYS } from '../../src/time/day.js';
import { describeHours, formatHours, isOpenAt, openingOn, parseHours } from '../../src/units/hours.js';
import { type OpeningHours, openingHours } from '../../src/units/unit.js';

const workday = [
  { from: '07:30', to: '11:30' },
  { from: '13:30', to: '17:00' },
];
const morning = [{ from: '07:30', to: '11:30' }];
const hours: OpeningHours = {
  mon: workday,
  tue: workday,
  wed: workday,
  thu: workday,
  fri: workday,
  sat: morning,
};
const TEXT = 'T2-T6 07:30-11:30,13:30-17:00; T7 07:30-11:30';

/** 23 November 2026 is a Monday. */
const at = (date: string, time: string) => new Date(`${date}T${time}:00+07:00`);
const none = { off: new Set<number>(), worked: new Set<number>() };
const unit = { hours, closures: [{ from: '2026-12-01', to: '2026-12-02', reason: 'Bão' }] };

describe('isOpenAt', () => {
  test.each([
    ['2026-11-23', '07:30', '11:30'],
    ['2026-11-23', '11:29', '11:30'],
    ['2026-11-23', '13:30', '17:00'],
    ['2026-11-28', '09:00', '11:30'],
  ])('%s %s is open until %s', (date, time, until) => {
    expect(isOpenAt(unit, at(date, time), none)).toEqual({ open: true, until });
  });

  test.each([
    ['2026-11-23', '07:29', 'beforeOpening', '2026-11-23', '07:30'],
    ['2026-11-23', '11:30', 'lunch', '2026-11-23', '13:30'],
    ['2026-11-23', '17:00', 'afterClosing', '2026-11-25', '07:30'],
    ['2026-11-24', '09:00', 'holiday', '2026-11-25', '07:30'],
    ['2026-11-28', '12:00', 'afterClosing', '2026-11-30', '07:30'],
    ['2026-11-29', '09:00', 'dayOff', '2026-11-30', '07:30'],
    ['2026-11-30', '18:00', 'afterClosing', '2026-12-03', '07:30'],
    ['2026-12-01', '09:00', 'closure', '2026-12-03', '07:30'],
  ])('%s %s is closed: %s, opens %s %s', (date, time, reason, nextDate, nextTime) => {
    const holidays = { ...none, off: new Set([dayOf('2026-11-24')]) };
    expect(isOpenAt(unit, at(date, time), holidays)).toEqual({
      open: false,
      reason,
      opensAt: { date: nextDate, time: nextTime },
    });
  });

  it('is open on a weekend day worked in exchange, with the hours of a Friday', () => {
    const [saturday, sunday] = ['2026-11-28', '2026-11-29'];
    const swapped = { ...none, worked: new Set([dayOf(saturday), dayOf(sunday)]) };
    expect(isOpenAt(unit, at(saturday, '14:00'), swapped)).toEqual({ open: true, until: '17:00' });
    expect(openingOn(unit, sunday, swapped)).toEqual({ open: true, spans: workday });
    expect(isOpenAt(unit, at('2026-11-27', '18:00'), swapped)).toMatchObject({
      opensAt: { date: saturday, time: '07:30' },
    });
    const closed = { hours, closures: [{ from: saturday, to: saturday, reason: 'Bão' }] };
    expect(isOpenAt(closed, at(saturday, '14:00'), swapped)).toMatchObject({ reason: 'closure' });
  });

  it('reads the day in Viet Nam, not in Greenwich', () => {
    const sundayInGreenwich = new Date('2026-11-29T23:00:00Z');
    expect(isOpenAt(unit, sundayInGreenwich, none)).toMatchObject({ reason: 'beforeOpening' });
  });

  it('does not take unknown for closed, nor for open', () => {
    const unknown = { hours: null, closures: unit.closures };
    expect(isOpenAt(unknown, at('2026-11-23', '09:00'), none)).toEqual({
      open: false,
      reason: 'unknown',
      opensAt: null,
    });
    expect(isOpenAt(unknown, at('2026-12-01', '09:00'), none)).toMatchObject({ reason: 'closure' });
  });

  it('gives no next opening to a unit that never opens', () => {
    expect(isOpenAt({ hours: {}, closures: [] }, at('2026-11-23', '09:00'), none)).toEqual({
      open: false,
      reason: 'dayOff',
      opensAt: null,
    });
  });
});

describe('describeHours', () => {
  it('puts equal weekdays together', () => {
    expect(describeHours(hours)).toEqual([
      { days: [{ from: 'mon', to: 'fri' }], spans: workday },
      { days: [{ from: 'sat', to: 'sat' }], spans: morning },
    ]);
  });

  it('tells runs apart, and nothing of closed days', () => {
    expect(describeHours({ mon: morning, tue: [], wed: morning, thu: morning })).toEqual([
      {
        days: [
          { from: 'mon', to: 'mon' },
          { from: 'wed', to: 'thu' },
        ],
        spans: morning,
      },
    ]);
    expect(describeHours({})).toEqual([]);
  });
});

describe('hours as written on the command line', () => {
  test.each([
    TEXT,
    'mon-fri 07:30-11:30, 13:30-17:00; sat 07:30-11:30',
    'Monday–Friday 7:30–11:30,13:30–17:00;Saturday 7:30–11:30',
    'thứ 2 - thứ 6: 7h30-11h30, 13h30-17h; thứ bảy: 7g30-11g30',
    'T2,T3,T4-T6 13:30-17:00,07:30-11:30\nT7 07:30-11:30',
  ])('%s', (text) => {
    expect(parseHours(text)).toEqual({ hours });
  });

  it('says a closed day in words', () => {
    expect(parseHours('T7 07:30-11:30; CN nghỉ')).toEqual({ hours: { sat: morning, sun: [] } });
  });

  it('is written in one way', () => {
    expect(formatHours(hours)).toBe(TEXT);
    expect(formatHours({ mon: morning, wed: morning })).toBe('T2,T4 07:30-11:30');
  });

  test.each([
    ['  ', 'empty', '  '],
    ['sáng chiều', 'shape', 'sáng chiều'],
    ['T2-T6', 'shape', 't2-t6'],
    ['T8 07:30-11:30', 'day', 't8'],
    ['T6-T2 07:30-11:30', 'day', 't6-t2'],
    ['T2,T2 07:30-11:30', 'repeatedDay', 'T2'],
    ['T2-T6 07:30-11:30; T6 13:00-17:00', 'repeatedDay', 'T6'],
    ['T2 07:30', 'time', '07:30'],
    ['T2 07:30-25:00', 'time', '07:30-25:00'],
    ['T2 11:30-07:30', 'order', '11:30-07:30'],
    ['T2 07:30-11:30,11:00-17:00', 'overlap', '11:00-17:00'],
  ])('%s is refused: %s, at %s', (text, kind, part) => {
    expect(parseHours(text)).toMatchObject({ problem: { kind, part } });
  });

  it('comes back the same from any hours', () => {
    const time = fc
      .tuple(fc.nat(23), fc.constantFrom('00', '15', '30', '59'))
      .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
    const spans = fc
      .uniqueArray(time, { minLength: 2, maxLength: 6 })
      .map((times) => times.sort())
      .map((times) =>
        Array.from({ length: Math.floor(times.length / 2) }, (_, i) => ({
          from: times[2 * i] ?? '',
          to: times[2 * i + 1] ?? '',
        })),
      );
    const week = fc.dictionary(fc.constantFrom(...WEEKDAYS), spans, { minKeys: 1, noNullPrototype: true });
    fc.assert(
      fc.property(week, (written) => {
        const value = openingHours.parse(written);
        expect(parseHours(formatHours(value))).toEqual({ hours: value });
      }),
    );
  });
});
