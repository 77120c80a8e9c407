/**
 * Takes a file of dossiers over, or tries what that would come to. A try does all that taking over does, in a transaction
 * that is not kept: both come to the same.
 */
import type { Client, Db } from '../../db/open.js';
import { type BatchDossier, insertBatch } from '../exchange/import-store.js';
import { type ReportedDossier, toBatch } from '../exchange/reported.js';
import { IMPORT_SOURCE } from '../model/dossier.js';
import type { Refusal } from '../model/refusal.js';
import { isSettled } from '../model/status.js';
import { inLongTransaction } from '../store.js';
import {
  type ChangeSource,
  type CommitSetting,
  commitIn,
  type DossierChange,
  type ItemResult,
  retried,
  type UpdateDeps,
} from './commit.js';
import { worksOf } from './update.js';

/** A file whose rows were read. `setAside`: how many were not. */
export type ImportFile = {
  name: string;
  digest: string;
  unit: string | null;
  setAside: number;
};

/** What became of a row. `unknownTime`: its dossier has a result of which nobody knows when. */
export type RowOutcome<R> = { row: R; code: string; unknownTime: boolean } & (
  | { outcome: 'written' | 'unchanged' }
  | { outcome: 'refused'; refusal: Refusal; field: string | null }
);

export type Imported<R> = { outcomes: RowOutcome<R>[]; batch: number | null };

/** Rows carried out by one statement each way. */
const PAGE = 500;

class NotKept extends Error {
  constructor(readonly outcome: unknown) {
    super('a try is not kept');
  }
}

/** Does work in one long transaction, which is kept or only tried. */
export async function keptOrTried<T>(
  client: Client,
  isKept: boolean,
  work: (tx: Db) => Promise<T>,
): Promise<T> {
  try {
    return await retried(() =>
      inLongTransaction(client, async (tx) => {
        const outcome = await work(tx);
        if (!isKept) throw new NotKept(outcome);
        return outcome;
      }),
    );
  } catch (fault) {
    if (fault instanceof NotKept) return fault.outcome as T;
    throw fault;
  }
}

/**
 * Takes rows over in one transaction: all that may be written is, with the batch that says so, or nothing. `apply: false`
 * = it is only tried, and nobody is told.
 */
export async function importDossiers<R extends { reported: ReportedDossier }>(
  setting: UpdateDeps,
  file: ImportFile & { rows: readonly R[] },
  { apply, ...told }: ChangeSource & { apply: boolean },
): Promise<Imported<R>> {
  return keptOrTried(setting.client, apply, (tx) => carryOutFile(setting, tx, file, { apply, ...told }));
}

async function carryOutFile<R extends { reported: ReportedDossier }>(
  setting: UpdateDeps,
  tx: Db,
  { rows, ...file }: ImportFile & { rows: readonly R[] },
  { apply, ...told }: ChangeSource & { apply: boolean },
): Promise<Imported<R>> {
  const brought = new Map<string, BatchDossier>();
  const within: CommitSetting = {
    ...setting,
    onChange: async (db, changes) => {
      for (const change of changes)
        brought.set(change.dossier.key, withChange(brought.get(change.dossier.key), change));
      if (apply) await setting.onChange?.(db, changes);
    },
  };
  const outcomes: RowOutcome<R>[] = [];
  for (let start = 0; start < rows.length; start += PAGE) {
    const page = rows.slice(start, start + PAGE);
    const items = toBatch(
      page.map(({ reported }) => reported),
      IMPORT_SOURCE,
      told.now,
    );
    const results = await commitIn(within, tx, worksOf(setting, items, told), told.now);
    outcomes.push(...page.map((row, index) => outcomeOf(row, results[index])));
  }
  const batch = apply ? await keep(tx, { file, outcomes, brought: [...brought.values()] }, told) : null;
  return { outcomes, batch };
}

/** What a file has brought to a dossier, a row more told. Whose it was before its first row counts. */
function withChange(
  known: BatchDossier | undefined,
  { dossier: { key }, entries, owner }: DossierChange,
): BatchDossier {
  const positions = entries.map(({ position }) => position);
  const from = Math.min(...positions, known?.from ?? Number.POSITIVE_INFINITY);
  return { key, from, to: Math.max(...positions), owner: known?.owner ?? owner };
}

function outcomeOf<R>(row: R, result: ItemResult | undefined): RowOutcome<R> {
  if (!result) throw new Error('every row must have a result');
  if (!result.ok) {
    const { code, refusal, field } = result;
    return { row, code, unknownTime: false, outcome: 'refused', refusal, field };
  }
  const { code, status, settledKnown } = result.dossier;
  const unknownTime = isSettled(status) && !settledKnown;
  return { row, code, unknownTime, outcome: result.changed ? 'written' : 'unchanged' };
}

/** How many rows came to what. */
export function countOutcomesOfRows(outcomes: readonly RowOutcome<unknown>[], setAside: number) {
  const count = (outcome: RowOutcome<unknown>['outcome']) =>
    outcomes.filter((each) => each.outcome === outcome).length;
  return {
    read: outcomes.length,
    written: count('written'),
    unchanged: count('unchanged'),
    setAside: setAside + count('refused'),
    unknownTime: outcomes.filter((each) => each.unknownTime).length,
  };
}

async function keep(
  tx: Db,
  { file, outcomes, brought }: { file: ImportFile; outcomes: RowOutcome<unknown>[]; brought: BatchDossier[] },
  { actor, now }: ChangeSource,
): Promise<number> {
  const { name, digest, unit, setAside } = file;
  const who = { importedBy: actor.name ?? actor.id, importedAt: now };
  return insertBatch(
    tx,
    { file: name, digest, unit, ...who, ...countOutcomesOfRows(outcomes, setAside) },
    brought,
  );
}
