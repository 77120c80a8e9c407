/**
 * What somebody who is not staff may learn of a dossier. A receipt code is no secret: codes count upwards. The code
 * alone gets one answer, whether the dossier exists or not; the rest takes a second factor, with few tries.
 */
import { timingSafeEqual } from 'node:crypto';
import type { Db } from '../../db/open.js';
import { maskName } from '../../privacy/mask-name.js';
import { dossierKey } from '../model/dossier.js';
import { type Factor, factorHash } from '../model/put.js';
import { type Lateness, lateness, type Status, type SubState } from '../model/status.js';
import { type Asker, budgetsOf, openingOf, wayOf } from './budgets.js';
import {
  type Account,
  type Budget,
  type LookupRow,
  listViews,
  NOBODY,
  type PartView,
  readForLookup,
  settleTry,
  type ViewRecord,
} from './look-up-store.js';

/** What looking up takes. The keys are the subkeys `secondFactor` and `lookupAttempt`. */
export type LookupDeps = {
  db: Db;
  factorKey: Buffer;
  attemptKey: Buffer;
  /** The operator lets everybody see state and due date by the code alone. */
  openStatus: boolean;
};

/** A dossier as its holder sees it: no address, no numbers, no remarks; the name masked. */
export type HolderView = Omit<
  LookupRow,
  | 'phoneHash'
  | 'identityHash'
  | 'wasLate'
  | 'ownerName'
  | 'apologyDocument'
  | 'statusAt'
  | 'statusKnown'
  | 'settledKnown'
  | 'holderKind'
  | 'holderId'
  | 'holderName'
> & {
  /** Null = nobody knows. */
  statusAt: Date | null;
  /** The office that has it now, never a person; absent = not told, or nobody's business. */
  heldBy?: { unit: string | null; name: string | null };
  /** `Nguyễn V. A.`; null = none given, or erased. */
  owner: string | null;
  /** The due date was moved with an apology. */
  extended: boolean;
  lateness: Lateness;
};

/** What the code alone gets: the question for digits or, where the operator opens it, the status. */
export type CodeOnlyResult = { kind: 'askFactor' } | { kind: 'status'; status: Status; dueAt: Date | null };

/**
 * All but `open` depends on the tries alone, never on whether there is such a dossier. `locked`: whoever asks has tried
 * too often; `closed`: strangers have, at this dossier; what strangers cannot have still opens it.
 */
export type LookupResult =
  | { kind: 'open'; view: HolderView }
  | { kind: 'wrong'; triesLeft: number }
  | { kind: 'locked' | 'closed'; until: Date };

/** What the code alone tells. Nothing is read from the database unless the operator has opened the state. */
export async function lookUpByCode(setting: LookupDeps, code: string): Promise<CodeOnlyResult> {
  if (!setting.openStatus) return { kind: 'askFactor' };
  const { row } = await readForLookup(setting.db, dossierKey(code), NOBODY);
  return row ? { kind: 'status', status: row.status, dueAt: row.dueAt } : { kind: 'askFactor' };
}

/**
 * Looks a dossier up by its code and the last four digits of the phone, of the identity paper, or of both in any
 * order (`digits`: one or two groups). `hasReceipt`: whoever asks has shown the receipt's code for following. Whether
 * the digits are right is told only where the statement that records the try finds room for it in its budgets.
 */
export async function lookUp(
  setting: LookupDeps,
  asked: { code: string; digits: readonly string[]; asker: Asker; hasReceipt?: boolean },
  now: Date,
): Promise<LookupResult> {
  const { digits, asker, hasReceipt = false } = asked;
  const { db, attemptKey, factorKey } = setting;
  const key = dossierKey(asked.code);
  const opening = openingOf(attemptKey, key, asker.conversationKey);
  const { row, standing } = await readForLookup(db, key, { person: asker.conversationKey, opening });
  const budgets = budgetsOf(attemptKey, key, wayOf(standing, digits, hasReceipt), asker);
  const isRight = matches(factorKey, key, row, digits);
  const view = isRight ? { key, who: asker.channel, person: asker.conversationKey, opening } : null;
  return settle(db, { budgets, view, row }, now);
}

/** Records a try at a dossier (`row`; null = none), wrong where there is no `view`, and tells what it comes to. */
export async function settle(
  db: Db,
  { budgets, view, row }: { budgets: readonly Budget[]; view: ViewRecord | null; row: LookupRow | null },
  now: Date,
): Promise<LookupResult> {
  const accounts = await settleTry(db, { budgets, view, isReal: row !== null }, now);
  return (
    refusal(budgets, accounts) ??
    (view && row
      ? { kind: 'open', view: toView(row, now) }
      : { kind: 'wrong', triesLeft: triesLeft(budgets, accounts) })
  );
}

/** The dossier once more for somebody whose second factor was right a moment ago; null = it is gone. */
export async function readHolderView(
  setting: LookupDeps,
  code: string,
  now: Date,
): Promise<HolderView | null> {
  const { row } = await readForLookup(setting.db, dossierKey(code), NOBODY);
  return row && toView(row, now);
}

/** "Ai đã xem": the latest look-ups of a dossier, for its verified holder. */
export async function readViews(setting: LookupDeps, code: string, limit = 20) {
  return listViews(setting.db, dossierKey(code), limit);
}

/** Null = there was room in all of them. */
function refusal(
  budgets: readonly Budget[],
  accounts: readonly Account[],
): Extract<LookupResult, { until: Date }> | null {
  const full = accounts.filter((account) => account.isFull);
  if (full.length === 0) return null;
  const isClosed = budgets.some(({ of, hash }) => of === 'dossier' && full.some((one) => one.hash === hash));
  const until = new Date(Math.max(...full.map(({ expiresAt }) => expiresAt.getTime())));
  return { kind: isClosed ? 'closed' : 'locked', until };
}

/** What others have tried is nobody's business. */
function triesLeft(budgets: readonly Budget[], accounts: readonly Account[]): number {
  const own = budgets.filter(({ of, counts }) => of === 'chat' && counts !== 'real');
  const countOf = (hash: string) => accounts.find((account) => account.hash === hash)?.count ?? 0;
  return Math.min(...own.map(({ hash, tries }) => tries - countOf(hash)));
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

/** Of a step back to these the reason is a remark among officers; all others are told to the holder. */
const REMARKS: ReadonlySet<Status> = new Set<Status>([2, 4]);

/** States that ended without a result: whether that was late tells the holder nothing any more. */
const ENDED: ReadonlySet<Status> = new Set<Status>([3, 7]);

/** What of a dossier its holder sees. */
function toView(row: LookupRow, now: Date): HolderView {
  const {
    phoneHash: _p,
    identityHash: _i,
    wasLate: _w,
    settledKnown: _s,
    statusKnown,
    holderKind,
    holderId,
    holderName,
    ownerName,
    apologyDocument,
    ...rest
  } = row;
  return {
    ...rest,
    statusAt: statusKnown ? row.statusAt : null,
    ...(holderKind && holderKind !== 'person' ? { heldBy: { unit: holderId, name: holderName } } : {}),
    subState: row.subState !== null && SHOWN.has(row.subState) ? row.subState : null,
    reason: REMARKS.has(row.status) ? null : row.reason,
    owner: ownerName === null ? null : maskName(ownerName),
    extended: apologyDocument !== null,
    lateness: ENDED.has(row.status) ? 'notCounted' : lateness(row, now),
  };
}

export type { PartView };
