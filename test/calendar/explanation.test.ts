import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DUE_SETTINGS, type DueInput, dueDate, explainDueDate } from '../../src/calendar/due-date.js';
import { citizenWords, officerLines } from '../../src/calendar/explanation-text.js';
import { translator } from '../../src/i18n/translate.js';
import { dateOf, dayOf } from '../../src/time/day.js';
import { HOUR_MS } from '../../src/time/duration.js';
import { at, limit, office } from './office.js';

const calendar = office({ closures: [{ from: '2026-11-25', to: '2026-11-25', reason: 'bão số 13' }] });
const explain = (received: string, text: string, more: Partial<DueInput> = {}) =>
  explainDueDate({ receivedAt: at(received), limit: limit(text), ...more }, calendar);
const vi = { t: translator('vi'), locale: 'vi' } as const;
const en = { t: translator('en'), locale: 'en' } as const;

const received = fc
  .date({ min: new Date('2024-01-02'), max: new Date('2027-06-01'), noInvalidDate: true })
  .map((date) => new Date(Math.floor(date.getTime() / 60_000) * 60_000));
const pauses = fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 300 })), {
  maxLength: 2,
});

describe('an explanation', () => {
  it('tells every day between reception and due date once, and its counts add up', () => {
    const unit = fc.constantFrom('workingDay', 'day', 'hour');
    fc.assert(
      fc.property(
        received,
        unit,
        fc.integer({ min: 1, max: 60 }),
        pauses,
        (receivedAt, unit, amount, stops) => {
          const later = (hours: number) => new Date(receivedAt.getTime() + hours * HOUR_MS);
          const verifications = stops.map(([from, long]) => ({ from: later(from), to: later(from + long) }));
          const input: DueInput = { receivedAt, limit: { unit, amount }, verifications };
          const { days, result } = explainDueDate(input, calendar);
          expect(result).toEqual(dueDate(input, calendar));
          if (result.kind !== 'due') return;
          const counted = days.filter(({ mark }) => mark === 'counted');
          if (unit === 'hour') {
            expect(counted.reduce((sum, { countedMs }) => sum + (countedMs ?? 0), 0)).toBe(amount * HOUR_MS);
          } else expect(counted.map(({ number }) => number)).toEqual(counted.map((_, i) => i + 1));
          if (unit !== 'hour') expect(counted).toHaveLength(amount);
          if (unit !== 'day') expect(counted.every(({ off }) => off === null)).toBe(true);
          const first = dayOf(new Date(receivedAt.getTime() + 7 * HOUR_MS).toISOString().slice(0, 10));
          expect(days.map(({ date }) => date)).toEqual(days.map((_, i) => dateOf(first + i)));
          expect(days.at(-1)?.date).toBe(result.due);
          expect(calendar.dayOff(dayOf(result.due))).toBeNull();
        },
      ),
    );
  });

  it('leads to later dates for longer limits', () => {
    const unit = fc.constantFrom('workingDay', 'day', 'hour', 'month');
    fc.assert(
      fc.property(
        received,
        unit,
        fc.integer({ min: 1, max: 24 }),
        pauses,
        (receivedAt, unit, amount, stops) => {
          const later = (hours: number) => new Date(receivedAt.getTime() + hours * HOUR_MS);
          const supplements = stops.map(([from, long]) => ({ from: later(from), to: later(from + long) }));
          const dueAfter = (longer: number, policy: 'restart' | 'pause') => {
            const result = dueDate(
              { receivedAt, limit: { unit, amount: longer }, supplements, policy },
              calendar,
            );
            return result.kind === 'due' ? result.dueAt.getTime() : Number.POSITIVE_INFINITY;
          };
          for (const policy of ['restart', 'pause'] as const)
            expect(dueAfter(amount, policy)).toBeLessThanOrEqual(dueAfter(amount + 1, policy));
        },
      ),
    );
  });

  it('says why each day is skipped', () => {
    const { days, rules } = explain('2026-11-20', '3 ngày làm việc');
    expect(days.map(({ date, mark, off }) => [date.slice(5), mark, off?.kind ?? null])).toEqual([
      ['11-20', 'start', null],
      ['11-21', 'off', 'weekend'],
      ['11-22', 'off', 'weekend'],
      ['11-23', 'counted', null],
      ['11-24', 'off', 'holiday'],
      ['11-25', 'off', 'closure'],
      ['11-26', 'counted', null],
      ['11-27', 'counted', null],
    ]);
    expect(rules.map(({ rule }) => rule)).toEqual(['received', 'workingDay']);
    expect(days[4]?.off).toMatchObject({ holiday: { source: 'Nghị quyết 28/2026/QH16', verified: true } });
  });

  it('starts again from the day the papers were complete, and says so', () => {
    const supplements = [{ from: at('2026-11-05'), to: at('2026-11-10T19:00') }];
    const { days, rules } = explain('2026-11-02', '2 ngày làm việc', { supplements });
    expect(rules.map(({ rule }) => rule)).toEqual(['received', 'workingDay', 'askedTooLate']);
    expect(days.at(-1)?.date).toBe('2026-11-04');
    const again = explain('2026-11-02', '3 ngày làm việc', { supplements });
    expect(again.rules.map(({ rule }) => rule)).toEqual([
      'restarted',
      'receivedClosed',
      'received',
      'workingDay',
    ]);
    expect(again.days.map(({ date, mark }) => [date.slice(8), mark]).slice(0, 3)).toEqual([
      ['10', 'beforeStart'],
      ['11', 'start'],
      ['12', 'counted'],
    ]);
  });

  it('begins at the next opening after the cut-off where the office has set so, and says so', () => {
    const settings = { ...DUE_SETTINGS, after15hShiftsStart: true };
    const input = { receivedAt: at('2026-11-20T16:00'), limit: limit('1 ngày làm việc') };
    const { rules, days } = explainDueDate(input, calendar, settings);
    expect(rules).toContainEqual({ rule: 'startShifted', at: at('2026-11-23T07:00') });
    expect(days.map(({ date, mark }) => [date.slice(8), mark]).slice(0, 4)).toEqual([
      ['20', 'beforeStart'],
      ['21', 'beforeStart'],
      ['22', 'beforeStart'],
      ['23', 'start'],
    ]);
  });

  it('ends with the day papers were asked for while they are not in', () => {
    const daysOf = (received: string, asked: string) =>
      explain(received, '5 ngày làm việc', { supplements: [{ from: at(asked), to: null }] }).days.map(
        ({ date, mark }) => [date.slice(8), mark],
      );
    expect(daysOf('2026-11-02', '2026-11-04')).toEqual([
      ['02', 'start'],
      ['03', 'counted'],
      ['04', 'counted'],
    ]);
    expect(daysOf('2026-11-21T10:00', '2026-11-22')).toEqual([
      ['21', 'beforeStart'],
      ['22', 'beforeStart'],
    ]);
  });

  it('tells the requests that came too late in order', () => {
    const supplements = ['2026-11-12', '2026-11-10'].map((day) => ({ from: at(day), to: at('2026-11-13') }));
    const { rules } = explain('2026-11-02', '2 ngày làm việc', { supplements });
    expect(rules.slice(-2)).toEqual(
      ['2026-11-10', '2026-11-12'].map((day) => ({ rule: 'askedTooLate', at: at(day) })),
    );
  });

  it('of a result on the day of reception tells each day once', () => {
    const { days } = explain('2026-11-20T15:30', 'trong ngày');
    expect(days.map(({ date, mark }) => [date.slice(8), mark])).toEqual([
      ['20', 'start'],
      ['21', 'off'],
      ['22', 'off'],
      ['23', 'counted'],
    ]);
  });
});

