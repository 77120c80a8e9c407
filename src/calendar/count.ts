import { dayOfLocal, type LocalMs, timeOfLocal } from '../time/clock.js';
import { DAY_MS } from '../time/duration.js';
import { assertWithin, type DayOff, type WorkCalendar, workingDayFrom } from './working-days.js';

/** What stops the clock: papers asked of the citizen, or a verification by another agency. */
export type PauseKind = 'supplement' | 'verification';

/** A time that does not count; `to: null` = not over yet. */
export type CountPause = { kind: PauseKind; from: LocalMs; to: LocalMs | null };

/**
 * What became of one day. `start`: the first day, not counted. `counted`: its `number` in the count, or for hours the
 * milliseconds of it that counted. `moved`: the working day a last day that was off moves to.
 */
export type DayMark = {
  day: number;
  mark: 'beforeStart' | 'start' | 'counted' | 'off' | 'paused' | 'moved';
  number: number | null;
  countedMs: number | null;
  /** Why the day is off, also on a counted calendar day. */
  off: DayOff | null;
  pause: PauseKind | null;
};

/** Where a count ends: due, or stopped at a pause that is not over. `marks` run from the first day without a gap. */
export type Count =
  | { kind: 'due'; day: number; at: LocalMs; marks: DayMark[] }
  | { kind: 'waiting'; pause: CountPause; marks: DayMark[] };

/** What a count starts from; pauses in order of their start. */
export type CountStart = { calendar: WorkCalendar; start: LocalMs; pauses: readonly CountPause[] };

/** Written out, not spread: a term has dozens of these. */
function markOf(
  day: number,
  mark: DayMark['mark'],
  off: DayOff | null = null,
  pause: PauseKind | null = null,
): DayMark {
  return { day, mark, number: null, countedMs: null, off, pause };
}

function countedOf(day: number, number: number, off: DayOff | null): DayMark {
  return { day, mark: 'counted', number, countedMs: null, off, pause: null };
}

/** Counts days, the first not included; of `days` only working ones, or all and then on to a working day. */
export function countDays(
  { calendar, start, pauses }: CountStart,
  amount: number,
  days: 'working' | 'all',
): Count {
  const first = dayOfLocal(start);
  const marks = [markOf(first, 'start')];
  let day = first;
  for (let number = 0; number < amount; ) {
    day += 1;
    assertWithin(first, day);
    const off = calendar.dayOff(day);
    const pause = pauses.length === 0 ? undefined : pauseOn(pauses, day);
    if (pause?.to === null) return { kind: 'waiting', pause, marks };
    if (pause) marks.push(markOf(day, 'paused', off, pause.kind));
    else if (off && days === 'working') marks.push(markOf(day, 'off', off));
    else {
      number += 1;
      marks.push(countedOf(day, number, off));
    }
  }
  return dueOn(calendar, moveOn(calendar, day, marks), marks);
}

/** The day of the request still counts, the day the papers are back does not: it is a first day again. */
function pauseOn(pauses: readonly CountPause[], day: number): CountPause | undefined {
  return pauses.find(({ from, to }) => dayOfLocal(from) < day && (to === null || day <= dayOfLocal(to)));
}

/** The day itself, or the next working day, with a mark for each day passed. */
function moveOn(calendar: WorkCalendar, day: number, marks: DayMark[]): number {
  const moved = workingDayFrom(calendar, day);
  for (let passed = day + 1; passed < moved; passed += 1)
    marks.push(markOf(passed, 'off', calendar.dayOff(passed)));
  if (moved > day) marks.push(markOf(moved, 'moved'));
  return moved;
}

function dueOn(calendar: WorkCalendar, day: number, marks: DayMark[]): Count {
  return { kind: 'due', day, at: day * DAY_MS + calendar.closing(day), marks };
}

/** Counts office hours from the very moment, without lunch breaks, days off and pauses. */
export function countHours({ calendar, start, pauses }: CountStart, amountMs: number): Count {
  const first = dayOfLocal(start);
  const marks: DayMark[] = [];
  let rest = amountMs;
  for (let day = first; ; day += 1) {
    assertWithin(first, day);
    const before = rest;
    let paused: CountPause | undefined;
    for (const span of calendar.workSpans(day)) {
      const end = day * DAY_MS + span.to;
      let at = Math.max(day * DAY_MS + span.from, start);
      while (at < end) {
        const pause = pauses.find(({ from, to }) => from <= at && (to === null || at < to));
        if (pause) {
          paused = pause;
          if (pause.to === null) return { kind: 'waiting', pause, marks };
          at = pause.to;
          continue;
        }
        const until = pauses.find(({ from }) => at < from && from < end)?.from ?? end;
        const taken = Math.min(rest, until - at);
        rest -= taken;
        at += taken;
        if (rest > 0) continue;
        marks.push(hourMark(calendar, day, first, before - rest, paused));
        return { kind: 'due', day, at, marks };
      }
    }
    marks.push(hourMark(calendar, day, first, before - rest, paused));
  }
}

function hourMark(
  calendar: WorkCalendar,
  day: number,
  first: number,
  countedMs: number,
  paused: CountPause | undefined,
): DayMark {
  if (countedMs > 0)
    return { day, mark: 'counted', number: null, countedMs, off: null, pause: paused?.kind ?? null };
  const off = calendar.dayOff(day);
  if (paused) return markOf(day, 'paused', off, paused.kind);
  return markOf(day, day === first && !off ? 'start' : 'off', off);
}

/** The day of reception up to the cut-off (milliseconds since midnight, sharp still counts), else the next working day. */
export function countSameDay({ calendar, start, pauses }: CountStart, cutOff: number): Count {
  const marks: DayMark[] = [];
  for (let at = start; ; ) {
    const first = dayOfLocal(at);
    const inTime = calendar.dayOff(first) === null && timeOfLocal(at) <= cutOff;
    const day = inTime ? first : workingDayFrom(calendar, first + 1);
    const pause = pauses.find(({ from, to }) => dayOfLocal(from) <= day && (to === null || to > at));
    if (pause?.to === null) return { kind: 'waiting', pause, marks };
    if (!pause) return dueOn(calendar, day, [...marks, ...sameDayMarks(calendar, first, day)]);
    for (let passed = first; passed < dayOfLocal(pause.to); passed += 1)
      marks.push(markOf(passed, 'paused', calendar.dayOff(passed), pause.kind));
    at = pause.to;
  }
}

function sameDayMarks(calendar: WorkCalendar, first: number, due: number): DayMark[] {
  const marks: DayMark[] = [];
  for (let day = first; day < due; day += 1)
    marks.push(markOf(day, day === first ? 'start' : 'off', calendar.dayOff(day)));
  return [...marks, countedOf(due, 1, null)];
}
