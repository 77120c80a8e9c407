/**
 * Due dates (ngày hẹn trả): when a dossier is due, and every day on the way there. Pure: the calendar and every moment
 * are arguments. Rules: Bộ luật Dân sự 2015 Đ.145–148, NĐ 118/2025 Đ.17–19.
 */
import type { ClockPolicy } from '../catalogue/procedure.js';
import { dayOfLocal, type LocalMs, timeOfDayMs, timeOfLocal, toInstant, toLocalMs } from '../time/clock.js';
import { addMonths, dateOf, dayOf } from '../time/day.js';
import { DAY_MS, HOUR_MS } from '../time/duration.js';
import {
  type Count,
  type CountPause,
  countDays,
  countHours,
  countSameDay,
  type DayMark,
  type PauseKind,
} from './count.js';
import { type Holiday, unverifiedYears } from './holiday.js';
import type { Limit } from './limit-text.js';
import { type DayOff, receptionFrom, type WorkCalendar, workingDayFrom } from './working-days.js';

/** Asked for and complete again; `to: null` = not yet. */
export type Interruption = { from: Date; to: Date | null };

/** How an office counts where law leaves it open. */
export type DueSettings = {
  /** Same-day procedures received later than this (sharp still counts) are due the next working day, `HH:MM`. */
  cutOff: string;
  /** Whether reception after the cut-off also moves the first counted day of other terms: local practice, not law. */
  after15hShiftsStart: boolean;
  /** Whether what comes in after closing or on a day off counts as received at the next opening. */
  closedShiftsStart: boolean;
};

/** What holds for an office that has set nothing of its own. */
export const DUE_SETTINGS: DueSettings = {
  cutOff: '15:00',
  after15hShiftsStart: false,
  closedShiftsStart: true,
};

/** One dossier's reception, time limit and interruptions, from which its due date follows. */
export type DueInput = {
  /** When the dossier was complete and correct, as on the receipt. */
  receivedAt: Date;
  limit: Limit;
  /** Default `restart`. */
  policy?: ClockPolicy;
  /** Default none. */
  supplements?: readonly Interruption[];
  /** Verification by another agency, which never counts (NĐ 123/2015 Đ.3.4). Default none. */
  verifications?: readonly Interruption[];
};

/** `waiting` = there is no due date before a supplement or verification is in. */
export type DueDate =
  | {
      kind: 'due';
      /** `YYYY-MM-DD`; lateness is compared by this. */
      due: string;
      /** For hours the very moment, else when the office closes on that day. */
      dueAt: Date;
      /** Years on the way whose holidays are not officially confirmed or not known: the date may be wrong. */
      unverifiedYears: number[];
    }
  | { kind: 'waiting'; for: PauseKind; since: Date };

/** The rules that made a due date what it is, in the order they are told. */
type Rule =
  | 'received'
  | 'receivedClosed'
  | 'startShifted'
  | 'restarted'
  | 'runsOn'
  | 'askedTooLate'
  | 'workingDay'
  | 'day'
  | 'month'
  | 'hour'
  | 'partDay'
  | 'sameDay'
  | 'sameDayNext'
  | 'paused'
  | 'moved';

/** `at` = the moment the rule speaks of; null = none. */
export type AppliedRule = { rule: Rule; at: Date | null };

/** What became of one day; see `DayMark`. `worked`: a weekend day worked in exchange; null = it is not. */
export type ExplainedDay = Omit<DayMark, 'day'> & { date: string; worked: Holiday | null };

/** A due date with all that led to it. `days` run without a gap from reception, or from the last restart. */
export type DueExplanation = {
  result: DueDate;
  receivedAt: Date;
  limit: Limit;
  settings: DueSettings;
  rules: AppliedRule[];
  days: ExplainedDay[];
};

/** When a dossier is due. Throws a RangeError when the office is closed for a century. */
export function dueDate(
  input: DueInput,
  calendar: WorkCalendar,
  settings: DueSettings = DUE_SETTINGS,
): DueDate {
  return resultOf(runTerm(input, calendar, settings), calendar);
}

