/**
 * Parts of a dossier (liên thông). The part says which dossier it belongs to; it shows nothing to that dossier's holder
 * until whoever acts for the dossier's unit says so. Pure.
 */

import type { ChangeSource } from '../change/commit.js';
import { accept, addEvent, blankEvent, type Draft, type EventOutcome } from './change.js';
import { type Actor, covers, dossierKey, OWN_SOURCE, unitOfCode } from './dossier.js';
import { type Attempt, refuse } from './refusal.js';

/** Whether somebody acts on the dossiers of a unit. */
export function actsFor({ unit }: Actor, other: string): boolean {
  return unit === null || covers(unit, other);
}

/** Confirms that the dossier of a draft is a part of the one named, or takes that back; told again changes nothing. */
export function answerLink(
  draft: Draft,
  { parent, confirmed }: { parent: string; confirmed: boolean },
  { actor, now }: ChangeSource,
): Attempt<EventOutcome[]> {
  const facts = draft.history?.facts;
  const isPart = facts?.parentCode && dossierKey(facts.parentCode) === dossierKey(parent);
  if (!isPart || !actsFor(actor, unitOfCode(parent))) return refuse({ kind: 'notAPart' }, 'part');
  const id = `linked:${draft.events.length + 1}`;
  if (facts.parentConfirmed === confirmed) return accept([{ id, outcome: 'repeated', irregular: false }]);
  addEvent(draft, {
    ...blankEvent(actor, now, { kind: 'linked', source: OWN_SOURCE, id, at: now }),
    facts: { parentConfirmed: confirmed },
  });
  return accept([{ id, outcome: 'recorded', irregular: false }]);
}
