import { describe, expect, it } from 'vitest';
import { dueDate } from '../../src/calendar/due-date.js';
import { indexHolidays } from '../../src/calendar/holiday.js';
import { readHolidayYears } from '../../src/calendar/holidays.js';
import { withLawDays } from '../../src/calendar/law-holidays.js';
import { lunarDay } from '../../src/calendar/lunar.js';
import { createCalendar } from '../../src/calendar/working-days.js';
import { dateOf, dayOf } from '../../src/time/day.js';
import { openingOn } from '../../src/units/hours.js';

describe('the lunar calendar', () => {
  it.each([
    [2007, '2007-02-17'],
    [2020, '2020-01-25'],
    [2023, '2023-01-22'],
    [2024, '2024-02-10'],
    [2025, '2025-01-29'],
    [2026, '2026-02-17'],
    [2027, '2027-02-06'],
    [2028, '2028-01-26'],
    [2029, '2029-02-13'],
    [2030, '2030-02-02'],
  ])('begins %i as it is kept in Viet Nam', (year, date) => {
    expect(dateOf(lunarDay(1, 1, year))).toBe(date);
  });

  it.each([
    [2023, '2023-04-29'],
    [2024, '2024-04-18'],
    [2025, '2025-04-07'],
    [2026, '2026-04-26'],
    [2027, '2027-04-16'],
  ])('has the Hùng Kings in %i on their day, leap month or not', (year, date) => {
    expect(dateOf(lunarDay(10, 3, year))).toBe(date);
  });
});

describe('days off by law', () => {
  const listed = indexHolidays(readHolidayYears());
  const index = withLawDays(listed);
  const span = [{ from: '07:30', to: '11:30' }];
  const unit = { hours: { mon: span, tue: span, wed: span, thu: span, fri: span, sat: span }, closures: [] };

  it.each(['2027-02-06', '2027-05-01', '2024-02-10', '2026-04-26'])(
    'close an office that opens on weekends: %s',
    (date) => {
      const daily = { ...unit, hours: { ...unit.hours, sun: span } };
      expect(openingOn(daily, date, index)).toEqual({ open: false, reason: 'holiday' });
      expect(openingOn(daily, date, listed)).toMatchObject({ open: true });
    },
  );

  it('leave an ordinary Saturday and a Saturday worked in exchange open', () => {
    for (const date of ['2027-02-20', '2026-08-22', '2027-05-08'])
      expect(openingOn(unit, date, index)).toMatchObject({ open: true });
  });

  it('change no working day of a year with a list', () => {
    const [bare, whole] = [createCalendar({ index: listed }), createCalendar({ index })];
    for (let day = dayOf('2024-01-01'); day <= dayOf('2027-12-31'); day += 1)
      expect([day, whole.dayOff(day) === null]).toEqual([day, bare.dayOff(day) === null]);
  });

  it('count in a year without a list, and stay marked', () => {
    const calendar = createCalendar({ index });
    const due = (received: string, amount: number) =>
      dueDate(
        { receivedAt: new Date(`${received}T09:00:00+07:00`), limit: { amount, unit: 'workingDay' } },
        calendar,
      );
    expect(index.off.get(dayOf('2028-05-01'))).toMatchObject({
      name: 'Ngày Quốc tế Lao động',
      verified: false,
    });
    expect(JSON.stringify(due('2028-04-28', 1))).toContain('2028-05-02');
    expect(JSON.stringify(due('2028-01-20', 5))).not.toContain('2028-01-27');
  });
});
