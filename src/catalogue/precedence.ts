/** Which of the two layers answers where both speak of the same thing. Pure. */
import { canonical } from './canonical.js';
import { knownUntil } from './dates.js';
import type { GuideFacts, Known, OfficialRecord, SharedField } from './procedure.js';

type Fact = NonNullable<GuideFacts[SharedField]>;

/**
 * Whether the record answers a field instead of our fact: a decision took effect after the fact was known, or the record
 * was known later, and what the record says is no longer what our fact was compared with. Where that is not known, a
 * newer record counts as changed. `earlier`: the versions of the record that were published, in order.
 */
export function isOverruled(
  field: SharedField,
  official: OfficialRecord,
  fact: Fact,
  earlier: readonly OfficialRecord[],
): boolean {
  if (official[field] === null || latestOf(official) <= knownUntil(fact)) return false;
  const compared = earlier.findLast(
    (record) => record[field] !== null && latestOf(record) !== '' && latestOf(record) <= knownUntil(fact),
  );
  return compared === undefined || canonical(compared[field]) !== canonical(official[field]);
}

/** The day of the decision: when it took effect, else its own; '' = not known. */
function decidedOn({ effectiveFrom, decisionDate }: OfficialRecord): string {
  return effectiveFrom ?? decisionDate ?? '';
}

/** The decision, where it came after what the record was copied from or compared with: that says no more than it did. */
export function decisionBehind(
  official: OfficialRecord,
): Pick<Known<unknown>, 'source' | 'sourceDate' | 'checkedOn'> | null {
  const { decision } = official;
  const day = decidedOn(official);
  if (decision === null || day <= knownUntil(official)) return null;
  return { source: `Quyết định ${decision}`, sourceDate: day, checkedOn: null };
}

/** The latest day that speaks for a record: of its decision, its source or its comparison; '' = none is known. */
export function latestOf(official: OfficialRecord): string {
  const [decided, known] = [decidedOn(official), knownUntil(official)];
  return decided > known ? decided : known;
}
