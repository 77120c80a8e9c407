/**
 * What a look-up reads and leaves in the database: one statement before the decision, one that makes it. Planning them
 * takes longer than carrying them out, so they are kept plain: scalar subqueries plan faster than joins.
 */
import type { Db } from '../../db/open.js';
import type { Dossier } from '../model/dossier.js';
import type { Status, SubState } from '../model/status.js';

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
  /** The last day to hand it in that the desk has set, `YYYY-MM-DD`; null = it has set none. */
  supplementBy: string | null;
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
  type Joined = Omit<LookupRow, 'code' | 'parts' | keyof Told> & {
    code: string | null;
    wrongTries: number;
    told: Told | null;
    parts: RawPart[];
  };
  const [found] = await db.$queryRaw<Joined[]>`
    SELECT d.code, d.procedure_code AS "procedureCode", d.procedure_version AS "procedureVersion", d.submission,
      d.received_at AS "receivedAt", d.receiving_unit AS "receivingUnit", d.settling_unit AS "settlingUnit",
      d.returning_unit AS "returningUnit", d.status, d.sub_state AS "subState", d.status_at AS "statusAt",
      d.due_at AS "dueAt", d.due_original AS "dueOriginal", d.apology_document AS "apologyDocument",
      d.settled_at AS "settledAt", d.was_late AS "wasLate", d.owner_name AS "ownerName",
      d.phone_hash AS "phoneHash", d.identity_hash AS "identityHash",
      (SELECT jsonb_build_object('reason', e.reason, 'missing', e.missing, 'amount', e.amount,
          'supplementBy', e.facts->>'supplementBy')
        FROM dossier_events e WHERE e.key = d.key AND e.position = d.status_position) AS told,
      ARRAY(SELECT jsonb_build_object('code', p.code, 'settlingUnit', p.settling_unit, 'status', p.status,
          'dueAt', p.due_at)
        FROM dossiers p WHERE p.parent_key = ${key} ORDER BY p.key) AS parts,
      coalesce((SELECT a.count FROM lookup_attempts a WHERE a.hash = ${hash} AND a.expires_at > ${now}), 0)
        AS "wrongTries"
    FROM (VALUES (1)) AS one
    LEFT JOIN dossiers d ON d.key = ${key}`;
  if (!found) throw new Error('a look-up must read one row');
  const { wrongTries, code, told, parts, ...rest } = found;
  if (code === null) return { row: null, wrongTries };
  if (told === null) throw new Error('a dossier must have the event that says its state');
  return { row: { ...rest, ...told, code, parts: parts.map(toPart) }, wrongTries };
}

type Told = Pick<LookupRow, 'reason' | 'missing' | 'amount' | 'supplementBy'>;

type RawPart = Omit<PartView, 'dueAt'> & { dueAt: string | null };

function toPart(part: RawPart): PartView {
  return { ...part, dueAt: part.dueAt === null ? null : new Date(part.dueAt) };
}

/** So many wrong tries within a time, by a keyed hash of what is tried and by whom. */
export type Budget = { hash: string; tries: number; windowMs: number };

/** A budget after a try. */
export type Account = { hash: string; count: number; expiresAt: Date };

/** Charges a wrong try to its budgets. One statement: of tries made at once each finds what the one before left. */
export async function chargeTry(db: Db, budgets: readonly Budget[], now: Date): Promise<Account[]> {
  const rows = budgets.map((budget) => ({ ...budget, expiresAt: new Date(now.getTime() + budget.windowMs) }));
  return db.$queryRaw<Account[]>`
    INSERT INTO lookup_attempts AS a (hash, count, tries, expires_at)
    SELECT b.hash, 1, b.tries, b."expiresAt"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS b(hash text, tries int, "expiresAt" timestamptz)
    ORDER BY b.hash
    ON CONFLICT (hash) DO UPDATE SET
      tries = excluded.tries,
      count = CASE WHEN a.expires_at <= ${now} THEN 1 ELSE a.count + 1 END,
      expires_at = CASE
        WHEN a.expires_at <= ${now} OR a.count + 1 = excluded.tries THEN excluded.expires_at ELSE a.expires_at END
    RETURNING hash, count, expires_at AS "expiresAt"`;
}

/**
 * Records that somebody with the right second factor sees a dossier; instead returns the budgets (by `hashes`) that
 * wrong tries have used up, when there are any. Waits for tries being charged to them: of tries made at once each
 * finds what the one before left.
 */
export async function recordView(
  db: Db,
  view: { key: string; who: string; hashes: readonly string[]; now: Date },
): Promise<Account[]> {
  const { key, who, hashes, now } = view;
  return db.$queryRaw<Account[]>`
    WITH charged AS (
      SELECT * FROM lookup_attempts WHERE hash = ANY(${[...hashes]}::text[]) AND expires_at > ${now}
      ORDER BY hash FOR SHARE
    ), used AS (
      SELECT hash, count, expires_at AS "expiresAt" FROM charged WHERE count >= tries
    ), viewed AS (
      INSERT INTO dossier_views (key, who, at) SELECT ${key}, ${who}, ${now} WHERE NOT EXISTS (SELECT FROM used)
    )
    SELECT * FROM used`;
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

/** Whether anything was told of a dossier since a moment. */
export async function hasChangedSince(db: Db, key: string, since: Date): Promise<boolean> {
  const last = await db.dossierEvent.findFirst({
    where: { key },
    orderBy: { position: 'desc' },
    select: { recordedAt: true },
  });
  return last !== null && last.recordedAt > since;
}
