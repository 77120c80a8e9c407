/**
 * Takes a file into the catalogue. Without `apply` nothing is written; with it the new versions are staged while
 * the file is read and become the catalogue in one transaction at the end, or not at all.
 */
import type { Client, Db } from '../db/open.js';
import { vietnamDate } from '../time/clock.js';
import { canonical } from './canonical.js';
import { diffRecords, type FieldDifference } from './diff.js';
import type { CatalogueEntry, CatalogueItem, Finding } from './import/item.js';
import {
  compareKnowledge,
  type GivenKnowledge,
  type KnowledgeComparison,
  type KnowledgeDifference,
} from './import-knowledge.js';
import { findOverruled, type OverruledGuide, withoutMended } from './import-overruled.js';
import { closeRecord, refKey, standingRecords } from './import-standing.js';
import { changeKnowledge } from './knowledge-store.js';
import type { Publishing } from './precedence.js';
import type { OfficialRecord } from './procedure.js';
import {
  addChanges,
  discardDraft,
  type OnPublish,
  type PublicationCounts,
  type PublicationReason,
  publishDraft,
  startDraft,
} from './publication-store.js';
import {
  activeVersions,
  contentHash,
  type Layer,
  type LayerRecord,
  readVersions,
  stageVersions,
  type VersionRef,
} from './store.js';

/** How a file is to be imported; without `apply` it is a dry run, which writes nothing. */
export type ImportOptions = {
  apply: boolean;
  /** The file is the whole catalogue: what it does not mention is abolished. */
  complete: boolean;
  reason: Omit<PublicationReason, 'kind'>;
  /** Told how many procedures have been read. */
  onProgress: (read: number) => void;
  signal: AbortSignal;
  onPublish?: OnPublish;
};

/** What a file changes of one layer of one procedure. */
export type ImportedChange = {
  code: string;
  name: string;
  layer: Layer;
  kind: 'added' | 'amended' | 'abolished';
  /** Field by field; empty for added ones. */
  differences: FieldDifference[];
};

/** What came of an import, or would come of it. `read`: entries of the file, those that change nothing too. */
export type ImportReport = {
  read: number;
  counts: PublicationCounts & { unchanged: number; guides: number };
  changes: ImportedChange[];
  /** What changes in the knowledge; null = the file says nothing of it. */
  knowledge: KnowledgeDifference[] | null;
  /** What the new records answer instead of our layer, and what repeats it: a person should compare them. */
  overruled: OverruledGuide[];
  findings: Finding[];
  /** The publication made; null = dry run, errors, or nothing to change. */
  publicationId: number | null;
};

const BATCH = 50;

/** Reads, compares and, with `apply`, publishes. Throws `ImportRefused`, `CatalogueMoved`, or when aborted. */
export async function importCatalogue(
  client: Client,
  items: AsyncIterable<CatalogueItem>,
  options: ImportOptions,
): Promise<ImportReport> {
  const draft = options.apply ? await startDraft(client, { ...options.reason, kind: 'import' }) : null;
  let published = false;
  try {
    const report = await compare(client, items, options, draft);
    const errors = report.findings.some((finding) => finding.severity === 'error');
    if (draft === null || errors) return report;
    const learn = (db: Db) => learnFrom(db, report, options.reason.by);
    if (report.changes.length === 0) {
      await learn(client);
      return report;
    }
    const { added, amended, abolished, removed } = report.counts;
    await publishDraft(client, draft, { added, amended, abolished, removed }, async (tx, publicationId) => {
      await learn(tx);
      await options.onPublish?.(tx, publicationId);
    });
    published = true;
    report.publicationId = draft;
    return report;
  } finally {
    if (draft !== null && !published) await discardDraft(client, draft);
  }
}

async function learnFrom(db: Db, { knowledge }: ImportReport, by: string): Promise<void> {
  const changes = knowledge?.map(({ change }) => change) ?? [];
  if (changes.length > 0) await changeKnowledge(db, changes, by);
}

type Comparison = {
  client: Client;
  draft: number | null;
  publishing: Publishing;
  active: Map<string, VersionRef>;
  mentioned: Set<string>;
  report: ImportReport;
};

async function compare(
  client: Client,
  items: AsyncIterable<CatalogueItem>,
  options: ImportOptions,
  draft: number | null,
): Promise<ImportReport> {
  const active = new Map((await activeVersions(client)).map((ref) => [refKey(ref.layer, ref.code), ref]));
  const counts = { added: 0, amended: 0, abolished: 0, removed: 0, unchanged: 0, guides: 0 };
  const report: ImportReport = {
    read: 0,
    counts,
    changes: [],
    knowledge: null,
    overruled: [],
    findings: [],
    publicationId: null,
  };
  const given: GivenKnowledge[] = [];
  const publishing = { day: vietnamDate(new Date()), decision: options.reason.decision };
  const comparison: Comparison = { client, draft, publishing, active, mentioned: new Set(), report };
  for await (const entries of inBatches(items, report.findings, given)) {
    options.signal.throwIfAborted();
    await takeBatch(comparison, entries);
    options.onProgress(report.read);
  }
  if (options.complete) await abolishUnmentioned(comparison, options);
  if (given.length > 0) await takeKnowledge(comparison, given);
  return { ...report, overruled: withoutMended(report.overruled, report.knowledge) };
}

