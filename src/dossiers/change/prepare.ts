/** Carries works out in memory: what is to be written, and what came of each. Nothing is written here. */
import type { Db } from '../../db/open.js';
import { newSalt } from '../../security/secrets.js';
import { vietnamDate } from '../../time/clock.js';
import { addLink, CHAIN_START } from '../integrity/chain.js';
import { addEvent, blankEvent, type Draft, type OwnerRecord } from '../model/change.js';
import {
  type Actor,
  type DossierState,
  dossierKey,
  OWN_SOURCE,
  type StoredDossier,
  type StoredEvent,
  unitOfCode,
} from '../model/dossier.js';
import { type History, readHistory } from '../model/history.js';
import type { ProcedureRequest, ProcedureRules } from '../model/procedure-rules.js';
import { readEvents, withoutSecrets } from '../store.js';
import type { CommitSetting, DossierChange, EditContext, ItemResult, Work } from './commit.js';

/** A dossier as it was read. `stored: null` = it does not exist yet. */
type Held = { draft: Draft; stored: StoredDossier | null; before: DossierState | null };

/** Dossiers by key. */
export type HeldDossiers = Map<string, Held>;

/** An event with the key of its dossier. */
export type KeyedEvent = StoredEvent & { key: string };

/** What works come to. `added` and `amended`: dossiers as they then stand; the version of one amended is one more than before. */
export type Prepared = {
  added: StoredDossier[];
  amended: StoredDossier[];
  events: KeyedEvent[];
  changes: DossierChange[];
  /** In the order of the works. */
  results: ItemResult[];
};

/** Reads the dossiers that codes name, by a reader that locks them or does not. */
export async function hold(
  db: Db,
  codes: readonly string[],
  read: (db: Db, keys: readonly string[]) => Promise<StoredDossier[]>,
): Promise<HeldDossiers> {
  const byKey = new Map(codes.map((code) => [dossierKey(code), code]));
  const stored = new Map((await read(db, [...byKey.keys()])).map((row) => [row.key, row]));
  const events =
    stored.size > 0 ? await readEvents(db, [...stored.keys()]) : new Map<string, StoredEvent[]>();
  return new Map(
    [...byKey].map(([key, code]) => [
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

/** Carries works out on the dossiers held. */
export async function prepare(
  setting: CommitSetting,
  db: Db,
  { works, held, now }: { works: readonly Work[]; held: HeldDossiers; now: Date },
): Promise<Prepared> {
  const catalogue = createCatalogue(setting, db);
  await catalogue.load(works.flatMap(({ asked }) => asked ?? []));
  const needed = works.some(({ needsCalendars }) => needsCalendars);
  const calendars = (needed && (await setting.readCalendars?.(db))) || null;
  const done = works.map((work) =>
    attempt(held, work, { rules: work.asked ? catalogue.find(work.asked) : null, calendars }),
  );
  const changed = [...held.values()].filter(({ draft }) => draft.fresh > 0);
  await setDueDates(changed, catalogue, now);
  const rows = rowsOf(setting, changed);
  return { ...rows, results: done.map((finish) => finish()) };
}

/** Tries a work on a copy, which is kept when it goes well. Its result can be told once all are. */
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
    if (!each.stored) throw new Error('a dossier changed must have its row');
    return { ok: true, dossier: withoutSecrets(each.stored), created, changed, events: result.value };
  };
}

type Catalogue = {
  load: (requests: readonly ProcedureRequest[]) => Promise<void>;
  /** What was loaded; null = the catalogue does not have it. */
  find: (request: ProcedureRequest) => ProcedureRules | null;
};

/** Every procedure is read once a batch. */
function createCatalogue({ loadProcedures }: CommitSetting, db: Db): Catalogue {
  const known = new Map<string, ProcedureRules | null>();
  const name = ({ code, day, versionId }: ProcedureRequest) => `${code} ${versionId ?? day}`;
  return {
    load: async (requests) => {
      const fresh = new Map(
        requests.filter((each) => !known.has(name(each))).map((each) => [name(each), each]),
      );
      if (fresh.size === 0) return;
      const loaded = await loadProcedures(db, [...fresh.values()]);
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

function rowsOf(setting: CommitSetting, changed: readonly Held[]): Omit<Prepared, 'results'> {
  const events: KeyedEvent[] = [];
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
  return { added, amended, events, changes };
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
