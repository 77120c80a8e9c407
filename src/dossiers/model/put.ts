/** Filing a dossier, and filing it again with something amended. Pure. */

import { keyedHash } from '../../security/secrets.js';
import { nfc } from '../../security/text.js';
import { vietnamDate } from '../../time/clock.js';
import type { ChangeSource } from '../change/commit.js';
import { ownerText, saltedDigest } from '../integrity/chain.js';
import { addEvent, blankEvent, type Draft, holderFacts, isAhead, type OwnerRecord } from './change.js';
import {
  type Actor,
  covers,
  type DossierFacts,
  type DossierState,
  dossierKey,
  type EventFacts,
  OWN_SOURCE,
  unitOfCode,
} from './dossier.js';
import type { DossierInput, OwnerInput } from './inputs.js';
import { actsFor } from './parts.js';
import type { ProcedureRequest, ProcedureRules } from './procedure-rules.js';
import { type Attempt, refuse } from './refusal.js';
import { isTerminal } from './status.js';

/** What is needed to file. `rules`: of the procedure in force at reception (null = not in the catalogue); `salt`: a new one. */
export type Filing = ChangeSource & { rules: ProcedureRules | null; factorKey: Buffer; salt: string };

/** The procedure to load before a dossier is put; null = there is nothing to put. */
export function procedureAsked(input: DossierInput | undefined): ProcedureRequest | null {
  return input ? { code: input.procedure, day: vietnamDate(input.receivedAt), versionId: null } : null;
}

/**
 * Creates the dossier of a draft, at status 1 when filed online and 2 otherwise unless told, or records what is amended; nothing
 * when nothing is. A due date that holds is not moved: a person is refused, a system's claim is recorded as irregular.
 */
export function putInto(draft: Draft, input: DossierInput, filing: Filing): Attempt<null> {
  if (isAhead(input.receivedAt, filing.now)) return refuse({ kind: 'inFuture' }, 'receivedAt');
  if (!draft.history) {
    create(draft, input, filing);
    return { ok: true, value: null };
  }
  const { facts, state } = draft.history;
  const told =
    input.dueAt && claimsOtherDate(input.dueAt, [state.dueAt, state.dueOriginal]) ? input.dueAt : null;
  const holds = state.dueAt !== null;
  if (told && holds && filing.actor.kind === 'person') return refuse({ kind: 'dueFixed' }, 'dueAt');
  const owner = setOwner(draft, input.owner, filing);
  const toldDueAt = holds ? facts.toldDueAt : (input.dueAt ?? facts.toldDueAt);
  const said = { ...factsOf(draft, input, filing, facts), toldDueAt, ...owner };
  const amended: EventFacts = changedFacts(facts, said);
  if (amended.clockPolicy) amended.timing = 'strict';
  Object.assign(amended, newHolder(state, input), keptReception(draft, input, facts));
  // Told with every link, lest the one before it be taken for it.
  if ('parentCode' in amended) amended.parentConfirmed = said.parentConfirmed;
  const claim = holds ? told : null;
  if (Object.keys(amended).length === 0 && (claim === null || hasClaimed(draft, claim)))
    return { ok: true, value: null };
  addEvent(draft, {
    ...blankEvent(filing.actor, filing.now, {
      kind: 'amended',
      source: OWN_SOURCE,
      id: `amended:${draft.events.length + 1}`,
      at: filing.now,
    }),
    dueAt: claim,
    facts: amended,
    holderName: input.holder?.name ?? null,
  });
  return { ok: true, value: null };
}

/** What is told of who has the dossier and of its step, where that is news; what has ended nobody has. */
function newHolder(state: DossierState, input: DossierInput): EventFacts {
  if (isTerminal(state)) return {};
  const { holder, step } = input;
  const isSame =
    (holder?.kind ?? null) === state.holderKind &&
    (holder?.id ?? null) === state.holderId &&
    (holder?.name ?? null) === state.holderName;
  return holderFacts({
    ...(holder === undefined || isSame ? {} : { holder }),
    ...(step === undefined || step === state.step ? {} : { step }),
  });
}

/**
 * Figures count a dossier in the period it was received in: another day told afterwards is a claim, recorded once and
 * flagged. Within the day the hour may be put right.
 */
function keptReception(
  { events }: Draft,
  { receivedAt }: DossierInput,
  known: DossierFacts,
): Partial<Pick<EventFacts, 'receivedAt' | 'claimedReceivedAt'>> {
  if (receivedAt.getTime() === known.receivedAt.getTime()) return {};
  if (vietnamDate(receivedAt) === vietnamDate(known.receivedAt)) return { receivedAt };
  const claimedReceivedAt = receivedAt.toISOString();
  return events.some(({ facts }) => facts?.claimedReceivedAt === claimedReceivedAt)
    ? {}
    : { claimedReceivedAt };
}

function claimsOtherDate(dueAt: Date, known: readonly (Date | null)[]): boolean {
  return !known.some((date) => date && vietnamDate(date) === vietnamDate(dueAt));
}

/** A claim told again is no news. */
function hasClaimed({ events }: Draft, dueAt: Date): boolean {
  return events.some((event) => event.kind === 'amended' && event.dueAt?.getTime() === dueAt.getTime());
}

