/** Of what somebody who follows a dossier is reminded: what nobody has told, but time has brought about. Pure. */
import { countHours } from '../calendar/count.js';
import { noticeDeadline, SUPPLEMENT_DAYS } from '../calendar/due-date.js';
import type { Calendars } from '../calendar/offices.js';
import { isPast, type Status, type SubState } from '../dossiers/model/status.js';
import { toLocalMs, vietnamDate } from '../time/clock.js';
import { dayOf } from '../time/day.js';
import { DAY_MS, HOUR_MS } from '../time/duration.js';
import type { NoticeKind } from './plan.js';

/** Where a dossier stands, as far as reminders go. `supplementBy`: the day the desk has set, `YYYY-MM-DD`. */
export type ReminderFacts = {
  status: Status;
  subState: SubState | null;
  statusAt: Date;
  statusPosition: number;
  dueAt: Date | null;
  apologyDocument: string | null;
  receivingUnit: string;
  settlingUnit: string;
  supplementBy: string | null;
};

/** `name`: by which it is told once, for as long as the dossier stands where it does. */
export type Reminder = { kind: NoticeKind; name: string };

/** Within so many working hours a dossier sent online is accepted, or more is asked for (NĐ 118/2025 Đ.17.2.c). */
const ACCEPTANCE_HOURS = 8;
/** So many days before the deadline for supplements. */
const SOON_DAYS = 3;
/** So many days after the result is ready, the last first. */
const WAITING_DAYS = [14, 3] as const;

/** Sub-states of 5 in which nothing is left for the citizen to do, and those of 9 in which a result is to be fetched. */
const SENT: ReadonlySet<SubState | null> = new Set<SubState>([
  'citizenSent',
  'supplemented',
  'awaitingReception',
]);
const READY: ReadonlySet<SubState | null> = new Set<SubState | null>([null, 'ready', 'handedOver']);

/** What those who follow a dossier are to be reminded of now; null = nothing. */
export function reminderOf(dossier: ReminderFacts, calendars: Calendars, now: Date): Reminder | null {
  switch (dossier.status) {
    case 1:
      return isNotAccepted(dossier, calendars, now) ? { kind: 'notAccepted', name: 'notAccepted' } : null;
    case 2:
    case 4:
      return lateSince(dossier, now);
    case 5:
      return isSupplementSoon(dossier, calendars, now)
        ? { kind: 'supplementSoon', name: 'supplementSoon' }
        : null;
    case 9:
      return waitingFor(dossier, now);
    default:
      return null;
  }
}

function isNotAccepted({ statusAt, receivingUnit }: ReminderFacts, calendars: Calendars, now: Date): boolean {
  const start = toLocalMs(statusAt);
  const end = countHours(
    { calendar: calendars(receivingUnit), start, pauses: [] },
    ACCEPTANCE_HOURS * HOUR_MS,
  );
  return end.kind === 'due' && end.at < toLocalMs(now);
}

/** Once for each due date: one that was moved may pass as well. */
function lateSince({ dueAt, apologyDocument }: ReminderFacts, now: Date): Reminder | null {
  if (dueAt === null || apologyDocument !== null || !isPast(dueAt, now)) return null;
  return { kind: 'late', name: `late ${vietnamDate(dueAt)}` };
}

function isSupplementSoon(dossier: ReminderFacts, calendars: Calendars, now: Date): boolean {
  const { subState, statusAt, settlingUnit, supplementBy } = dossier;
  if (SENT.has(subState)) return false;
  const deadline =
    supplementBy ?? noticeDeadline(vietnamDate(statusAt), SUPPLEMENT_DAYS, calendars(settlingUnit));
  const left = dayOf(deadline) - dayOf(vietnamDate(now));
  return 0 <= left && left <= SOON_DAYS;
}

function waitingFor({ subState, statusAt }: ReminderFacts, now: Date): Reminder | null {
  if (!READY.has(subState)) return null;
  const days = (now.getTime() - statusAt.getTime()) / DAY_MS;
  const reached = WAITING_DAYS.find((limit) => days >= limit);
  return reached === undefined ? null : { kind: 'resultWaiting', name: `resultWaiting${reached}` };
}
