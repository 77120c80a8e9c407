import { describe, expect, it, test } from 'vitest';
import { DUE_SETTINGS, dueDate, noticeDeadline } from '../../src/calendar/due-date.js';
import { indexHolidays } from '../../src/calendar/holiday.js';
import { readHolidayYears } from '../../src/calendar/holidays.js';
import { at, due, limit, office } from './office.js';

/** The table as it would be with the swap of 23 and 28 November 2026. */
const swapped = office({
  index: indexHolidays(
    readHolidayYears().map((year) => {
      const day = (date: string) => ({
        date,
        name: 'Hoán đổi',
        nameEn: null,
        effectiveFrom: null,
        effectiveTo: null,
      });
      return year.year === 2026
        ? {
            ...year,
            off: [...year.off, day('2026-11-23')],
            worked: [...year.worked, day('2026-11-28')],
          }
        : year;
    }),
  ),
});

describe('working days', () => {
  test.each([
    ['2026-11-02', 3, '2026-11-05', 'plain'],
    ['2026-11-20', 1, '2026-11-23', 'weekend'],
    ['2026-11-23', 3, '2026-11-27', '24/11 off'],
    ['2026-11-20', 5, '2026-11-30', '24/11 off'],
    ['2026-11-13', 10, '2026-11-30', '24/11 off'],
    ['2026-02-13', 3, '2026-02-25', 'Tết'],
    ['2025-12-31', 2, '2026-01-06', '1/1 and the swapped 2/1'],
    ['2026-01-09', 1, '2026-01-10', 'a worked Saturday'],
    ['2026-04-24', 3, '2026-05-04', '27/4, 30/4, 1/5 off'],
    ['2026-04-29', 1, '2026-05-04', 'holidays and weekend'],
    ['2026-08-21', 7, '2026-09-03', 'Saturday 22/8 worked; 31/8–2/9 off'],
    ['2024-04-26', 3, '2024-05-04', 'a worked Saturday'],
    ['2025-04-25', 3, '2025-04-29', 'a worked Saturday'],
    ['2027-02-04', 2, '2027-02-15', 'Tết 2027'],
  ])('from %s, %i days end on %s (%s)', (received, days, expected) => {
    expect(due(received, `${days} ngày làm việc`)).toBe(expected);
  });

  test.each([
    ['2026-11-20', 5],
    ['2026-11-13', 10],
  ])('from %s, %i days end on 30 November with the proposed swap too', (received, days) => {
    expect(due(received, `${days} ngày làm việc`, {}, { calendar: swapped })).toBe('2026-11-30');
  });

  it('do not count the days one office is closed', () => {
    const closures = [{ from: '2026-11-03', to: '2026-11-04', reason: 'bão số 13' }];
    expect(due('2026-11-02', '3 ngày làm việc', {}, { calendar: office({ closures }) })).toBe('2026-11-09');
  });

  it('count parts of a day in office hours', () => {
    const half = { receivedAt: at('2026-11-02T09:00'), limit: limit('1,5 ngày làm việc') };
    expect(dueDate(half, office())).toMatchObject({ due: '2026-11-03', dueAt: at('2026-11-03T15:00') });
  });
});

