import { describe, expect, it } from 'vitest';
import { type HolidayYear, holidayYear, indexHolidays, unverifiedYears } from '../../src/calendar/holiday.js';
import { readHolidayYears } from '../../src/calendar/holidays.js';
import { dayOf } from '../../src/time/day.js';

const year = (more: object): unknown => ({
  year: 2026,
  verified: true,
  source: 'công văn',
  off: [],
  worked: [],
  ...more,
});

describe('the holidays that ship', () => {
  const years = readHolidayYears();

  it('are 2024 to 2027, each with its source; only 2026 is confirmed', () => {
    expect(years.map((one) => [one.year, one.verified])).toEqual([
      [2024, false],
      [2025, false],
      [2026, true],
      [2027, false],
    ]);
  });

  it('have weekdays off and Saturdays worked', () => {
    const weekdays = (list: 'off' | 'worked') =>
      years.flatMap((one) => one[list].map(({ date }) => new Date(date).getUTCDay()));
    expect(weekdays('off').every((day) => day >= 1 && day <= 5)).toBe(true);
    expect(weekdays('worked').every((day) => day === 6)).toBe(true);
    expect(years.map(({ off, worked }) => [off.length, worked.length])).toEqual([
      [12, 1],
      [12, 1],
      [14, 2],
      [12, 0],
    ]);
  });

  it('are indexed by kind', () => {
    const { off, worked } = indexHolidays(years);
    expect(off.has(dayOf('2026-11-24'))).toBe(true);
    expect(off.has(dayOf('2026-01-10'))).toBe(false);
    expect(worked.has(dayOf('2026-01-10'))).toBe(true);
    expect(off.size).toBe(50);
  });
});

describe('a year of holidays', () => {
  it.each([
    [{ off: [{ date: '2025-01-01', name: 'x' }] }, 'not in 2026'],
    [
      {
        off: [
          { date: '2026-09-02', name: 'x' },
          { date: '2026-09-02', name: 'y' },
        ],
      },
      'listed twice',
    ],
    [{ worked: [{ date: '2026-09-02', name: 'x' }] }, 'no weekend day'],
    [{ off: [{ date: '2026-09-31', name: 'x' }] }, 'date'],
    [{ source: '' }, 'Too small'],
  ])('%j is refused: %s', (more, why) => {
    const read = holidayYear.safeParse(year(more));
    expect(read.error?.message).toContain(why);
  });

  it('may have either day of a weekend worked in exchange', () => {
    const worked = [
      { date: '2026-09-05', name: 'x' },
      { date: '2026-09-06', name: 'y' },
    ];
    expect(holidayYear.parse(year({ worked })).worked.map(({ date }) => date)).toEqual([
      '2026-09-05',
      '2026-09-06',
    ]);
  });

  it('is what stands in the table on a day', () => {
    const read: HolidayYear = holidayYear.parse(
      year({
        off: [
          { date: '2026-11-24', name: 'Ngày Văn hóa Việt Nam', effectiveFrom: '2026-07-01' },
          { date: '2026-11-23', name: 'Hoán đổi', effectiveFrom: '2026-09-06', effectiveTo: '2026-10-01' },
        ],
      }),
    );
    const off = (asOf?: string) => [...indexHolidays([read], asOf).off.values()].map(({ date }) => date);
    expect(off('2026-06-30')).toEqual([]);
    expect(off('2026-09-10')).toEqual(['2026-11-24', '2026-11-23']);
    expect(off('2026-10-02')).toEqual(['2026-11-24']);
    expect(off()).toEqual(['2026-11-24']);
  });

  it('is doubtful when it is missing, unverified, or has an unverified day on the way', () => {
    const off = [{ date: '2026-11-24', name: 'x', verified: false }];
    const index = indexHolidays([holidayYear.parse(year({ off }))]);
    const between = (from: string, to: string) => unverifiedYears(index, dayOf(from), dayOf(to));
    expect(between('2026-11-01', '2026-11-20')).toEqual([]);
    expect(between('2026-11-20', '2026-11-30')).toEqual([2026]);
    expect(between('2025-12-30', '2026-01-05')).toEqual([2025]);
  });
});
