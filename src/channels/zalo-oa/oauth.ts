/** Zalo's OAuth v4 for Official Accounts: the consent of an administrator, and renewing the pair of tokens. */
import { z } from 'zod';
import type { ZaloOaConfig } from '../../config/channels.js';
import { type Ask, NoAnswer } from './http.js';
import { pkceChallenge } from './signature.js';

/** An access token, and the refresh token that is good for the next pair, once. */
export type Pair = { access: string; refresh: string };

/**
 * What asking for a pair came to. `refused`: no, and no again; `notNow`: it was not carried out, a later try may
 * succeed; `unknown`: nobody knows whether it was carried out.
 */
export type GrantResult =
  | { kind: 'pair'; pair: Pair; lifeSeconds: number }
  | { kind: 'refused'; reason: string }
  | { kind: 'notNow'; reason: string }
  | { kind: 'unknown'; reason: string };

/** Obtaining pairs of tokens. */
export type Oauth = {
  /** Where an administrator of the OA consents. `verifier`: null = without PKCE. */
  consentLink(redirectUri: string, verifier: string | null): string;
  /** Takes the code of the callback, which lives ten minutes. */
  exchange(code: string, verifier: string | null): Promise<GrantResult>;
  /** A refresh token can be used once. */
  refresh(refreshToken: string): Promise<GrantResult>;
};

/** Seen: "90000". */
const USUAL_LIFE_SECONDS = 90_000;

/** A refusal comes with HTTP 200 too: only a token is success. */
const granted = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.coerce.number().positive().catch(USUAL_LIFE_SECONDS),
});
const refused = z.object({ error: z.coerce.number().optional(), error_name: z.string().catch('') });

/** OAuth as Zalo has it: the code of a login, and later each refresh token, gives a pair. */
export function createOauth(config: Pick<ZaloOaConfig, 'appId' | 'appSecret' | 'oauthUrl'>, ask: Ask): Oauth {
  async function request(form: Record<string, string>): Promise<GrantResult> {
    try {
      const { status, body } = await ask({
        method: 'POST',
        url: `${config.oauthUrl}/v4/oa/access_token`,
        headers: { secret_key: config.appSecret },
        body: new URLSearchParams({ ...form, app_id: config.appId }),
      });
      const success = granted.safeParse(body);
      if (success.success) {
        const { access_token: access, refresh_token: refresh, expires_in: lifeSeconds } = success.data;
        return { kind: 'pair', pair: { access, refresh }, lifeSeconds };
      }
      // A gateway's page: the request did not get through to where tokens are given.
      if (status === 429 || status >= 500) return { kind: 'notNow', reason: `http ${status}` };
      const refusal = refused.safeParse(body);
      if (!refusal.success) return { kind: 'unknown', reason: `http ${status}, no JSON` };
      return { kind: 'refused', reason: `${refusal.data.error ?? ''} ${refusal.data.error_name}`.trim() };
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      return { kind: error.wasSent ? 'unknown' : 'notNow', reason: error.message };
    }
  }

  return {
    consentLink(redirectUri, verifier) {
      const query = new URLSearchParams({ app_id: config.appId, redirect_uri: redirectUri });
      if (verifier) query.set('code_challenge', pkceChallenge(verifier));
      return `${config.oauthUrl}/v4/oa/permission?${query}`;
    },
    exchange: (code, verifier) =>
      request({ grant_type: 'authorization_code', code, ...(verifier ? { code_verifier: verifier } : {}) }),
    refresh: (token) => request({ grant_type: 'refresh_token', refresh_token: token }),
  };
}
