/** Applies the retention periods the operator has set. Every erasure is an event of the dossier's chain. */

import type { Client } from '../../db/open.js';
import { vietnamDate } from '../../time/clock.js';
import { DAY_MS } from '../../time/duration.js';
import { type CommitSetting, commit, type Edit } from '../change/commit.js';
import { OURSELVES } from '../change/prepare.js';
import { addEvent, blankEvent, type Draft } from '../model/change.js';
import { OWN_SOURCE } from '../model/dossier.js';
import { readHistory } from '../model/history.js';
import { isTerminal } from '../model/status.js';
import {
  deleteOldAttempts,
  deleteOldViews,
  eraseTexts,
  forgetFormerOwners,
  listEnded,
  listErasedUntold,
} from './retention-store.js';

/** In days: how long names and free text stay after a dossier's end, and records of look-ups after the look-up. */
export type RetentionPeriods = { personalDays: number; viewDays: number };

/** The database, and the key of its chains. */
export type Chained = { client: Client; chainKey: Buffer };

/** So long a file that was taken over can be taken back with the owners it told anew. */
const UNDONE_WITHIN_DAYS = 30;

/** Erases and deletes what is over; told how many dossiers, records of look-ups and wrong tries that were. */
export async function applyRetention(
  chained: Chained,
  { personalDays, viewDays }: RetentionPeriods,
  now: Date,
): Promise<{ dossiers: number; views: number; attempts: number }> {
  const { client } = chained;
  await forgetFormerOwners(client, { importedBefore: new Date(now.getTime() - UNDONE_WITHIN_DAYS * DAY_MS) });
  return {
    dossiers: await eraseEnded(chained, personalDays, now),
    views: await deleteOldViews(client, new Date(now.getTime() - viewDays * DAY_MS)),
    attempts: await deleteOldAttempts(client, now),
  };
}

/** What erasing takes: nothing is computed anew and nobody is told. */
function settingOf({ client, chainKey }: Chained): CommitSetting {
  return { client, chainKey, loadProcedures: async (_, requests) => requests.map(() => null) };
}

async function eraseEnded(chained: Chained, personalDays: number, now: Date): Promise<number> {
  const setting: CommitSetting = {
    ...settingOf(chained),
    onChange: async (tx, changes) => {
      const keys = changes.map(({ dossier }) => dossier.key);
      await eraseTexts(tx, keys);
      await forgetFormerOwners(tx, { keys });
    },
  };
  const kept = personalDays * DAY_MS;
  const edit: Edit = (draft) => {
    const { state } = draft.history ?? readHistory(draft.events);
    if (state.erasedAt !== null || !(state.voided || isTerminal(state))) return { ok: true, value: [] };
    const due = state.statusAt.getTime() + kept;
    if (due >= now.getTime()) return { ok: true, value: [] };
    const erasureDue = vietnamDate(new Date(due));
    tellErasure(draft, { at: now, upTo: draft.events.length, facts: { erasureDue } }, now);
    draft.owner = { ownerName: null, ownerSalt: null, phoneHash: null, identityHash: null };
    return { ok: true, value: [] };
  };
  for (let erased = 0; ; ) {
    const found = await listEnded(chained.client, new Date(now.getTime() - kept));
    const works = found.map(({ code }) => ({ code, edit }));
    const done = await commit(setting, works, { actor: OURSELVES, now });
    const changed = done.filter((result) => result.ok && result.changed).length;
    erased += changed;
    if (changed === 0) return erased;
  }
}

/**
 * Adds the event to dossiers of which something was erased before erasures were events: without it, whoever empties a
 * row today could say it was done then. Harmless when repeated.
 */
export async function tellOldErasures(chained: Chained, now: Date): Promise<void> {
  for (let after = ''; ; ) {
    const found = await listErasedUntold(chained.client, after);
    const works = found.map(({ code, upTo, erasedAt }) => ({
      code,
      edit: ((draft) => {
        if (!draft.events.some(({ kind }) => kind === 'erased')) {
          tellErasure(draft, { at: erasedAt ?? now, upTo, facts: null }, now);
        }
        return { ok: true, value: [] };
      }) satisfies Edit,
    }));
    await commit(settingOf(chained), works, { actor: OURSELVES, now });
    const last = found.at(-1);
    if (!last) return;
    after = last.key;
  }
}

type Erasure = { at: Date; upTo: number; facts: { erasureDue: string } | null };

function tellErasure(draft: Draft, { at, upTo, facts }: Erasure, now: Date): void {
  const id = `erased:${draft.events.length + 1}`;
  addEvent(draft, {
    ...blankEvent(OURSELVES, now, { kind: 'erased', source: OWN_SOURCE, id, at }),
    target: upTo,
    facts,
  });
}
