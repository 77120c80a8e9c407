/**
 * What somebody who is not staff may learn of a dossier. A receipt code is no secret: codes count upwards. The code
 * alone gets one answer, whether the dossier exists or not; the rest takes a second factor, with few tries.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Db } from '../../db/open.js';
import { maskName } from '../../privacy/mask-name.js';
import { keyedHash } from '../../security/secrets.js';
import { dossierKey } from '../model/dossier.js';
import { type Factor, factorHash } from '../model/put.js';
import { type Lateness, lateness, type Status, type SubState } from '../model/status.js';
import {
  type Account,
  type Budget,
  chargeTry,
  type LookupRow,
  listViews,
  type PartView,
  readForLookup,
  recordView,
} from './look-up-store.js';

/** What looking up takes. The keys are the subkeys `secondFactor` and `lookupAttempt`. */
export type LookupSetting = {
  db: Db;
  factorKey: Buffer;
  attemptKey: Buffer;
  /** The operator lets everybody see state and due date by the code alone. */
  openStatus: boolean;
};

/** Who tries: five wrong tries for one code, or `tries` over all codes (a client address with many conversations). */
export type Sender = { id: string; over: 'code' } | { id: string; over: 'allCodes'; tries: number };

/** A dossier as its holder sees it: no address, no numbers, no remarks; the name masked. */
export type HolderView = Omit<
  LookupRow,
  'phoneHash' | 'identityHash' | 'wasLate' | 'ownerName' | 'apologyDocument'
> & {
  /** `Nguyễn V. A.`; null = none given, or erased. */
  owner: string | null;
  /** The due date was moved with an apology. */
  extended: boolean;
  lateness: Lateness;
};

export type CodeOnlyResult = { kind: 'askFactor' } | { kind: 'status'; status: Status; dueAt: Date | null };

/**
 * `wrong`, `askBoth` and `locked` depend on the tries alone, never on whether there is such a dossier. `askBoth`:
 * after many wrong tries by anybody both factors must come in one message.
 */
export type LookupResult =
  | { kind: 'open'; view: HolderView }
  | { kind: 'wrong'; triesLeft: number }
  | { kind: 'askBoth'; triesLeft: number }
  | { kind: 'locked'; until: Date };

const LOCK_MS = 15 * 60_000;
const TRIES = 5;
const DAY_MS = 86_400_000;
const TRIES_A_DAY = 20;

/** What the code alone tells. Nothing is read from the database unless the operator has opened the state. */
export async function lookUpByCode(setting: LookupSetting, code: string, now: Date): Promise<CodeOnlyResult> {
  if (!setting.openStatus) return { kind: 'askFactor' };
  const { row } = await readForLookup(setting.db, dossierKey(code), '', now);
  return row ? { kind: 'status', status: row.status, dueAt: row.dueAt } : { kind: 'askFactor' };
}

/**
 * Looks a dossier up by its code and the last four digits of the phone, of the identity paper, or of both in any
 * order (`digits`: one or two groups). `who`: the kind of place it is asked from, as the holder will read it.
 */
export async function lookUp(
  setting: LookupSetting,
  asked: { code: string; digits: readonly string[]; senders: readonly Sender[]; who: string },
  now: Date,
): Promise<LookupResult> {
  const key = dossierKey(asked.code);
  const budgets = budgetsOf(setting.attemptKey, key, asked.senders);
  const anybody = {
    hash: keyedHash(setting.attemptKey, `code ${key}`),
    tries: TRIES_A_DAY,
    windowMs: DAY_MS,
  };
  const { row, wrongTries } = await readForLookup(setting.db, key, anybody.hash, now);
  const needsBoth = wrongTries >= TRIES_A_DAY && asked.digits.length < 2;
  if (matches(setting.factorKey, key, row, asked.digits) && row && !needsBoth) {
    const hashes = budgets.map(({ hash }) => hash);
    const used = await recordView(setting.db, { key, who: asked.who, hashes, now });
    return used.length > 0 ? locked(used) : { kind: 'open', view: toView(row, now) };
  }
  const accounts = await chargeTry(setting.db, [...budgets, anybody], now);
  const used = usedBefore(budgets, accounts);
  if (used.length > 0) return locked(used);
  const triesLeft = Math.min(...budgets.map(({ hash, tries }) => tries - countOf(accounts, hash)));
  return { kind: needsBoth ? 'askBoth' : 'wrong', triesLeft };
}