async function takeKnowledge({ client, active, mentioned, report }: Comparison, given: GivenKnowledge[]) {
  const codes = new Set(mentioned);
  for (const { layer, code } of active.values()) if (layer === 'official') codes.add(code);
  const { differences, findings }: KnowledgeComparison = await compareKnowledge(client, given, codes);
  report.knowledge = differences;
  report.findings.push(...findings);
}

async function* inBatches(
  items: AsyncIterable<CatalogueItem>,
  findings: Finding[],
  knowledge: GivenKnowledge[],
): AsyncGenerator<CatalogueEntry[]> {
  let batch: CatalogueEntry[] = [];
  for await (const item of items) {
    if (item.kind === 'finding') findings.push(item.finding);
    else if (item.kind === 'knowledge') knowledge.push(item);
    else batch.push(item.entry);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function takeBatch(comparison: Comparison, entries: CatalogueEntry[]): Promise<void> {
  const { active, report, mentioned } = comparison;
  for (const entry of entries) {
    if (entry.official || entry.abolish || entry.corrections) mentioned.add(entry.code);
  }
  report.read += entries.length;
  const standing = await standingRecords(comparison.client, active, entries);
  report.findings.push(...standing.findings);
  const records = [...entries.flatMap(recordsOf), ...standing.records];
  const changed = records.filter(
    ({ layer, record }) => active.get(refKey(layer, record.code))?.contentHash !== contentHash(record),
  );
  report.counts.unchanged += records.length - changed.length;
  await takeChanges(comparison, changed, entries);
}

function recordsOf({ official, guide }: CatalogueEntry): LayerRecord[] {
  return [
    ...(official ? [{ layer: 'official', record: official } as const] : []),
    ...(guide ? [{ layer: 'guide', record: guide } as const] : []),
  ];
}

async function takeChanges(
  comparison: Comparison,
  given: LayerRecord[],
  entries: readonly CatalogueEntry[],
): Promise<void> {
  const { client, draft, publishing, active, report } = comparison;
  if (given.length === 0) return;
  const refOf = ({ layer, record }: LayerRecord) => active.get(refKey(layer, record.code));
  const before = await readVersions(
    client,
    given.flatMap((record) => refOf(record)?.versionId ?? []),
  );
  const beforeOf = (record: LayerRecord) => before.get(refOf(record)?.versionId ?? '');
  const changed = given.filter((after) => canonical(beforeOf(after)?.record) !== canonical(after.record));
  report.counts.unchanged += given.length - changed.length;
  if (changed.length === 0) return;
  for (const record of changed) {
    const change = describeChange(record, beforeOf(record));
    if (record.layer === 'guide') report.counts.guides += 1;
    else report.counts[change.kind] += 1;
    report.changes.push(change);
  }
  const officials = changed.flatMap((after): [OfficialRecord, OfficialRecord | null][] => {
    const old = beforeOf(after);
    return after.layer === 'official' ? [[after.record, old?.layer === 'official' ? old.record : null]] : [];
  });
  const ownGuides = new Set(entries.flatMap(({ guide }) => guide?.code ?? []));
  report.overruled.push(...(await findOverruled(client, active, officials, ownGuides, publishing)));
  if (draft !== null) await addChanges(client, draft, await stageVersions(client, changed));
}

function describeChange(after: LayerRecord, before: LayerRecord | undefined): ImportedChange {
  const abolished = after.layer === 'official' && after.record.change === 'abolished';
  return {
    code: after.record.code,
    name: after.layer === 'official' ? after.record.name : (after.record.plainName ?? after.record.code),
    layer: after.layer,
    kind: abolished ? 'abolished' : before ? 'amended' : 'added',
    differences: before ? diffRecords(before.record, after.record) : [],
  };
}

async function abolishUnmentioned(comparison: Comparison, options: ImportOptions): Promise<void> {
  const { client, active, mentioned } = comparison;
  const refs = [...active.values()].filter((ref) => ref.layer === 'official' && !mentioned.has(ref.code));
  const closing = {
    decision: options.reason.decision,
    decisionDate: null,
    effectiveFrom: null,
    replacedBy: null,
  };
  for (let start = 0; start < refs.length; start += BATCH) {
    options.signal.throwIfAborted();
    const page = refs.slice(start, start + BATCH).map((ref) => ref.versionId);
    const records = [...(await readVersions(client, page)).values()];
    const open = records.flatMap((current) =>
      current.layer === 'official' && current.record.change !== 'abolished'
        ? [closeRecord(current.record, closing)]
        : [],
    );
    await takeChanges(comparison, open, []);
  }
}
