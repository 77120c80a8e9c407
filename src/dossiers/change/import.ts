/**
 * Takes a file of dossiers over, or tries what that would come to. A try does all that taking over does, but for writing:
 * both come to the same.
 */
import type { Db } from '../../db/open.js';
import { insertBatch, keepOwners } from '../exchange/import-store.js';
import { type ReportedDossier, toBatch } from '../exchange/reported.js';
import { IMPORT_SOURCE } from '../model/dossier.js';
import type { Refusal } from '../model/refusal.js';
import { isSettled } from '../model/status.js';
import type { ChangeSource, ItemResult, UpdateDeps } from './commit.js';
import { commitLong, type LongList, type LongOutcome, type LongSetting } from './long-commit.js';
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

/** What taking over takes: who tells it, whether it is kept, and who hears how far it is. */
export type ImportTold = ChangeSource & Pick<LongSetting, 'apply' | 'clock' | 'signal' | 'onProgress'>;

/**
 * Takes rows over: all that may be written is, with the batch that says so, or nothing. Without `apply` it is only tried,
 * and nobody is told.
 */
export async function importDossiers<R extends { reported: ReportedDossier }>(
  setting: UpdateDeps,
  { rows, ...file }: ImportFile & { rows: readonly R[] },
  { actor, ...told }: ImportTold,
): Promise<Imported<R>> {
  const list: LongList = {
    codes: rows.map(({ reported }) => reported.code),
    workOf: (index, now) => {
      const reported = rows.slice(index, index + 1).map((row) => row.reported);
      const [work] = worksOf(setting, toBatch(reported, IMPORT_SOURCE, now), { actor, now });
      if (!work) throw new Error('every row must have its work');
      return work;
    },
  };
  const outcomesOf = ({ results }: LongOutcome) => rows.map((row, index) => outcomeOf(row, results[index]));
  let batch: number | null = null;
  const outcome = await commitLong(setting, list, {
    ...told,
    finish: async (tx, done, noteBatch) => {
      batch = await keep(tx, { file, outcomes: outcomesOf(done) }, { actor, now: told.now });
      await noteBatch(batch);
      await keepOwners(
        tx,
        batch,
        done.changes.flatMap(({ dossier: { key }, owner }) => (owner ? [{ key, owner }] : [])),
      );
    },
  });
  return { outcomes: outcome ? outcomesOf(outcome) : [], batch };
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

function keep(
  tx: Db,
  { file, outcomes }: { file: ImportFile; outcomes: RowOutcome<unknown>[] },
  { actor, now }: ChangeSource,
): Promise<number> {
  const { name, digest, unit, setAside } = file;
  const who = { importedBy: actor.name ?? actor.id, importedAt: now };
  return insertBatch(tx, { file: name, digest, unit, ...who, ...countOutcomesOfRows(outcomes, setAside) });
}
