/** The channel of a Zalo Official Account: webhooks in, consultation messages out. docs/zalo.md */

import { every } from '../../async/every.js';
import type { ZaloOaConfig } from '../../config/channels.js';
import type { Client } from '../../db/open.js';
import { downloadPhoto } from '../../photos/download.js';
import { MINUTE_MS } from '../../time/duration.js';
import { type Channel, type ChannelDeps, type Place, SendError } from '../channel.js';
import { CHANNEL_FACTS } from '../facts.js';
import { truncate } from '../split.js';
import { createClient, type ZaloClient } from './client.js';
import { ZaloError } from './errors.js';
import { createAsk } from './http.js';
import { createOauth } from './oauth.js';
import { render, type ZaloMessage } from './render.js';
import { PATIENCE_MS } from './renewal.js';
import { describeAccount, describeTrouble } from './said.js';
import { createTokens } from './tokens.js';
import { createWebhook } from './webhook.js';

/**
 * What the channel takes; `sealKey`: the subkey `tokens`. For tests: `now`, and for how long an answer and a renewal are
 * waited for.
 */
export type ZaloOaDeps = ChannelDeps & {
  db: Client;
  sealKey: Buffer;
  now?: () => Date;
  patience?: { answerMs?: number; renewalMs?: number };
};

const CHECK_EVERY_MS = MINUTE_MS;
/** Where Zalo keeps pictures. */
const PHOTO_HOSTS = ['*.zdn.vn'];
const REAL_API = 'https://openapi.zalo.me';

/** What the channel is made of; the command line uses it without the channel. */
export function createZaloOaParts(
  config: ZaloOaConfig,
  deps: Pick<ZaloOaDeps, 'db' | 'sealKey' | 'log' | 'count' | 'now' | 'patience'>,
) {
  const { db, sealKey, log, count, now = () => new Date(), patience } = deps;
  const ask = createAsk(patience?.answerMs);
  const oauth = createOauth(config, ask);
  const { appId, firstTokens } = config;
  const tokens = createTokens({
    ...{ db, sealKey, appId, firstTokens, oauth, log, count, now },
    patienceMs: patience?.renewalMs ?? PATIENCE_MS,
  });
  return { oauth, tokens, client: createClient(config, { ask, tokens, log, now }) };
}

/** The channel of a Zalo Official Account. */
export function createZaloOa(config: ZaloOaConfig, deps: ZaloOaDeps): Channel {
  const { log, count, now = () => new Date() } = deps;
  const { tokens, client } = createZaloOaParts(config, deps);
  // A stand-in for Zalo's servers, named by the operator, has its pictures with it.
  const standIn = config.openapiUrl === REAL_API ? [] : [new URL(config.openapiUrl).origin];
  const allowedHosts = [...PHOTO_HOSTS, ...standIn];
  const checks = every(CHECK_EVERY_MS, tokens.check, (error) =>
    log.warn({ reason: reasonOf(error) }, 'Zalo tokens were not checked'),
  );

  return {
    webhook: createWebhook(config, { log, count, now }),
    render,
    send: (place, message) => sendWithin({ client, config, now }, place, message as ZaloMessage),
    async photo(reference) {
      const download = await downloadPhoto(reference, { allowedHosts });
      if (download.ok) return download.bytes;
      count(`photo not fetched: ${download.reason}`);
      return null;
    },
    async start() {
      const { stop } = checks;
      checks.start();
      await checks.run();
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

/** What sending takes. */
type Sender = { client: ZaloClient; config: ZaloOaConfig; now: () => Date };

const TOO_LATE: ReadonlySet<number> = new Set([-230, -232]);
const MAX_FIELD = 100;

/** As a consultation message within seven days of their last word, as a template afterwards. */
async function sendWithin(
  sender: Sender,
  { chat, lastInboundAt, phone }: Place,
  { brief, ...message }: ZaloMessage,
): Promise<void> {
  const { client, config, now } = sender;
  const isLate =
    lastInboundAt !== undefined &&
    now().getTime() - lastInboundAt.getTime() >
      (CHANNEL_FACTS['zalo-oa'].windowMs ?? Number.POSITIVE_INFINITY);
  const hasTemplate = config.templateId !== null || config.phoneTemplateId !== null;
  if (!isLate || !hasTemplate) {
    try {
      return await client.send(chat, message);
    } catch (error) {
      if (lastInboundAt === undefined || !hasTemplate || !isTooLate(error)) throw error;
    }
  }
  // The template says all there is room for: further parts of the text are left out.
  if (!brief) return;
  const data = { ma_ho_so: brief.code, tinh_trang: brief.status, ngay_hen: brief.due };
  const fields = Object.entries(data).map(([name, value]) => [name, truncate(value, MAX_FIELD)]);
  await sendTemplate(sender, { chat, phone }, Object.fromEntries(fields));
}

/** To the account; where that does not reach the person, to the number they gave for it. */
async function sendTemplate(
  { client, config }: Sender,
  { chat, phone }: Pick<Place, 'chat'> & { phone: Place['phone'] | undefined },
  data: Record<string, string>,
): Promise<void> {
  const { templateId, phoneTemplateId } = config;
  const refused =
    templateId === null
      ? new SendError('never', 'zalo: quá 7 ngày, chưa có mẫu tin gửi theo tài khoản')
      : await client.sendTemplate(chat, templateId, data).then(() => null, asSendError);
  if (refused === null) return;
  const isUnreached = refused.remedy === 'never' || refused.remedy === 'gone';
  const number = isUnreached && phoneTemplateId !== null ? await phone?.() : null;
  if (!number || phoneTemplateId === null) throw refused;
  await client.sendToPhone(number, phoneTemplateId, data);
}

function isTooLate(error: unknown): boolean {
  const cause = error instanceof SendError ? error.cause : null;
  return cause instanceof ZaloError && TOO_LATE.has(cause.code);
}

function asSendError(error: unknown): SendError {
  if (error instanceof SendError) return error;
  throw error;
}

/** Never the error itself: a database's may hold what was to be stored. */
function reasonOf(error: unknown): string {
  return error instanceof SendError ? error.message : String((error as Error).name);
}
