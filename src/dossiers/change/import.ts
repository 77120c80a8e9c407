/**
 * Takes a file of dossiers over, tries what that would come to, and takes it back. A try does all that taking over does,
 * in a transaction that is not kept: both come to the same.
 */
import type { Db } from '../../db/open.js';
import {
  type BatchDossier,
  findBatch,
  insertBatch,
  listBatchDossiers,
  noteUndone,
} from '../exchange/import-store.js';
import { type ReportedDossier, toBatch } from '../exchange/reported.js';
import type { Draft } from '../model/change.js';
import { IMPORT_SOURCE } from '../model/dossier.js';
import type { Refusal } from '../model/refusal.js';
import { isSettled } from '../model/status.js';
import { type LeftReason, takeBack, whyLeft } from '../model/take-back.js';
import { inLongTransaction } from '../store.js';
import {
  type ChangeSource,
  type CommitSetting,
  commitIn,
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

class NotKept<R> extends Error {
  constructor(readonly outcome: Imported<R>) {
    super('a try is not kept');
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
  try {
    return await retried(() =>
      inLongTransaction(setting.client, async (tx) => {
        const imported = await carryOutFile(setting, tx, file, { apply, ...told });
        if (!apply) throw new NotKept(imported);
        return imported;
      }),
    );
  } catch (fault) {
    if (fault instanceof NotKept) return fault.outcome as Imported<R>;
    throw fault;
  }
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
      for (const { dossier, entries } of changes) {
        const positions = entries.map(({ position }) => position);
        const from = Math.min(...positions, brought.get(dossier.key)?.from ?? Number.POSITIVE_INFINITY);
        brought.set(dossier.key, { key: dossier.key, from, to: Math.max(...positions) });
      }
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

export type Undone = { undone: string[]; left: { code: string; reason: LeftReason }[] };

/**
 * Takes back what a file did, by events that say so: each dossier is then as if the file had not been, also in the
 * figures. Dossiers to which something else happened since stay as they are. Null = there is no such batch, or it was
 * taken back already.
 */
export async function undoImport(
  setting: UpdateDeps,
  id: number,
  told: ChangeSource,
): Promise<Undone | null> {
  return retried(() =>
    inLongTransaction(setting.client, async (tx) => {
      const batch = await findBatch(tx, id);
      const by = told.actor.name ?? told.actor.id;
      if (!batch || !(await noteUndone(tx, id, { by, at: told.now }))) return null;
      const done: Undone = { undone: [], left: [] };
      const brought = await listBatchDossiers(tx, id);
      for (let start = 0; start < brought.length; start += PAGE) {
        const works = brought.slice(start, start + PAGE).map((each) => ({
          code: each.code,
          edit: (draft: Draft) => {
            const reason = whyLeft(draft, each);
            if (reason) done.left.push({ code: draft.code, reason });
            else {
              takeBack(draft, each, { ...told, reason: `Hoàn tác lần nạp tệp ${id}` });
              done.undone.push(draft.code);
            }
            return { ok: true as const, value: [] };
          },
        }));
        await commitIn(setting, tx, works, told.now);
      }
      return done;
    }),
  );
}
