/** The access token, renewed before it is over and when Zalo refuses it. */

import { setTimeout as sleep } from 'node:timers/promises';
import { cached } from '../../async/cached.js';
import type { Client } from '../../db/open.js';
import { DAY_MS } from '../../time/duration.js';
import type { ChannelDeps } from '../channel.js';
import { findGrant, type Grant, RENEWING, replaceGrant } from './grant-store.js';
import type { Oauth, Pair } from './oauth.js';
import { createRenewal, notNow } from './renewal.js';
import { createVault, LOG_IN, type StoredGrant } from './vault.js';

/** The pair in use, renewed by one process at a time. */
export type Tokens = {
  /** An access token that is not over. Throws `SendError`. */
  access(): Promise<string>;
  /** Another access token than the one Zalo has just refused. Throws `SendError`. */
  accessAfter(refused: string): Promise<string>;
  /** Renews the pair when it is time, and raises the alarm when something is wrong with it; to be called often. */
  check(): Promise<void>;
  /** Stores the pair of a login. */
  logIn(pair: Pair, lifeSeconds: number): Promise<void>;
  /** How the stored pair stands; null = there is none. */
  standing(): Promise<Omit<Grant, 'sealed'> | null>;
};

type Options = Pick<ChannelDeps, 'log' | 'count'> & {
  db: Client;
  sealKey: Buffer;
  appId: string;
  firstTokens: Pair | null;
  oauth: Oauth;
  now: () => Date;
  /** How long a message waits for a renewal, here or in another process, before it is put off. */
  patienceMs: number;
};

/** At this part of its life a pair is renewed: after 20 hours of the usual 25. */
const RENEW_AT = 0.8;
/** A refresh token lives three months; one this old means that renewing has stood still. */
const OLD_MS = 60 * DAY_MS;
const ALARM_EVERY_MS = DAY_MS;
/** So long a token read from the database is used; one that is over by then is refused, and read anew. */
const FRESH_MS = 1_000;

/** Tokens for this process; the database has the pair all processes share. */
export function createTokens(options: Options): Tokens {
  const { db, log, count, now, patienceMs } = options;
  const id = `zalo-oa:${options.appId}`;
  const vault = createVault({ ...options, id });
  const latest = cached(FRESH_MS, vault.load);
  const renew = createRenewal({ ...options, id, vault, alarm });
  let renewing: Promise<string> | undefined;
  let lastAlarm = Number.NEGATIVE_INFINITY;

  function alarm(reason: string, message: string): void {
    lastAlarm = now().getTime();
    count('token alert');
    log.error({ code: 'zalo-oa-tokens', reason }, message);
  }

  /** One renewal in this process, which goes on when nobody waits for it any more. */
  function accessAfter(refused: string): Promise<string> {
    renewing ??= renew(refused).finally(() => {
      renewing = undefined;
      latest.forget();
    });
    return within(patienceMs, renewing);
  }

  return {
    async access() {
      const { expiresAt, pair } = await latest();
      return expiresAt > now() ? pair.access : accessAfter(pair.access);
    },
    accessAfter,
    async check() {
      const stored = await vault.load();
      const trouble = troubleWith(stored, now());
      if (trouble && now().getTime() - lastAlarm >= ALARM_EVERY_MS) alarm(trouble.reason, trouble.message);
      if (!failureOf(stored) && isDue(stored, now())) await accessAfter(stored.pair.access);
    },
    async logIn(pair, lifeSeconds) {
      await replaceGrant(db, id, vault.seal(pair, lifeSeconds));
      latest.forget();
    },
    standing: () => findGrant(db, id),
  };
}

function isDue({ obtainedAt, expiresAt }: StoredGrant, now: Date): boolean {
  const life = expiresAt.getTime() - obtainedAt.getTime();
  return now.getTime() - obtainedAt.getTime() >= life * RENEW_AT;
}

/** Why the pair could not be renewed; null = it was, or is being. */
export function failureOf({ failure }: Pick<Grant, 'failure'>): string | null {
  return failure === RENEWING ? null : failure;
}

function troubleWith(stored: StoredGrant, now: Date): { reason: string; message: string } | null {
  const failure = failureOf(stored);
  if (failure)
    return { reason: failure, message: `the tokens cannot be renewed; an operator has to run: ${LOG_IN}` };
  if (now.getTime() - stored.obtainedAt.getTime() <= OLD_MS) return null;
  return { reason: 'old', message: `the refresh token is older than 60 days and ends at 90: ${LOG_IN}` };
}

async function within<T>(ms: number, task: Promise<T>): Promise<T> {
  const waiting = new AbortController();
  const tooLong = sleep(ms, null, { signal: waiting.signal }).then(() => {
    throw notNow('the tokens are being renewed');
  });
  tooLong.catch(() => undefined);
  return Promise.race([task, tooLong]).finally(() => waiting.abort());
}
