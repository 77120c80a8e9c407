/** Field-by-field differences between two versions of one layer, or of one fact of the knowledge. Pure. */
import { canonical } from './canonical.js';
import type { KnowledgeFact } from './knowledge.js';
import type { Guide, OfficialRecord } from './procedure.js';
import { valueInWords } from './words.js';

type Comparable = OfficialRecord | Guide | KnowledgeFact;

/** A field (guide facts as `facts.fees`) with both values shortened for display; null = unknown or absent. */
export type FieldDifference = { field: string; before: string | null; after: string | null };

/** Longer values are shown around the first place where they differ. */
const SHOWN_CHARS = 160;
const CONTEXT_CHARS = 40;

/** The fields that differ, in the order of the record. [] = the same. Object key order does not matter. */
export function diffRecords<T extends Comparable>(before: T, after: T): FieldDifference[] {
  const one = fieldsOf(before);
  const other = fieldsOf(after);
  const fields = [...new Set([...one.keys(), ...other.keys()])];
  return fields.flatMap((field) => {
    const [left, right] = [one.get(field), other.get(field)];
    if (canonical(left) === canonical(right)) return [];
    return [{ field, ...excerpts(valueInWords(field, left), valueInWords(field, right)) }];
  });
}

function fieldsOf(record: Comparable): Map<string, unknown> {
  return new Map(
    Object.entries(record).flatMap(([field, value]): [string, unknown][] =>
      field === 'facts'
        ? Object.entries(value).map(([name, fact]) => [`facts.${name}`, fact])
        : [[field, value]],
    ),
  );
}

function excerpts(
  before: string | null,
  after: string | null,
): { before: string | null; after: string | null } {
  let same = 0;
  while (before !== null && after !== null && same < before.length && before[same] === after[same]) same += 1;
  const start = Math.max(0, same - CONTEXT_CHARS);
  return { before: excerpt(before, start), after: excerpt(after, start) };
}

function excerpt(text: string | null, start: number): string | null {
  if (text === null || text.length <= SHOWN_CHARS) return text;
  const shown = text.slice(start, start + SHOWN_CHARS);
  return `${start > 0 ? '…' : ''}${shown}${start + SHOWN_CHARS < text.length ? '…' : ''}`;
}
