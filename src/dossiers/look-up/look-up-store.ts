/**
 * What a look-up reads and leaves in the database: one statement before the decision, one that makes it. Planning them
 * takes longer than carrying them out, so they are kept plain: scalar subqueries plan faster than joins.
 */
import type { Db } from '../../db/open.js';
import { MINUTE_MS } from '../../time/duration.js';
import type { Dossier } from '../model/dossier.js';
import type { Status, SubState } from '../model/status.js';

/** A part of a dossier (liên thông) as its holder may see it. */
export type PartView = {
  code: string;
  procedureCode: string;
  settlingUnit: string;
  status: Status;
  dueAt: Date | null;
};

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
  | 'statusKnown'
  | 'dueAt'
  | 'dueOriginal'
  | 'apologyDocument'
  | 'settledAt'
  | 'settledKnown'
  | 'wasLate'
  | 'ownerName'
  | 'holderKind'
  | 'holderId'
  | 'holderName'
> & {
  subState: SubState | null;
  phoneHash: string | null;
  identityHash: string | null;
  reason: string | null;
  /** Why the due date was moved, as the letter of apology says; null = it was not, or nothing was said. */
  apologyReason: string | null;
  missing: string[] | null;
  /** The last day to hand it in that the desk has set, `YYYY-MM-DD`; null = it has set none. */
  supplementBy: string | null;
  amount: number | null;
  /** The dossier of several agencies that this is a part of; null = none, or its office has not said so. */
  parentCode?: string | null;
  parts: PartView[];
};

/** How a conversation has shown before that it may see a dossier; `followsBy`: see `Proof`. */
export type PriorProof = { opened: boolean; followsBy: string | null };

/** Nobody in particular reads. */
export const NOBODY = { person: '', opening: '' };

/** The dossier with a key (null = none), and how the conversation `person` stands to it (`opening`: see `recordView`). */
export async function readForLookup(
  db: Db,
  key: string,
  { person, opening }: { person: string; opening: string },
): Promise<{ row: LookupRow | null; standing: PriorProof }> {
  type Joined = Omit<LookupRow, 'code' | 'parts' | keyof Told> &
    PriorProof & {
      code: string | null;
      told: Told | null;
      parts: RawPart[];
    };
  const [found] = await db.$queryRaw<Joined[]>`
    SELECT d.code, d.procedure_code AS "procedureCode", d.procedure_version AS "procedureVersion", d.submission,
      d.received_at AS "receivedAt", d.receiving_unit AS "receivingUnit", d.settling_unit AS "settlingUnit",
      d.returning_unit AS "returningUnit", d.status, d.sub_state AS "subState", d.status_at AS "statusAt",
      d.status_known AS "statusKnown", d.settled_known AS "settledKnown",
      d.holder_kind AS "holderKind", d.holder_id AS "holderId", d.holder_name AS "holderName",
      d.due_at AS "dueAt", d.due_original AS "dueOriginal", d.apology_document AS "apologyDocument",
      CASE WHEN d.parent_confirmed THEN d.parent_code END AS "parentCode", d.settled_at AS "settledAt", d.was_late AS "wasLate", d.owner_name AS "ownerName",
      d.phone_hash AS "phoneHash", d.identity_hash AS "identityHash",
      (SELECT jsonb_build_object('reason', e.reason, 'missing', e.missing, 'amount', e.amount,
          'supplementBy', e.facts->>'supplementBy')
        FROM dossier_events e WHERE e.key = d.key AND e.position = d.status_position) AS told,
      (SELECT e.reason FROM dossier_events e
        WHERE e.key = d.key AND e.apology_document = d.apology_document ORDER BY e.position DESC LIMIT 1
      ) AS "apologyReason",
      ARRAY(SELECT jsonb_build_object('code', p.code, 'procedureCode', p.procedure_code,
          'settlingUnit', p.settling_unit, 'status', p.status, 'dueAt', p.due_at)
        FROM dossiers p WHERE p.parent_key = ${key} AND p.parent_confirmed AND NOT p.voided ORDER BY p.key) AS parts,
      EXISTS (SELECT FROM dossier_openings o WHERE o.person = ${person} AND o.hash = ${opening}) AS opened,
      (SELECT s.by FROM subscriptions s
        WHERE s.person = ${person} AND s.kind = 'dossier' AND s.target = ${key}) AS "followsBy"
    FROM (VALUES (1)) AS one
    LEFT JOIN dossiers d ON d.key = ${key} AND NOT d.voided`;
  if (!found) throw new Error('a look-up must read one row');
  const { opened, followsBy, code, told, parts, ...rest } = found;
  const standing = { opened, followsBy };
  if (code === null) return { row: null, standing };
  if (told === null) throw new Error('a dossier must have the event that says its state');
  return { row: { ...rest, ...told, code, parts: parts.map(toPart) }, standing };
}

type Told = Pick<LookupRow, 'reason' | 'missing' | 'amount' | 'supplementBy'>;

type RawPart = Omit<PartView, 'dueAt'> & { dueAt: string | null };

function toPart(part: RawPart): PartView {
  return { ...part, dueAt: part.dueAt === null ? null : new Date(part.dueAt) };
}

/**
 * So many wrong tries within a time, by a keyed hash of what is tried and by whom. The time begins with the first of
 * them or, where it `slides`, anew with each. `of`: whose tries fill it, those of the conversation, of its network, or
 * anybody's at this dossier. `counts`: left out = every wrong try, and a full one closes; `real`: those at dossiers that
 * are here, and a full one closes; `shown`: every one, and a full one closes nothing.
 */
