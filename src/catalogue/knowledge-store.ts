/** Knowledge in the database. Rows are never deleted: a removed one keeps the shipped fact of the same id away. */
import { createHash } from 'node:crypto';
import type { Db } from '../db/open.js';
import { type KnowledgeChange, type KnowledgeFact, knowledgeFact } from './knowledge.js';

/** A row with what became of it. `removedAt`: null = it stands. */
export type KnowledgeRow = { fact: KnowledgeFact; shipped: boolean; by: string; removedAt: Date | null };

/** The facts that stand, by id. */
export async function listKnowledge(db: Db): Promise<KnowledgeFact[]> {
  const rows = await db.knowledge.findMany({ where: { removedAt: null }, orderBy: { id: 'asc' } });
  return rows.map(({ body }) => knowledgeFact.parse(body));
}

/** The row with an id, removed or not; null = there has never been one. */
export async function findKnowledge(db: Db, id: string): Promise<KnowledgeRow | null> {
  const row = await db.knowledge.findUnique({ where: { id } });
  return row && { ...row, fact: knowledgeFact.parse(row.body) };
}

/** The removed rows, the latest first. */
export async function listRemoved(db: Db): Promise<KnowledgeRow[]> {
  const rows = await db.knowledge.findMany({
    where: { removedAt: { not: null } },
    orderBy: [{ removedAt: 'desc' }, { id: 'asc' }],
  });
  return rows.map((row) => ({ ...row, fact: knowledgeFact.parse(row.body) }));
}

/** Puts and removes rows in one statement: all or none. A put row stands again if it was removed. */
export async function changeKnowledge(
  db: Db,
  changes: readonly KnowledgeChange[],
  by: string,
): Promise<void> {
  const rows = changes.map(({ id, put }) => (put ? toGiven(put) : { id, body: null, hash: null }));
  await db.$executeRaw`
    INSERT INTO knowledge (id, body, hash, shipped, "by", removed_at)
    SELECT given.id, coalesce(nullif(given.body, 'null'), known.body), coalesce(given.hash, known.hash), false, ${by},
      CASE WHEN given.hash IS NULL THEN now() END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given(id text, body jsonb, hash text)
    LEFT JOIN knowledge known ON known.id = given.id
    WHERE known.id IS NOT NULL OR given.hash IS NOT NULL
    ON CONFLICT (id) DO UPDATE SET body = excluded.body, hash = excluded.hash, shipped = false, "by" = excluded."by",
      revision = nextval('knowledge_revision_seq'), updated_at = now(), removed_at = excluded.removed_at`;
}

/** Changes whenever a row is added, amended or removed. One cheap read. */
export async function knowledgeRevision(db: Db): Promise<string> {
  const [row] = await db.$queryRaw<{ revision: string }[]>`
    SELECT coalesce(sum(revision), 0)::text AS revision FROM knowledge`;
  return row?.revision ?? '0';
}

/**
 * Brings in the facts that ship with the program: new ones are added, amended ones amended and withdrawn ones removed,
 * except where somebody here has put or removed the row. Most starts find nothing to do, by one small read.
 */
export async function takeShipped(db: Db, facts: readonly KnowledgeFact[]): Promise<void> {
  const rows = await db.knowledge.findMany({
    select: { id: true, hash: true, shipped: true, removedAt: true },
  });
  const known = new Map(rows.map((row) => [row.id, row]));
  const given = new Set(facts.map(({ id }) => id));
  const news = facts.map(toGiven).filter(({ id, hash }) => {
    const row = known.get(id);
    return !row || (row.shipped && (row.removedAt !== null || row.hash !== hash));
  });
  const withdrawn = rows.filter(({ id, shipped, removedAt }) => shipped && !removedAt && !given.has(id));
  if (news.length + withdrawn.length === 0) return;
  await db.$executeRaw`
    WITH withdrawn AS (
      UPDATE knowledge SET removed_at = now(), updated_at = now(), revision = nextval('knowledge_revision_seq')
      WHERE shipped AND id = ANY(${withdrawn.map(({ id }) => id)})
    )
    INSERT INTO knowledge (id, body, hash, shipped, "by")
    SELECT given.id, given.body, given.hash, true, 'motcua'
    FROM jsonb_to_recordset(${JSON.stringify(news)}::jsonb) AS given(id text, body jsonb, hash text)
    ON CONFLICT (id) DO UPDATE SET body = excluded.body, hash = excluded.hash, updated_at = now(),
      removed_at = NULL, revision = nextval('knowledge_revision_seq')
    WHERE knowledge.shipped`;
}

function toGiven(fact: KnowledgeFact) {
  return { id: fact.id, body: fact, hash: createHash('sha256').update(JSON.stringify(fact)).digest('hex') };
}
