/** Knowledge in the database. Rows are never deleted: a removed one keeps the shipped fact of the same id away. */
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
  const rows = changes.map(({ id, put }) => ({ id, body: put ?? null }));
  await db.$executeRaw`
    INSERT INTO knowledge (id, body, shipped, "by", removed_at)
    SELECT given.id, coalesce(nullif(given.body, 'null'), known.body), false, ${by},
      CASE WHEN nullif(given.body, 'null') IS NULL THEN now() END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given(id text, body jsonb)
    LEFT JOIN knowledge known ON known.id = given.id
    WHERE known.id IS NOT NULL OR nullif(given.body, 'null') IS NOT NULL
    ON CONFLICT (id) DO UPDATE SET body = excluded.body, shipped = false, "by" = excluded."by",
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
 * except where somebody here has put or removed the row.
 */
export async function takeShipped(db: Db, facts: readonly KnowledgeFact[]): Promise<void> {
  const rows = JSON.stringify(facts.map((fact) => ({ id: fact.id, body: fact })));
  await db.$executeRaw`
    WITH given AS (SELECT * FROM jsonb_to_recordset(${rows}::jsonb) AS g(id text, body jsonb)),
      withdrawn AS (
        UPDATE knowledge SET removed_at = now(), updated_at = now(), revision = nextval('knowledge_revision_seq')
        WHERE shipped AND removed_at IS NULL AND id NOT IN (SELECT id FROM given)
      )
    INSERT INTO knowledge (id, body, shipped, "by")
    SELECT given.id, given.body, true, 'motcua' FROM given
    LEFT JOIN knowledge known ON known.id = given.id
    WHERE known.id IS NULL OR known.shipped AND (known.removed_at IS NOT NULL OR known.body <> given.body)
    ON CONFLICT (id) DO UPDATE SET body = excluded.body, updated_at = now(), removed_at = NULL,
      revision = nextval('knowledge_revision_seq')
    WHERE knowledge.shipped`;
}