/** The dossier once more for somebody whose second factor was right a moment ago; null = it is gone. */
export async function readHolderView(
  setting: LookupSetting,
  code: string,
  now: Date,
): Promise<HolderView | null> {
  const { row } = await readForLookup(setting.db, dossierKey(code), '', now);
  return row && toView(row, now);
}

/** "Ai đã xem": the latest look-ups of a dossier, for its verified holder. */
export async function readViews(setting: LookupSetting, code: string, limit = 20) {
  return listViews(setting.db, dossierKey(code), limit);
}

function budgetsOf(attemptKey: Buffer, key: string, senders: readonly Sender[]): Budget[] {
  return senders.map((sender) => ({
    hash: keyedHash(attemptKey, sender.over === 'code' ? `sender ${key} ${sender.id}` : `all ${sender.id}`),
    tries: sender.over === 'code' ? TRIES : sender.tries,
    windowMs: LOCK_MS,
  }));
}

function countOf(accounts: readonly Account[], hash: string): number {
  return accounts.find((account) => account.hash === hash)?.count ?? 0;
}

/** The budgets that the tries before this one have used up. */
function usedBefore(budgets: readonly Budget[], accounts: readonly Account[]): Account[] {
  return accounts.filter(({ hash, count }) =>
    budgets.some((budget) => budget.hash === hash && count > budget.tries),
  );
}

function locked(used: readonly Account[]): LookupResult {
  return { kind: 'locked', until: new Date(Math.max(...used.map(({ expiresAt }) => expiresAt.getTime()))) };
}

/** Whether every group of digits is another of the dossier's factors. The work is the same with no dossier. */
function matches(factorKey: Buffer, key: string, row: LookupRow | null, digits: readonly string[]): boolean {
  const [one = '', two = ''] = digits;
  const is = (factor: Factor, stored: string | null | undefined, group: string) => {
    const given = factorHash(factorKey, key, factor, group);
    const equal = timingSafeEqual(Buffer.from(given), Buffer.from(stored ?? DECOY));
    return equal && /^\d{4}$/.test(group);
  };
  const phone = [is('phone', row?.phoneHash, one), is('phone', row?.phoneHash, two)];
  const identity = [is('identity', row?.identityHash, one), is('identity', row?.identityHash, two)];
  if (digits.length === 1) return phone[0] === true || identity[0] === true;
  return digits.length === 2 && ((phone[0] && identity[1]) === true || (identity[0] && phone[1]) === true);
}

/** As long as a keyed hash, and none. */
const DECOY = '-'.repeat(64);

/** Sub-states that mean something to the holder. */
const SHOWN: ReadonlySet<SubState> = new Set<SubState>(['posted', 'refused', 'paused', 'stopped']);

/** States whose reason is an official notice to the holder; elsewhere it is a remark among officers. */
const REASON_SHOWN: ReadonlySet<Status> = new Set<Status>([3, 5, 8]);

function toView(row: LookupRow, now: Date): HolderView {
  const { phoneHash: _p, identityHash: _i, wasLate: _w, ownerName, apologyDocument, ...rest } = row;
  return {
    ...rest,
    subState: row.subState !== null && SHOWN.has(row.subState) ? row.subState : null,
    reason: REASON_SHOWN.has(row.status) || row.subState === 'refused' ? row.reason : null,
    owner: ownerName === null ? null : maskName(ownerName),
    extended: apologyDocument !== null,
    lateness: lateness(row, now),
  };
}

export type { PartView };
