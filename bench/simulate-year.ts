/**
 * A year at a province's desks, made up from a seed: 139,000 dossiers at scale 1, as Hạ Long's one-stop shop has in a
 * year, and what is to come of each. Knows nothing of the program: it has its own calendar and its own idea of lateness.
 */

/** Events as the desk's interface takes them. `slip`: undone a second later by whoever made it. */
export type Push = { kind: 'file'; dossier: object } | { kind: 'event' | 'slip'; event: Told };
export type Told = { id: string; status: number; at: string; [field: string]: unknown };
export type Outcome = 'early' | 'onTime' | 'late' | 'inTime' | 'overdue';

export type Story = {
  code: string;
  /** In the order told, and so many ms after the beginning of the run. */
  pushes: { after: number; push: Push }[];
  /** Told one by one instead of with others. */
  single: boolean;
  finalStatus: number;
  /** Null = it does not count. */
  outcome: Outcome | null;
  /** Numbers of those who follow it. */
  followers: number[];
};

const DOSSIERS = 139_000;
const DAY = 86_400_000;
const OFFSET = 7 * 3_600_000;
/** In force in the year; the program has a table of its own. */
const OFF = new Set(
  (
    '2025-09-01 2025-09-02 2026-01-01 2026-01-02 2026-02-16 2026-02-17 2026-02-18 2026-02-19 2026-02-20 2026-04-27 ' +
    '2026-04-30 2026-05-01 2026-08-31 2026-09-01 2026-09-02 2026-11-24 2027-01-01'
  ).split(' '),
);
const WORKED = new Set(['2026-01-10', '2026-08-22']);
/** Of this procedure the catalogue says three working days: half of its dossiers leave the date to the program. */
const PROCEDURE = '1.004873';
const COMPUTED_DAYS = 3;

export type Random = () => number;

/** Mulberry32: the same numbers for the same seed. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The stories of a year that ends now, told within so many ms. */
export function makeYear(random: Random, scale: number, now: Date, tellWithin: number): Story[] {
  const today = Math.floor((now.getTime() + OFFSET) / DAY);
  const sequences = new Map<string, number>();
  const received = Array.from({ length: Math.round(DOSSIERS * scale) }, () =>
    workingFrom(today - 364 + Math.floor(random() * 364)),
  ).sort((a, b) => a - b);
  return received.flatMap((day, index) => {
    if (day >= today) return [];
    const unit = `H49.${1 + Math.floor(random() * 30)}`;
    const name = `${unit}-${dateOf(day).slice(2).replaceAll('-', '')}`;
    const sequence = (sequences.get(name) ?? 0) + 1;
    sequences.set(name, sequence);
    const code = `${name}-${String(sequence).padStart(4, '0')}`;
    const begun = (index / received.length) * tellWithin * 0.5;
    return [makeStory(random, code, day, { now, begun, tellWithin })];
  });
}

type Clock = { now: Date; begun: number; tellWithin: number };
/** A step of a dossier. `due`: the day told with it. */
type Step = { status: number; at: number; due?: number; kind?: 'correction' | 'slip'; more?: object };

const PATHS: readonly (readonly [share: number, name: string])[] = [
  [0.53, 'plain'],
  [0.03, 'stuck'],
  [0.13, 'supplement'],
  [0.1, 'online'],
  [0.04, 'notAccepted'],
  [0.03, 'withdrawn'],
  [0.03, 'refused'],
  [0.03, 'extended'],
  [0.02, 'corrected'],
  [0.06, 'slip'],
];

function pick(draw: number, [first, ...rest]: readonly (readonly [share: number, name: string])[]): string {
  if (!first) return 'plain';
  return draw < first[0] ? first[1] : pick(draw - first[0], rest);
}

function makeStory(random: Random, code: string, day: number, clock: Clock): Story {
  const path = pick(random(), PATHS);
  const isComputed = random() < 0.5;
  const days = isComputed ? COMPUTED_DAYS : ([3, 5, 10, 15][Math.floor(random() * 4)] ?? 5);
  const due = workingAfter(day, days);
  const isOnline = path === 'online' || path === 'notAccepted';
  const at = moment(day, 8 + random() * 3);
  const all = stepsOf(random, path, { day, due, days, isComputed });
  const steps = all.filter((step) => step.at < clock.now.getTime() - 60_000);
  const dossier = {
    procedure: PROCEDURE,
    receivedAt: iso(at),
    submission: isOnline ? 'online' : random() < 0.1 ? 'post' : 'direct',
    owner: { name: 'Nguyễn Văn An', phone: `090${String(Math.floor(random() * 1e7)).padStart(7, '0')}` },
    ...(isComputed ? {} : { dueAt: iso(moment(due, 17)) }),
  };
  const told = steps.map((step, index) => eventOf(code, step, index, isComputed));
  const file: Push = { kind: 'file', dossier };
  const isSwapped = path === 'plain' && told.length > 1 && random() < 0.08;
  const ordered = isSwapped ? [told[1], told[0], ...told.slice(2)] : told;
  return {
    code,
    pushes: paced(random, [file, ...(ordered as Push[])], clock),
    single: random() < 0.03,
    ...endOf({ status: isOnline ? 1 : 2, due, today: dayOf(clock.now.getTime()) }, steps),
    followers: [],
  };
}

type Terms = { day: number; due: number; days: number; isComputed: boolean };