describe('calendar days and months', () => {
  test.each([
    ['2026-08-18', '15 ngày', '2026-09-03', 'last day is a holiday'],
    ['2026-11-06', '15 ngày', '2026-11-23', 'last day is a Saturday'],
    ['2026-11-02', '7 ngày', '2026-11-09', 'days off on the way count'],
    ['2026-11-02', '2 tháng', '2027-01-04', 'Saturday 2/1 moves to Monday'],
    ['2026-11-10', '1 tháng', '2026-12-10', 'the same date'],
    ['2025-12-31', '2 tháng', '2026-03-02', '28/2/2026 is a Saturday'],
    ['2024-01-31', '1 tháng', '2024-02-29', 'the last day of a leap February'],
    ['2026-01-30', '1 tháng', '2026-03-02', 'no 30 February, and 28/2 is a Saturday'],
    ['2026-03-02', '1 năm', '2027-03-02', 'a year is twelve months'],
    ['2026-11-02', '2 tuần', '2026-11-16', 'a week is seven days'],
    ['2026-11-02', '2,5 ngày', '2026-11-05', 'part of a day is a whole one'],
  ])('from %s, %s end on %s (%s)', (received, text, expected) => {
    expect(due(received, text)).toBe(expected);
  });

  it('also move when the office is closed on the last day', () => {
    const closures = [{ from: '2026-11-09', to: '2026-11-10', reason: 'bão' }];
    expect(due('2026-11-02', '7 ngày', {}, { calendar: office({ closures }) })).toBe('2026-11-11');
  });

  it('give the deadline of a notice', () => {
    expect(noticeDeadline('2026-11-06', 15, office())).toBe('2026-11-23');
  });
});

