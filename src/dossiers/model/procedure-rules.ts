/** What a dossier needs to know of its procedure. The catalogue and the calendar are handed in. */
import type { DueExplanation } from '../../calendar/due-date.js';
import type { WorkCalendar } from '../../calendar/working-days.js';
import type { ClockPolicy } from '../../catalogue/procedure.js';
import type { Db } from '../../db/open.js';
import type { Submission } from './dossier.js';
import type { Pause } from './walk.js';

/** A time limit that begins at `from` and stands still in the pauses. */
export type DueRequest = {
  from: Date;
  pauses: readonly Pause[];
  settlingUnit: string;
  submission: Submission;
  /** Counted by this calendar; left out = the unit's, as it is now. */
  calendar?: WorkCalendar;
};

/** One version of a procedure. Null = its time limit cannot be computed. Pure. */
export type ProcedureRules = {
  versionId: string;
  clockPolicy: ClockPolicy;
  dueAt: (request: DueRequest) => Date | null;
  /** The same with every day on the way. */
  explainDue?: (request: DueRequest) => DueExplanation | null;
};

/** `versionId`: that version; null = the one in force on `day` (`YYYY-MM-DD`). */
export type ProcedureRequest = { code: string; day: string; versionId: string | null };

/**
 * Reads procedures, in the order asked for; null = the catalogue does not have it. It runs inside a transaction
 * and must read through the `db` given.
 */
export type LoadProcedures = (
  db: Db,
  requests: readonly ProcedureRequest[],
) => Promise<(ProcedureRules | null)[]>;
