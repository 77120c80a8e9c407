import { vietnamDate } from '../time/clock.js';
import { type Revision, revisionOf } from './precedence.js';
import type { OfficialRecord } from './procedure.js';

/** What one publication said of a code. `record: null`: from then on, nothing. */
export type PublishedVersion = {
  versionId: string | null;
  record: OfficialRecord | null;
  publishedAt: Date;
  /** The decision given to the publication; absent = none. */
  decision?: string | null;
  /** It came with the program; absent = not. */
  shipped?: boolean;
};

type Standing = PublishedVersion & { record: OfficialRecord };

/**
 * The version in force on a day (`YYYY-MM-DD`), out of all publications of a code in order. Effective dates
 * decide; where they are unknown, the day of publication. Versions a rollback took back do not count.
 * Null: none was in force yet, or the last one has ended.
 */
export function inForceOn(history: PublishedVersion[], day: string): OfficialRecord | null {
  const begun = standing(history).filter((version) => beginsOn(version) <= day);
  const latest = begun.reduce<Standing | null>(
    (best, version) => (best === null || beginsOn(version) >= beginsOn(best) ? version : best),
    null,
  );
  const effectiveTo = latest?.record.effectiveTo ?? null;
  return effectiveTo !== null && effectiveTo < day ? null : (latest?.record ?? null);
}

/** The versions published, in order, without those a rollback took back. */
export function revisionsOf(history: readonly PublishedVersion[]): Revision[] {
  const revisions: Revision[] = [];
  for (const { record, publishedAt, decision = null, shipped = false } of standing(history)) {
    const publishing = { day: vietnamDate(publishedAt), decision, shipped };
    revisions.push(revisionOf(record, revisions.at(-1) ?? null, publishing));
  }
  return revisions;
}

/** Going back to a version seen before takes back all that came between; a removal takes back everything. */
function standing(history: readonly PublishedVersion[]): Standing[] {
  const kept: Standing[] = [];
  for (const { record, ...version } of history) {
    const before = kept.findIndex((earlier) => earlier.versionId === version.versionId);
    if (record === null) kept.length = 0;
    else if (before >= 0) kept.length = before + 1;
    else kept.push({ record, ...version });
  }
  return kept;
}

function beginsOn({ record, publishedAt }: Standing): string {
  return record.effectiveFrom ?? vietnamDate(publishedAt);
}