function stepsOf(random: Random, path: string, { day, due, days }: Terms): Step[] {
  const taken: Step = { status: 4, at: moment(day, 13.6 + random()) };
  const lateBy = random() < 0.06 ? 1 + Math.floor(random() * 8) : 0;
  const doneOn = (last: number) =>
    lateBy > 0 ? workingAfter(last, lateBy) : Math.max(day + 1, workingBack(last, Math.floor(random() * 3)));
  const finish = (last: number, more: object = {}): Step[] => {
    const settled = doneOn(last);
    return [
      { status: 9, at: moment(settled, 9 + random() * 2), more },
      { status: 10, at: moment(workingAfter(settled, 1), 14 + random()) },
    ];
  };
  if (path === 'stuck') return [taken];
  if (path === 'online') return [{ status: 2, at: moment(day, 11.2) }, taken, ...finish(due)];
  if (path === 'notAccepted')
    return [{ status: 3, at: moment(workingAfter(day, 1), 10), more: { reason: 'sai thẩm quyền' } }];
  if (path === 'withdrawn') return [taken, { status: 7, at: moment(workingAfter(day, 1), 10) }];
  if (path === 'refused')
    return [taken, ...finish(due, { subState: 'refused', reason: 'không đủ điều kiện' })];
  if (path === 'supplement') {
    const asked = workingAfter(day, 1 + Math.floor(random() * (lateBy > 0 ? days + 3 : 2)));
    const back = workingAfter(asked, 1 + Math.floor(random() * 8));
    const again = workingAfter(back, days);
    const request = { reason: 'thiếu giấy tờ', missing: ['Bản sao căn cước'] };
    return [
      taken,
      { status: 5, at: moment(asked, 10), more: request },
      { status: 4, at: moment(back, 10), due: again },
      ...finish(again),
    ];
  }
  if (path === 'extended') {
    const later = workingAfter(due, 5);
    const more = { apologyDocument: '12/XL-UBND', reason: 'cần xác minh thêm' };
    return [taken, { status: 4, at: moment(workingAfter(day, 1), 15), due: later, more }, ...finish(later)];
  }
  if (path === 'corrected') {
    const first = finish(due);
    const wrong = (first[1]?.at ?? 0) + 3_600_000;
    const more = { correction: true, reason: 'trả nhầm kết quả' };
    const back: Step = { status: 4, at: wrong, kind: 'correction', more };
    return [taken, ...first, back, { status: 9, at: wrong + DAY }, { status: 10, at: wrong + DAY + 60_000 }];
  }
  const slip: Step = { status: 7, at: taken.at + 60_000, kind: 'slip' };
  return path === 'slip' ? [taken, slip, ...finish(due)] : [taken, ...finish(due)];
}

function eventOf(
  code: string,
  { status, at, due, kind, more }: Step,
  index: number,
  computed: boolean,
): Push {
  // An extension says its date itself; after supplements it is computed where the first one was.
  const says = due !== undefined && (!computed || more !== undefined);
  const dueAt = says ? { dueAt: iso(moment(due, 17)) } : {};
  return {
    kind: kind === 'slip' ? 'slip' : 'event',
    event: { id: `${code}:${index}`, status, at: iso(at), ...dueAt, ...more },
  };
}

/** How the dossier stands at the end, and what it counts as. */
function endOf(
  { status: first, due: firstDue, today }: { status: number; due: number; today: number },
  steps: readonly Step[],
): { finalStatus: number; outcome: Outcome | null } {
  let [status, due, late] = [first, firstDue, false];
  let settled: number | null = null;
  for (const step of steps) {
    if (step.kind === 'slip') continue;
    const on = dayOf(step.at);
    if (step.kind === 'correction') {
      late ||= settled !== null && settled > due;
      settled = null;
    }
    if (step.status === 5 || step.status === 7) late ||= on > due;
    if (step.status === 9 || step.status === 10) settled ??= on;
    due = step.due ?? due;
    status = step.status;
  }
  return { finalStatus: status, outcome: outcomeOf({ status, due, late, settled, today }) };
}

type End = { status: number; due: number; late: boolean; settled: number | null; today: number };

function outcomeOf({ status, due, late, settled, today }: End): Outcome | null {
  if (status === 1 || status === 3) return null;
  if (status === 7) return late ? 'late' : 'onTime';
  if (settled !== null) return late || settled > due ? 'late' : settled < due ? 'early' : 'onTime';
  if (status === 5) return late ? 'overdue' : 'inTime';
  return late || today > due ? 'overdue' : 'inTime';
}

/** When each is told: most follow each other within seconds, some after a minute. */
function paced(random: Random, pushes: readonly Push[], { begun, tellWithin }: Clock): Story['pushes'] {
  const isSlow = random() < 0.35;
  let after = begun;
  return pushes.map((push) => {
    const told = { after: Math.min(after, tellWithin), push };
    after += isSlow ? 10_000 + random() * 70_000 : random() * 5_000;
    return told;
  });
}

const dateOf = (day: number) => new Date(day * DAY).toISOString().slice(0, 10);
const dayOf = (at: number) => Math.floor((at + OFFSET) / DAY);
const moment = (day: number, hour: number) => Math.round(day * DAY + hour * 3_600_000) - OFFSET;
const iso = (at: number) => new Date(at).toISOString();

function isWorking(day: number): boolean {
  const weekday = new Date(day * DAY).getUTCDay();
  return WORKED.has(dateOf(day)) || (weekday !== 0 && weekday !== 6 && !OFF.has(dateOf(day)));
}

function workingFrom(day: number): number {
  return isWorking(day) ? day : workingFrom(day + 1);
}

function workingAfter(day: number, count: number): number {
  return count === 0 ? day : workingAfter(workingFrom(day + 1), count - 1);
}

function workingBack(day: number, count: number): number {
  if (count === 0) return day;
  return isWorking(day - 1) ? workingBack(day - 1, count - 1) : workingBack(day - 1, count);
}
