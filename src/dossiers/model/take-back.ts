/** Takes back what a file did to a dossier, by events that say so. Pure. */
import { addEvent, blankEvent, type Draft } from './change.js';
import { type Actor, OWN_SOURCE } from './dossier.js';

/** The events of a dossier that a file brought, by position, both included. */
export type Brought = { from: number; to: number };

/** Why what a file did to a dossier is not taken back: something came since, or its owner was told anew. */
export type LeftReason = 'changedSince' | 'ownerTold';

/** Why it stays; null = it may be taken back. */
export function whyLeft({ events }: Draft, { from, to }: Brought): LeftReason | null {
  if (events.length !== to) return 'changedSince';
  // Of an owner only the last name and numbers are kept: the ones before cannot be restored.
  const told = events.slice(from - 1).filter(({ kind }) => kind === 'amended');
  return told.some(({ facts }) => facts?.ownerDigest !== undefined) ? 'ownerTold' : null;
}

/** Makes what a file brought as if it had not been; where it created the dossier, with it all the rest. */
export function takeBack(
  draft: Draft,
  { from, to }: Brought,
  { actor, now, reason }: { actor: Actor; now: Date; reason: string },
): void {
  const brought = draft.events.slice(from - 1, to).filter(({ kind }) => kind !== 'due');
  const created = brought.find(({ kind }) => kind === 'created');
  for (const { position } of created ? [created] : brought.reverse())
    addEvent(draft, {
      ...blankEvent(actor, now, { kind: 'undo', source: OWN_SOURCE, id: `undo:${position}`, at: now }),
      target: position,
      details: true,
      reason,
    });
}
