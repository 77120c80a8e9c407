/** What a person may tell of a dossier; a connected system is believed, and flagged. Pure. */
import type { Actor, DossierState, HistoryEntry } from './dossier.js';
import { extensionOf } from './due-steps.js';
import { type ExtensionRefusal, refuseExtension } from './extension.js';
import type { EventInput } from './inputs.js';
import { suppliesTime } from './late.js';
import { type Refusal, refuse } from './refusal.js';
import { isPast, isPermitted, needsReason, transition } from './status.js';

import type { KnownEvents } from './walk.js';

/** Whether the settling office is closed on a day, `YYYY-MM-DD`. */
export type IsDayOff = (date: string) => boolean;

/** Why a correction is refused; null = it may be made. */
export function checkCorrection(input: EventInput, actor: Actor) {
  if (!actor.mayCorrect) return refuse({ kind: 'mayNotCorrect' }, 'correction');
  if (input.reason === undefined) return refuse({ kind: 'reasonMissing', to: input.status }, 'reason');
  return input.dueAt === undefined ? null : refuse({ kind: 'dueFixed' }, 'dueAt');
}

/**
 * Why a person may not record this event, which `entry` is as it would stand in the history; null = they may. When there
 * was a result known so far without its time, they may tell in any state after the dossier was received.
 */
export function checkPerson(
  entry: HistoryEntry,
  input: EventInput,
  { actor, known }: { actor: Actor; known: KnownEvents },
) {
  const { before } = entry;
  const to = input.status;
  if (before?.status !== 1 && suppliesTime({ ...known, dueAt: null }, { ...entry, status: to })) return null;
  if (!isPermitted(before, to))
    return refuse({ kind: 'forbidden', from: before?.status ?? 'new', to }, 'status');
  const rule = before?.status === to ? null : transition(before, to);
  if (rule && !rule.by.some((duty) => actor.duties.includes(duty))) {
    return refuse({ kind: 'notYours', to }, 'status');
  }
  const needed = needsReason(before, { status: to, subState: input.subState ?? null });
  if (needed && input.reason === undefined && !input.missing?.length) {
    return refuse({ kind: 'reasonMissing', to }, 'reason');
  }
  return null;
}

type Before = Pick<DossierState, 'dueAt' | 'extensionCount'>;

/** Where a refused extension is told, and at which field. */
const EXTENSION_REFUSALS: Record<ExtensionRefusal, [refusal: Refusal, field: string]> = {
  second: [{ kind: 'extendedAlready' }, 'dueAt'],
  noApology: [{ kind: 'apologyMissing' }, 'apologyDocument'],
  noReason: [{ kind: 'extensionReasonMissing' }, 'reason'],
  tooLate: [{ kind: 'extensionTooLate' }, 'at'],
  notLater: [{ kind: 'dueFixed' }, 'dueAt'],
  dayOff: [{ kind: 'dueDayOff' }, 'dueAt'],
};

/** Why a person may not set this due date. `extensionCount`: as it is with the event. */
export function checkDueDate(
  entry: HistoryEntry,
  dueAt: Date,
  before: Before,
  { extensionCount, isDayOff }: { extensionCount: number; isDayOff: IsDayOff | undefined },
) {
  if (isBackdated(entry, before)) return refuse({ kind: 'backdated' }, 'at');
  if (!entry.irregular && extensionCount === before.extensionCount) return null;
  const promised = before.dueAt && { dueAt: before.dueAt, extensionCount: before.extensionCount };
  const why = promised && refuseExtension(promised, extensionOf(entry, dueAt), isDayOff);
  if (why) return refuse(...EXTENSION_REFUSALS[why]);
  return entry.irregular ? refuse({ kind: 'dueFixed' }, 'dueAt') : null;
}

/** Once the due day is over, a person cannot date a new due date back to when there was still time. */
function isBackdated({ at, recordedAt }: HistoryEntry, { dueAt }: Before): boolean {
  return dueAt !== null && isPast(dueAt, recordedAt) && !isPast(dueAt, at);
}
