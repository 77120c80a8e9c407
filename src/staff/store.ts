/** Keys in the database: only their hashes, so that a copy of it opens nothing. */
import { createHash, randomBytes } from 'node:crypto';
import type { Db } from '../db/open.js';
import { MINUTE_MS } from '../time/duration.js';
import { REQUESTS_PER_MINUTE, STAFF_ROLES, type StaffKey, type StaffRole } from './key.js';

const KEY_BYTES = 32;
const ID_BYTES = 6;
/** Tells what it is when it is found where it should not be. */
const PREFIX = 'motcua_';
/** `lastUsedAt` is written no more often than this. */
const USE_STEP_MS = MINUTE_MS;

/** What a new key is made from; left out = the default. */
export type NewKey = {
  unit: string;
  role: StaffRole;
  createdBy: string;
  source?: string;
  mayCorrect?: boolean;
  perMinute?: number;
  note?: string;
};

/** Makes a key. `secret` is the key itself: it is not kept and cannot be shown again. */
export async function createKey(
  db: Db,
  { unit, role, createdBy, ...given }: NewKey,
  now: Date,
): Promise<{ secret: string; key: StaffKey }> {
  const secret = `${PREFIX}${randomBytes(KEY_BYTES).toString('base64url')}`;
  const row = await db.staffKey.create({
    data: {
      id: randomBytes(ID_BYTES).toString('hex'),
      hash: hashOf(secret),
      unit,
      role,
      source: given.source ?? `${role}:${unit}`,
      mayCorrect: given.mayCorrect ?? false,
      perMinute: given.perMinute ?? REQUESTS_PER_MINUTE,
      note: given.note ?? null,
      createdBy,
      createdAt: now,
    },
  });
  return { secret, key: keyOf(row) };
}

/**
 * The working key behind a secret; null = there is none. Any text costs the same: one hash, one look-up by it,
 * and nothing of the text is compared.
 */
export async function findKey(db: Db, secret: string): Promise<StaffKey | null> {
  const row = await db.staffKey.findUnique({ where: { hash: hashOf(secret) } });
  return row === null || row.revokedAt !== null ? null : keyOf(row);
}

/** Keeps when a key was last used. */
export async function noteUse(db: Db, { id, lastUsedAt }: StaffKey, now: Date): Promise<void> {
  if (lastUsedAt && now.getTime() - lastUsedAt.getTime() < USE_STEP_MS) return;
  await db.staffKey.updateMany({ where: { id }, data: { lastUsedAt: now } });
}

/** Every key, revoked ones too, the oldest first. */
export async function listKeys(db: Db): Promise<StaffKey[]> {
  const rows = await db.staffKey.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] });
  return rows.map(keyOf);
}

/** Ends a key for good; false = there is none of this id, or it has ended already. */
export async function revokeKey(db: Db, id: string, by: string, now: Date): Promise<boolean> {
  const { count } = await db.staffKey.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: now, revokedBy: by },
  });
  return count === 1;
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function keyOf({ hash: _, role, ...row }: Omit<StaffKey, 'role'> & { hash: string; role: string }): StaffKey {
  const known = STAFF_ROLES.find((each) => each === role);
  if (!known) throw new Error(`staff key ${row.id} has an unknown role`);
  return { ...row, role: known };
}
