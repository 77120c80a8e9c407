/** Who calls the desk's interface: every request carries a key, and each key has a budget of its own. */
import type { Context, MiddlewareHandler } from 'hono';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { Db } from '../../db/open.js';
import { retryAfter, spend } from '../../security/spend.js';
import { keyMayWrite, type StaffKey } from '../../staff/key.js';
import { findKey, noteUse } from '../../staff/store.js';
import { clientNetwork } from '../limits.js';
import { refuseDesk } from './problems.js';

const CALLER = 'staffKey';
const READING: ReadonlySet<string> = new Set(['GET', 'HEAD']);
/** Wrong keys from one address; right ones do not count. */
const WRONG_KEYS_PER_MINUTE = 60;

/** What checking callers takes. */
export type DeskAuth = { db: Db; trustProxy: number; now: () => Date };

/**
 * Lets in requests with a working key that may do what they ask. No key, a wrong one and a revoked one get the same
 * answer after the same work, before anything else of the request is looked at.
 */
export function requireKey({ db, trustProxy, now }: DeskAuth): MiddlewareHandler {
  const wrongKeys = new RateLimiterMemory({ points: WRONG_KEYS_PER_MINUTE, duration: 60 });
  const spendOf = createBudgets();
  return async (context, next) => {
    const key = await findKey(db, bearerOf(context));
    if (key === null) {
      const waitMs = await spend(wrongKeys, clientNetwork(context, trustProxy));
      return waitMs === null
        ? refuseDesk(context, { code: 'unauthorized' }, { 'WWW-Authenticate': 'Bearer' })
        : refuseTooMany(context, waitMs);
    }
    const waitMs = await spendOf(key);
    if (waitMs !== null) return refuseTooMany(context, waitMs);
    if (!READING.has(context.req.method) && !keyMayWrite(key))
      return refuseDesk(context, { code: 'read_only_key' });
    await noteUse(db, key, now());
    context.set(CALLER, key);
    return next();
  };
}

/** The key of a request that has passed `requireKey`. */
export function callerOf(context: Context): StaffKey {
  const key: StaffKey | undefined = context.get(CALLER);
  if (!key) throw new Error('a desk route is missing its check of keys');
  return key;
}

/** What stands after `Bearer`; without it the empty text, which is looked up like any other. */
function bearerOf(context: Context): string {
  return /^Bearer +(\S+) *$/i.exec(context.req.header('Authorization') ?? '')?.[1] ?? '';
}

/** Takes one request from a key's budget; milliseconds to wait when it is spent, else null. */
function createBudgets(): (key: StaffKey) => Promise<number | null> {
  const limiters = new Map<number, RateLimiterMemory>();
  return ({ id, perMinute }) => {
    const limiter = limiters.get(perMinute) ?? new RateLimiterMemory({ points: perMinute, duration: 60 });
    limiters.set(perMinute, limiter);
    return spend(limiter, id);
  };
}

function refuseTooMany(context: Context, waitMs: number) {
  return refuseDesk(context, { code: 'too_many_requests' }, { 'Retry-After': retryAfter(waitMs) });
}
