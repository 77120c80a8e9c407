/** Corrections of single fees and time limits of a file, made in the records that stand. Pure. */
import { type Corrected, type Correction, correctFee, correctTimeLimit } from './import/correction.js';
import type { CatalogueEntry, Finding } from './import/item.js';
import type { FindingKey } from './import/messages.js';
import type { Fee, TimeLimit } from './procedure.js';
import type { Layer, LayerRecord } from './store.js';
import { valueInWords } from './words.js';

/** The records as the corrections of an entry leave them, and what stands in the way. `current`: as they are now. */
export function correctedRecords(
  { code, corrections = [] }: CatalogueEntry,
  current: (layer: Layer) => LayerRecord | undefined,
): { records: LayerRecord[]; findings: Finding[] } {
  const findings: Finding[] = [];
  const records = (['official', 'guide'] as const).flatMap((layer): LayerRecord[] => {
    const rows = corrections.filter((correction) => correction.layer === layer);
    let record = rows.length > 0 ? current(layer) : undefined;
    for (const row of rows) {
      const made = record ? correct(record, row) : 'unknown';
      if (typeof made === 'object') record = made;
      else findings.push(faultOf(made, code, row, listOf(record, row.field)));
    }
    return record ? [record] : [];
  });
  return { records, findings };
}

type Refusal = 'unknown' | Extract<Corrected<unknown>, string>;

function listOf(record: LayerRecord | undefined, field: Correction['field']): (Fee | TimeLimit)[] {
  if (record === undefined) return [];
  return (record.layer === 'official' ? record.record[field] : record.record.facts[field]?.value) ?? [];
}

function correct(record: LayerRecord, { field, row }: Correction): LayerRecord | Refusal {
  const list = listOf(record, field);
  const made = field === 'fees' ? correctFee(list as Fee[], row) : correctTimeLimit(list as TimeLimit[], row);
  if (typeof made === 'string') return made;
  if (record.layer === 'official') return { layer: 'official', record: { ...record.record, [field]: made } };
  const fact = record.record.facts[field];
  const facts = { ...record.record.facts, [field]: { ...fact, value: made } };
  return { layer: 'guide', record: { ...record.record, facts } };
}

const KEYS: Record<Refusal, FindingKey> = {
  unknown: 'correctsUnknown',
  none: 'correctsNone',
  several: 'correctsSeveral',
};

function faultOf(
  refusal: Refusal,
  code: string,
  row: Correction,
  list: readonly (Fee | TimeLimit)[],
): Finding {
  const known = valueInWords(row.field, list) ?? '';
  return {
    severity: 'error',
    where: { ...row.origin, code },
    key: KEYS[refusal],
    params: { code, known: known.length > 300 ? `${known.slice(0, 300)}…` : known },
  };
}