describe('hours', () => {
  test.each([
    ['2026-11-02T09:30', '4 giờ', '2026-11-02 15:30', 'over lunch'],
    ['2026-11-02T12:15', '1 giờ', '2026-11-02 14:30', 'received at lunch'],
    ['2026-11-02T06:00', '1 giờ', '2026-11-02 08:00', 'before opening'],
    ['2026-11-02T13:30', '3,5 giờ', '2026-11-02 17:00', 'ends at closing'],
    ['2026-11-02T16:00', '2 giờ', '2026-11-03 08:00', 'the next morning'],
    ['2026-11-23T16:00', '2 giờ', '2026-11-25 08:00', '24/11 off'],
    ['2026-11-20T18:00', '30 phút', '2026-11-23 07:30', 'after closing on a Friday'],
    ['2026-11-21T10:00', '8 giờ làm việc', '2026-11-23 17:00', 'on a Saturday'],
    ['2026-11-02T17:00', '1 giờ', '2026-11-03 08:00', 'closing sharp'],
    ['2026-01-09T16:00', '2 giờ', '2026-01-10 08:00', 'a worked Saturday'],
  ])('from %s, %s end at %s (%s)', (received, text, expected) => {
    expect(due(received, text)).toBe(expected);
  });

  it('are those of the office where they are known', () => {
    const day = [
      { from: '08:00', to: '12:00' },
      { from: '13:00', to: '17:30' },
    ];
    const morning = [{ from: '08:00', to: '11:00' }];
    const hours = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: morning };
    const calendar = office({ hours });
    expect(due('2026-11-20T16:30', '2 giờ', {}, { calendar })).toBe('2026-11-23 09:00');
    const six = office({ hours, workweek: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'] });
    expect(due('2026-11-20T16:30', '2 giờ', {}, { calendar: six })).toBe('2026-11-21 09:00');
  });

  it('are the same in whatever order the office has written them', () => {
    const day = [
      { from: '13:30', to: '17:00' },
      { from: '07:00', to: '11:30' },
    ];
    const calendar = office({ hours: { mon: day, tue: day, wed: day, thu: day, fri: day } });
    expect(due('2026-11-02T09:30', '4 giờ', {}, { calendar })).toBe('2026-11-02 15:30');
    expect(due('2026-11-02T16:00', '2 giờ', {}, { calendar })).toBe('2026-11-03 08:00');
  });

  it('fall back to the usual ones where an office names none on working days', () => {
    const hours = { sun: [{ from: '08:00', to: '09:00' }] };
    expect(due('2026-11-02T09:30', '4 giờ', {}, { calendar: office({ hours }) })).toBe('2026-11-02 15:30');
  });
});

describe('same-day procedures', () => {
  test.each([
    ['2026-11-19T15:00:00', '2026-11-19', '15:00 sharp still counts'],
    ['2026-11-19T15:00:01', '2026-11-20', 'one second later does not'],
    ['2026-11-19T15:01', '2026-11-20', 'after 15:00'],
    ['2026-11-20T15:30', '2026-11-23', 'over the weekend'],
    ['2026-11-23T16:00', '2026-11-25', 'over 24/11'],
    ['2026-11-21T10:00', '2026-11-23', 'on a Saturday'],
    ['2026-11-20T17:30', '2026-11-23', 'after closing'],
    ['2026-11-19T06:00', '2026-11-19', 'before opening'],
  ])('received %s are due %s (%s)', (received, expected) => {
    expect(due(received, 'trong ngày')).toBe(expected);
  });
});

describe('reception', () => {
  test.each([
    ['2026-11-02T17:00', '2026-11-03', 'closing sharp is still that day'],
    ['2026-11-02T17:01', '2026-11-04', 'after closing counts as the next morning'],
    ['2026-11-02T06:00', '2026-11-03', 'before opening is that day'],
    ['2026-11-07T10:00', '2026-11-10', 'a Saturday counts as Monday'],
    ['2026-11-02T15:30', '2026-11-03', 'after 15:00 changes nothing by default'],
  ])('at %s, 1 working day ends on %s (%s)', (received, expected) => {
    expect(due(received, '1 ngày làm việc')).toBe(expected);
  });

  it('stays where it is stamped when the office has set so', () => {
    const settings = { ...DUE_SETTINGS, closedShiftsStart: false };
    expect(due('2026-11-02T17:01', '1 ngày làm việc', {}, { settings })).toBe('2026-11-03');
    expect(due('2026-11-07T10:00', '1 ngày làm việc', {}, { settings })).toBe('2026-11-09');
  });

  it('on a Saturday the office opens is that Saturday, which is no working day for that', () => {
    const day = [{ from: '07:30', to: '17:00' }];
    const hours = { mon: day, tue: day, wed: day, thu: day, fri: day, sat: [{ from: '07:30', to: '11:30' }] };
    const calendar = office({ hours });
    expect(due('2026-11-07T10:00', '1 ngày làm việc', {}, { calendar })).toBe('2026-11-09');
    expect(due('2026-11-07T12:00', '1 ngày làm việc', {}, { calendar })).toBe('2026-11-10');
  });

  it.each([
    ['2026-11-02T15:00', '2026-11-03'],
    ['2026-11-02T15:01', '2026-11-04'],
    ['2026-11-06T16:00', '2026-11-10'],
  ])('after 15:00 starts the next working day where the office has set so (%s)', (received, expected) => {
    const settings = { ...DUE_SETTINGS, after15hShiftsStart: true };
    expect(due(received, '1 ngày làm việc', {}, { settings })).toBe(expected);
    expect(due('2026-11-02T16:00', '1 giờ', {}, { settings })).toBe('2026-11-02 17:00');
  });
});

describe('supplements and verifications', () => {
  const asked = { from: at('2026-11-05'), to: at('2026-11-10') };

  test.each([
    ['restart', '2026-11-19'],
    ['pause', '2026-11-16'],
    ['none', '2026-11-11'],
  ] as const)('with the policy %s, 7 days from 2 November end on %s', (policy, expected) => {
    expect(due('2026-11-02', '7 ngày làm việc', { policy, supplements: [asked] })).toBe(expected);
  });

  it('restart by default, each time', () => {
    const again = { from: at('2026-11-12'), to: at('2026-11-16') };
    expect(due('2026-11-02', '7 ngày làm việc', { supplements: [asked] })).toBe('2026-11-19');
    expect(due('2026-11-02', '7 ngày làm việc', { supplements: [again, asked] })).toBe('2026-11-26');
  });

  it('leave no due date while they last', () => {
    const open = { from: at('2026-11-05'), to: null };
    for (const more of [
      { supplements: [open] },
      { supplements: [open], policy: 'pause' },
      { verifications: [open], policy: 'none' },
    ] as const)
      for (const text of ['7 ngày làm việc', '10 ngày', '40 giờ', '1 tháng'])
        expect(due('2026-11-02', text, more)).toBe('waiting');
    expect(due('2026-11-02', '7 ngày làm việc', { supplements: [open], policy: 'none' })).toBe('2026-11-11');
  });

  it('do not bring back a term that is over', () => {
    const late = [{ from: at('2026-11-12'), to: at('2026-11-20') }];
    for (const policy of ['restart', 'pause'] as const)
      expect(due('2026-11-02', '7 ngày làm việc', { supplements: late, policy })).toBe('2026-11-11');
  });

  it('asked for at the very end of a term in hours, are in time', () => {
    const until = { to: at('2026-11-02T16:00') };
    const asked = (time: string) => ({ supplements: [{ from: at(`2026-11-02T${time}`), ...until }] });
    expect(due('2026-11-02T09:30', '4 giờ', asked('15:30'))).toBe('2026-11-03 10:00');
    expect(due('2026-11-02T09:30', '4 giờ', asked('15:31'))).toBe('2026-11-02 15:30');
  });

  it('pause hours to the minute', () => {
    const verifications = [{ from: at('2026-11-02T10:00'), to: at('2026-11-02T14:00') }];
    expect(due('2026-11-02T09:30', '4 giờ', { verifications })).toBe('2026-11-03 07:30');
  });

  it('end at the next opening when the papers come in after closing', () => {
    const supplements = [{ from: at('2026-11-05'), to: at('2026-11-10T19:00') }];
    expect(due('2026-11-02', '7 ngày làm việc', { supplements })).toBe('2026-11-20');
    expect(due('2026-11-02', '7 ngày làm việc', { supplements, policy: 'pause' })).toBe('2026-11-17');
  });

  it('pause a verification whatever the policy', () => {
    expect(due('2026-11-02', '7 ngày làm việc', { verifications: [asked] })).toBe('2026-11-16');
    expect(due('2026-11-02', '10 ngày', { verifications: [asked] })).toBe('2026-11-17');
  });

  it('move a same-day result to the day they are over', () => {
    const verifications = [{ from: at('2026-11-02T10:00'), to: at('2026-11-04T16:00') }];
    expect(due('2026-11-02', 'trong ngày', { verifications })).toBe('2026-11-05');
    expect(due('2026-11-02', 'trong ngày', { supplements: verifications })).toBe('2026-11-05');
  });
});

describe('doubt and time of day', () => {
  test.each([
    ['2026-11-20', '5 ngày làm việc', []],
    ['2026-12-30', '5 ngày làm việc', [2027]],
    ['2027-02-04', '2 ngày làm việc', [2027]],
    ['2024-04-26', '3 ngày làm việc', [2024]],
    ['2027-12-30', '1 tháng', [2027, 2028]],
  ])('%s, %s relies on unverified lists of %j', (received, text, years) => {
    const result = dueDate({ receivedAt: at(received), limit: limit(text) }, office());
    expect(result).toMatchObject({ kind: 'due', unverifiedYears: years });
  });

  it('names the closing of the office on the due day', () => {
    const result = dueDate({ receivedAt: at('2026-11-20'), limit: limit('5 ngày làm việc') }, office());
    expect(result).toMatchObject({ due: '2026-11-30', dueAt: at('2026-11-30T17:00') });
  });

  it('refuses to count through a century of closure', () => {
    const closures = [{ from: '2020-01-01', to: '2999-01-01', reason: 'giải thể' }];
    expect(() => due('2026-11-02', '1 ngày làm việc', {}, { calendar: office({ closures }) })).toThrow(
      RangeError,
    );
  });

  it.each(['1 ngày làm việc', '1 ngày', '1 tháng', '9 giờ', 'trong ngày'])(
    'refuses to count %j on when the office closes for good the day after',
    (text) => {
      const closures = [{ from: '2026-11-03', to: '2999-01-01', reason: 'giải thể' }];
      const calendar = office({ closures });
      expect(() => due('2026-11-02T16:00', text, {}, { calendar })).toThrow(RangeError);
    },
  );
});
