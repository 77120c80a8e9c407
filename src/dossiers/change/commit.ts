/**
 * Carries changes through: they, their links in the chain and the dossiers as they then stand are kept in one
 * transaction, or nothing is. The dossiers concerned are locked, so that what is told at once comes one after another.
 */

import type { Calendars } from '../../calendar/offices.js';
import type { Client, Db } from '../../db/open.js';
import { newSalt } from '../../security/secrets.js';
import { vietnamDate } from '../../time/clock.js';
import { addLink, CHAIN_START } from '../integrity/chain.js';
import { addEvent, blankEvent, type Draft, type EventOutcome, type OwnerRecord } from '../model/change.js';
import {
  type Actor,
  type Dossier,
  type DossierState,
  dossierKey,
  type HistoryEntry,
  OWN_SOURCE,
  type StoredDossier,
  type StoredEvent,
  unitOfCode,
} from '../model/dossier.js';
import { type History, readHistory } from '../model/history.js';
import type { LoadProcedures, ProcedureRequest, ProcedureRules } from '../model/procedure-rules.js';
import type { Attempt, Refusal } from '../model/refusal.js';
import {
  insertDossiers,
  insertEvents,
  inTransaction,
  isConflict,
  lockDossiers,
  readEvents,
  updateDossiers,
  withoutSecrets,
} from '../store.js';

/** Reads the calendars of all offices as they are now, through the `db` given. */
export type ReadCalendars = (db: Db) => Promise<Calendars>;