/** When a dossier is due, and why: the rules applied and every day counted, skipped and paused. */
export function explainDueDate(
  input: DueInput,
  calendar: WorkCalendar,
  settings: DueSettings = DUE_SETTINGS,
): DueExplanation {
  const run = runTerm(input, calendar, settings);
  return {
    result: resultOf(run, calendar),
    receivedAt: input.receivedAt,
    limit: input.limit,
    settings,
    rules: rulesOf(run, input.limit),
    days: [...daysBefore(run, calendar), ...run.count.marks].map(({ day, ...mark }) => ({
      date: dateOf(day),
      ...mark,
      worked: mark.off ? null : (calendar.index.worked.get(day) ?? null),
    })),
  };
}

/** So many days there are for supplements (NĐ 118/2025 Đ.19.5). */
export const SUPPLEMENT_DAYS = 15;

/**
 * The last day of a term of calendar days from a notice (e.g. 15 days to supplement, NĐ 118/2025 Đ.19.5), moved to the
 * next working day where it is off. `YYYY-MM-DD` in and out.
 */
export function noticeDeadline(notice: string, days: number, calendar: WorkCalendar): string {
  return dateOf(workingDayFrom(calendar, dayOf(notice) + days));
}

/** The last count, and how it came to start where it did. */
type Run = {
  received: LocalMs;
  start: Start;
  count: Count;
  restarted: LocalMs | null;
  askedTooLate: LocalMs[];
};

type Start = { stamped: LocalMs; at: LocalMs; shift: 'receivedClosed' | 'startShifted' | null };

function runTerm(input: DueInput, calendar: WorkCalendar, settings: DueSettings): Run {
  const { limit, policy = 'restart', supplements = [], verifications = [] } = input;
  const begin = (at: Date) => startFrom(toLocalMs(at), limit, calendar, settings);
  const pausing = (kind: PauseKind, { from, to }: Interruption): CountPause => ({
    kind,
    from: toLocalMs(from),
    to: to && begin(to).at,
  });
  const pauses = [
    ...verifications.map((time) => pausing('verification', time)),
    ...(policy === 'pause' ? supplements.map((time) => pausing('supplement', time)) : []),
  ].sort(byStart);
  let start = begin(input.receivedAt);
  const countAgain = () => countFrom(start.at, limit, pauses, calendar, settings);
  const run: Run = { received: start.stamped, start, count: countAgain(), restarted: null, askedTooLate: [] };
  if (policy !== 'restart') return run;
  for (const time of [...supplements].sort((a, b) => a.from.getTime() - b.from.getTime())) {
    const asked = toLocalMs(time.from);
    if (isAfter(asked, run.count, limit)) run.askedTooLate.push(asked);
    else if (time.to === null) return stopped(run, { kind: 'supplement', from: asked, to: null });
    else {
      const again = begin(time.to);
      if (again.at >= start.at) start = again;
      Object.assign(run, { start, restarted: start.stamped, count: countAgain() });
    }
  }
  return run;
}

const byStart = (a: CountPause, b: CountPause) => a.from - b.from;

/** Whether papers were asked for when the term was already over: that cannot bring it back. */
function isAfter(asked: LocalMs, count: Count, limit: Limit): boolean {
  if (count.kind === 'waiting') return false;
  return hoursOf(limit) === null ? dayOfLocal(asked) > count.day : asked > count.at;
}

function stopped(run: Run, pause: CountPause): Run {
  const until = dayOfLocal(pause.from);
  const marks = run.count.marks.filter(({ day }) => day <= until);
  return { ...run, count: { kind: 'waiting', pause, marks } };
}

