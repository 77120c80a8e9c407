/** What a look-up reads and leaves in the database: one statement before the decision, one that makes it. */
import type { Db } from '../db.js';
import type { Dossier } from './dossier.js';
import type { Status, SubState } from './status.js';

/** A part of a dossier (liên thông) as its holder may see it. */
export type PartView = { code: string; settlingUnit: string; status: Status; dueAt: Date | null };

/** What a look-up needs of a dossier. */
export type LookupRow = Pick<
  Dossier,
  | 'code'
  | 'procedureCode'
  | 'procedureVersion'
  | 'submission'
  | 'receivedAt'
  | 'receivingUnit'
  | 'settlingUnit'
  | 'returningUnit'
  | 'status'
  | 'statusAt'
  | 'dueAt'
  | 'dueOriginal'
  | 'apologyDocument'
  | 'settledAt'
  | 'wasLate'
  | 'ownerName'
> & {
  subState: SubState | null;
  phoneHash: string | null;
  identityHash: string | null;
  reason: string | null;
  missing: string[] | null;
  amount: number | null;
  parts: PartView[];
};

/** The dossier with a key (null = none), and how many wrong tries `hash` has to its account. */
export async function readForLookup(
  db: Db,
  key: string,
  hash: string,
  now: Date,
): Promise<{ row: LookupRow | null; wrongTries: number }> {
  type Joined = Omit<LookupRow, 'code' | 'parts'> & {
    code: string | null;
    wrongTries: number;
    parts: RawPart[];
  };
  const [found] = await db.$queryRaw<Joined[]>`
    SELECT d.code, d.procedure_code AS "procedureCode", d.procedure_version AS "procedureVersion", d.submission,
      d.received_at AS "receivedAt", d.receiving_unit AS "receivingUnit", d.settling_unit AS "settlingUnit",
      d.returning_unit AS "returningUnit", d.status, d.sub_state AS "subState", d.status_at AS "statusAt",
      d.due_at AS "dueAt", d.due_original AS "dueOriginal", d.apology_document AS "apologyDocument",
      d.settled_at AS "settledAt", d.was_late AS "wasLate", d.owner_name AS "ownerName",
      d.phone_hash AS "phoneHash", d.identity_hash AS "identityHash", e.reason, e.missing,
      e.amount::float8 AS amount,
      coalesce((SELECT jsonb_agg(jsonb_build_object('code', p.code, 'settlingUnit', p.settling_unit,
          'status', p.status, 'dueAt', p.due_at) ORDER BY p.key)
        FROM dossiers p WHERE p.parent_key = ${key}), '[]') AS parts,
      coalesce((SELECT a.count FROM lookup_attempts a WHERE a.hash = ${hash} AND a.expires_at > ${now}), 0)
        AS "wrongTries"
    FROM (VALUES (1)) AS one
    LEFT JOIN dossiers d ON d.key = ${key}
    LEFT JOIN dossier_events e ON e.key = d.key AND e.position = d.status_position`;
  if (!found) throw new Error('a look-up must read one row');
  const { wrongTries, code, parts, ...rest } = found;
  return { row: code === null ? null : { ...rest, code, parts: parts.map(toPart) }, wrongTries };
}

type RawPart = Omit<PartView, 'dueAt'> & { dueAt: string | null };

function toPart(part: RawPart): PartView {
  return { ...part, dueAt: part.dueAt === null ? null : new Date(part.dueAt) };
}

/** So many wrong tries within a time, by a keyed hash of what is tried and by whom. `blocks`: then nobody gets in. */
export type Budget = { hash: string; tries: number; windowMs: number; blocks: boolean };

/** A budget after a try. */
export type Account = { hash: string; count: number; expiresAt: Date };

/**
 * Charges a try (1 = wrong, 0 = right) to its budgets, and records the view when it is right and no budget was used
 * up before. One statement: of tries made at once each finds what the one before left.
 */
export async function settleTry(
  db: Db,
  attempt: {
    budgets: readonly Budget[];
    charge: 0 | 1;
    view: { key: string; who: string } | null;
    now: Date;
  },
): Promise<Account[]> {
  const { budgets, charge, view, now } = attempt;
  const rows = budgets.map((budget) => ({ ...budget, expiresAt: new Date(now.getTime() + budget.windowMs) }));
  return db.$queryRaw<Account[]>`
    WITH budget AS (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS b(hash text, tries int, blocks boolean, "expiresAt" timestamptz)
    ), charged AS (
      INSERT INTO lookup_attempts AS a (hash, count, tries, expires_at)
      SELECT b.hash, ${charge}::int, b.tries, b."expiresAt" FROM budget b ORDER BY b.hash
      ON CONFLICT (hash) DO UPDATE SET
        tries = excluded.tries,
        count = CASE WHEN a.expires_at <= ${now} THEN excluded.count ELSE a.count + excluded.count END,
        expires_at = CASE
          WHEN a.expires_at <= ${now} OR (excluded.count = 1 AND a.count + 1 = excluded.tries)
          THEN excluded.expires_at ELSE a.expires_at END
      RETURNING a.hash, a.count, a.expires_at
    ), viewed AS (
      INSERT INTO dossier_views (key, who, at)
      SELECT ${view?.key ?? ''}, ${view?.who ?? ''}, ${now}
      WHERE ${view !== null}::boolean AND NOT EXISTS (
        SELECT 1 FROM charged c JOIN budget b USING (hash) WHERE b.blocks AND c.count - ${charge}::int >= b.tries)
    )
    SELECT hash, count, expires_at AS "expiresAt" FROM charged`;
}

/** Who looked a dossier up, and when, the latest first; [] = nobody. `who` is a kind, never a person. */
export async function listViews(db: Db, key: string, limit: number): Promise<{ who: string; at: Date }[]> {
  return db.dossierView.findMany({
    where: { key },
    select: { who: true, at: true },
    orderBy: { id: 'desc' },
    take: limit,
  });
}