function create(draft: Draft, input: DossierInput, filing: Filing): void {
  const owner = setOwner(draft, input.owner, filing);
  const life = draft.events.length === 0 ? '' : `:${draft.events.length + 1}`;
  const facts: EventFacts = {
    ...factsOf(draft, input, filing, null),
    code: draft.code,
    toldDueAt: input.dueAt ?? null,
    ownerDigest: owner.ownerDigest ?? null,
    ...holderFacts(input),
    ...(input.dueAt && input.dueInFile ? { dueInFile: true } : {}),
  };
  addEvent(draft, {
    ...blankEvent(filing.actor, filing.now, {
      kind: 'created',
      source: OWN_SOURCE,
      id: `created${life}`,
      at: input.receivedAt,
    }),
    status: (input.accepted ?? input.submission !== 'online') ? 2 : 1,
    facts,
    holderName: input.holder?.name ?? null,
  });
}

/**
 * What the input says, what was known before, or the default: everything at the agency the code names. Where another
 * settles it, the one in the code is the desk that took it in and hands the result out.
 */
function factsOf({ code }: Draft, input: DossierInput, { rules, actor }: Filing, known: DossierFacts | null) {
  const own = unitOfCode(code);
  const same = known?.procedureCode === input.procedure;
  return {
    procedureCode: input.procedure,
    procedureVersion: (same ? known.procedureVersion : null) ?? rules?.versionId ?? null,
    submission: input.submission,
    receivedAt: known?.receivedAt ?? input.receivedAt,
    receivingUnit: input.receivingUnit ?? known?.receivingUnit ?? own,
    settlingUnit: input.settlingUnit ?? known?.settlingUnit ?? own,
    returningUnit: input.returningUnit ?? known?.returningUnit ?? own,
    ...linkOf(code, input, { actor, known }),
    clockPolicy: input.clockPolicy ?? (same ? known.clockPolicy : null) ?? rules?.clockPolicy ?? 'restart',
  };
}

/** The link to the whole, confirmed where whoever tells it acts for the whole's unit as well. */
function linkOf(
  code: string,
  { parentCode }: DossierInput,
  { actor, known }: { actor: Actor; known: DossierFacts | null },
): Pick<DossierFacts, 'parentCode' | 'parentConfirmed'> {
  if (parentCode === undefined || parentCode === null)
    return parentCode === undefined && known
      ? { parentCode: known.parentCode, parentConfirmed: known.parentConfirmed }
      : { parentCode: null, parentConfirmed: false };
  const whole = unitOfCode(parentCode);
  const stays = known?.parentCode != null && dossierKey(known.parentCode) === dossierKey(parentCode);
  return {
    parentCode: stays ? known.parentCode : parentCode,
    parentConfirmed:
      covers(unitOfCode(code), whole) || actsFor(actor, whole) || (stays && known.parentConfirmed),
  };
}

function changedFacts(before: DossierFacts, after: Partial<DossierFacts>): Partial<DossierFacts> {
  const known: Record<string, unknown> = before;
  return Object.fromEntries(
    Object.entries(after).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(known[field])),
  );
}

/** Notes the owner when it is another than before; returns the digest for the facts, {} = nothing changed. */
function setOwner(
  draft: Draft,
  input: OwnerInput | undefined,
  { factorKey, salt }: Pick<Filing, 'factorKey' | 'salt'>,
): Partial<Pick<DossierFacts, 'ownerDigest'>> {
  if (!input) return {};
  const { ownerSalt } = draft.owner;
  const ownerName = input.name == null ? draft.owner.ownerName : nfc(input.name);
  const isSame = ownerName === draft.owner.ownerName;
  const hash = (factor: Factor, known: string | null, number: string | null | undefined) => {
    if (number === undefined) return isSame ? known : null;
    const digits = lastDigits(number);
    return digits && factorHash(factorKey, draft.key, factor, digits);
  };
  const named = {
    ownerName,
    phoneHash: hash('phone', draft.owner.phoneHash, input.phone),
    identityHash: hash('identity', draft.owner.identityHash, input.identity),
  };
  if (ownerSalt !== null && ownerText(draft.owner) === ownerText(named)) return {};
  const owner: OwnerRecord = { ...named, ownerSalt: salt };
  draft.owner = owner;
  return { ownerDigest: saltedDigest(salt, ownerText(owner)) };
}

const FACTOR_DIGITS = 4;

/** The two second factors: last four digits of the phone number or of the identity paper given at filing. */
export type Factor = 'phone' | 'identity';

/** Keyed hash of four digits for one factor of one dossier. */
export function factorHash(factorKey: Buffer, dossierKey: string, factor: Factor, digits: string): string {
  return keyedHash(factorKey, `${dossierKey} ${factor} ${digits}`);
}

/** The last four digits of a number however it is written; null = there are not so many. */
function lastDigits(number: string | null | undefined): string | null {
  const digits = (number ?? '').replace(/\D/g, '').slice(-FACTOR_DIGITS);
  return digits.length === FACTOR_DIGITS ? digits : null;
}
