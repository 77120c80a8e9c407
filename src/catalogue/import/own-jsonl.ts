/**
 * Our own export, one JSON object a line: `{ "official"?: …, "guide"?: …, "abolish"?: … }` for a procedure,
 * `{ "knowledge": … }` for a fact of what people ask next (`{ "knowledge": { "id": …, "remove": true } }` takes it away).
 * Pure.
 */
import { z } from 'zod';
import { cleanLine } from '../clean.js';
import { tellDatesApart } from '../dates.js';
import { faultsOf, type KnowledgeFact, knowledgeFact } from '../knowledge.js';
import { idFor } from '../knowledge-id.js';
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
  return 'official' in value || 'guide' in value || 'abolish' in value || 'knowledge' in value;
}

/** The line of one entry, without its line break; read back by {@link readOwnRow}. */
export function writeOwnRow(entry: Pick<CatalogueEntry, 'official' | 'guide' | 'abolish'>): string {
  const { official, guide: ours, abolish } = entry;
  return JSON.stringify({ official, guide: ours, abolish });
}

/** The line of one fact, without its line break. */
export function writeKnowledgeRow(fact: KnowledgeFact): string {
  return JSON.stringify({ knowledge: fact });
}

/** What an id is worked out from, where a new fact comes without one. */
const nameless = z.object({
  id: z.undefined().optional(),
  codes: z.array(z.string()),
  topic: z.string(),
  fact: z.string(),
});
const removal = z.object({ id: z.string().min(1), remove: z.literal(true) });

function readKnowledge(value: unknown, row: number): CatalogueItem {
  const removing = removal.safeParse(value);
  if (removing.success) return { kind: 'knowledge', change: removing.data, origin: { row } };
  const bare = nameless.safeParse(value);
  const named = bare.success ? { ...(value as object), id: idFor(bare.data) } : value;
  const parsed = knowledgeFact.safeParse(named);
  if (!parsed.success) return error('badKnowledge', { row }, { reason: faultsOf(parsed.error) });
  return { kind: 'knowledge', change: { id: parsed.data.id, put: parsed.data }, origin: { row } };
}

/** The entry of one line. Our own export is exact, so that anything amiss is an error. */
export function readOwnRow({ row, value }: JsonValue): CatalogueItem[] {
  if (typeof value === 'object' && value !== null && 'knowledge' in value) {
    return [readKnowledge(value.knowledge, row)];
  }
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
  const parts = {
    ...(official && { official: tellDatesApart(official) }),
    ...(ours && { guide: tellDatesApart(ours) }),
    ...(abolish && { abolish }),
  };
  return [{ kind: 'entry', entry: { code, ...parts, origin: { row } } }];
}
