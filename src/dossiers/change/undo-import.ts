/** Takes back what a file did, or tells what that would come to. */
import { type Batch, findBatch, listBatchDossiers, noteUndone } from '../exchange/import-store.js';
import type { Draft } from '../model/change.js';
import type { Status } from '../model/status.js';
import { type LeftReason, takeBack, whyLeft } from '../model/take-back.js';
import type { ChangeSource, UpdateDeps } from './commit.js';
import { commitLong, type LongList, type LongOutcome, type LongSetting } from './long-commit.js';

/** A dossier as it is again. `from` and `to`: its state with the file and without; `to: null` = the file filed it, and it is no longer there. */
export type TakenBack = { code: string; from: Status; to: Status | null };

/** What was, or would be, taken back, and what stays. */
export type Undone = { undone: TakenBack[]; left: { code: string; reason: LeftReason }[] };

export type UndoOutcome =
  | { kind: 'none' }
  | { kind: 'already'; batch: Batch }
  | ({ kind: 'undone' } & Undone);

/** Nothing of it can be taken back. */
class NothingUndone extends Error {}

/**
 * Takes back what a file did, by events that say so: each dossier is then as if the file had not been, also in the
 * figures. Dossiers to which something else happened since stay as they are; where all do, the file counts as not taken
 * back. Without `apply` it is only tried.
 */
export async function undoImport(
  setting: UpdateDeps,
  id: number,
  { actor, ...told }: ChangeSource & Pick<LongSetting, 'apply' | 'clock' | 'signal' | 'onProgress'>,
): Promise<UndoOutcome> {
  const { client } = setting;
  const batch = await findBatch(client, id);
  if (!batch) return { kind: 'none' };
  if (batch.undoneAt) return { kind: 'already', batch };
  const reason = `Hoàn tác lần nạp tệp ${id}`;
  const left = new Map<string, LeftReason>();
  const brought = await listBatchDossiers(client, id);
  const take = (draft: Draft, index: number, now: Date) => {
    const each = brought[index];
    const why = draft.history && each ? whyLeft(draft, each) : 'changedSince';
    if (why) left.set(draft.code, why);
    else left.delete(draft.code);
    if (each && !why) takeBack(draft, each, { actor, now, reason });
    return { ok: true as const, value: [] };
  };
  const list: LongList = {
    codes: brought.map(({ code }) => code),
    workOf: (index, now) => ({
      code: brought[index]?.code ?? '',
      edit: (draft) => take(draft, index, now),
    }),
  };
  try {
    const outcome = await commitLong(setting, list, {
      ...told,
      begin: (tx) => noteUndone(tx, id, { by: actor.name ?? actor.id, at: told.now }),
      finish: async (_, { changes }) => {
        if (changes.length === 0) throw new NothingUndone();
      },
    });
    return outcome ? { kind: 'undone', ...undoneOf(outcome, left) } : { kind: 'already', batch };
  } catch (fault) {
    if (!(fault instanceof NothingUndone)) throw fault;
    return { kind: 'undone', ...undoneOf({ changes: [], results: [] }, left) };
  }
}

function undoneOf({ changes }: LongOutcome, left: ReadonlyMap<string, LeftReason>): Undone {
  const undone = changes.flatMap(({ dossier: { code, status, voided }, before }) =>
    before ? [{ code, from: before.status, to: voided ? null : status }] : [],
  );
  return { undone, left: [...left].map(([code, reason]) => ({ code, reason })) };
}
