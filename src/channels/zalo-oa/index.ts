/** The channel of a Zalo Official Account: webhooks in, consultation messages out. docs/zalo.md */
import type { ZaloOaConfig } from '../../channel-config.js';
import type { Client } from '../../db.js';
import { downloadPhoto } from '../../photos/download.js';
import { type Channel, type ChannelDeps, type Place, SendError } from '../channel.js';
import { shorten } from '../split.js';
import { createClient, type ZaloClient } from './client.js';
import { ZaloError } from './errors.js';
import { createAsk } from './http.js';
import { createOauth } from './oauth.js';
import { render, type ZaloMessage } from './render.js';
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
    send: (place, message) => sendWithin(client, config.templateId, now, place, message as ZaloMessage),
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

/** So long after somebody wrote they may be written to (https://developers.zalo.me/docs/official-account/tin-nhan). */
const WINDOW_MS = 7 * 86_400_000;
const TOO_LATE: ReadonlySet<number> = new Set([-230, -232]);
const MAX_FIELD = 100;

/** As a consultation message within seven days of their last word, as a template afterwards. */
async function sendWithin(
  client: ZaloClient,
  template: string | null,
  now: () => Date,
  { chat, lastInboundAt }: Place,
  { brief, ...message }: ZaloMessage,
): Promise<void> {
  const isLate = lastInboundAt !== undefined && now().getTime() - lastInboundAt.getTime() > WINDOW_MS;
  if (!isLate || template === null) {
    try {
      return await client.send(chat, message);
    } catch (error) {
      const cause = error instanceof SendError ? error.cause : null;
      const isTooLate = cause instanceof ZaloError && TOO_LATE.has(cause.code);
      if (lastInboundAt === undefined || template === null || !isTooLate) throw error;
    }
  }
  // The template says all there is room for: further parts of the text are left out.
  if (!brief) return;
  const { code, status, due } = brief;
  const data = { ma_ho_so: code, tinh_trang: status, ngay_hen: due };
  const fields = Object.entries(data).map(([name, value]) => [name, shorten(value, MAX_FIELD)]);
  await client.sendTemplate(chat, template, Object.fromEntries(fields));
}

/** Never the error itself: a database's may hold what was to be stored. */
function reasonOf(error: unknown): string {
  return error instanceof SendError ? error.message : String((error as Error).name);
}
