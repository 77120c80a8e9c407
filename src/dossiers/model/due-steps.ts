/** How the steps of a dossier set its due date: reception, supplements, and the one extension. Pure. */
import { vietnamDate } from '../../time/clock.js';
import type { DossierEvent } from './dossier.js';
import { type ExtensionAsked, refuseExtension } from './extension.js';
import type { Status } from './status.js';
import type { Step, Walk } from './walk.js';

/** States in which the time limit has begun: from reception on, unless refused, withdrawn or still incomplete. */
export const BEGUN: ReadonlySet<Status> = new Set<Status>([2, 4, 6, 8, 9, 10]);

/** Sets the due date an event calls for; true = it asks for a change that is not allowed, which is not made. */
export function setDueDate(walk: Walk, event: Step): boolean {
  if (walk.begunAt === null && BEGUN.has(event.status)) return begin(walk, event);
  if (event.kind === 'correction') return event.dueAt !== null;
  const resumes = walk.waitingSince !== null && (event.status === 2 || event.status === 4);
  if (resumes && walk.begunAt !== null) return resume(walk, event);
  return event.dueAt !== null && changeDueDate(walk, event, event.dueAt);
}

/** Once a due date was told of, a person cannot let the time limit begin at another moment. */
function begin(walk: Walk, event: Step): boolean {
  const isStrict = event.actorKind === 'person' && event.facts?.timing === 'strict';
  if (isStrict && event.position > walk.firstBegun) return true;
  walk.begunAt = event.at;
  walk.dueFrom = { from: event.at, pauses: [] };
  return takeDate(walk, event, event.dueAt ?? walk.facts.toldDueAt);
}

/** Supplements are complete: the time limit starts anew, goes on, or was never stopped (`clockPolicy`). */
function resume(walk: Walk, event: Step): boolean {
  const { waitingSince, begunAt } = walk;
  if (waitingSince) walk.pauses.push({ from: waitingSince, to: event.at });
  const policy = policyAt(walk, event.position);
  if (policy === 'none') return event.dueAt !== null && changeDueDate(walk, event, event.dueAt);
  const paused = policy === 'pause' && begunAt !== null;
  walk.dueFrom = paused ? { from: begunAt, pauses: [...walk.pauses] } : { from: event.at, pauses: [] };
  return takeDate(walk, event, event.dueAt);
}

/** The policy told before the event was: another one told later counts for what is told from then on. */
function policyAt({ policies, facts }: Walk, position: number) {
  return policies.findLast((told) => told.position < position)?.policy ?? facts.clockPolicy;
}

/** The date told with the event, or set for it since; where there is neither, one is needed. */
function takeDate(walk: Walk, event: Step, told: Date | null): boolean {
  const set = walk.dates.get(event.position);
  const dueAt = set?.last ?? told;
  walk.dueOriginal ??= told ?? set?.first ?? null;
  if (dueAt) {
    walk.dueAt = dueAt;
    walk.dueSetBy = event.position;
  } else if (walk.dueFrom) walk.needs.push({ target: event.position, ...walk.dueFrom });
  return false;
}

/** Sets a date where there is none, or extends the one there is; true = that is not allowed. The same day is no change. */
function changeDueDate(walk: Walk, event: Step, dueAt: Date): boolean {
  const { dueAt: before, extensionCount } = walk;
  if (before && vietnamDate(before) === vietnamDate(dueAt)) return false;
  if (walk.settledAt !== null) return true;
  if (before && refuseExtension({ dueAt: before, extensionCount }, extensionOf(event, dueAt)) !== null)
    return true;
  if (before) {
    walk.extensionCount += 1;
    walk.apologyDocument = event.apologyDocument;
  }
  walk.dueOriginal ??= dueAt;
  walk.dueAt = walk.dates.get(event.position)?.last ?? dueAt;
  walk.dueSetBy = event.position;
  return false;
}

/** The extension that an event with a new due date asks for. */
export function extensionOf(
  { at, apologyDocument, details, facts }: Pick<DossierEvent, 'at' | 'apologyDocument' | 'details' | 'facts'>,
  dueAt: Date,
): ExtensionAsked {
  return { dueAt, at, apologyDocument, hasReason: details, rule: facts?.extensionRule ?? 'lenient' };
}
