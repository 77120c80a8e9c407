import { describe, expect, it } from 'vitest';
import { dueDate, type Interruption } from '../../src/calendar/due-date.js';
import { createCalendar } from '../../src/calendar/working-days.js';
import type { OpeningHours } from '../../src/units/unit.js';
import { index } from './office.js';
import { type SlowCase, type SlowWeek, slowDate, slowDue, slowInstant, slowOffice } from './slow-oracle.js';

const CASES = 100_000;

/** Numbers that look random and are the same in every run (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const DAY = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const usual: [string, string][] = [
  ['07:00', '11:30'],
  ['13:30', '17:00'],
];
const weekOf = (spans: [string, string][], more: SlowWeek = {}): SlowWeek => ({
  1: spans,
  2: spans,
  3: spans,
  4: spans,
  5: spans,
  ...more,
});
const offices = [
  { week: weekOf(usual), closures: [] },
  {
    week: weekOf(usual, { 6: [['07:30', '11:30']] }),
    closures: [
      { from: '2024-09-07', to: '2024-09-10', reason: 'bão' },
      { from: '2026-11-12', to: '2026-11-13', reason: 'bão' },
    ],
  },
  {
    week: weekOf(
      [
        ['07:30', '12:00'],
        ['13:00', '16:47'],
      ],
      { 3: [] },
    ),
    closures: [{ from: '2025-12-24', to: '2026-01-15', reason: 'chuyển trụ sở' }],
  },
].map(({ week, closures }) => {
  const hours: OpeningHours = Object.fromEntries(
    Object.entries(week).map(([day, spans]) => [DAY[Number(day)], spans.map(([from, to]) => ({ from, to }))]),
  );
  return { slow: slowOffice(week, closures), fast: createCalendar({ index, hours, closures }) };
});

const MONTHS_2024_TO_2027 = 60 * 24 * 365 * 4;

function randomCase(next: () => number): SlowCase {
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1));
  const pick = <T>(first: T, ...others: T[]): T => [first, ...others][whole(0, others.length)] ?? first;
  const received = 31 * 1440 + whole(0, MONTHS_2024_TO_2027);
  const unit = pick('workingDay', 'workingDay', 'day', 'hour', 'month', 'sameDay');
  const most = { workingDay: 40, day: 90, hour: 60, month: 12, sameDay: 1 }[unit];
  const part = unit === 'hour' || (unit === 'workingDay' && next() < 0.1) ? pick(0, 0.5) : 0;
  const times = () =>
    Array.from({ length: pick(0, 0, 0, 1, 1, 2) }, () => {
      const from = received + whole(0, 20 * 1440);
      return { from, to: next() < 0.05 ? null : from + whole(0, 15 * 1440) };
    });
  return {
    received,
    unit,
    amount: whole(1, most) + part,
    policy: pick('restart', 'pause', 'none'),
    supplements: times(),
    verifications: times(),
    late: next() < 0.2,
    shift: next() < 0.8,
  };
}

describe('due dates', () => {
  it(`agree with a slow walk in ${CASES} random cases`, { timeout: 60_000 }, () => {
    const next = numbersFrom(20_261_121);
    const instants = (times: SlowCase['supplements']): Interruption[] =>
      times.map(({ from, to }) => ({ from: slowInstant(from), to: to === null ? null : slowInstant(to) }));
    for (let i = 0; i < CASES; i += 1) {
      const office = offices[i % offices.length];
      const given = randomCase(next);
      const { unit, amount, policy, late, shift } = given;
      if (!office) continue;
      const fast = dueDate(
        {
          receivedAt: slowInstant(given.received),
          limit: unit === 'sameDay' ? { unit, amount: null } : { unit, amount },
          policy,
          supplements: instants(given.supplements),
          verifications: instants(given.verifications),
        },
        office.fast,
        { cutOff: '15:00', after15hShiftsStart: late, closedShiftsStart: shift },
      );
      const slow = slowDue(office.slow, given);
      const agrees =
        slow === 'waiting' || fast.kind === 'waiting'
          ? slow === fast.kind
          : slow.date === fast.due &&
            (slow.at === null || slowInstant(slow.at).getTime() === fast.dueAt.getTime());
      if (!agrees)
        expect({
          office: i % offices.length,
          given,
          date: slowDate(Math.floor(given.received / 1440)),
          fast,
        }).toEqual(slow);
    }
  });

  it('take a few microseconds', () => {
    const input = { receivedAt: slowInstant(1_560_000), limit: { unit: 'workingDay', amount: 30 } } as const;
    const calendar = createCalendar({ index });
    const times = Array.from({ length: 2000 }, () => {
      const started = performance.now();
      dueDate(input, calendar);
      return performance.now() - started;
    });
    expect(times.sort((a, b) => a - b)[1000]).toBeLessThan(0.05);
  });
});
