/** The stored pair of tokens, opened and sealed. */
import { z } from 'zod';
import type { Client } from '../../db/open.js';
import { seal, unseal } from '../../security/secrets.js';
import { SendError } from '../channel.js';
import { addGrant, findGrant, type Grant, type NewGrant } from './grant-store.js';
import type { Pair } from './oauth.js';

/** `previous`: the refresh token that was given for it, kept for finding out what went wrong; none = from a login. */
const contents = z.object({ access: z.string(), refresh: z.string(), previous: z.string().optional() });

/** A grant with its pair unsealed. */
export type StoredGrant = Grant & { pair: z.infer<typeof contents> };

/** Seals pairs for the database and opens them again. */
export type Vault = {
  /** The pair as it is stored now. Throws `SendError`, remedy `stop`, where an operator has to log in. */
  load(): Promise<StoredGrant>;
  seal(pair: Pair, lifeSeconds: number, previous?: string): NewGrant;
};

/** Of a pair given without its age; a refusal renews it earlier. */
export const USUAL_LIFE_SECONDS = 90_000;
/** What an operator is told to run. */
export const LOG_IN = 'npx motcua zalo login';

/** `firstTokens`: stored where nothing is yet. */
export function createVault(options: {
  db: Client;
  id: string;
  sealKey: Buffer;
  firstTokens: Pair | null;
  now: () => Date;
}): Vault {
  const { db, id, sealKey, firstTokens, now } = options;
  const sealPair: Vault['seal'] = (pair, lifeSeconds, previous) => {
    const obtainedAt = now();
    const expiresAt = new Date(obtainedAt.getTime() + lifeSeconds * 1000);
    return { sealed: seal(sealKey, JSON.stringify({ ...pair, previous })), obtainedAt, expiresAt };
  };
  return {
    seal: sealPair,
    async load() {
      let grant = await findGrant(db, id);
      if (!grant && firstTokens) {
        await addGrant(db, id, sealPair(firstTokens, USUAL_LIFE_SECONDS));
        grant = await findGrant(db, id);
      }
      if (!grant) throw new SendError('stop', `zalo: no tokens yet, run ${LOG_IN}`);
      const pair = contents.safeParse(JSON.parse(unseal(sealKey, grant.sealed) ?? 'null'));
      if (!pair.success) throw new SendError('stop', `zalo: the stored tokens cannot be read, run ${LOG_IN}`);
      return { ...grant, pair: pair.data };
    },
  };
}
