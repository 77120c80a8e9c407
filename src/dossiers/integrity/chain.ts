/**
 * Tamper evidence. The events of a dossier are chained in order of receipt: each link is an HMAC over the link
 * before and the event without personal data, plus a salted digest of its erasable text. Who can write to the
 * database but does not have the key cannot make a link. Pure.
 */
import { createHmac } from 'node:crypto';
import type { DossierEvent, EventFacts, StoredDossier, StoredEvent } from '../model/dossier.js';
import { readHistory } from '../model/history.js';

/** The end of a chain: how many events it has, and the last link. */
export type ChainEnd = { length: number; link: string };

/** The state of all chains at a moment: `mac` covers the head before, the count, and the ends in `entries`. */
export type Head = {
  id: number;
  takenAt: Date;
  dossiers: number;
  /** Whether from it on every erasure must have its event. */
  erasuresChained: boolean;
  mac: string;
};

/** The end of a dossier's chain, as a head covers it; `key`: of the dossier. */
export type HeadEntry = ChainEnd & { key: string };

/** Where a chain ends that has no events yet. */
export const CHAIN_START: ChainEnd = { length: 0, link: '' };

/** Why a dossier fails. `position`: the first event concerned; null = the dossier as a whole. */
export type ChainFault = {
  key: string;
  position: number | null;
  kind:
    | 'eventEdited'
    | 'textEdited'
    | 'eventMissing'
    | 'tailCut'
    | 'rowEdited'
    | 'ownerEdited'
    | 'dossierDeleted';
};

/** The event with its link after `previous`. `salt`: a new one, used where the event has text that may be erased. */
export function addLink(
  chainKey: Buffer,
  dossierKey: string,
  previous: string,
  event: DossierEvent,
  salt: string,
): StoredEvent {
  const text = erasableText(event);
  const digest = text === null ? null : saltedDigest(salt, text);
  return {
    ...event,
    salt: text === null ? null : salt,
    digest,
    link: linkOf(chainKey, dossierKey, previous, { ...event, digest }),
  };
}

/** Digest of a text that may be erased together with its salt. */
export function saltedDigest(salt: string, text: string): string {
  return createHmac('sha256', salt).update(text).digest('base64url');
}

/** What the owner's digest is taken of. */
export function ownerText(owner: {
  ownerName: string | null;
  phoneHash: string | null;
  identityHash: string | null;
}): string {
  return JSON.stringify([owner.ownerName, owner.phoneHash, owner.identityHash]);
}

function erasableText({ actorName, reason, missing, holderName }: DossierEvent): string | null {
  const parts = [actorName, reason, missing, ...(holderName === null ? [] : [holderName])];
  return parts.every((part) => part === null) ? null : JSON.stringify(parts);
}

type Linked = Omit<DossierEvent, 'actorName' | 'reason' | 'missing' | 'holderName'> & {
  digest: string | null;
};

function linkOf(chainKey: Buffer, dossierKey: string, previous: string, event: Linked): string {
  const { position, kind, source, id, status, subState, at, recordedAt, actorKind, actorId } = event;
  const { amount, dueAt, apologyDocument, target, facts, details, digest } = event;
  const content = [
    ...[dossierKey, position, kind, source, id, status, subState, at, recordedAt, actorKind, actorId],
    ...[amount, dueAt, apologyDocument, target, facts && sorted(facts), details, digest],
    ...(event.atKnown ? [] : ['at unknown']),
  ];
  return createHmac('sha256', chainKey)
    .update(previous)
    .update('\n')
    .update(JSON.stringify(content))
    .digest('base64url');
}

function sorted(facts: EventFacts): [string, unknown][] {
  return Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1));
}

/**
 * The first fault of a dossier and its events in order of position; null = they are as they were written.
 * `erasuresChained`: what is erased must have its event; else, before that was so, any of it may be erased.
 */
export function findFault(
  chainKey: Buffer,
  dossier: StoredDossier,
  events: readonly StoredEvent[],
  erasuresChained: boolean,
): ChainFault | null {
  const fault = (kind: ChainFault['kind'], position: number | null = null) => ({
    key: dossier.key,
    position,
    kind,
  });
  const told = erasedUpTo(events);
  const isErased = (position: number) => (erasuresChained ? position <= told : null);
  let previous = CHAIN_START.link;
  for (const [index, event] of events.entries()) {
    const position = index + 1;
    if (event.position !== position) return fault('eventMissing', position);
    if (event.link !== linkOf(chainKey, dossier.key, previous, event)) return fault('eventEdited', position);
    if (isTextEdited(event, isErased(position))) return fault('textEdited', position);
    previous = event.link;
  }
  if (events.length < dossier.chainLength || events.length === 0) return fault('tailCut', events.length + 1);
  if (events.length > dossier.chainLength || dossier.chainLink !== previous) return fault('rowEdited');
  if (isOwnerEdited(dossier, isErased(ownerToldAt(events)))) return fault('ownerEdited');
  return isRowEdited(dossier, events, erasuresChained) ? fault('rowEdited') : null;
}

/** Up to which position what is personal was erased, as the events say; 0 = none was. */
function erasedUpTo(events: readonly DossierEvent[]): number {
  return events.findLast(({ kind }) => kind === 'erased')?.target ?? 0;
}

/** Position of the event that told the owner last; 0 = none did. */
function ownerToldAt(events: readonly DossierEvent[]): number {
  return events.findLast(({ facts }) => facts?.ownerDigest != null)?.position ?? 0;
}

/** Text goes with its salt, and only when it is erased. `isErased: null` = it may be either. */
function isTextEdited(event: StoredEvent, isErased: boolean | null): boolean {
  const text = erasableText(event);
  if (event.digest === null) return text !== null || event.salt !== null;
  if (event.salt === null) return text !== null || isErased === false;
  return isErased === true || text === null || saltedDigest(event.salt, text) !== event.digest;
}

function isOwnerEdited(dossier: StoredDossier, isErased: boolean | null): boolean {
  const { ownerSalt, ownerName, phoneHash, identityHash, ownerDigest } = dossier;
  const isNone = ownerName === null && phoneHash === null && identityHash === null;
  if (ownerDigest === null) return !isNone || ownerSalt !== null;
  if (ownerSalt === null) return !isNone || isErased === false;
  return isErased === true || saltedDigest(ownerSalt, ownerText(dossier)) !== ownerDigest;
}

function isRowEdited(
  dossier: StoredDossier,
  events: readonly StoredEvent[],
  erasuresChained: boolean,
): boolean {
  const { facts, state } = readHistory(events);
  const row: Record<string, unknown> = erasuresChained ? dossier : { ...dossier, erasedAt: state.erasedAt };
  return Object.entries({ ...facts, ...state }).some(
    ([field, value]) => JSON.stringify(row[field]) !== JSON.stringify(value),
  );
}

/** Seals a head: add its entries in order of key, then take the `mac`. */
export function startSeal(
  chainKey: Buffer,
  previousMac: string,
  { takenAt, dossiers, erasuresChained }: Pick<Head, 'takenAt' | 'dossiers' | 'erasuresChained'>,
): { add: (entry: HeadEntry) => void; mac: () => string } {
  const content = [previousMac, takenAt, dossiers, ...(erasuresChained ? ['erasures chained'] : [])];
  const mac = createHmac('sha256', chainKey).update(JSON.stringify(content));
  return {
    add: ({ key, length, link }) => mac.update(JSON.stringify([key, length, link])),
    mac: () => mac.digest('base64url'),
  };
}
