/** Takes back what a file did to a dossier, by events that say so. Pure. */
import { addEvent, blankEvent, type Draft, type OwnerRecord } from './change.js';
import { type Actor, OWN_SOURCE } from './dossier.js';

/**
 * The events of a dossier that a file brought, by position, both included. `owner`: whose it was before, where the file
 * says otherwise; null = as the file says, or no longer known.
 */
export type Brought = { from: number; to: number; owner: OwnerRecord | null };

/** Why what a file did to a dossier is not taken back: something came since, or it is forgotten whose it was before. */
export type LeftReason = 'changedSince' | 'ownerForgotten';

/** Why it stays; null = it may be taken back. */
export function whyLeft({ events }: Draft, { from, to, owner }: Brought): LeftReason | null {
  if (events.length !== to) return 'changedSince';
  const told = events.slice(from - 1);
  const isFiled = told.some(({ kind }) => kind === 'created');
  const isOwnerTold = told.some(({ facts }) => facts?.ownerDigest !== undefined);
  return isOwnerTold && !isFiled && !owner ? 'ownerForgotten' : null;
}

/** Makes what a file brought as if it had not been; where it created the dossier, with it all the rest. */
export function takeBack(
  draft: Draft,
  { from, to, owner }: Brought,
  { actor, now, reason }: { actor: Actor; now: Date; reason: string },
): void {
  const brought = draft.events.slice(from - 1, to).filter(({ kind }) => kind !== 'due');
  const created = brought.find(({ kind }) => kind === 'created');
  if (owner && !created) draft.owner = owner;
  for (const { position } of created ? [created] : brought.reverse())
    addEvent(draft, {
      ...blankEvent(actor, now, { kind: 'undo', source: OWN_SOURCE, id: `undo:${position}`, at: now }),
      target: position,
      details: true,
      reason,
    });
}
