/** Links between dossiers (liên thông) with who told and who answered them. */
import type { Db } from '../../db/open.js';
import { Prisma } from '../../generated/prisma/client.js';
import { type Dossier, type DossierEvent, dossierKey } from '../model/dossier.js';
import { isOfUnit, readEvents, readWhere } from '../store.js';

/** Who, by the id of the account or key, and when it reached us. */
type Said = { by: string; at: Date };

/** A dossier that says it is a part of `parent`. `answered`: who last confirmed it or took that back; null = nobody. */
export type PartLink = { parent: string; part: Dossier; told: Said; answered: Said | null };

/**
 * A page of the dossiers that say they are a part (liên thông) of one (`of`: its code), or of any of a unit and those
 * below it (`unit`; undefined = of all units); in order of key, beginning after `after` (a key). `confirmed`: by that
 * unit, or not; left out = both. [] = there are no more.
 */
export async function listParts(
  db: Db,
  { confirmed, ...whole }: ({ of: string } | { unit: string | undefined }) & { confirmed?: boolean },
  page: { after?: string | undefined; limit: number },
): Promise<Dossier[]> {
  const within =
    'of' in whole
      ? Prisma.sql`parent_key = ${dossierKey(whole.of)}`
      : whole.unit === undefined
        ? Prisma.sql`parent_key IS NOT NULL`
        : isOfUnit(whole.unit, Prisma.sql`parent_key`);
  const answered = confirmed === undefined ? Prisma.empty : Prisma.sql`AND parent_confirmed = ${confirmed}`;
  return readWhere(
    db,
    Prisma.sql`${within} ${answered} AND key > ${page.after ?? ''} ORDER BY key LIMIT ${page.limit}`,
  );
}

/** A page of links, as `listParts` has it. */
export async function readLinks(
  db: Db,
  whole: Parameters<typeof listParts>[1],
  page: Parameters<typeof listParts>[2],
): Promise<PartLink[]> {
  return withWords(db, await listParts(db, whole, page));
}

/** The links of dossiers that say they are parts. */
export async function withWords(db: Db, parts: readonly Dossier[]): Promise<PartLink[]> {
  const events = await readEvents(
    db,
    parts.map(({ key }) => key),
  );
  return parts.map((part) => linkOf(part, events.get(part.key) ?? []));
}

function linkOf(part: Dossier, events: readonly DossierEvent[]): PartLink {
  const told = events.findLast(({ facts }) => typeof facts?.parentCode === 'string');
  if (!told || part.parentCode === null) throw new Error('a part must have said of what');
  const answered = events.findLast(
    ({ position, facts }) => position >= told.position && facts?.parentConfirmed !== undefined,
  );
  const isAnswer = answered && (answered !== told || answered.facts?.parentConfirmed === true);
  return { parent: part.parentCode, part, told: saidBy(told), answered: isAnswer ? saidBy(answered) : null };
}

function saidBy({ actorId, recordedAt }: DossierEvent): Said {
  return { by: actorId, at: recordedAt };
}
