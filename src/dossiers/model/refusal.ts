/** Why something is not done to a dossier. Pure. */
import type { PreviousStatus, Status } from './status.js';

/** Why something is not done. */
export type Refusal =
  | { kind: 'notFound' }
  /** `If-Match` named another version; null = it does not exist. */
  | { kind: 'versionMismatch'; version: number | null }
  | { kind: 'forbidden'; from: PreviousStatus; to: Status }
  | { kind: 'reasonMissing'; to: Status }
  /** Somebody else's to do. */
  | { kind: 'notYours'; to: Status }
  | { kind: 'mayNotCorrect' }
  /** There is no such event to correct or undo. */
  | { kind: 'unknownTarget' }
  /** There is no such dossier that says it is a part of the one named. */
  | { kind: 'notAPart' }
  /** Too late to undo, or not one's own: `correction` with a reason is the way. */
  | { kind: 'undoTooLate' }
  /** A state told without its time that the dossier has left behind: whether the report is an old one cannot be told. */
  | { kind: 'staleState'; from: Status; to: Status }
  /** The id stands for another event already. */
  | { kind: 'idReused' }
  | { kind: 'inFuture' }
  /** Dated to a day before the dossier was received. */
  | { kind: 'beforeReception' }
  /** Dated back to before the due date, after it was over. */
  | { kind: 'backdated' }
  /** The due date holds: it is not moved by filing again, by correction, after it is over, or to an earlier day. */
  | { kind: 'dueFixed' }
  | { kind: 'apologyMissing' }
  | { kind: 'extendedAlready' }
  /** A letter of apology without its reason; on the due day or later; to a day on which the office is closed. */
  | { kind: 'extensionReasonMissing' }
  | { kind: 'extensionTooLate' }
  | { kind: 'dueDayOff' };

/** What was tried: its value, or why not. `field`: path of the field to blame, `events.0.status`. */
export type Attempt<T> = { ok: true; value: T } | { ok: false; refusal: Refusal; field: string | null };

/** An attempt that is refused; `field`: path of the field to blame, null = none. */
export const refuse = (refusal: Refusal, field: string | null = null) => ({
  ok: false as const,
  refusal,
  field,
});