/** The moment a reception counts from. */
function startFrom(stamped: LocalMs, limit: Limit, calendar: WorkCalendar, settings: DueSettings): Start {
  const open = settings.closedShiftsStart ? receptionFrom(calendar, stamped) : stamped;
  const start: Start = { stamped, at: open, shift: open === stamped ? null : 'receivedClosed' };
  if (!settings.after15hShiftsStart || limit.unit === 'sameDay' || hoursOf(limit) !== null) return start;
  const day = dayOfLocal(open);
  if (calendar.dayOff(day) === null && timeOfLocal(open) <= timeOfDayMs(settings.cutOff)) return start;
  const next = workingDayFrom(calendar, day + 1);
  const opening = calendar.workSpans(next)[0]?.from ?? 0;
  return { stamped, at: next * DAY_MS + opening, shift: 'startShifted' };
}

function countFrom(
  start: LocalMs,
  limit: Limit,
  pauses: readonly CountPause[],
  calendar: WorkCalendar,
  { cutOff }: DueSettings,
): Count {
  const from = { calendar, start, pauses };
  if (limit.unit === 'sameDay') return countSameDay(from, timeOfDayMs(cutOff));
  const hours = hoursOf(limit);
  if (hours !== null) return countHours(from, Math.round(hours * HOUR_MS));
  if (limit.unit === 'workingDay') return countDays(from, limit.amount, 'working');
  const days = limit.unit === 'month' ? daysOfMonths(start, limit.amount) : Math.ceil(limit.amount);
  return countDays(from, days, 'all');
}

const OFFICE_HOURS_PER_DAY = 8;
/** Half a month is fifteen days (Bộ luật Dân sự 2015 Đ.146). */
const DAYS_PER_MONTH = 30;

/** Office hours of terms in hours and in parts of a working day; null = counted in days. */
function hoursOf({ unit, amount }: Limit): number | null {
  if (unit === 'hour') return amount;
  return unit === 'workingDay' && !Number.isInteger(amount) ? amount * OFFICE_HOURS_PER_DAY : null;
}

function daysOfMonths(start: LocalMs, months: number): number {
  const day = dayOfLocal(start);
  const whole = Math.floor(months);
  return addMonths(day, whole) - day + Math.round((months - whole) * DAYS_PER_MONTH);
}

function resultOf({ received, count }: Run, { index }: WorkCalendar): DueDate {
  if (count.kind === 'waiting')
    return { kind: 'waiting', for: count.pause.kind, since: toInstant(count.pause.from) };
  return {
    kind: 'due',
    due: dateOf(count.day),
    dueAt: toInstant(count.at),
    unverifiedYears: unverifiedYears(index, dayOfLocal(received), count.day),
  };
}

/** The days between what is stamped on the receipt and the start of the count. */
function daysBefore({ start, count }: Run, calendar: WorkCalendar): DayMark[] {
  const first = count.marks[0]?.day ?? dayOfLocal(start.at);
  const days: DayMark[] = [];
  for (let day = dayOfLocal(start.stamped); day < first; day += 1) {
    const off: DayOff | null = calendar.dayOff(day);
    days.push({ day, mark: 'beforeStart', number: null, countedMs: null, off, pause: null });
  }
  return days;
}

function rulesOf({ start, count, restarted, askedTooLate }: Run, limit: Limit): AppliedRule[] {
  const { marks } = count;
  const applied = (rule: Rule, at: LocalMs | null = null): AppliedRule => ({
    rule,
    at: at === null ? null : toInstant(at),
  });
  const rules: AppliedRule[] = [];
  if (restarted !== null) rules.push(applied('restarted', restarted));
  if (start.shift) rules.push(applied(start.shift, start.at));
  if (hoursOf(limit) === null && limit.unit !== 'sameDay') rules.push(applied('received', start.at));
  rules.push(applied(limit.unit === 'hour' || hoursOf(limit) === null ? limit.unit : 'partDay'));
  if (limit.unit === 'sameDay' && marks.some(({ mark }) => mark === 'start'))
    rules.push(applied('sameDayNext'));
  if (marks.some(({ pause }) => pause !== null)) rules.push(applied('paused'));
  if (marks.at(-1)?.mark === 'moved') {
    const last = marks.findLast(({ mark }) => mark === 'counted');
    if (last) rules.push(applied('moved', last.day * DAY_MS));
  }
  return [...rules, ...askedTooLate.map((at) => applied('askedTooLate', at))];
}
