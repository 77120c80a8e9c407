/** Why a dossier is due when it is: what its due date was worked out from, counted once more. */
import type { AppliedRule, DueExplanation } from '../../calendar/due-date.js';
import type { Db } from '../../db/open.js';
import { vietnamDate } from '../../time/clock.js';
import { dossierKey } from '../model/dossier.js';
import { type History, readHistory } from '../model/history.js';
import type { LoadProcedures } from '../model/procedure-rules.js';
import { readEvents } from '../store.js';

/**
 * The date counted need not be the one that was told. Null = there is no such dossier, its term has not begun, or its
 * procedure tells none.
 */
export async function explainDossierDue(
  db: Db,
  loadProcedures: LoadProcedures,
  code: string,
): Promise<DueExplanation | null> {
  const key = dossierKey(code);
  const events = (await readEvents(db, [key])).get(key);
  const history = events ? readHistory(events) : null;
  if (!history?.dueFrom) return null;
  const { facts, dueFrom } = history;
  const { procedureCode, procedureVersion, receivedAt, settlingUnit, submission } = facts;
  const asked = { code: procedureCode, day: vietnamDate(receivedAt), versionId: procedureVersion };
  const [rules] = await loadProcedures(db, [asked]);
  const explanation = rules?.explainDue?.({ ...dueFrom, settlingUnit, submission }) ?? null;
  return (
    explanation && { ...explanation, rules: [...supplementRules(history, dueFrom), ...explanation.rules] }
  );
}

/** What supplements did to the term, where the days counted do not show it. */
function supplementRules({ facts, entries }: History, { from }: { from: Date }): AppliedRule[] {
  const asked = entries.filter(({ status, undone }) => status === 5 && !undone);
  if (facts.clockPolicy === 'restart' && asked.some(({ at }) => at < from))
    return [{ rule: 'restarted', at: from }];
  return facts.clockPolicy === 'none' && asked.some(({ at }) => at >= from)
    ? [{ rule: 'runsOn', at: null }]
    : [];
}
