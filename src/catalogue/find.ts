import type { Db } from '../db/open.js';
import { inForceOn, revisionsOf } from './in-force.js';
import type { KnowledgeFact } from './knowledge.js';
import { mergeLayers, type OfficialRecord, type Procedure } from './procedure.js';
import { findActive, publishedHistory } from './store.js';

/**
 * The procedure as it is to be answered on a day (`YYYY-MM-DD`), both layers merged. A published version that
 * takes effect later gives way to the one still in force; where there is none, it answers with its date.
 * Null = the code is not in the catalogue. `knowledge`: the facts of the code that hold on that day.
 */
export async function findProcedure(
  db: Db,
  code: string,
  day: string,
  knowledge: readonly KnowledgeFact[],
): Promise<Procedure | null> {
  const { official, guide } = await findActive(db, code);
  if (!official) return null;
  const isCompared = guide !== null || knowledge.length > 0;
  const history = isCompared || startsLater(official, day) ? await publishedHistory(db, code) : [];
  const answering = startsLater(official, day) ? inForceOn(history, day) : official;
  return mergeLayers(answering ?? official, guide, knowledge, day, revisionsOf(history));
}

function startsLater(official: OfficialRecord, day: string): boolean {
  return official.effectiveFrom !== null && official.effectiveFrom > day;
}
