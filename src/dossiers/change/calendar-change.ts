/** Which open dossiers a change of the calendar concerns: due dates that were promised do not change silently. */

import type { Calendars } from '../../calendar/offices.js';
import { dayOfLocal, toInstant, toLocalMs, vietnamDate } from '../../time/clock.js';
import { DAY_MS } from '../../time/duration.js';
import type { Dossier } from '../model/dossier.js';
import { type History, readHistory } from '../model/history.js';
import type { ProcedureRequest, ProcedureRules } from '../model/procedure-rules.js';
import { isPast, isTerminal } from '../model/status.js';
import { type DueCursor, listOpenDue, readEvents } from '../store.js';
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
 * that extends it. `late`: its day is over. `over`: the new day is over.
 */
export type KeptReason = 'told' | 'late' | 'over';

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
    const kept = isTold ? 'told' : isPast(dueAt, now) ? 'late' : overdue;
    return { code, version, dueAt, newDueAt: after, kept };
  }
  const day = dayOfLocal(toLocalMs(dueAt));
  const closes = change.after(settlingUnit).dayOff(day) && !change.before(settlingUnit).dayOff(day);
  return isTold && closes ? { code, version, dueAt, newDueAt: null, kept: 'told' } : null;
}

/** Whether the desk wrote the present due date; what the program worked out has its own first event. */
function wasTold({ entries, dueSetBy }: History): boolean {
  return !entries.some(({ kind, id }) => kind === 'due' && id === `due:${dueSetBy}`);
}
