/** Reads what dossiers need of their procedures: the version in force at reception, and its due dates. */
import { type DueInput, dueDate, explainDueDate } from '../../calendar/due-date.js';
import type { Calendars } from '../../calendar/offices.js';
import { type PublishedVersion, revisionsOf } from '../../catalogue/in-force.js';
import { type Guide, mergeLayers, type Procedure } from '../../catalogue/procedure.js';
import { currentPublicationId } from '../../catalogue/publication-store.js';
import { findActive, publishedHistory } from '../../catalogue/store.js';
import type { Db } from '../../db/open.js';
import type {
  DueRequest,
  LoadProcedures,
  ProcedureRequest,
  ProcedureRules,
} from '../model/procedure-rules.js';
import { limitFor, versionAt, versionOf } from '../model/reception-limit.js';
import type { ReadCalendars } from './commit.js';

type Known = { history: PublishedVersion[]; guide: Guide | null };

/** Procedures kept of one publication. */
const KEPT = 5000;

/**
 * A loader that keeps what it has read until there is another publication. Offices' hours and closures are read anew
 * each time, holidays when they have changed: a due date follows a closure entered a moment ago.
 */
export function createProcedureLoader(readCalendars: ReadCalendars): LoadProcedures {
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
    const calendars = await readCalendars(db);
    return requests.map((request) => rulesOf(known.get(request.code), request, calendars));
  };
}

async function read(db: Db, code: string): Promise<Known> {
  const [history, { guide }] = [await publishedHistory(db, code), await findActive(db, code)];
  return { history, guide };
}

function rulesOf(
  known: Known | undefined,
  { day, versionId }: ProcedureRequest,
  calendars: Calendars,
): ProcedureRules | null {
  const { history, guide } = known ?? { history: [], guide: null };
  const version = versionId === null ? versionAt(history, day) : versionOf(history, versionId);
  if (!version) return null;
  const limits = mergeLayers(version.record, guide, [], day, revisionsOf(history)).timeLimits.value;
  const calendarOf = ({ calendar, settlingUnit }: DueRequest) => calendar ?? calendars(settlingUnit);
  return {
    versionId: version.versionId,
    clockPolicy: guide?.clockPolicy ?? 'restart',
    dueAt: (request) => {
      const term = termOf(limits, request);
      const due = term && dueDate(term, calendarOf(request));
      return due?.kind === 'due' ? due.dueAt : null;
    },
    explainDue: (request) => {
      const term = termOf(limits, request);
      return term && explainDueDate(term, calendarOf(request));
    },
  };
}

/** What a due date is worked out from; null = no time limit can be told. */
function termOf(
  limits: Procedure['timeLimits']['value'],
  { from, pauses, submission }: DueRequest,
): DueInput | null {
  const limit = limitFor(limits, submission);
  return limit && { receivedAt: from, limit, policy: 'pause', supplements: pauses };
}
