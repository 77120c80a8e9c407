/** Reading and staging the versions of the catalogue. A publication makes a set of them the one that answers. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Db } from '../db/open.js';
import type { SearchDocument } from '../search/document.js';
import { canonical } from './canonical.js';
import { tellDatesApart } from './dates.js';
import type { PublishedVersion } from './in-force.js';
import { type Guide, guide, type OfficialRecord, officialRecord } from './procedure.js';

/** `official`: what the source publishes; `guide`: our plain words over it. */
export type Layer = 'official' | 'guide';

/** One version of one layer of one code: its identity, not its content. */
export type VersionRef = { layer: Layer; code: string; versionId: string; contentHash: string };

/** A record to stage. */
export type LayerRecord = { layer: 'official'; record: OfficialRecord } | { layer: 'guide'; record: Guide };

/** What identifies a record's content. Older versions carry one that went by the order of keys: see `diffRecords`. */
export function contentHash(record: OfficialRecord | Guide): string {
  return createHash('sha256').update(canonical(record)).digest('hex');
}

/** Versions read at a time: on the embedded database a read holds up everybody else in the process. */
const PAGE = 500;

/** After every possible code. */
const END = '\uffff';

/**
 * The versions active in a publication (default: the present one), both layers; a code removed from a layer
 * is absent. Read page by page, letting others in between.
 */
export async function activeVersions(db: Db, publicationId = 2_147_483_647): Promise<VersionRef[]> {
  const active: VersionRef[] = [];
  for (const layer of ['official', 'guide'] as const) {
    for (let before = END; ; ) {
      const page = await activePage(db, publicationId, layer, before);
      for (const ref of page) if (ref.versionId) active.push({ ...ref, layer });
      const last = page.at(-1);
      if (!last || page.length < PAGE) break;
      before = last.code;
      await setImmediate();
    }
  }
  return active.reverse();
}

/** Codes are walked backwards, as the index that has the latest change of each code first. */
async function activePage(
  db: Db,
  publicationId: number,
  layer: Layer,
  before: string,
): Promise<VersionRef[]> {
  return db.$queryRaw<VersionRef[]>`
    SELECT s.code, s.version_id::text AS "versionId", v.content_hash AS "contentHash"
    FROM (
      SELECT DISTINCT ON (c.layer, c.code) c.layer, c.code, c.version_id
      FROM publication_changes c JOIN publications p ON p.id = c.publication_id
      WHERE p.published_at IS NOT NULL AND p.id <= ${publicationId}
        AND c.layer = ${layer}::catalogue_layer AND c.code < ${before}
      ORDER BY c.layer DESC, c.code DESC, c.publication_id DESC
      LIMIT ${PAGE}
    ) s LEFT JOIN catalogue_versions v ON v.id = s.version_id`;
}

/**
 * Stores records that are not there yet and returns the identity of each. Staged versions are invisible until
 * a publication names them, so this needs no transaction and an interrupted import leaves nothing half-done.
 */
export async function stageVersions(db: Db, records: LayerRecord[]): Promise<VersionRef[]> {
  const rows = records.map(({ layer, record }) => ({
    layer,
    code: record.code,
    hash: contentHash(record),
    body: record,
  }));
  const bodies = JSON.stringify(rows);
  await db.$executeRaw`
    INSERT INTO catalogue_versions (id, layer, code, content_hash, body)
    SELECT gen_random_uuid(), r.layer::catalogue_layer, r.code, r.hash, r.body
    FROM jsonb_to_recordset(${bodies}::jsonb) AS r(layer text, code text, hash text, body jsonb)
    ON CONFLICT (layer, code, content_hash) DO NOTHING`;
  const keys = JSON.stringify(rows.map(({ layer, code, hash }) => ({ layer, code, hash })));
  return db.$queryRaw<VersionRef[]>`
    SELECT v.layer::text AS layer, v.code, v.id::text AS "versionId", v.content_hash AS "contentHash"
    FROM jsonb_to_recordset(${keys}::jsonb) AS r(layer text, code text, hash text)
    JOIN catalogue_versions v
      ON v.layer = r.layer::catalogue_layer AND v.code = r.code AND v.content_hash = r.hash`;
}

/** The contents of versions, by version id. Ids that do not exist are absent. */
export async function readVersions(db: Db, versionIds: string[]): Promise<Map<string, LayerRecord>> {
  const rows = await db.catalogueVersion.findMany({ where: { id: { in: versionIds } } });
  return new Map(rows.map((row) => [row.id, parseRecord(row.layer, row.body)]));
}

function parseRecord(layer: Layer, body: unknown): LayerRecord {
  return layer === 'official' ? { layer, record: readOfficial(body) } : { layer, record: readGuide(body) };
}

function readOfficial(body: unknown): OfficialRecord {
  return tellDatesApart(officialRecord.parse(body));
}

function readGuide(body: unknown): Guide {
  return tellDatesApart(guide.parse(body));
}

/** What each publication said of a code's official record, in order. */
export async function publishedHistory(db: Db, code: string): Promise<PublishedVersion[]> {
  return (await publishedHistories(db, [code])).get(code) ?? [];
}

