/** Which of the two layers answers where both speak of the same thing. Pure. */
import { canonical } from './canonical.js';
import { knownUntil } from './dates.js';
import type { GuideFacts, Known, OfficialRecord, SharedField } from './procedure.js';

type Fact = NonNullable<GuideFacts[SharedField]>;

/** A version of the record as it was published. */
export type Revision = {
  record: OfficialRecord;
  /** The latest day that speaks for it; of a new decision that says none, the day it was published. '' = not known. */
  since: string;
  /** The decision it rests on: its own, or the one it was published under. */
  decision: string | null;
  /** It came with the program. */
  shipped: boolean;
};

/** How a version came to be published. `decision`: given to the publication, not in the record. */
export type Publishing = { day: string; decision: string | null; shipped?: boolean };

/**
 * A version with its day. `before`: the one it took the place of. That a file names another decision than what came with
 * the program says nothing of which is newer.
 */
export function revisionOf(
  record: OfficialRecord,
  before: Pick<Revision, 'record' | 'shipped'> | null,
  { day, decision, shipped = false }: Publishing,
): Revision {
  const latest = latestOf(record);
  const stood = before?.shipped === false ? before.record.decision : null;
  const isOwn = stood !== null && record.decision !== null && stood !== record.decision;
  const isUndated = isOwn ? decidedOn(record) === '' : decision !== null && before !== null;
  if (!isUndated || day <= latest) return { record, since: latest, decision: record.decision, shipped };
  return { record, since: day, decision: isOwn ? record.decision : decision, shipped };
}

/** The revision of a record among those published; of one that is not, what it says itself. */
export function revisionIn(revisions: readonly Revision[], record: OfficialRecord): Revision {
  const same = (one: Revision) => canonical(one.record) === canonical(record);
  const latestFirst = [...revisions].reverse();
  return (
    latestFirst.find((one) => one.record === record) ??
    latestFirst.find(same) ??
    revisionOf(record, null, { day: '', decision: null })
  );
}

/**
 * Whether the record answers a field instead of our fact: a decision took effect after the fact was known, or the record
 * was known later, and what the record says is no longer what our fact was compared with. Where that is not known, a
 * record counts as changed, unless its own dates are older than the fact. `revisions`: those published, in order.
 */
export function isOverruled(
  field: SharedField,
  { record, since }: Revision,
  fact: Fact,
  revisions: readonly Revision[],
): boolean {
  const known = knownUntil(fact);
  if (record[field] === null || since <= known) return false;
  const compared = [...revisions]
    .reverse()
    .find((one) => one.record[field] !== null && one.since !== '' && one.since <= known);
  if (!compared) return latestOf(record) > known || knownUntil(record) === '';
  return canonical(compared.record[field]) !== canonical(record[field]);
}

/** The decision, where it came after what the record was copied from or compared with: that says no more than it did. */
export function decisionBehind({
  record,
  since,
  decision,
}: Revision): Pick<Known<unknown>, 'source' | 'sourceDate' | 'checkedOn'> | null {
  if (decision === null || since <= knownUntil(record)) return null;
  return { source: `Quyết định ${decision}`, sourceDate: since, checkedOn: null };
}

/** The day of the decision: when it took effect, else its own; '' = not known. */
function decidedOn({ effectiveFrom, decisionDate }: OfficialRecord): string {
  return effectiveFrom ?? decisionDate ?? '';
}

/** The latest day that speaks for a record: of its decision, its source or its comparison. */
function latestOf(record: OfficialRecord): string {
  const [decided, known] = [decidedOn(record), knownUntil(record)];
  return decided > known ? decided : known;
}
