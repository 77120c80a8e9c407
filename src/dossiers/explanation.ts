/** Why a dossier is due when it is: what its due date was worked out from, counted once more. */
import type { Explanation } from '../calendar/due-date.js';
import { vietnamDate } from '../clock.js';
import type { Db } from '../db.js';
import { dossierKey } from './dossier.js';
import { readHistory } from './history.js';
import type { LoadProcedures } from './procedure-rules.js';
import { readEvents } from './store.js';

/** `restarted`: the term began anew when supplements were in. The date counted need not be the one that was told. */
export type DueExplanation = { explanation: Explanation; restarted: boolean };

/** Null = there is no such dossier, its term has not begun, or its procedure tells none. */
export async function explainDossierDue(
  db: Db,
  loadProcedures: LoadProcedures,
  code: string,
): Promise<DueExplanation | null> {
  const key = dossierKey(code);
  const events = (await readEvents(db, [key])).get(key);
  const history = events ? readHistory(events) : null;
  if (!history?.dueFrom) return null;
  const { facts, dueFrom, entries } = history;
  const { procedureCode, procedureVersion, receivedAt, settlingUnit, submission, clockPolicy } = facts;
  const asked = { code: procedureCode, day: vietnamDate(receivedAt), versionId: procedureVersion };
  const [rules] = await loadProcedures(db, [asked]);
  const explanation = rules?.explainDue?.({ ...dueFrom, settlingUnit, submission }) ?? null;
  const waited = entries.some(({ status, undone, at }) => status === 5 && !undone && at < dueFrom.from);
  return explanation && { explanation, restarted: clockPolicy === 'restart' && waited };
}
