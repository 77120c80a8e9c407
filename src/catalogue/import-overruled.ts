/** What the records of a file answer instead of our layer, and what repeats it: for the officer who publishes them. */
import type { Db } from '../db/open.js';
import { isOverruling, type Overruled, overruledBy } from './completeness.js';
import type { KnowledgeDifference } from './import-knowledge.js';
import { refKey } from './import-standing.js';
import { revisionsOf } from './in-force.js';
import { byCode } from './knowledge.js';
import { listKnowledge } from './knowledge-store.js';
import { type Publishing, revisionOf } from './precedence.js';
import type { OfficialRecord } from './procedure.js';
import { publishedHistories, readVersions, type VersionRef } from './store.js';

/** What comes of the guide of one procedure. */
export type OverruledGuide = Overruled & { code: string };

/**
 * Looks through the guides of changed records. `active`: what stands, see `refKey`; `given`: codes whose guide the file
 * itself puts: who writes both at once has both in view.
 */
export async function findOverruled(
  db: Db,
  active: ReadonlyMap<string, VersionRef>,
  changed: readonly [after: OfficialRecord, before: OfficialRecord | null][],
  given: ReadonlySet<string>,
  publishing: Publishing,
): Promise<OverruledGuide[]> {
  const refs = changed.flatMap(([{ code }]) =>
    given.has(code) ? [] : (active.get(refKey('guide', code)) ?? []),
  );
  if (refs.length === 0) return [];
  const ids = refs.map((ref) => ref.versionId);
  const codes = refs.map(({ code }) => code);
  const guides = await readVersions(db, ids);
  const histories = await publishedHistories(db, codes);
  const facts = byCode(await listKnowledge(db));
  return changed.flatMap(([after, before]) => {
    const ours = guides.get(active.get(refKey('guide', after.code))?.versionId ?? '');
    if (ours?.layer !== 'guide' || after.change === 'abolished') return [];
    const revisions = revisionsOf(histories.get(after.code) ?? []);
    const found = overruledBy(before, revisionOf(after, revisions.at(-1) ?? null, publishing), {
      guide: ours.record,
      knowledge: facts.get(after.code) ?? [],
      revisions,
      isDecided: publishing.decision !== null,
    });
    return isOverruling(found) ? [{ code: after.code, ...found }] : [];
  });
}

/** What the file itself puts right of the knowledge needs nobody to compare it. */
export function withoutMended(
  overruled: readonly OverruledGuide[],
  knowledge: readonly KnowledgeDifference[] | null,
): OverruledGuide[] {
  const mended = new Set((knowledge ?? []).map(({ change }) => change.id));
  return overruled
    .map(({ restated: { summary, facts }, ...one }) => ({
      ...one,
      restated: { summary, facts: facts.filter(({ id }) => !mended.has(id)) },
    }))
    .filter(isOverruling);
}
