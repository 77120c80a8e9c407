/** Reads what dossiers need of their procedures: the version in force at reception, and its due dates. */
import { type DueInput, dueDate, explainDueDate } from '../calendar/due-date.js';
import { type HolidayIndex, indexHolidays } from '../calendar/holiday.js';
import { readHolidayYears } from '../calendar/holidays.js';
import { createCalendar, type WorkCalendar } from '../calendar/working-days.js';
import type { PublishedVersion } from '../catalogue/in-force.js';
import { type Guide, mergeLayers } from '../catalogue/procedure.js';
import { currentPublicationId } from '../catalogue/publication-store.js';
import { findActive, publishedHistory } from '../catalogue/store.js';
import type { Db } from '../db.js';
import { listUnits } from '../units/store.js';
import type { DueRequest, LoadProcedures, ProcedureRequest, ProcedureRules } from './procedure-rules.js';
import { limitFor, type ReceivedUnder, versionAt, versionOf } from './reception-limit.js';

type Known = { history: PublishedVersion[]; guide: Guide | null };

/** Procedures kept of one publication. */
const KEPT = 5000;

/**
 * A loader that keeps what it has read until there is another publication. Offices' hours and closures are read anew
 * each time: a due date follows a closure entered a moment ago.
 */
export function createProcedureLoader(): LoadProcedures {
  const index = indexHolidays(readHolidayYears());
  let publication = -1;
  let kept = new Map<string, Known>();
  return async (db, requests) => {
    if (requests.length === 0) return [];
    const current = await currentPublicationId(db);
    if (current !== publication || kept.size > KEPT) {
      kept = new Map();
      publication = current;
    }
    const known = kept;
    for (const { code } of requests) if (!known.has(code)) known.set(code, await read(db, code));
    const calendars = await readCalendars(db, index);
    return requests.map((request) => rulesOf(known.get(request.code), request, calendars));
  };
}

async function read(db: Db, code: string): Promise<Known> {
  const [history, { guide }] = [await publishedHistory(db, code), await findActive(db, code)];
  return { history, guide };
}

/** The calendar of a unit; units nobody has said anything about have the usual one. */
type Calendars = (unit: string) => WorkCalendar;

async function readCalendars(db: Db, index: HolidayIndex): Promise<Calendars> {
  const units = new Map((await listUnits(db)).map((unit) => [unit.code, unit]));
  const made = new Map<string, WorkCalendar>();
  return (code) => {
    const unit = units.get(code);
    const calendar =
      made.get(code) ?? createCalendar({ index, hours: unit?.hours ?? null, closures: unit?.closures ?? [] });
    made.set(code, calendar);
    return calendar;
  };
}

function rulesOf(
  known: Known | undefined,
  { day, versionId }: ProcedureRequest,
  calendars: Calendars,
): ProcedureRules | null {
  const { history, guide } = known ?? { history: [], guide: null };
  const version = versionId === null ? versionAt(history, day) : versionOf(history, versionId);
  if (!version) return null;
  return {
    versionId: version.versionId,
    clockPolicy: 'restart',
    dueAt: (request) => {
      const term = termOf(version, guide, request);
      const due = term && dueDate(term, calendars(request.settlingUnit));
      return due?.kind === 'due' ? due.dueAt : null;
    },
    explainDue: (request) => {
      const term = termOf(version, guide, request);
      return term && explainDueDate(term, calendars(request.settlingUnit));
    },
  };
}

/** What a due date is worked out from; null = no time limit can be told. */
function termOf(
  { record }: ReceivedUnder,
  guide: Guide | null,
  { from, pauses, submission }: DueRequest,
): DueInput | null {
  const limit = limitFor(mergeLayers(record, guide).timeLimits.value, submission);
  return limit && { receivedAt: from, limit, policy: 'pause', supplements: pauses };
}
