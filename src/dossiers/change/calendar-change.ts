/** Which open dossiers a change of the calendar concerns: due dates that were promised do not change silently. */

import type { Calendars } from '../../calendar/offices.js';
import type { WorkCalendar } from '../../calendar/working-days.js';
import { dayOfLocal, toInstant, toLocalMs, vietnamDate } from '../../time/clock.js';
import { DAY_MS } from '../../time/duration.js';
import { type DueCursor, listOpenDue } from '../list-store.js';
import type { Dossier } from '../model/dossier.js';
import { type History, readHistory } from '../model/history.js';
import type { ProcedureRequest, ProcedureRules } from '../model/procedure-rules.js';
import { isPast, isTerminal } from '../model/status.js';
import { readEvents } from '../store.js';
import type { UpdateDeps } from './commit.js';

/** The calendars without the change and with it, and the day numbers it is about, both included. */
export type CalendarChange = {
  before: Calendars;
  after: Calendars;
  from: number;
  to: number;
  /** The change concerns this unit and those below it; null = all. */
  unit: string | null;
};

/**
 * Why a due date stays though it would be counted otherwise. `told`: the desk wrote it, in the dossier or in a letter
 * that extends it. `file`: it came in a file of the desk's software, which may count as we do; somebody is to say whether
 * it moves. `late`: its day is over. `over`: the new day is over.
 */
export type KeptReason = 'told' | 'file' | 'late' | 'over';

/** A dossier concerned. `newDueAt: null` = no date can be counted, and the office is closed on the day told. */
export type AffectedDossier = {
  code: string;
  version: number;
  dueAt: Date;
  newDueAt: Date | null;
  /** Null = it is to be moved. */
  kept: KeptReason | null;
};

const PAGE = 1000;

/**
 * Goes through the open dossiers a change may concern, page by page. A date that is already as it would be after the
 * change is left out: gone through again after a move, or after a stop half-way, it tells what is left.
 */
export async function* affectedDossiers(
  { client, loadProcedures }: Pick<UpdateDeps, 'client' | 'loadProcedures'>,
  change: CalendarChange,
  now: Date,
): AsyncGenerator<{ seen: number; affected: AffectedDossier[] }> {
  const filter = {
    dueFrom: toInstant(change.from * DAY_MS),
    receivedBefore: toInstant((change.to + 1) * DAY_MS),
    unit: change.unit,
  };
  for (let after: DueCursor | null = null; ; ) {
    const page: Dossier[] = await listOpenDue(client, filter, { after, limit: PAGE });
    const last = page.at(-1);
    if (!last?.dueAt) return;
    after = { dueAt: last.dueAt, key: last.key };
    const open = page.filter((dossier) => !isTerminal(dossier));
    const events = await readEvents(
      client,
      open.map(({ key }) => key),
    );
    const requests = new Map(open.map((dossier) => [nameOf(dossier), procedureOf(dossier)]));
    const loaded = await loadProcedures(client, [...requests.values()]);
    const rules = new Map([...requests.keys()].map((name, index) => [name, loaded[index] ?? null]));
    const affected = open.flatMap((dossier) => {
      const history = readHistory(events.get(dossier.key) ?? []);
      return concern({ dossier, history, rules: rules.get(nameOf(dossier)) ?? null }, change, now) ?? [];
    });
    yield { seen: page.length, affected };
  }
}

/** Dossiers of one name go by the same rules. */
const nameOf = ({ procedureCode, procedureVersion, receivedAt }: Dossier) =>
  `${procedureCode} ${procedureVersion ?? vietnamDate(receivedAt)}`;

function procedureOf({ procedureCode, procedureVersion, receivedAt }: Dossier): ProcedureRequest {
  return { code: procedureCode, day: vietnamDate(receivedAt), versionId: procedureVersion };
}

type Counted = { dossier: Dossier; history: History; rules: ProcedureRules | null };

function concern(
  { dossier, history, rules }: Counted,
  change: CalendarChange,
  now: Date,
): AffectedDossier | null {
  const { code, version, dueAt, settlingUnit, submission } = dossier;
  if (dueAt === null) return null;
  const { dueFrom } = history;
  const count = (calendars: Calendars) =>
    (dueFrom && rules?.dueAt({ ...dueFrom, settlingUnit, submission, calendar: calendars(settlingUnit) })) ??
    null;
  const [before, after] = [count(change.before), count(change.after)];
  const isTold = wasTold(history);
  if (after && before && after.getTime() !== before.getTime()) {
    if (after.getTime() === dueAt.getTime()) return null;
    const overdue = isPast(after, now) ? 'over' : null;
    const past = isPast(dueAt, now) ? 'late' : overdue;
    const kept = isTold && !isInFile(history) ? 'told' : (past ?? (isTold ? 'file' : null));
    return { code, version, dueAt, newDueAt: after, kept };
  }
  const day = dayOfLocal(toLocalMs(dueAt));
  const closes = change.after(settlingUnit).dayOff(day) && !change.before(settlingUnit).dayOff(day);
  if (!isTold || !closes) return null;
  const opens = isInFile(history) ? nextOpen(dueAt, day, change.after(settlingUnit)) : null;
  return { code, version, dueAt, newDueAt: opens, kept: opens ? 'file' : 'told' };
}

/** Whether the present due date stood in a file. */
function isInFile({ entries, dueSetBy }: History): boolean {
  return entries.some(({ position, facts }) => position === dueSetBy && facts?.dueInFile === true);
}

/** So far ahead the next open day is looked for. */
const AHEAD = 60;

function nextOpen(dueAt: Date, day: number, calendar: WorkCalendar): Date | null {
  for (let ahead = 1; ahead <= AHEAD; ahead += 1)
    if (!calendar.dayOff(day + ahead)) return new Date(dueAt.getTime() + ahead * DAY_MS);
  return null;
}

/** Whether the desk wrote the present due date; what the program worked out has its own first event. */
function wasTold({ entries, dueSetBy }: History): boolean {
  return !entries.some(({ kind, id }) => kind === 'due' && id === `due:${dueSetBy}`);
}
