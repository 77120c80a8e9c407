/** Our own export, one JSON object a line: `{ "official"?: …, "guide"?: …, "abolish"?: … }`. Pure. */
import { z } from 'zod';
import { cleanLine } from '../clean.js';
import { guide, isoDate, officialRecord, procedureCode } from '../procedure.js';
import { type CatalogueEntry, type CatalogueItem, error } from './item.js';
import type { JsonValue } from './json-values.js';

const abolition = z.object({
  code: procedureCode,
  decision: z.string().nullable(),
  decisionDate: isoDate.nullable(),
  effectiveFrom: isoDate.nullable(),
  replacedBy: procedureCode.nullable(),
});

const ownRow = z
  .object({ official: officialRecord.nullable(), guide: guide.nullable(), abolish: abolition.nullable() })
  .partial();

/** Whether a JSON value has the shape of our own export. */
export function isOwnRow(value: object): boolean {
  return 'official' in value || 'guide' in value || 'abolish' in value;
}

/** The line of one entry, without its line break; read back by {@link readOwnRow}. */
export function writeOwnRow(entry: Pick<CatalogueEntry, 'official' | 'guide' | 'abolish'>): string {
  const { official, guide: ours, abolish } = entry;
  return JSON.stringify({ official, guide: ours, abolish });
}

/** The entry of one line. Our own export is exact, so that anything amiss is an error. */
export function readOwnRow({ row, value }: JsonValue): CatalogueItem[] {
  const parsed = ownRow.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return [
      error(
        'badRow',
        { row },
        { reason: `${issue?.path.join('.') ?? ''}: ${cleanLine(issue?.message ?? '')}` },
      ),
    ];
  }
  const { official, guide: ours, abolish } = parsed.data;
  const codes = new Set([official, ours, abolish].filter((part) => part != null).map((part) => part.code));
  const [code, ...others] = codes;
  if (code === undefined || others.length > 0) {
    return [
      error('badRow', { row }, { reason: code ? 'official.code ≠ guide.code' : 'official, guide, abolish' }),
    ];
  }
  const parts = { ...(official && { official }), ...(ours && { guide: ours }), ...(abolish && { abolish }) };
  return [{ kind: 'entry', entry: { code, ...parts, origin: { row } } }];
}
