/** Files taken over, what came from them, and what units have said their words mean. */
import type { Db } from '../../db/open.js';
import type { OwnerRecord } from '../model/change.js';
import type { Brought } from '../model/take-back.js';

/** A file taken over, with what it came to. `unit`: null = it was not said to be of one; `undoneAt`: null = it stands. */
export type Batch = {
  id: number;
  file: string;
  digest: string;
  unit: string | null;
  importedBy: string;
  importedAt: Date;
  read: number;
  written: number;
  unchanged: number;
  setAside: number;
  unknownTime: number;
  undoneBy: string | null;
  undoneAt: Date | null;
};

/** What a file brought to a dossier. */
export type BatchDossier = Brought & { key: string };

/** Keeps a batch; returns its number. */
export async function insertBatch(
  db: Db,
  batch: Omit<Batch, 'id' | 'undoneBy' | 'undoneAt'>,
): Promise<number> {
  const { id } = await db.importBatch.create({ data: batch });
  return id;
}

/** Keeps whose the dossiers of a batch were before, where the file says otherwise. */
export async function keepOwners(
  db: Db,
  batch: number,
  owners: readonly { key: string; owner: OwnerRecord }[],
): Promise<void> {
  if (owners.length === 0) return;
  await db.$executeRaw`
    UPDATE import_batch_dossiers b SET owner_before = r.owner
    FROM jsonb_to_recordset(${JSON.stringify(owners)}::jsonb) AS r(key text, owner jsonb)
    WHERE b.batch_id = ${batch} AND b.key = r.key`;
}

/** Batches, the latest first. */
export async function listBatches(db: Db, limit: number): Promise<Batch[]> {
  return db.importBatch.findMany({ orderBy: { id: 'desc' }, take: limit });
}

/** One batch; null = there is none of that number. */
export async function findBatch(db: Db, id: number): Promise<Batch | null> {
  return db.importBatch.findUnique({ where: { id } });
}

/** The last time the same file was taken over and not taken back since; null = never. */
export async function findSameFile(db: Db, digest: string): Promise<Batch | null> {
  return db.importBatch.findFirst({ where: { digest, undoneAt: null }, orderBy: { id: 'desc' } });
}

/** What a batch brought, in order of key, with the code of each dossier. */
export async function listBatchDossiers(db: Db, id: number): Promise<(BatchDossier & { code: string })[]> {
  return db.$queryRaw<(BatchDossier & { code: string })[]>`
    SELECT b.key, b.from_position AS "from", b.to_position AS "to", b.owner_before AS owner, d.code
    FROM import_batch_dossiers b JOIN dossiers d ON d.key = b.key
    WHERE b.batch_id = ${id} ORDER BY b.key`;
}

/** Notes that a batch was taken back, and forgets whose its dossiers were before it; false = it had been already. */
export async function noteUndone(db: Db, id: number, { by, at }: { by: string; at: Date }): Promise<boolean> {
  const { count } = await db.importBatch.updateMany({
    where: { id, undoneAt: null },
    data: { undoneBy: by, undoneAt: at },
  });
  await db.$executeRaw`UPDATE import_batch_dossiers SET owner_before = NULL WHERE batch_id = ${id} AND owner_before IS NOT NULL`;
  return count > 0;
}

export const MAPPING_KINDS = ['column', 'status', 'procedure'] as const;
export type MappingKind = (typeof MAPPING_KINDS)[number];

/** What a unit means by a header, a state or the name of a procedure. `unit` '': of all units; `said` as it is compared. */
export type Mapping = { unit: string; kind: MappingKind; said: string; meaning: string };

/** What was said for a unit or one above it, the farthest first; `unit: null` = for all units only. */
export async function readMappings(db: Db, unit: string | null): Promise<Mapping[]> {
  return db.$queryRaw<Mapping[]>`
    SELECT unit, kind, said, meaning FROM import_mappings
    WHERE unit = '' OR starts_with(${`${unit ?? ''}.`}, unit || '.')
    ORDER BY length(unit), kind, said`;
}

/** Remembers mappings, in place of what was said before. */
export async function saveMappings(
  db: Db,
  mappings: readonly Mapping[],
  { by, at }: { by: string; at: Date },
): Promise<void> {
  for (const { unit, kind, said, meaning } of mappings)
    await db.importMapping.upsert({
      where: { unit_kind_said: { unit, kind, said } },
      create: { unit, kind, said, meaning, toldBy: by, toldAt: at },
      update: { meaning, toldBy: by, toldAt: at },
    });
}

/** Forgets a mapping; false = there was none. */
export async function deleteMapping(
  db: Db,
  { unit, kind, said }: Omit<Mapping, 'meaning'>,
): Promise<boolean> {
  const { count } = await db.importMapping.deleteMany({ where: { unit, kind, said } });
  return count > 0;
}
