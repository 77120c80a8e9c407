/** Heads over all chains, and what checking them reads. */
import type { Db } from '../../db/open.js';
import { MINUTE_MS } from '../../time/duration.js';
import type { Head, HeadEntry } from './chain.js';

/** Heads in order; drafts, which nobody has sealed yet, are left out. */
export async function listHeads(db: Db): Promise<Head[]> {
  return db.dossierHead.findMany({ where: { mac: { not: '' } }, orderBy: { id: 'asc' } });
}

/** The latest head; null = none was taken yet. */
export async function latestHead(db: Db): Promise<Head | null> {
  return db.dossierHead.findFirst({ where: { mac: { not: '' } }, orderBy: { id: 'desc' } });
}

/** Heads that were not written down elsewhere yet, in order; [] = all were. */
export async function listUnkeptHeads(db: Db): Promise<Head[]> {
  return db.dossierHead.findMany({ where: { mac: { not: '' }, keptAt: null }, orderBy: { id: 'asc' } });
}

/** Notes that a head has been written down elsewhere. */
export async function noteKept(db: Db, id: number, at: Date): Promise<void> {
  await db.dossierHead.updateMany({ where: { id }, data: { keptAt: at } });
}

/** What was told this long before a head may have been written after it: a long list takes its time. */
const OVERLAP_MS = 30 * MINUTE_MS;

/**
 * Starts a head over every chain that has grown since `last` (null = over all), once all erasures have their event. It
 * is a draft until sealed, so that nothing is held up meanwhile.
 */
export async function startHead(db: Db, last: Head | null, takenAt: Date): Promise<Head> {
  const dossiers = await db.dossier.count();
  const head = await db.dossierHead.create({ data: { takenAt, dossiers, erasuresChained: true, mac: '' } });
  const since = last ? new Date(last.takenAt.getTime() - OVERLAP_MS) : new Date(0);
  await db.$executeRaw`
    INSERT INTO dossier_head_entries (head_id, key, length, link)
    SELECT ${head.id}, d.key, d.chain_length, d.chain_link FROM dossiers d
    WHERE d.key IN (SELECT e.key FROM dossier_events e WHERE e.recorded_at >= ${since})`;
  return head;
}

/** Seals a draft; false = another head was sealed since `last`, and the draft is discarded. */
export async function sealHead(db: Db, head: Head, last: Head | null, mac: string): Promise<boolean> {
  const sealed = await db.$executeRaw`
    UPDATE dossier_heads SET mac = ${mac} WHERE id = ${head.id}
      AND coalesce((SELECT max(id) FROM dossier_heads WHERE mac <> ''), 0) = ${last?.id ?? 0}`;
  if (sealed > 0) return true;
  await db.dossierHeadEntry.deleteMany({ where: { headId: head.id } });
  await db.dossierHead.deleteMany({ where: { id: head.id } });
  return false;
}

const PAGE = 5000;

/** The entries of a head in order of key, page by page. */
export async function* readHeadEntries(db: Db, headId: number): AsyncGenerator<HeadEntry[]> {
  for (let after = ''; ; ) {
    const page = await db.dossierHeadEntry.findMany({
      where: { headId, key: { gt: after } },
      select: { key: true, length: true, link: true },
      orderBy: { key: 'asc' },
      take: PAGE,
    });
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.key;
  }
}

/** The first chain, in order of key, that does not hold what a head saw of it; null = all do. */
export async function findCutChain(db: Db): Promise<{ key: string; length: number; exists: boolean } | null> {
  const [cut] = await db.$queryRaw<{ key: string; length: number; exists: boolean }[]>`
    SELECT h.key, h.length, EXISTS (SELECT 1 FROM dossiers d WHERE d.key = h.key) AS "exists"
    FROM dossier_head_entries h
    JOIN dossier_heads s ON s.id = h.head_id AND s.mac <> ''
    LEFT JOIN dossier_events e ON e.key = h.key AND e.position = h.length
    WHERE e.link IS DISTINCT FROM h.link
    ORDER BY h.key, h.length LIMIT 1`;
  return cut ?? null;
}

/** Keys of dossiers after one, in order; [] = there are no more. */
export async function nextKeys(db: Db, after: string, limit: number): Promise<string[]> {
  const rows = await db.dossier.findMany({
    where: { key: { gt: after } },
    select: { key: true },
    orderBy: { key: 'asc' },
    take: limit,
  });
  return rows.map(({ key }) => key);
}

/** How many dossiers there are. */
export async function countDossiers(db: Db): Promise<number> {
  return db.dossier.count();
}
