/** The channel of a Zalo Official Account: webhooks in, consultation messages out. docs/zalo.md */
import type { ZaloOaConfig } from '../../channel-config.js';
import type { Client } from '../../db.js';
import { downloadPhoto } from '../../photos/download.js';
import { type Channel, type ChannelDeps, SendError } from '../channel.js';
import { createClient } from './client.js';
import { createAsk } from './http.js';
import { createOauth } from './oauth.js';
import { render } from './render.js';
import { describeAccount, describeTrouble } from './said.js';
import { createTokens } from './tokens.js';
import { createWebhook } from './webhook.js';

export type ZaloOaDeps = ChannelDeps & { db: Client; sealKey: Buffer; now?: () => Date };

const CHECK_EVERY_MS = 60_000;
/** Where Zalo keeps pictures. */
const PHOTO_HOSTS = ['*.zdn.vn'];
const REAL_API = 'https://openapi.zalo.me';

/** What the channel is made of; the command line uses it without the channel. */
export function createZaloOaParts(
  config: ZaloOaConfig,
  deps: Pick<ZaloOaDeps, 'db' | 'sealKey' | 'log' | 'count' | 'now'>,
) {
  const { db, sealKey, log, count, now = () => new Date() } = deps;
  const ask = createAsk();
  const oauth = createOauth(config, ask);
  const { appId, firstTokens } = config;
  const tokens = createTokens({ db, sealKey, appId, firstTokens, oauth, log, count, now });
  return { oauth, tokens, client: createClient(config, { ask, tokens, log, now }) };
}

export function createZaloOa(config: ZaloOaConfig, deps: ZaloOaDeps): Channel {
  const { log, count, now = () => new Date() } = deps;
  const { tokens, client } = createZaloOaParts(config, deps);
  // A stand-in for Zalo's servers, named by the operator, has its pictures with it.
  const standIn = config.openapiUrl === REAL_API ? [] : [new URL(config.openapiUrl).origin];
  const allowedHosts = [...PHOTO_HOSTS, ...standIn];
  const check = () =>
    tokens.check().catch((error) => log.warn({ reason: reasonOf(error) }, 'Zalo tokens were not checked'));

  return {
    webhook: createWebhook(config, { log, count, now }),
    render,
    send: ({ chat }, message) => client.send(chat, message as object),
    async photo(reference) {
      const download = await downloadPhoto(reference, { allowedHosts });
      if (download.ok) return download.bytes;
      count(`photo not fetched: ${download.reason}`);
      return null;
    },
    async start() {
      const timer = setInterval(check, CHECK_EVERY_MS).unref();
      const stop = async () => clearInterval(timer);
      await check();
      try {
        const account = await client.account();
        return { said: describeAccount(account, await tokens.standing(), config.oaId), stop };
      } catch (error) {
        log.warn({ reason: reasonOf(error) }, 'the Zalo Official Account cannot be reached');
        return { said: describeTrouble(error), stop };
      }
    },
  };
}

/** Never the error itself: a database's may hold what was to be stored. */
function reasonOf(error: unknown): string {
  return error instanceof SendError ? error.message : String((error as Error).name);
}
