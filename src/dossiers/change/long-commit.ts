/**
 * Carries out as many works as a long list has, all or none of them, without holding others up meanwhile. They are carried
 * out page by page outside of any transaction and made ready in tables of their own; one short transaction writes them. Who
 * changed one of the dossiers in between comes first: it is carried out again.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { SetupError } from '../../config/setup-error.js';
import type { Db } from '../../db/open.js';
import { dossierKey } from '../model/dossier.js';
import { openStaging, readRulesStamp, type Staging } from '../staging-store.js';
import { inLongTransaction, lockDossiers, readStored } from '../store.js';
import type { CommitSetting, DossierChange, ItemResult, Work } from './commit.js';
import { Raced, retried } from './commit.js';
import { hold, prepare } from './prepare.js';

/** How far it is. `writing`: all is ready, and is being written. */
export type Progress = { done: number; of: number; writing: boolean };

/** What is to be done: to which dossiers, and how, told at a moment. Asked again for a dossier that has changed meanwhile. */
export type LongList = { codes: readonly string[]; workOf: (index: number, now: Date) => Work };

/** What carrying out a long list takes. */
export type LongSetting = {
  now: Date;
  /** What time it is for what is carried out again; left out = as before. */
  clock?: (() => Date) | undefined;
  /** Else it is only tried: nothing is written. */
  apply: boolean;
  /** Gone = it ends with nothing written. */
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: Progress) => Promise<void>) | undefined;
  /** In the transaction that writes, before anything else; false = nothing is to be done any more. */
  begin?: (tx: Db) => Promise<boolean>;
  /** In that transaction, when all is written; `noteBatch`: see `Staging`. */
  finish?: (tx: Db, outcome: LongOutcome, noteBatch: (batch: number) => Promise<void>) => Promise<void>;
};

/** `results` in the order of the works. */
export type LongOutcome = { results: ItemResult[]; changes: DossierChange[] };

/** Dossiers carried out at a time: others wait no longer than for one page. */
const PAGE = 50;
/** So many that have changed meanwhile are carried out again while others wait; more are before. */
const FEW = 200;
/** After so many times in which others came between it gives up. */
const ATTEMPTS = 5;

type Run = {
  setting: CommitSetting;
  list: LongList;
  long: LongSetting;
  /** The places of the works of a dossier, by its key. */
  places: ReadonlyMap<string, number[]>;
  results: ItemResult[];
  changes: Map<string, DossierChange>;
};

/** Carries a list out; null = `begin` said no. */
export async function commitLong(
  setting: CommitSetting,
  list: LongList,
  long: LongSetting,
): Promise<LongOutcome | null> {
  const places = new Map<string, number[]>();
  for (const [index, code] of list.codes.entries()) {
    const key = dossierKey(code);
    const known = places.get(key);
    if (known) known.push(index);
    else places.set(key, [index]);
  }
  const run: Run = { setting, list, long, places, results: [], changes: new Map() };
  if (!long.apply) {
    await carryOut(run, [...places.keys()], { staging: null, isAgain: false });
    return outcomeOf(run);
  }
  const staging = await openStaging(setting.client, long.now);
  try {
    return (await writeAll(run, staging)) ? outcomeOf(run) : null;
  } finally {
    await staging.drop();
  }
}

const outcomeOf = ({ results, changes }: Run): LongOutcome => ({ results, changes: [...changes.values()] });

async function writeAll(run: Run, staging: Staging): Promise<boolean> {
  const { client } = run.setting;
  let again = [...run.places.keys()];
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const stamp = await readRulesStamp(client);
    await carryOut(run, again, { staging, isAgain: attempt > 1 });
    await run.long.onProgress?.({ done: run.places.size, of: run.places.size, writing: true });
    const written = await retried(() =>
      inLongTransaction(client, (tx) => writeOnce(run, tx, { staging, stamp })),
    );
    if (written === 'written' || written === 'not') return written === 'written';
    again = written === 'rules' ? [...run.places.keys()] : written;
  }
  throw new SetupError(
    'Dữ liệu thay đổi liên tục trong lúc chuẩn bị; chưa ghi gì. Chạy lại lệnh này sau ít phút.',
  );
}

/** `rules`: what due dates are worked out from has changed; keys: so many dossiers have that they are carried out before. */
type Written = 'written' | 'not' | 'rules' | string[];

async function writeOnce(
  run: Run,
  tx: Db,
  { staging, stamp }: { staging: Staging; stamp: string },
): Promise<Written> {
  const { setting, long } = run;
  if (long.begin && !(await long.begin(tx))) return 'not';
  if ((await readRulesStamp(tx)) !== stamp) return 'rules';
  const moved = await staging.moved(tx);
  if (moved.length > FEW) return moved;
  if (moved.length > 0) await carryOutPage(run, moved, { db: tx, staging, isAgain: true, isLocked: true });
  if (!(await staging.write(tx, setting.isEmbedded ?? false)))
    throw new Raced('a dossier was changed meanwhile');
  const { results, changes } = outcomeOf(run);
  if (changes.length > 0) await setting.onChange?.(tx, changes);
  await long.finish?.(tx, { results, changes }, (batch) => staging.noteBatch(tx, batch));
  return 'written';
}

async function carryOut(run: Run, keys: readonly string[], ready: Ready): Promise<void> {
  const { setting, long, places } = run;
  for (let start = 0; start < keys.length; start += PAGE) {
    long.signal?.throwIfAborted();
    const page = keys.slice(start, start + PAGE);
    await carryOutPage(run, page, { ...ready, db: setting.client, isLocked: false });
    const done = Math.min(start + PAGE, keys.length);
    await long.onProgress?.({ done: places.size - keys.length + done, of: places.size, writing: false });
    // Others have their turn.
    await nextTurn();
  }
}

/** `staging: null` = nothing is to be written; `isAgain`: what was made ready of these dossiers counts no more. */
type Ready = { staging: Staging | null; isAgain: boolean };

async function carryOutPage(
  { setting, list, places, long, results, changes }: Run,
  keys: readonly string[],
  { db, staging, isAgain, isLocked }: Ready & { db: Db; isLocked: boolean },
): Promise<void> {
  const indexes = keys.flatMap((key) => places.get(key) ?? []);
  const now = isAgain ? (long.clock?.() ?? long.now) : long.now;
  const works = indexes.map((index) => list.workOf(index, now));
  const codes = works.map(({ code }) => code);
  const held = await hold(db, codes, isLocked ? lockDossiers : readStored);
  const prepared = await prepare(setting, db, { works, held, now });
  for (const key of keys) changes.delete(key);
  for (const change of prepared.changes) changes.set(change.dossier.key, change);
  for (const [at, index] of indexes.entries()) {
    const result = prepared.results[at];
    if (result) results[index] = result;
  }
  if (!staging) return;
  if (isAgain) await staging.remove(db, keys);
  const dossiers = [...prepared.added, ...prepared.amended];
  await staging.add(db, { dossiers, events: prepared.events });
}
