/** Takes back what a file did, or tells what that would come to. */
import { type Batch, findBatch, listBatchDossiers, noteUndone } from '../exchange/import-store.js';
import type { Draft } from '../model/change.js';
import type { Status } from '../model/status.js';
import { type Brought, type LeftReason, takeBack, whyLeft } from '../model/take-back.js';
import { type ChangeSource, commitIn, type UpdateDeps } from './commit.js';
import { keptOrTried } from './import.js';

/** A dossier as it is again. `from` and `to`: its state with the file and without; `to: null` = the file filed it, and it is no longer there. */
export type TakenBack = { code: string; from: Status; to: Status | null };

/** What was, or would be, taken back, and what stays. */
export type Undone = { undone: TakenBack[]; left: { code: string; reason: LeftReason }[] };

export type UndoOutcome =
  | { kind: 'none' }
  | { kind: 'already'; batch: Batch }
  | ({ kind: 'undone' } & Undone);

/** Dossiers carried out by one statement each way. */
const PAGE = 500;

/**
 * Takes back what a file did, by events that say so: each dossier is then as if the file had not been, also in the
 * figures. Dossiers to which something else happened since stay as they are; where all do, the file counts as not taken
 * back. `apply: false` = it is only tried.
 */
export async function undoImport(
  setting: UpdateDeps,
  id: number,
  { apply, ...told }: ChangeSource & { apply: boolean },
): Promise<UndoOutcome> {
  return keptOrTried(setting.client, apply, async (tx) => {
    const batch = await findBatch(tx, id);
    if (!batch) return { kind: 'none' };
    if (batch.undoneAt) return { kind: 'already', batch };
    const done: Undone = { undone: [], left: [] };
    const brought = await listBatchDossiers(tx, id);
    for (let start = 0; start < brought.length; start += PAGE) {
      const works = brought.slice(start, start + PAGE).map((each) => ({
        code: each.code,
        edit: (draft: Draft) => {
          take(done, draft, each, { ...told, reason: `Hoàn tác lần nạp tệp ${id}` });
          return { ok: true as const, value: [] };
        },
      }));
      await commitIn(setting, tx, works, told.now);
    }
    const by = told.actor.name ?? told.actor.id;
    if (done.undone.length > 0) await noteUndone(tx, id, { by, at: told.now });
    return { kind: 'undone', ...done };
  });
}

function take(
  { undone, left }: Undone,
  draft: Draft,
  brought: Brought,
  told: ChangeSource & { reason: string },
): void {
  const reason = whyLeft(draft, brought);
  const from = draft.history?.state.status;
  if (reason || from === undefined)
    return void left.push({ code: draft.code, reason: reason ?? 'changedSince' });
  takeBack(draft, brought, told);
  const { state } = draft.history ?? {};
  undone.push({ code: draft.code, from, to: !state || state.voided ? null : state.status });
}
