/** The procedures as this process answers from them: read when asked for, kept until something of them changes. */
import type { Db } from '../db/open.js';
import { findProcedure } from './find.js';
import { byCode, holdingOn, type KnowledgeFact } from './knowledge.js';
import { knowledgeRevision, listKnowledge } from './knowledge-store.js';
import type { Procedure } from './procedure.js';

const CACHED_PROCEDURES = 2000;

type Knowledge = { revision: string; facts: ReadonlyMap<string, readonly KnowledgeFact[]> };

export type LiveProcedures = {
  /** Null = not in the catalogue. `day` is the day to answer for, `YYYY-MM-DD`. */
  read(code: string, day: string): Promise<Procedure | null>;
  /** Takes over new knowledge; true when there was some. */
  refresh(): Promise<boolean>;
  /** The records have changed. */
  forget(): void;
};

/** Reads the knowledge, all of it: some hundred short facts. */
export async function openProcedures(db: Db): Promise<LiveProcedures> {
  const kept = new Map<string, Promise<Procedure | null>>();
  let knowledge = await readKnowledge(db);
  return {
    read: (code, day) =>
      remember(kept, `${code} ${day}`, () =>
        findProcedure(db, code, day, holdingOn(knowledge.facts.get(code) ?? [], day)),
      ),
    async refresh() {
      const before = knowledge;
      knowledge = await readKnowledge(db, before);
      if (knowledge === before) return false;
      kept.clear();
      return true;
    },
    forget: () => kept.clear(),
  };
}

/** The knowledge as it is now; the one known already when nothing changed. */
async function readKnowledge(db: Db, known?: Knowledge): Promise<Knowledge> {
  const revision = await knowledgeRevision(db);
  if (known?.revision === revision) return known;
  return { revision, facts: byCode(await listKnowledge(db)) };
}

/** Remembers what was read, failures excepted; the oldest goes when there are too many. */
function remember<T>(cache: Map<string, Promise<T>>, key: string, read: () => Promise<T>): Promise<T> {
  const known = cache.get(key);
  if (known) return known;
  const reading = read();
  cache.set(key, reading);
  reading.catch(() => cache.delete(key));
  const oldest = cache.keys().next().value;
  if (cache.size > CACHED_PROCEDURES && oldest !== undefined) cache.delete(oldest);
  return reading;
}
