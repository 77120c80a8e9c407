/** The calls to the Official Account's API that the assistant makes. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { ZaloOaConfig } from '../../config/channels.js';
import type { Log } from '../../operations/log.js';
import { SendError } from '../channel.js';
import { errorOf, isTokenRefused } from './errors.js';
import { type Ask, NoAnswer, type ZaloAnswer } from './http.js';
import { appSecretProof } from './signature.js';
import type { Tokens } from './tokens.js';

/** The account itself. `package`: what it pays for; null = Zalo does not say. */
export type OaAccount = { id: string; name: string; package: string | null; packageUntil: string | null };

/** What a quota has left; null = Zalo does not say. */
type Quota = { product: string; kind: string; remain: string | null; total: string | null };

/** All throw `SendError`. */
export type ZaloClient = {
  /** Sends a consultation message: an answer to somebody who wrote within seven days. */
  send(user: string, message: object): Promise<void>;
  /** Sends an approved template to somebody who has not written for seven days; it costs money, and is sent once. */
  sendTemplate(user: string, template: string, data: Record<string, string>): Promise<void>;
  /** Sends one to the Zalo account of a telephone number (`84…`), likewise. */
  sendToPhone(phone: string, template: string, data: Record<string, string>): Promise<void>;
  account(): Promise<OaAccount>;
  /** What may still be sent. */
  quotas(): Promise<Quota[]>;
};

const word = z.coerce.string().nullable().catch(null);
const account = z.object({
  data: z.object({
    oaid: z.coerce.string(),
    name: z.string(),
    package_name: word.default(null),
    package_valid_through_date: word.default(null),
  }),
});
const quotas = z.object({
  data: z.array(
    z.object({
      product_type: z.string().catch(''),
      quota_type: z.string().catch(''),
      remain: word.default(null),
      total: word.default(null),
    }),
  ),
});

type Parts = { ask: Ask; tokens: Tokens; log: Log; now: () => Date };

/** Calls to the Official Account's API, each with a token that is not over. */
export function createClient(
  config: Pick<ZaloOaConfig, 'appSecret' | 'openapiUrl' | 'businessUrl'>,
  parts: Parts,
): ZaloClient {
  const call = createCall(config, parts);
  const { openapiUrl, businessUrl } = config;
  return {
    async send(user, message) {
      await call('POST', `${openapiUrl}/v3.0/oa/message/cs`, { recipient: { user_id: user }, message });
    },
    async sendTemplate(user, template, data) {
      const body = { user_id: user, template_id: template, template_data: data };
      await call('POST', `${openapiUrl}/v3.0/oa/message/template`, body).catch(sentOnce);
    },
    async sendToPhone(phone, template, data) {
      // What tells a delivery apart; Zalo does not promise to send it once.
      const tracking_id = randomUUID().replaceAll('-', '');
      const body = { phone, template_id: template, template_data: data, tracking_id };
      await call('POST', `${businessUrl}/message/template`, body).catch(sentOnce);
    },
    async account() {
      const { data } = read(account, await call('GET', `${openapiUrl}/v2.0/oa/getoa`));
      return {
        id: data.oaid,
        name: data.name,
        package: data.package_name,
        packageUntil: data.package_valid_through_date,
      };
    },
    async quotas() {
      const asked = { quota_owner: 'OA', product_type: 'cs', quota_type: 'sub_quota' };
      const { data } = read(quotas, await call('POST', `${openapiUrl}/v3.0/oa/quota/message`, asked));
      return data.map(({ product_type: product, quota_type: kind, remain, total }) => ({
        product,
        kind,
        remain,
        total,
      }));
    },
  };
}

/** Asks with an access token, and once more with another when that is refused. */
function createCall({ appSecret }: Pick<ZaloOaConfig, 'appSecret'>, { ask, tokens, log, now }: Parts) {
  async function attempt(
    method: 'GET' | 'POST',
    url: string,
    token: string,
    body?: object,
  ): Promise<ZaloAnswer> {
    const headers = { access_token: token, appsecret_proof: appSecretProof(token, appSecret) };
    try {
      return await ask({ method, url, headers, ...(body ? { body } : {}) });
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      throw new SendError(error.wasSent ? 'unknown' : 'later', `zalo: no answer (${error.message})`);
    }
  }

  return async (method: 'GET' | 'POST', url: string, body?: object): Promise<unknown> => {
    const token = await tokens.access();
    let answer = await attempt(method, url, token, body);
    if (isTokenRefused(answer)) {
      answer = await attempt(method, url, await tokens.accessAfter(token), body);
    }
    const error = errorOf(answer, now());
    if (!error) return answer.body;
    log.warn({ remedy: error.remedy, path: new URL(url).pathname }, error.message);
    throw error;
  };
}

/** What may be out is not sent again. */
function sentOnce(error: unknown): never {
  const isUnknown = error instanceof SendError && error.remedy === 'unknown';
  throw isUnknown ? new SendError('lost', error.message, null, { cause: error }) : error;
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new SendError('never', 'zalo answered something unexpected');
  return parsed.data;
}
