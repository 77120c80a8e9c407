/** Rows that say something of records that stand already: abolitions, and corrections of single fees and time limits. */
import type { Db } from '../db/open.js';
import type { Abolition, CatalogueEntry, Finding } from './import/item.js';
import { correctedRecords } from './import-corrections.js';
import type { OfficialRecord } from './procedure.js';
import { type Layer, type LayerRecord, readVersions, type VersionRef } from './store.js';

/** The version of a layer of a code is found by this. */
export function refKey(layer: Layer, code: string): string {
  return `${layer} ${code}`;
}

/** The records such rows turn into, and rows about what is not there. `active`: what stands, see `refKey`. */
export async function standingRecords(
  db: Db,
  active: ReadonlyMap<string, VersionRef>,
  entries: readonly CatalogueEntry[],
): Promise<{ records: LayerRecord[]; findings: Finding[] }> {
  const rows = entries.filter((entry) => entry.abolish || entry.corrections);
  const idOf = (layer: Layer, code: string) => active.get(refKey(layer, code))?.versionId ?? '';
  const ids = rows
    .flatMap(({ code }) => [idOf('official', code), idOf('guide', code)])
    .filter((id) => id !== '');
  const read = ids.length > 0 ? await readVersions(db, ids) : new Map<string, LayerRecord>();
  const found = rows.map((entry) => {
    const current = (layer: Layer) => read.get(idOf(layer, entry.code));
    return entry.abolish
      ? abolished(entry, entry.abolish, current('official'))
      : correctedRecords(entry, current);
  });
  return {
    records: found.flatMap(({ records }) => records),
    findings: found.flatMap(({ findings }) => findings),
  };
}

/** The last content, closed by the abolishing decision. */
function abolished({ code, origin }: CatalogueEntry, abolish: Abolition, current: LayerRecord | undefined) {
  if (current?.layer === 'official') return { records: [closeRecord(current.record, abolish)], findings: [] };
  const where = { ...origin, code };
  const finding: Finding = { severity: 'error', where, key: 'abolishUnknown', params: { code } };
  return { records: [], findings: [finding] };
}

/** A record as the abolishing decision leaves it. */
export function closeRecord(record: OfficialRecord, abolish: Omit<Abolition, 'code'>): LayerRecord {
  const { decision, decisionDate, effectiveFrom, replacedBy } = abolish;
  return {
    layer: 'official',
    record: {
      ...record,
      change: 'abolished',
      decision,
      decisionDate,
      effectiveFrom,
      effectiveTo: null,
      replacedBy,
    },
  };
}