/** What changing dossiers takes. The keys are the subkeys `dossierChain` and `secondFactor`. */
export type UpdateDeps = {
  client: Client;
  chainKey: Buffer;
  factorKey: Buffer;
  loadProcedures: LoadProcedures;
  readCalendars: ReadCalendars;
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

class Raced extends Error {}

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

/** A dossier locked for this transaction. `stored: null` = it does not exist yet. */
type Held = { draft: Draft; stored: StoredDossier | null; before: DossierState | null };

/** Carries out works within a transaction of the caller's, which must be tried by `retried`. */
export async function commitIn(
  setting: CommitSetting,
  tx: Db,
  works: readonly Work[],
  now: Date,
): Promise<ItemResult[]> {
  const held = await hold(tx, works);
  const catalogue = createCatalogue(setting, tx);
  await catalogue.load(works.flatMap(({ asked }) => asked ?? []));
  const needed = works.some(({ needsCalendars }) => needsCalendars);
  const calendars = (needed && (await setting.readCalendars?.(tx))) || null;
  const done = works.map((work) =>
    attempt(held, work, { rules: work.asked ? catalogue.find(work.asked) : null, calendars }),
  );
  const changed = [...held.values()].filter(({ draft }) => draft.fresh > 0);
  await setDueDates(changed, catalogue, now);
  const changes = await write(setting, tx, changed);
  if (changes.length > 0) await setting.onChange?.(tx, changes);
  return done.map((finish) => finish());
}

/** Tries a work on a copy, which is kept when it goes well. Its result can be told once everything is written. */
function attempt(held: Map<string, Held>, { code, edit }: Work, given: EditContext): () => ItemResult {
  const each = held.get(dossierKey(code));
  if (!each) throw new Error('a batch must hold every dossier it changes');
  const { draft } = each;
  const trial = { ...draft, events: [...draft.events] };
  const result = edit(trial, given);
  if (!result.ok) return () => ({ ok: false, code, refusal: result.refusal, field: result.field });
  each.draft = trial;
  const [created, changed] = [draft.history === null, trial.fresh > draft.fresh];
  return () => {
    if (!each.stored) throw new Error('a dossier changed must have been written');
    return { ok: true, dossier: withoutSecrets(each.stored), created, changed, events: result.value };
  };
}

async function hold(tx: Db, works: readonly Work[]): Promise<Map<string, Held>> {
  const codes = new Map(works.map(({ code }) => [dossierKey(code), code]));
  const stored = new Map((await lockDossiers(tx, [...codes.keys()])).map((row) => [row.key, row]));
  const events =
    stored.size > 0 ? await readEvents(tx, [...stored.keys()]) : new Map<string, StoredEvent[]>();
  return new Map(
    [...codes].map(([key, code]) => [
      key,
      holdOne(key, code, stored.get(key) ?? null, events.get(key) ?? []),
    ]),
  );
}

function holdOne(key: string, code: string, stored: StoredDossier | null, events: StoredEvent[]): Held {
  const told = stored && readHistory(events);
  // One whose filing was taken back is not there, but may be filed again.
  const history = told?.state.voided ? null : told;
  const known = history && stored;
  const owner = {
    ownerName: known?.ownerName ?? null,
    ownerSalt: known?.ownerSalt ?? null,
    phoneHash: known?.phoneHash ?? null,
    identityHash: known?.identityHash ?? null,
  };
  const version = stored?.version ?? 0;
  const draft = { key, code: stored?.code ?? code, version, events, fresh: 0, history, owner };
  return { draft, stored, before: history?.state ?? null };
}

type Catalogue = {
  load: (requests: readonly ProcedureRequest[]) => Promise<void>;
  /** What was loaded; null = the catalogue does not have it. */
  find: (request: ProcedureRequest) => ProcedureRules | null;
};

/** Every procedure is read once a batch. */
function createCatalogue({ loadProcedures }: CommitSetting, tx: Db): Catalogue {
  const known = new Map<string, ProcedureRules | null>();
  const name = ({ code, day, versionId }: ProcedureRequest) => `${code} ${versionId ?? day}`;
  return {
    load: async (requests) => {
      const fresh = new Map(
        requests.filter((each) => !known.has(name(each))).map((each) => [name(each), each]),
      );
      if (fresh.size === 0) return;
      const loaded = await loadProcedures(tx, [...fresh.values()]);
      for (const [index, key] of [...fresh.keys()].entries()) known.set(key, loaded[index] ?? null);
    },
    find: (request) => known.get(name(request)) ?? null,
  };
}

/** Computes the due dates that receptions and supplements have called for. */
async function setDueDates(changed: readonly Held[], catalogue: Catalogue, now: Date): Promise<void> {
  const inNeed = changed.flatMap(({ draft }) =>
    draft.history && draft.history.needs.length > 0 ? [{ draft, history: draft.history }] : [],
  );
  await catalogue.load(inNeed.map(({ history }) => procedureOf(history)));
  for (const { draft, history } of inNeed) {
    const rules = catalogue.find(procedureOf(history));
    const { settlingUnit, submission } = history.facts;
    for (const { target, from, pauses } of history.needs) {
      const dueAt = rules?.dueAt({ from, pauses, settlingUnit, submission }) ?? null;
      if (dueAt) addEvent(draft, { ...dueEvent(target, now), dueAt, target });
    }
  }
}

function procedureOf({ facts }: History): ProcedureRequest {
  const { procedureCode, procedureVersion, receivedAt } = facts;
  return { code: procedureCode, day: vietnamDate(receivedAt), versionId: procedureVersion };
}

/** Who does what the program does by itself. */
export const OURSELVES: Actor = {
  kind: 'system',
  id: OWN_SOURCE,
  name: null,
  source: OWN_SOURCE,
  unit: null,
  duties: [],
  mayCorrect: false,
};

function dueEvent(target: number, now: Date) {
  return blankEvent(OURSELVES, now, { kind: 'due', source: OWN_SOURCE, id: `due:${target}`, at: now });
}

async function write(setting: CommitSetting, tx: Db, changed: readonly Held[]): Promise<DossierChange[]> {
  const events: (StoredEvent & { key: string })[] = [];
  const added: StoredDossier[] = [];
  const amended: StoredDossier[] = [];
  const changes = changed.map((each) => {
    const { draft, stored, before } = each;
    const links = chainFresh(setting.chainKey, draft, stored?.chainLink ?? CHAIN_START.link);
    for (const link of links) events.push({ ...link, key: draft.key });
    const row = toStored(draft, links.at(-1)?.link ?? CHAIN_START.link);
    (stored ? amended : added).push(row);
    each.stored = row;
    const entries = draft.history?.entries.filter(
      ({ position }) => position > draft.events.length - draft.fresh,
    );
    return { dossier: withoutSecrets(row), before, entries: entries ?? [], owner: formerOwner(each, stored) };
  });
  if ((await insertDossiers(tx, added)) < added.length) throw new Raced('a dossier was created meanwhile');
  await updateDossiers(tx, amended);
  await insertEvents(tx, events);
  return changes;
}

/** One that was erased is nobody's any more. */
function formerOwner({ before, draft }: Held, stored: StoredDossier | null): OwnerRecord | null {
  if (!before || !stored || stored.ownerSalt === draft.owner.ownerSalt) return null;
  const { ownerName, ownerSalt, phoneHash, identityHash, ownerDigest } = stored;
  return ownerSalt === null && ownerDigest !== null
    ? null
    : { ownerName, ownerSalt, phoneHash, identityHash };
}

function chainFresh(chainKey: Buffer, { key, events, fresh }: Draft, last: string): StoredEvent[] {
  let previous = last;
  return events.slice(events.length - fresh).map((event) => {
    const linked = addLink(chainKey, key, previous, event, newSalt());
    previous = linked.link;
    return linked;
  });
}

function toStored({ key, history, owner, version, events }: Draft, chainLink: string): StoredDossier {
  if (!history) throw new Error('a dossier changed must have a history');
  return {
    ...history.facts,
    ...history.state,
    ...owner,
    key,
    unit: unitOfCode(history.facts.code),
    version: version + 1,
    hasPhone: owner.phoneHash !== null,
    hasIdentity: owner.identityHash !== null,
    chainLength: events.length,
    chainLink,
  };
}
