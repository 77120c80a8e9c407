/**
 * Carries changes through: they, their links in the chain and the dossiers as they then stand are kept in one
 * transaction, or nothing is. The dossiers concerned are locked, so that what is told at once comes one after another.
 */

import type { Calendars } from '../../calendar/offices.js';
import type { Client, Db } from '../../db/open.js';
import type { Draft, EventOutcome, OwnerRecord } from '../model/change.js';
import type { Actor, Dossier, DossierState, HistoryEntry } from '../model/dossier.js';
import type { LoadProcedures, ProcedureRequest, ProcedureRules } from '../model/procedure-rules.js';
import type { Attempt, Refusal } from '../model/refusal.js';
import {
  insertDossiers,
  insertEvents,
  inTransaction,
  isConflict,
  lockDossiers,
  updateDossiers,
} from '../store.js';
import { hold, prepare } from './prepare.js';

/** Reads the calendars of all offices as they are now, through the `db` given. */
export type ReadCalendars = (db: Db) => Promise<Calendars>;

/** What changing dossiers takes. The keys are the subkeys `dossierChain` and `secondFactor`. */
export type UpdateDeps = {
  client: Client;
  chainKey: Buffer;
  factorKey: Buffer;
  loadProcedures: LoadProcedures;
  readCalendars: ReadCalendars;
  /** The database is the embedded one: nobody else writes while a transaction does, and everybody waits for it. */
  isEmbedded?: boolean;
  /** Called inside the transaction with what has changed; whatever it throws undoes the change. */
  onChange?: (tx: Db, changes: readonly DossierChange[]) => Promise<void>;
};

/** What carrying changes through takes. */
export type CommitSetting = Omit<UpdateDeps, 'factorKey' | 'readCalendars'> & {
  /** Left out where no work asks for calendars. */
  readCalendars?: ReadCalendars;
};

/**
 * What changed of one dossier. `before: null` = it is new; `entries`: the events just recorded; `owner`: whose it was
 * before, where that is another and known.
 */
export type DossierChange = {
  dossier: Dossier;
  before: DossierState | null;
  entries: HistoryEntry[];
  owner: OwnerRecord | null;
};

/** Who tells it, and when it reached us. */
export type ChangeSource = { actor: Actor; now: Date };

/** `field`: path of the field to blame, `events.0.status`; null = none in particular. */
export type ItemResult =
  | { ok: true; dossier: Dossier; created: boolean; changed: boolean; events: EventOutcome[] }
  | { ok: false; code: string; refusal: Refusal; field: string | null };

/**
 * What an edit is given. `rules`: of the procedure asked for; null = none was, or the catalogue does not have it.
 * `calendars`: null = they were not asked for.
 */
export type EditContext = { rules: ProcedureRules | null; calendars: Calendars | null };

/** Changes a draft of a dossier, or refuses to. */
export type Edit = (draft: Draft, given: EditContext) => Attempt<EventOutcome[]>;

/** One change to one dossier: all of it is done, or nothing. `needsCalendars`: its edit asks on which days offices are open. */
export type Work = { code: string; asked?: ProcedureRequest | null; needsCalendars?: boolean; edit: Edit };

/** How often a batch begins again because somebody else created one of its dossiers meanwhile. */
const ATTEMPTS = 5;

/** Somebody else came between. */
export class Raced extends Error {}

/** Carries out works in order, in one transaction; the results stand in the same order. */
export async function commit(
  setting: CommitSetting,
  works: readonly Work[],
  { now }: ChangeSource,
): Promise<ItemResult[]> {
  if (works.length === 0) return [];
  return retried(() => inTransaction(setting.client, (tx) => commitIn(setting, tx, works, now)));
}

/** Tries a transaction again where somebody else came between. */
export async function retried<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt === ATTEMPTS || !(error instanceof Raced || isConflict(error))) throw error;
    }
  }
}

async function commitIn(
  setting: CommitSetting,
  tx: Db,
  works: readonly Work[],
  now: Date,
): Promise<ItemResult[]> {
  const codes = works.map(({ code }) => code);
  const held = await hold(tx, codes, lockDossiers);
  const { added, amended, events, changes, results } = await prepare(setting, tx, { works, held, now });
  if ((await insertDossiers(tx, added)) < added.length) throw new Raced('a dossier was created meanwhile');
  await updateDossiers(tx, amended);
  await insertEvents(tx, events);
  if (changes.length > 0) await setting.onChange?.(tx, changes);
  return results;
}
