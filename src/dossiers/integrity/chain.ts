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
export type Head = { id: number; takenAt: Date; dossiers: number; mac: string };
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

function erasableText({ actorName, reason, missing }: DossierEvent): string | null {
  const parts = [actorName, reason, missing];
  return parts.every((part) => part === null) ? null : JSON.stringify(parts);
}

type Linked = Omit<DossierEvent, 'actorName' | 'reason' | 'missing'> & { digest: string | null };

function linkOf(chainKey: Buffer, dossierKey: string, previous: string, event: Linked): string {
  const { position, kind, source, id, status, subState, at, recordedAt, actorKind, actorId } = event;
  const { amount, dueAt, apologyDocument, target, facts, details, digest } = event;
  const content = [
    ...[dossierKey, position, kind, source, id, status, subState, at, recordedAt, actorKind, actorId],
    ...[amount, dueAt, apologyDocument, target, facts && sorted(facts), details, digest],
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

/** The first fault of a dossier and its events in order of position; null = they are as they were written. */
export function findFault(
  chainKey: Buffer,
  dossier: StoredDossier,
  events: readonly StoredEvent[],
): ChainFault | null {
  const fault = (kind: ChainFault['kind'], position: number | null = null) => ({
    key: dossier.key,
    position,
    kind,
  });
  let previous = CHAIN_START.link;
  for (const [index, event] of events.entries()) {
    const position = index + 1;
    if (event.position !== position) return fault('eventMissing', position);
    if (event.link !== linkOf(chainKey, dossier.key, previous, event)) return fault('eventEdited', position);
    if (isTextEdited(event)) return fault('textEdited', position);
    previous = event.link;
  }
  if (events.length < dossier.chainLength || events.length === 0) return fault('tailCut', events.length + 1);
  if (events.length > dossier.chainLength || dossier.chainLink !== previous) return fault('rowEdited');
  if (isOwnerEdited(dossier)) return fault('ownerEdited');
  return isRowEdited(dossier, events) ? fault('rowEdited') : null;
}

/** Erased text is no edit: its salt is gone with it. */
function isTextEdited(event: StoredEvent): boolean {
  const text = erasableText(event);
  if (event.salt === null) return text !== null;
  return text === null || saltedDigest(event.salt, text) !== event.digest;
}

function isOwnerEdited(dossier: StoredDossier): boolean {
  const { ownerSalt, ownerName, phoneHash, identityHash, ownerDigest } = dossier;
  if (ownerSalt === null) return ownerName !== null || phoneHash !== null || identityHash !== null;
  return saltedDigest(ownerSalt, ownerText(dossier)) !== ownerDigest;
}

function isRowEdited(dossier: StoredDossier, events: readonly StoredEvent[]): boolean {
  const { facts, state } = readHistory(events);
  const row: Record<string, unknown> = dossier;
  return Object.entries({ ...facts, ...state }).some(
    ([field, value]) => JSON.stringify(row[field]) !== JSON.stringify(value),
  );
}

/** Seals a head: add its entries in order of key, then take the `mac`. */
export function startSeal(
  chainKey: Buffer,
  previousMac: string,
  { takenAt, dossiers }: Pick<Head, 'takenAt' | 'dossiers'>,
): { add: (entry: HeadEntry) => void; mac: () => string } {
  const mac = createHmac('sha256', chainKey).update(JSON.stringify([previousMac, takenAt, dossiers]));
  return {
    add: ({ key, length, link }) => mac.update(JSON.stringify([key, length, link])),
    mac: () => mac.digest('base64url'),
  };
}
