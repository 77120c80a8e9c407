/** Keys to the desk's interface: whose they are and what they may do. Pure. */
import type { Actor } from '../dossiers/model/dossier.js';
import { covers } from '../dossiers/model/dossier.js';
import { DUTIES } from '../dossiers/model/status.js';

/** A desk's people, people who only read, or a connected system. */
export const STAFF_ROLES = ['desk', 'reader', 'system'] as const;

/** One of `STAFF_ROLES`. */
export type StaffRole = (typeof STAFF_ROLES)[number];

/** A key as staff see it: without the key. */
export type StaffKey = {
  /** What people call it by; no secret. */
  id: string;
  /** It acts on this unit and those below. */
  unit: string;
  role: StaffRole;
  /** Ids of events are unique within it: a new key of the same unit and role goes on where the old one stopped. */
  source: string;
  /** Whether it may set a state against the rules, which takes a reason. */
  mayCorrect: boolean;
  /** Requests a minute. */
  perMinute: number;
  /** What it is for; null = nothing said. */
  note: string | null;
  createdBy: string;
  createdAt: Date;
  /** To the minute; null = never. */
  lastUsedAt: Date | null;
  /** Null = it works. */
  revokedAt: Date | null;
  revokedBy: string | null;
};

/** Enough for one-stop software that pushes each change as it happens; bulk takes a thousand at a time. */
export const REQUESTS_PER_MINUTE = 600;

/** Whether a key acts on dossiers of a unit. */
export function keyCovers(key: StaffKey, unit: string): boolean {
  return covers(key.unit, unit);
}

/** Whether a key may change dossiers. */
export function keyMayWrite(key: StaffKey): boolean {
  return key.role !== 'reader';
}

/**
 * Who a key speaks as. A desk records what the settling agency, the payment system and the citizen did, too:
 * all of it passes through the one-stop shop (Đ.19.5 NĐ 118/2025).
 */
export function actorOf(key: StaffKey): Actor {
  return {
    kind: key.role === 'system' ? 'system' : 'person',
    id: `key:${key.id}`,
    name: null,
    source: key.source,
    unit: key.unit,
    duties: DUTIES,
    mayCorrect: key.mayCorrect,
  };
}
