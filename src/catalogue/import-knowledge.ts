/** What a file says of the knowledge against what stands: the changes it would make, and what stands in their way. */
import type { Db } from '../db/open.js';
import { listUnits } from '../units/store.js';
import { diffRecords, type FieldDifference } from './diff.js';
import type { Finding, ItemSource } from './import/item.js';
import type { KnowledgeChange, KnowledgeFact } from './knowledge.js';
import { listKnowledge } from './knowledge-store.js';

/** A row of a file. */
export type GivenKnowledge = { change: KnowledgeChange; origin: ItemSource };

/** One difference; `fact`: as it will be, or was before it is removed. */
export type KnowledgeDifference = {
  kind: 'added' | 'amended' | 'removed';
  change: KnowledgeChange;
  fact: KnowledgeFact;
  /** Field by field; empty unless amended. */
  differences: FieldDifference[];
};

export type KnowledgeComparison = { differences: KnowledgeDifference[]; findings: Finding[] };

/** Compares; `codes`: the procedures there will be. Rows that change nothing are not judged. */
export async function compareKnowledge(
  db: Db,
  given: readonly GivenKnowledge[],
  codes: ReadonlySet<string>,
): Promise<KnowledgeComparison> {
  const found: KnowledgeComparison = { differences: [], findings: [] };
  if (given.length === 0) return found;
  const standing = new Map((await listKnowledge(db)).map((fact) => [fact.id, fact]));
  const units = new Set((await listUnits(db)).map(({ code }) => code));
  for (const { change, origin } of given) {
    const before = standing.get(change.id);
    const difference = differenceOf(change, before);
    if (difference === null && before !== undefined) continue;
    const faults = faultsIn(change, before, { codes, units });
    found.findings.push(...faults.map((fault): Finding => ({ severity: 'error', where: origin, ...fault })));
    if (difference !== null && faults.length === 0) found.differences.push(difference);
  }
  return found;
}

function differenceOf(
  change: KnowledgeChange,
  before: KnowledgeFact | undefined,
): KnowledgeDifference | null {
  if (change.remove) return before ? { kind: 'removed', change, fact: before, differences: [] } : null;
  if (before === undefined) return { kind: 'added', change, fact: change.put, differences: [] };
  const differences = diffRecords(before, change.put);
  return differences.length === 0 ? null : { kind: 'amended', change, fact: change.put, differences };
}

/** What a change names that is not there: a row to remove, a procedure, a unit. */
function faultsIn(
  { id, put }: KnowledgeChange,
  before: KnowledgeFact | undefined,
  known: { codes: ReadonlySet<string>; units: ReadonlySet<string> },
): Pick<Finding, 'key' | 'params'>[] {
  if (!put) return before ? [] : [{ key: 'removeUnknownKnowledge', params: { id } }];
  // A fact may already stand for a procedure that is not here: shipped facts are the same everywhere.
  const strange = put.codes.filter((code) => !known.codes.has(code) && !before?.codes.includes(code));
  return [
    ...strange.map((code) => ({ key: 'knowledgeOfUnknown' as const, params: { code } })),
    ...(put.unit !== null && !known.units.has(put.unit)
      ? [{ key: 'unknownUnit' as const, params: { unit: put.unit } }]
      : []),
  ];
}