/** The same of several codes; a code nothing was published of is absent. */
export async function publishedHistories(
  db: Db,
  codes: readonly string[],
): Promise<Map<string, PublishedVersion[]>> {
  const changes = await db.publicationChange.findMany({
    where: { layer: 'official', code: { in: [...codes] }, publication: { publishedAt: { not: null } } },
    orderBy: { publicationId: 'asc' },
    include: { version: true, publication: true },
  });
  const histories = new Map<string, PublishedVersion[]>();
  for (const { code, versionId, version, publication } of changes) {
    const record = version && readOfficial(version.body);
    const { publishedAt, decision, kind } = publication;
    const said = { versionId, record, publishedAt: publishedAt as Date, decision, shipped: kind === 'seed' };
    histories.set(code, [...(histories.get(code) ?? []), said]);
  }
  return histories;
}

/** The active version of each layer of a code. */
export async function findActive(
  db: Db,
  code: string,
): Promise<{ official: OfficialRecord | null; guide: Guide | null }> {
  const rows = await db.$queryRaw<{ layer: Layer; body: unknown }[]>`
    SELECT s.layer::text AS layer, v.body
    FROM (
      SELECT DISTINCT ON (c.layer) c.layer, c.version_id
      FROM publication_changes c JOIN publications p ON p.id = c.publication_id
      WHERE p.published_at IS NOT NULL AND c.code = ${code}
      ORDER BY c.layer, c.publication_id DESC
    ) s JOIN catalogue_versions v ON v.id = s.version_id`;
  const bodyOf = (layer: Layer) => rows.find((row) => row.layer === layer)?.body;
  const [official, ours] = [bodyOf('official'), bodyOf('guide')];
  return {
    official: official === undefined ? null : readOfficial(official),
    guide: ours === undefined ? null : readGuide(ours),
  };
}

type OfficialDigest = Omit<SearchDocument, 'plainName' | 'englishName' | 'everydayNames'>;
type GuideDigest = Pick<SearchDocument, 'code' | 'plainName' | 'englishName' | 'everydayNames'>;

/** What the search index is told of official versions. The database cuts the records down: they are 35 MB whole. */
export async function readOfficialDigests(db: Db, versionIds: string[]): Promise<OfficialDigest[]> {
  return db.$queryRaw<OfficialDigest[]>`
    SELECT code, body->>'name' AS name, body->>'field' AS field,
      concat_ws(', ', body->>'agency', body->>'promulgatingAgency') AS agency,
      coalesce(nullif(body->'levels', 'null'), '[]') AS levels,
      coalesce(nullif(body->'subjects', 'null'), '[]') AS subjects,
      body->'keywords' AS keywords,
      (SELECT coalesce(jsonb_agg(left(paper, 120)), '[]')
        FROM jsonb_array_elements_text(jsonb_path_query_array(body, '$.papers[*].papers[*].name')) AS paper) AS papers,
      (SELECT coalesce(jsonb_agg(left(result, 120)), '[]')
        FROM jsonb_array_elements_text(jsonb_path_query_array(body, '$.results[*]')) AS result
        WHERE result IS NOT NULL) AS results,
      body->'steps' <> 'null' OR body->'papers' <> 'null' AS detailed,
      coalesce(body->>'change' = 'abolished', false) AS abolished,
      coalesce(body->>'promulgatingAgency' ~* '^(UBND|Ủy ban nhân dân) (tỉnh|thành phố|TP)', false) AS local
    FROM catalogue_versions WHERE id = ANY(${versionIds}::uuid[])`;
}

/** What the search index is told of guide versions. */
export async function readGuideDigests(db: Db, versionIds: string[]): Promise<GuideDigest[]> {
  return db.$queryRaw<GuideDigest[]>`
    SELECT code, body->>'plainName' AS "plainName", body->>'englishName' AS "englishName",
      body->'everydayNames' AS "everydayNames"
    FROM catalogue_versions WHERE id = ANY(${versionIds}::uuid[])`;
}

const RECORDS_PAGE = 50;

/** The active official records with their guides, in order of code; only one when a code is given. */
export async function* readActive(
  db: Db,
  code?: string,
): AsyncGenerator<{ official: OfficialRecord; guide: Guide | null }> {
  const active = (await activeVersions(db)).filter((ref) => code === undefined || ref.code === code);
  const guides = new Map(
    active.filter((ref) => ref.layer === 'guide').map((ref) => [ref.code, ref.versionId]),
  );
  const officials = active.filter((ref) => ref.layer === 'official');
  for (let start = 0; start < officials.length; start += RECORDS_PAGE) {
    const page = officials.slice(start, start + RECORDS_PAGE);
    const ids = page.flatMap((ref) => [ref.versionId, guides.get(ref.code) ?? []].flat());
    const records = await readVersions(db, ids);
    for (const ref of page) {
      const official = records.get(ref.versionId);
      const ours = records.get(guides.get(ref.code) ?? '');
      if (official?.layer !== 'official') continue;
      yield { official: official.record, guide: ours?.layer === 'guide' ? ours.record : null };
    }
  }
}
