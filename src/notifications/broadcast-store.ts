/** Whom publications and closures concern, and what a publication changed. */
import type { Db } from '../db/open.js';
import { Prisma } from '../generated/prisma/client.js';
import { type Closure, unit } from '../units/unit.js';
import type { Recipient } from './subscription-store.js';

/** Persons looked at in one go. */
const PAGE = 5_000;

/** Where a page of persons begins (not included) and ends. */
export type PersonSpan = { after: string; upto: string };

/** The next page of those who follow anything, in order of their keys; null = there are no more. */
export async function nextPersons(db: Db, after: string): Promise<PersonSpan | null> {
  const [row] = await db.$queryRaw<{ upto: string | null }[]>`
    SELECT max(person) AS upto FROM (
      SELECT DISTINCT person FROM subscriptions WHERE person > ${after} ORDER BY person LIMIT ${PAGE}) page`;
  return row?.upto ? { after, upto: row.upto } : null;
}

/** An official record a publication put in place of another. */
export type ReplacedVersion = { code: string; before: string; after: string };

/**
 * What a publication put in place of something, as far as it still stands. What is new, or is gone from the catalogue,
 * is not among it.
 */
export async function listReplacedVersions(db: Db, publication: number): Promise<ReplacedVersion[]> {
  return db.$queryRaw<ReplacedVersion[]>`
    SELECT * FROM (
      SELECT c.code, c.version_id::text AS after, (
        SELECT b.version_id::text FROM publication_changes b JOIN publications p ON p.id = b.publication_id
        WHERE b.layer = c.layer AND b.code = c.code AND b.publication_id < c.publication_id
          AND p.published_at IS NOT NULL
        ORDER BY b.publication_id DESC LIMIT 1) AS before
      FROM publication_changes c JOIN publications p ON p.id = c.publication_id AND p.published_at IS NOT NULL
      WHERE c.publication_id = ${publication} AND c.layer = 'official' AND NOT EXISTS (
        SELECT FROM publication_changes l JOIN publications p ON p.id = l.publication_id
        WHERE l.layer = c.layer AND l.code = c.code AND l.publication_id > c.publication_id
          AND p.published_at IS NOT NULL)) r
    WHERE before IS NOT NULL AND after IS NOT NULL ORDER BY code`;
}

/** `code`: of those changed the one the person is closest to; `count`: how many concern them. */
export type AffectedPerson = Omit<Recipient, 'id'> & { code: string; count: number };

/** Who of some persons follows one of the procedures, its field, or a dossier under it that is not settled yet. */
export async function listAffectedPersons(
  db: Db,
  changed: readonly { code: string; field: string | null }[],
  span: PersonSpan,
): Promise<AffectedPerson[]> {
  return db.$queryRaw<AffectedPerson[]>`
    WITH changed AS MATERIALIZED (
      SELECT * FROM jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) AS r(code text, field text)
    ), followed AS MATERIALIZED (
      SELECT * FROM subscriptions WHERE person > ${span.after} AND person <= ${span.upto}
    ), concerned AS (
      SELECT f.person, c.code, 1 AS distance FROM followed f JOIN dossiers d ON d.key = f.target AND NOT d.voided
        JOIN changed c ON c.code = d.procedure_code
        WHERE f.kind = 'dossier' AND d.settled_at IS NULL AND ${isOpen}
      UNION ALL
      SELECT f.person, c.code, 2 FROM followed f JOIN changed c ON c.code = f.target WHERE f.kind = 'procedure'
      UNION ALL
      SELECT f.person, c.code, 3 FROM followed f JOIN changed c ON c.field = f.target WHERE f.kind = 'field'
    )
    SELECT c.key AS person, c.channel, c.quiet_from AS "quietFrom", c.quiet_until AS "quietUntil",
      NULL::timestamptz AS "toldAt", r.code, r.count
    FROM (SELECT person, (array_agg(code ORDER BY distance, code))[1] AS code, count(DISTINCT code)::int AS count
      FROM concerned GROUP BY person) r
    JOIN contacts c ON c.key = r.person WHERE c.reachable AND c.consent_at IS NOT NULL ORDER BY c.key`;
}

/** Who of some persons follows a dossier that has not come to its end, handed in or given out at a unit or below it. */
export async function listVisitors(db: Db, at: string, span: PersonSpan): Promise<Omit<Recipient, 'id'>[]> {
  const within = `${at}.`;
  return db.$queryRaw<Omit<Recipient, 'id'>[]>`
    SELECT DISTINCT c.key AS person, c.channel, c.quiet_from AS "quietFrom", c.quiet_until AS "quietUntil",
      NULL::timestamptz AS "toldAt"
    FROM subscriptions s JOIN dossiers d ON d.key = s.target AND NOT d.voided JOIN contacts c ON c.key = s.person
    WHERE s.person > ${span.after} AND s.person <= ${span.upto} AND s.kind = 'dossier' AND ${isOpen}
      AND (starts_with(d.receiving_unit || '.', ${within}) OR starts_with(d.returning_unit || '.', ${within}))
      AND c.reachable AND c.consent_at IS NOT NULL`;
}

/** As `isTerminal` says it. */
const isOpen = Prisma.sql`NOT (d.status IN (3, 7, 10) OR (d.status = 8 AND d.sub_state IS NOT DISTINCT FROM 'stopped'))`;

/** The closure of a unit that begins on a day, which nobody changes until the transaction ends; null = none does. */
export async function holdClosure(
  tx: Db,
  code: string,
  from: string,
): Promise<{ name: string | null; closure: Closure } | null> {
  const [row] = await tx.$queryRaw<{ name: string | null; closures: unknown }[]>`
    SELECT name, closures FROM units WHERE code = ${code} FOR SHARE`;
  const closures = unit.shape.closures.parse(row?.closures ?? []);
  const closure = closures.find((each) => each.from === from);
  return row && closure ? { name: row.name, closure } : null;
}

/** Takes back what waits to be told of an event. */
export async function cancelEvent(db: Db, event: string, reason: string): Promise<void> {
  await db.notice.updateMany({ where: { event, state: 'queued' }, data: { state: 'cancelled', reason } });
}

/** Forgets that notices of an event were taken back for this reason, so that it can be told after all. */
export async function forgetCancelled(db: Db, event: string, reason: string): Promise<void> {
  await db.notice.deleteMany({ where: { event, state: 'cancelled', reason } });
}
