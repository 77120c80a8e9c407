/** Which version of a procedure and which of its time limits a dossier has. Pure. */
import { type Limit, limitOf } from '../../calendar/limit-text.js';
import { inForceOn, type PublishedVersion } from '../../catalogue/in-force.js';
import type { OfficialRecord, TimeLimit } from '../../catalogue/procedure.js';
import type { Submission } from './dossier.js';

/** An official record with the id of its version. */
export type ReceivedUnder = { versionId: string; record: OfficialRecord };

/**
 * The version in force on the day of reception (`YYYY-MM-DD`). A record without an effective date is in force from
 * its publication here, but a dossier may be older than our catalogue: then the first such record counts.
 * Null = the catalogue has none for that day.
 */
export function versionAt(history: readonly PublishedVersion[], day: string): ReceivedUnder | null {
  const record = inForceOn([...history], day);
  const found = history.findLast((version) => record !== null && version.record === record);
  if (found) return receivedUnder(found);
  const [first] = history.filter((version) => version.record !== null);
  return first && isOpenOn(first.record, day) ? receivedUnder(first) : null;
}

/** The version of that id; null = it was never published for this procedure. */
export function versionOf(history: readonly PublishedVersion[], versionId: string): ReceivedUnder | null {
  const found = history.find((version) => version.versionId === versionId);
  return found ? receivedUnder(found) : null;
}

function receivedUnder({ versionId, record }: PublishedVersion): ReceivedUnder | null {
  return versionId === null || record === null ? null : { versionId, record };
}

function isOpenOn(record: OfficialRecord | null, day: string): boolean {
  return record !== null && record.effectiveFrom === null && (record.effectiveTo ?? day) >= day;
}

/**
 * The time limit of a dossier: that of the general case for its way of handing in, else for any way. Null = only a
 * text tells, or the limits contradict each other: nothing may be computed.
 */
export function limitFor(limits: readonly TimeLimit[] | null, submission: Submission): Limit | null {
  const general = (limits ?? []).filter((limit) => limit.case === null);
  const own = general.filter(({ channel }) => channel === submission);
  const [first, ...others] = (own.length > 0 ? own : general.filter(({ channel }) => channel === null)).map(
    limitOf,
  );
  const agree = others.every((other) => JSON.stringify(other) === JSON.stringify(first));
  return agree ? (first ?? null) : null;
}
