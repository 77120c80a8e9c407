/**
 * Renewing the pair of tokens, by one process at a time. A refresh token works once: the new pair is in the database
 * before it is used, and what failed is not tried again until an operator has logged in anew.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '../../db/open.js';
import type { Log } from '../../operations/log.js';
import { MINUTE_MS } from '../../time/duration.js';
import { SendError } from '../channel.js';
import { abandonRenewal, claimRenewal, finishRenewal, RENEWING } from './grant-store.js';
import type { GrantResult, Oauth } from './oauth.js';
import { LOG_IN, type StoredGrant, type Vault } from './vault.js';

/** How long a message usually waits for a renewal. */
export const PATIENCE_MS = 5_000;
const LOOK_AGAIN_MS = 100;
/** A token refused this soon after it came by renewal is not put right by another. */
const SETTLED_MS = 10 * MINUTE_MS;
const COMMIT_WAITS_MS = [0, 200, 1_000, 3_000, 10_000];

type Options = {
  db: Client;
  id: string;
  vault: Vault;
  oauth: Oauth;
  log: Log;
  alarm: (reason: string, message: string) => void;
  now: () => Date;
  patienceMs: number;
};

/** Gives another access token than the one refused. The first to claim the renewal carries it out; the others wait. */
export function createRenewal(options: Options): (refused: string) => Promise<string> {
  const { db, id, vault, now, patienceMs } = options;
  return async (refused) => {
    const giveUpAt = performance.now() + patienceMs - 2 * LOOK_AGAIN_MS;
    for (let round = 0; performance.now() < giveUpAt; round += 1) {
      const grant = await vault.load();
      if (grant.pair.access !== refused) return grant.pair.access;
      if (grant.failure && grant.failure !== RENEWING) throw failed(grant.failure);
      if (isJustRenewed(grant, now()))
        throw new SendError('stop', 'zalo: a token that was just renewed is refused');
      if (await claimRenewal(db, id, grant.sealed)) return carryOut(grant, options);
      if (grant.failure === null && round > 0) throw notNow('renewing failed a moment ago');
      await sleep(LOOK_AGAIN_MS);
    }
    throw notNow('another process is renewing the tokens');
  };
}

async function carryOut(stored: StoredGrant, options: Options): Promise<string> {
  const { db, id, oauth, log, alarm } = options;
  if (stored.failure === RENEWING) {
    log.warn(
      { code: 'zalo-oa-renewal-broken-off' },
      `a process died while it renewed the tokens; if Zalo had given it new ones they are lost: ${LOG_IN}`,
    );
  }
  // Without an answer nobody knows whether the token is spent: once more, and never again.
  let granted = await oauth.refresh(stored.pair.refresh);
  if (granted.kind === 'unknown') granted = await oauth.refresh(stored.pair.refresh);
  if (granted.kind === 'pair') return commit(stored, granted, options);
  await abandonRenewal(db, id, stored.sealed, granted.kind === 'notNow' ? null : granted.reason);
  if (granted.kind === 'notNow') throw notNow(granted.reason);
  alarm(granted.reason, `the tokens could not be renewed; an operator has to run: ${LOG_IN}`);
  throw failed(granted.reason);
}

/** The pair before is spent: the new one exists here only until it is stored. */
async function commit(
  stored: StoredGrant,
  { pair, lifeSeconds }: GrantResult & { kind: 'pair' },
  { db, id, vault, log, alarm }: Options,
): Promise<string> {
  const next = vault.seal(pair, lifeSeconds, stored.pair.refresh);
  for (const wait of COMMIT_WAITS_MS) {
    await sleep(wait);
    try {
      await finishRenewal(db, id, stored.sealed, next);
      // What is stored counts: somebody may have logged in meanwhile.
      return (await vault.load()).pair.access;
    } catch (error) {
      log.warn({ reason: (error as Error).name }, 'renewed tokens could not be stored yet');
    }
  }
  alarm('not stored', `renewed tokens could not be stored and are lost; an operator has to run: ${LOG_IN}`);
  throw notNow('renewed tokens could not be stored');
}

function isJustRenewed({ pair, obtainedAt, expiresAt }: StoredGrant, now: Date): boolean {
  return pair.previous !== undefined && expiresAt > now && now.getTime() - obtainedAt.getTime() < SETTLED_MS;
}

function failed(reason: string): SendError {
  return new SendError('stop', `zalo: the tokens could not be renewed (${reason}), run ${LOG_IN}`);
}

/** No token for the moment: what is to be sent waits and is tried again. */
export function notNow(reason: string): SendError {
  return new SendError('later', `zalo: ${reason}`);
}
