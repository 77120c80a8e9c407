/** What may be done to dossiers: filed, amended, moved on, corrected; one by one or by the batch. */

import { newSalt } from '../../security/secrets.js';
import { dayOf } from '../../time/day.js';
import type { ToldState } from '../exchange/reported.js';
import { appendTo, type Draft, type EventOutcome, moveDueDate, undoIn } from '../model/change.js';
import type { DossierInput, EventInput } from '../model/inputs.js';
import { answerLink } from '../model/parts.js';
import { procedureAsked, putInto } from '../model/put.js';
import { type Attempt, refuse } from '../model/refusal.js';
import { isKnownStanding, isNews, isStale } from '../model/standing.js';
import {
  type ChangeSource,
  commit,
  type Edit,
  type EditContext,
  type ItemResult,
  type UpdateDeps,
  type Work,
} from './commit.js';

/** All of one item is done, or nothing. `ifVersion`: only if it has that version; null = only if it does not exist. */
export type BatchItem = {
  code: string;
  dossier?: DossierInput | undefined;
  events?: readonly EventInput[] | undefined;
  /** How it stands, since nobody knows when; recorded where that is news. */
  state?: ToldState & { id: string };
  ifVersion?: number | null | undefined;
};

/** Creates a dossier, or amends what is told of it; the same told again changes nothing. */
export async function putDossier(
  setting: UpdateDeps,
  item: { code: string; dossier: DossierInput; ifVersion?: number | null | undefined },
  told: ChangeSource,
): Promise<ItemResult> {
  return only(await applyBatch(setting, [item], told));
}

/** Records an event; told again, early or late it comes to the same. */
export async function appendEvent(
  setting: UpdateDeps,
  item: { code: string; event: EventInput; ifVersion?: number | null | undefined },
  told: ChangeSource,
): Promise<ItemResult> {
  const { event, ...rest } = item;
  const result = only(await applyBatch(setting, [{ ...rest, events: [event] }], told));
  return result.ok ? result : { ...result, field: result.field?.replace(/^events\.0\./, '') ?? null };
}

/** Undoes a slip of one's own, at most ten minutes old. `source`: where the event came from. */
export async function undoEvent(
  setting: UpdateDeps,
  item: { code: string; id: string; source: string; reason: string | null },
  told: ChangeSource,
): Promise<ItemResult> {
  const edit: Edit = (draft) => oneEvent(undoIn(draft, item, told.actor, told.now));
  return only(await commit(setting, [{ code: item.code, edit }], told));
}

/** Says, for the unit of the whole, that a dossier is a part of it, or is not. */
export async function answerPart(
  setting: UpdateDeps,
  { part, ...link }: { parent: string; part: string; confirmed: boolean },
  told: ChangeSource,
): Promise<ItemResult> {
  const edit: Edit = (draft) => answerLink(draft, link, told);
  return only(await commit(setting, [{ code: part, edit }], told));
}

/**
 * Moves due dates after the calendar was amended, as an officer has confirmed; the dates first told are kept.
 * `ifVersion`: only while the dossier has the version the new date was worked out for.
 */
export async function moveDueDates(
  setting: UpdateDeps,
  items: readonly { code: string; dueAt: Date; reason: string; ifVersion?: number }[],
  told: ChangeSource,
): Promise<ItemResult[]> {
  const works = items.map((item) => ({
    code: item.code,
    edit: (draft: Draft) =>
      item.ifVersion === undefined || item.ifVersion === draft.version
        ? oneEvent(moveDueDate(draft, item, told.actor, told.now))
        : refuse({ kind: 'versionMismatch', version: draft.version }),
  }));
  return commit(setting, works, told);
}

/** Applies items in order, each whole or not at all, in one transaction. The results stand in the same order. */
export async function applyBatch(
  setting: UpdateDeps,
  items: readonly BatchItem[],
  told: ChangeSource,
): Promise<ItemResult[]> {
  return commit(setting, worksOf(setting, items, told), told);
}

/** The works that items come to, in the same order. */
export function worksOf(setting: UpdateDeps, items: readonly BatchItem[], told: ChangeSource): Work[] {
  return items.map((item) => ({
    code: item.code,
    asked: procedureAsked(item.dossier),
    needsCalendars: item.events?.some(({ dueAt }) => dueAt !== undefined) ?? false,
    edit: (draft: Draft, given: EditContext) => applyItem(setting, item, { draft, ...given }, told),
  }));
}

function oneEvent(attempt: Attempt<EventOutcome>): Attempt<EventOutcome[]> {
  return attempt.ok ? { ok: true, value: [attempt.value] } : attempt;
}

function applyItem(
  setting: UpdateDeps,
  { dossier, events = [], state, ifVersion }: BatchItem,
  { draft, rules, calendars }: EditContext & { draft: Draft },
  told: ChangeSource,
): Attempt<EventOutcome[]> {
  const version = draft.history ? draft.version : null;
  if (ifVersion !== undefined && ifVersion !== version) return refuse({ kind: 'versionMismatch', version });
  if (dossier) {
    const put = putInto(draft, dossier, { rules, factorKey: setting.factorKey, salt: newSalt(), ...told });
    if (!put.ok)
      return { ...put, field: put.field && events.length > 0 ? `dossier.${put.field}` : put.field };
  }
  const outcomes: EventOutcome[] = [];
  for (const [index, event] of events.entries()) {
    const settlingUnit = draft.history?.facts.settlingUnit;
    const calendar = settlingUnit === undefined ? null : calendars?.(settlingUnit);
    const isDayOff = calendar ? (date: string) => calendar.dayOff(dayOf(date)) !== null : undefined;
    if (draft.history && isKnownStanding(draft.history, event)) continue;
    const appended = appendTo(draft, event, { ...told, isDayOff });
    if (!appended.ok) {
      return { ...appended, field: appended.field === 'code' ? 'code' : `events.${index}.${appended.field}` };
    }
    outcomes.push(appended.value);
  }
  if (!draft.history) return refuse({ kind: 'notFound' }, 'code');
  if (state && isNews(draft.history.state, state)) {
    const { status: from } = draft.history.state;
    if (isStale(draft.history.state, state))
      return refuse({ kind: 'staleState', from, to: state.status }, 'state');
    const appended = appendTo(draft, { ...state, at: null, standing: true }, told);
    if (!appended.ok) return { ...appended, field: 'state' };
    outcomes.push(appended.value);
  }
  return { ok: true, value: outcomes };
}

function only(results: readonly ItemResult[]): ItemResult {
  const [result] = results;
  if (!result) throw new Error('one item must have one result');
  return result;
}
