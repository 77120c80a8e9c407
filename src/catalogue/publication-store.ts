/**
 * Publications: which versions stand together. A publication is prepared as a draft nobody sees, in small steps
 * that do not hold the database, then switched on by one short transaction. Whatever happens before that moment,
 * the old publication answers.
 */

import type { Client, Db } from '../db/open.js';
import { DAY_MS } from '../time/duration.js';
import { activeVersions, type Layer, type VersionRef } from './store.js';

type PublicationKind = 'seed' | 'import' | 'rollback';

/** Who publishes, and why. */
export type PublicationReason = { kind: PublicationKind; by: string; why: string; decision: string | null };

/** Versions a publication added, amended or abolished; `removed`: gone with what a rollback undid. */
export type PublicationCounts = { added: number; amended: number; abolished: number; removed: number };

/** From this publication on, this version (null: none) stands for this layer of this code. */
export type Change = { layer: Layer; code: string; versionId: string | null };

/** A publication as it stands in the history; ids grow with time. */
export type Publication = PublicationReason & { id: number; publishedAt: Date; counts: PublicationCounts };

/** Somebody else published meanwhile: the draft was worked out against what no longer stands. */
export class CatalogueMoved extends Error {
  constructor() {
    super('Danh mục vừa được người khác công bố thay đổi. Chưa có gì được áp dụng; hãy chạy lại lệnh này.');
  }
}

/** Called within the transaction that publishes; whatever it throws undoes the publication. */
export type OnPublish = (tx: Db, publicationId: number) => Promise<void>;

/** Serialises publishing between processes. */
const LOCK = 72707370;

/** The present publication's id; 0 before the first. One cheap read. */
export async function currentPublicationId(db: Db): Promise<number> {
  const latest = await db.publication.aggregate({
    _max: { id: true },
    where: { publishedAt: { not: null } },
  });
  return latest._max.id ?? 0;
}

/** Starts a draft on top of the present publication. */
export async function startDraft(db: Db, reason: PublicationReason): Promise<number> {
  const baseId = await currentPublicationId(db);
  const draft = await db.publication.create({ data: { ...reason, baseId, counts: {} } });
  return draft.id;
}

/** Adds changes to a draft. */
export async function addChanges(db: Db, draftId: number, changes: Change[]): Promise<void> {
  await db.$executeRaw`
    INSERT INTO publication_changes (publication_id, layer, code, version_id)
    SELECT ${draftId}, r.layer::catalogue_layer, r.code, r.version_id::uuid
    FROM jsonb_to_recordset(${JSON.stringify(changes.map(toRow))}::jsonb) AS r(layer text, code text, version_id text)`;
}

function toRow({ layer, code, versionId }: Change) {
  return { layer, code, version_id: versionId };
}

/** Switches a draft on. Throws `CatalogueMoved` when another publication came since the draft was started. */
export async function publishDraft(
  client: Client,
  draftId: number,
  counts: PublicationCounts,
  onPublish?: OnPublish,
): Promise<void> {
  await client.$transaction(async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK}::bigint)`;
    const draft = await tx.publication.findUniqueOrThrow({ where: { id: draftId } });
    if (draft.baseId !== (await currentPublicationId(tx))) throw new CatalogueMoved();
    await tx.publication.update({ where: { id: draftId }, data: { publishedAt: new Date(), counts } });
    await onPublish?.(tx, draftId);
  });
  // The embedded database never does this by itself, and plans badly without.
  await client.$executeRaw`ANALYZE publication_changes`;
  await client.$executeRaw`ANALYZE catalogue_versions`;
}

/** Removes a draft that will not be published. */
export async function discardDraft(db: Db, draftId: number): Promise<void> {
  await db.publication.deleteMany({ where: { id: draftId, publishedAt: null } });
}

/** Removes drafts older than a day: what interrupted imports left. They were never visible. */
export async function discardStaleDrafts(db: Db, now: Date): Promise<void> {
  const yesterday = new Date(now.getTime() - DAY_MS);
  await db.publication.deleteMany({ where: { publishedAt: null, createdAt: { lt: yesterday } } });
}

/** All publications, the latest first. */
export async function listPublications(db: Db, limit = 50): Promise<Publication[]> {
  const rows = await db.publication.findMany({
    where: { publishedAt: { not: null } },
    orderBy: { id: 'desc' },
    take: limit,
  });
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as PublicationKind,
    by: row.by,
    why: row.why,
    decision: row.decision,
    publishedAt: row.publishedAt as Date,
    counts: row.counts as PublicationCounts,
  }));
}

/** The changes that turn the present publication into an older one. Empty: they are the same. */
async function changesBackTo(
  db: Db,
  publicationId: number,
): Promise<{ changes: Change[]; counts: PublicationCounts }> {
  const key = (ref: VersionRef) => `${ref.layer} ${ref.code}`;
  const now = new Map((await activeVersions(db)).map((ref) => [key(ref), ref]));
  const then = new Map((await activeVersions(db, publicationId)).map((ref) => [key(ref), ref]));
  const counts: PublicationCounts = { added: 0, amended: 0, abolished: 0, removed: 0 };
  const changes: Change[] = [];
  for (const [id, ref] of then) {
    const present = now.get(id);
    if (present?.versionId === ref.versionId) continue;
    counts[present ? 'amended' : 'added'] += 1;
    changes.push({ layer: ref.layer, code: ref.code, versionId: ref.versionId });
  }
  for (const [id, ref] of now) {
    if (then.has(id)) continue;
    counts.removed += 1;
    changes.push({ layer: ref.layer, code: ref.code, versionId: null });
  }
  return { changes, counts };
}

/**
 * Publishes an older publication's set again, as a new publication; without `apply` only counts what it would change.
 * `publicationId: null` = nothing was published.
 */
export async function rollBack(
  client: Client,
  publicationId: number,
  reason: Omit<PublicationReason, 'kind'>,
  apply: boolean,
  onPublish?: OnPublish,
): Promise<{ publicationId: number | null; counts: PublicationCounts }> {
  if (!apply) return { publicationId: null, counts: (await changesBackTo(client, publicationId)).counts };
  const draft = await startDraft(client, { ...reason, kind: 'rollback' });
  const { changes, counts } = await changesBackTo(client, publicationId);
  if (changes.length === 0) {
    await discardDraft(client, draft);
    return { publicationId: null, counts };
  }
  await addChanges(client, draft, changes);
  await publishDraft(client, draft, counts, onPublish);
  return { publicationId: draft, counts };
}
