/** Requests already carried out, by the name (Idempotency-Key) their sender gave them. */

import type { Db } from '../db/open.js';
import { DAY_MS } from '../time/duration.js';

/** After this long a name may be used again. */
const KEPT_MS = DAY_MS;

/** A request of a key: its name, and the digest of what it asks. */
export type NamedRequest = { keyId: string; name: string; digest: string };

/** `done`: the same was carried out; `other`: something else was, under this name; `fresh`: nothing was. */
export type RequestState = 'fresh' | 'done' | 'other';

/** Whether a request has been carried out. */
export async function findRequestState(
  db: Db,
  { keyId, name, digest }: NamedRequest,
  now: Date,
): Promise<RequestState> {
  const known = await db.staffRequest.findUnique({ where: { keyId_name: { keyId, name } } });
  if (known === null || now.getTime() - known.createdAt.getTime() > KEPT_MS) return 'fresh';
  return known.digest === digest ? 'done' : 'other';
}

/** Keeps that a request was carried out, and forgets old ones. */
export async function noteRequest(db: Db, request: NamedRequest, now: Date): Promise<void> {
  await db.staffRequest.deleteMany({ where: { createdAt: { lt: new Date(now.getTime() - KEPT_MS) } } });
  await db.staffRequest.createMany({ data: [{ ...request, createdAt: now }], skipDuplicates: true });
}
