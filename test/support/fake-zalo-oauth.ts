/** The fake of Zalo's OAuth v4 for Official Accounts: consent with PKCE, pairs of tokens, single-use refreshing. */
import { createHash, randomBytes } from 'node:crypto';
import type { FakeAnswer, FakeRequest } from './fake-server.js';

export type TokenSettings = {
  /** Zalo's is 90 000 (25 hours). */
  accessLifeSeconds: number;
  /** A refresh token used a second time takes the live pair with it; not documented, to be survived. */
  reuseKillsGrant: boolean;
  /** The callback saved in the console; another one is refused. Null = any. */
  redirectUri: string | null;
};
export type TokenPair = { access: string; refresh: string };

export type ZaloTokens = {
  /** The live pair; null = the grant is gone until an administrator consents again. */
  readonly current: TokenPair | null;
  /** How often a pair was given for a refresh token. */
  readonly refreshes: number;
  /** A pair as the console's API Explorer gives it: the one before is dead. */
  issue(): TokenPair;
  /** A pair given by an earlier fake is the live one. */
  adopt(pair: TokenPair): void;
  /** An administrator consents: the code of the callback, alive for ten minutes. */
  consent(challenge?: string | null): string;
  /** What a token is worth now. */
  check(access: string | undefined): 'good' | 'unknown' | 'expired';
  /** GET /v4/oa/permission */
  permission(request: FakeRequest): FakeAnswer;
  /** POST /v4/oa/access_token */
  exchange(request: FakeRequest): FakeAnswer;
};

const CODE_LIFE_MS = 10 * 60_000;
const REFRESH_LIFE_MS = 90 * 86_400_000;

export function createZaloTokens(
  settings: TokenSettings,
  ids: { appId: string; appSecret: string; oaId: string },
  now: () => Date,
): ZaloTokens {
  let current: (TokenPair & { accessUntil: number; refreshUntil: number }) | null = null;
  let refreshes = 0;
  const dead = new Set<string>();
  const codes = new Map<string, { challenge: string | null; until: number }>();

  function adopt({ access, refresh }: TokenPair): void {
    if (current) dead.add(current.access).add(current.refresh);
    const at = now().getTime();
    const accessUntil = at + settings.accessLifeSeconds * 1000;
    current = { access, refresh, accessUntil, refreshUntil: at + REFRESH_LIFE_MS };
  }

  function issue(): TokenPair {
    const [access, refresh] = [
      `at-${randomBytes(18).toString('hex')}`,
      `rt-${randomBytes(18).toString('hex')}`,
    ];
    adopt({ access, refresh });
    return { access, refresh };
  }

  const consent = (challenge: string | null = null) => {
    const code = randomBytes(18).toString('base64url');
    codes.set(code, { challenge, until: now().getTime() + CODE_LIFE_MS });
    return code;
  };

  function pair(): FakeAnswer {
    const { access, refresh } = issue();
    const expires_in = String(settings.accessLifeSeconds);
    return { body: { access_token: access, refresh_token: refresh, expires_in } };
  }

  function byRefresh(token: string | null): FakeAnswer {
    if (!token) return refusal(-14004, 'Missing refresh_token');
    if (current && token === current.refresh && now().getTime() < current.refreshUntil) {
      refreshes += 1;
      return pair();
    }
    if (dead.has(token) && settings.reuseKillsGrant && current) {
      dead.add(current.access).add(current.refresh);
      current = null;
    }
    return refusal(-14014, 'Invalid refresh token');
  }

  function byCode(form: URLSearchParams): FakeAnswer {
    const code = form.get('code') ?? '';
    const given = codes.get(code);
    codes.delete(code);
    if (!given || given.until < now().getTime()) return refusal(-14012, 'Invalid authorization code');
    const verifier = form.get('code_verifier');
    const matches = verifier?.length === 43 && challengeOf(verifier) === given.challenge;
    if (given.challenge ? !matches : verifier) return refusal(-14013, 'Invalid code verifier');
    return pair();
  }

  return {
    get current() {
      return current && { access: current.access, refresh: current.refresh };
    },
    get refreshes() {
      return refreshes;
    },
    issue,
    adopt,
    consent,
    check(access) {
      if (!access) return 'unknown';
      if (access === current?.access) return now().getTime() < current.accessUntil ? 'good' : 'expired';
      return dead.has(access) ? 'expired' : 'unknown';
    },
    permission({ query }) {
      const redirect = query.get('redirect_uri') ?? '';
      if (query.get('app_id') !== ids.appId) return refusal(-14002, 'Invalid app id');
      if (!URL.canParse(redirect) || (settings.redirectUri && settings.redirectUri !== redirect)) {
        return refusal(-14003, 'Invalid redirect uri');
      }
      const callback = new URL(redirect);
      callback.searchParams.set('code', consent(query.get('code_challenge')));
      callback.searchParams.set('oa_id', ids.oaId);
      const state = query.get('state');
      if (state) callback.searchParams.set('state', state);
      return { status: 302, headers: { location: callback.href } };
    },
    exchange({ headers, body }) {
      const form = new URLSearchParams(body.toString());
      if (!headers['content-type']?.startsWith('application/x-www-form-urlencoded')) {
        return refusal(-14004, 'Invalid content type');
      }
      if (form.has('secret_key') || headers.secret_key !== ids.appSecret) {
        return refusal(-14004, 'Invalid secret key');
      }
      if (form.get('app_id') !== ids.appId) return refusal(-14002, 'Invalid app id');
      const grant = form.get('grant_type');
      if (grant === 'refresh_token') return byRefresh(form.get('refresh_token'));
      if (grant === 'authorization_code') return byCode(form);
      return refusal(-14004, 'Invalid grant type');
    },
  };
}

export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url');
}

/** HTTP 200 and no token. Only -14002, -14003 and -14014 have been seen; the other numbers are made up. */
function refusal(error: number, reason: string): FakeAnswer {
  return {
    body: {
      error,
      error_name: reason,
      error_reason: reason,
      error_description: reason,
      ref_doc: 'https://developers.zalo.me/docs/social-api/tham-khao/ma-loi',
    },
  };
}