export type Budget = {
  hash: string;
  of: 'chat' | 'network' | 'dossier';
  tries: number;
  windowMs: number;
  slides: boolean;
  counts?: 'real' | 'shown';
};

/** A budget after a try. `isFull`: it had no room for this one. */
export type Account = { hash: string; count: number; expiresAt: Date; isFull: boolean };

/** So long wrong tries are counted together, over all dossiers. */
const SLOT_MS = 5 * MINUTE_MS;
const PARTS = 8;

/** What a right try leaves: that the dossier was seen, and that the conversation (`person`) has opened it (`opening`). */
export type ViewRecord = { key: string; who: string; person: string; opening: string };

/**
 * Decides a try, in one statement: where each of its budgets has room, a wrong one (`view: null`) is charged to them and
 * counted, and the view of a right one is recorded; otherwise neither. A right one waits for the budgets of the dossier
 * alone, since others charge them at the same moment. They are locked in the order given, the same for every try: of
 * tries made at once each finds what the one before left. A right and a wrong one that are refused take the same time.
 * `isReal`: there is such a dossier.
 */
export async function settleTry(
  db: Db,
  { budgets, view, isReal }: { budgets: readonly Budget[]; view: ViewRecord | null; isReal: boolean },
  now: Date,
): Promise<Account[]> {
  const cost = view === null ? 1 : 0;
  const waitedFor = view === null ? budgets : budgets.filter(({ of }) => of === 'dossier');
  const rows = waitedFor.map(({ hash, tries, windowMs, counts }, place) => {
    const charge = counts === 'real' && !isReal ? 0 : cost;
    return { place, hash, tries, charge, expires_at: new Date(now.getTime() + charge * windowMs) };
  });
  const closing = budgets.filter(({ counts }) => counts !== 'shown').map(({ hash }) => hash);
  const sliding = budgets.filter(({ slides }) => slides).map(({ hash }) => hash);
  const slot = new Date(Math.floor(now.getTime() / SLOT_MS) * SLOT_MS);
  return db.$queryRaw<Account[]>`
    WITH asked AS MATERIALIZED (
      SELECT place, hash, tries, charge, expires_at FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS b(place int, hash text, tries int, charge int, expires_at timestamptz)
    ), used AS MATERIALIZED (
      SELECT hash, count, expires_at FROM lookup_attempts
      WHERE hash = ANY(${closing}::text[]) AND expires_at > ${now} AND count >= tries
    ), taken AS (
      INSERT INTO lookup_attempts AS a (hash, count, tries, expires_at)
      SELECT hash, charge, tries, expires_at FROM asked
      WHERE NOT EXISTS (SELECT FROM used) ORDER BY place
      ON CONFLICT (hash) DO UPDATE SET
        tries = excluded.tries,
        count = CASE WHEN a.expires_at <= ${now} THEN 0 ELSE a.count END + excluded.count,
        expires_at = CASE
          WHEN a.expires_at <= ${now} THEN excluded.expires_at
          WHEN excluded.count > 0 AND a.count < a.tries AND a.hash = ANY(${sliding}::text[]) THEN excluded.expires_at
          ELSE a.expires_at END
      RETURNING hash, count, tries, expires_at
    ), found AS (
      SELECT hash, count, expires_at, true AS is_full, true AS closes FROM used
      UNION ALL
      SELECT t.hash, t.count, t.expires_at, t.count - b.charge >= t.tries, t.hash = ANY(${closing}::text[])
      FROM taken t JOIN asked b ON b.hash = t.hash
    ), viewed AS (
      INSERT INTO dossier_views (key, who, at) SELECT ${view?.key ?? ''}, ${view?.who ?? ''}, ${now}
      WHERE ${cost}::int = 0 AND NOT EXISTS (SELECT FROM found WHERE is_full AND closes)
    ), opened AS (
      INSERT INTO dossier_openings (person, hash, at)
      SELECT ${view?.person ?? ''}, ${view?.opening ?? ''}, ${now}
      WHERE ${cost}::int = 0 AND NOT EXISTS (SELECT FROM found WHERE is_full AND closes)
      ON CONFLICT (person, hash) DO UPDATE SET at = excluded.at
    ), counted AS (
      INSERT INTO lookup_wrong_tries AS w (slot, part, count) SELECT ${slot}, floor(random() * ${PARTS}::int), 1
      WHERE ${cost}::int = 1 AND NOT EXISTS (SELECT FROM found WHERE is_full AND closes)
      ON CONFLICT (slot, part) DO UPDATE SET count = w.count + 1
    )
    SELECT hash, count, expires_at AS "expiresAt", is_full AS "isFull" FROM found`;
}

/** How many wrong tries there were in the last 15 to 20 minutes, over all dossiers, without those refused. */
export async function countRecentWrongTries(db: Db, now: Date): Promise<number> {
  const { _sum } = await db.lookupWrongTry.aggregate({
    where: { slot: { gt: new Date(now.getTime() - 4 * SLOT_MS) } },
    _sum: { count: true },
  });
  return _sum.count ?? 0;
}

/** Of how many dossiers it is remembered that a conversation has opened them. */
export async function countOpenings(db: Db, person: string): Promise<number> {
  return db.dossierOpening.count({ where: { person } });
}

/** Forgets that a conversation has opened a dossier; `opening: null` = any. */
export async function forgetOpenings(db: Db, person: string, opening: string | null): Promise<void> {
  await db.dossierOpening.deleteMany({ where: { person, ...(opening === null ? {} : { hash: opening }) } });
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