describe('an explanation in words', () => {
  it('is short for a citizen', () => {
    const { headline, rules, days } = citizenWords(explain('2026-11-20', '5 ngày làm việc'), vi);
    expect([headline, ...rules, ...days]).toEqual([
      'Hẹn trả ngày 01/12/2026: thời hạn 5 ngày làm việc, nhận hồ sơ lúc 09:00 ngày 20/11/2026.',
      'Ngày 20/11/2026 là ngày nhận đủ hồ sơ, không tính; đếm từ ngày tiếp theo.',
      'Chỉ đếm ngày làm việc; không đếm ngày nghỉ cuối tuần, ngày lễ, ngày cơ quan đóng cửa.',
      'Tính: 23/11/2026; 26/11/2026 – 27/11/2026; 30/11/2026 – 01/12/2026.',
      'Không tính: 20/11/2026 (ngày nhận, không tính); 21/11/2026 – 22/11/2026 (nghỉ cuối tuần); ' +
        '24/11/2026 (nghỉ: Ngày Văn hóa Việt Nam); 25/11/2026 (cơ quan đóng cửa: bão số 13); ' +
        '28/11/2026 – 29/11/2026 (nghỉ cuối tuần).',
    ]);
  });

  it('names the source of every day for the desk, in either language', () => {
    const lines = officerLines(explain('2026-11-23', '1 ngày làm việc'), en);
    expect(lines).toEqual([
      'Due on 26/11/2026: time limit 1 working day, dossier received at 09:00 on 23/11/2026.',
      '• 23/11/2026, the day the dossier was complete, does not count; counting starts the next day. (BLDS 2015 Đ.147)',
      '• Only working days count, not weekends, holidays or days the office is closed. (NĐ 118/2025 Đ.17)',
      'Monday 23/11/2026: day of reception, not counted',
      'Tuesday 24/11/2026: day off: Vietnamese Culture Day – Nghị quyết 28/2026/QH16',
      'Wednesday 25/11/2026: office closed: bão số 13',
      'Thursday 26/11/2026: day 1',
    ]);
  });

  it.each([
    ['2026-01-09', '1 ngày làm việc', {}, /10\/01\/2026 \(Thứ Bảy làm bù cho ngày 2\/1\)/],
    ['2026-11-02T16:00', '2 giờ', {}, /tính 1 giờ 00 phút.*tính 1 giờ 00 phút/],
    ['2026-11-02T16:00', '30 phút', {}, /Hẹn trả lúc 16:30 ngày 02\/11\/2026: thời hạn 30 phút/],
    ['2026-11-20T15:30', 'trong ngày', {}, /nhận sau 15:00 hoặc vào ngày nghỉ/],
    ['2026-11-21T10:00', '1 ngày làm việc', {}, /ngoài giờ làm việc nên tính là nhận lúc 07:00 ngày 23\/11/],
    ['2026-11-06', '15 ngày', {}, /Ngày cuối của thời hạn là 21\/11\/2026, ngày nghỉ/],
    ['2026-12-28', '5 ngày làm việc', {}, /lịch nghỉ năm 2027 chưa được xác nhận/],
    [
      '2026-11-02',
      '5 ngày làm việc',
      { supplements: [{ from: at('2026-11-04'), to: null }] },
      /Chưa có ngày hẹn/,
    ],
    [
      '2026-11-02',
      '5 ngày làm việc',
      { verifications: [{ from: at('2026-11-04'), to: at('2026-11-06') }] },
      /05\/11\/2026 – 06\/11\/2026 \(chờ xác minh\)/,
    ],
  ])('of %s, %s names what mattered', (received, text, more, expected) => {
    const { headline, rules, days } = citizenWords(explain(received, text, more), vi);
    const lines = [headline, ...rules, ...days].join(' ');
    expect(lines).toMatch(expected);
    expect(lines).not.toMatch(/\{\{|due\./);
  });
});
