/** The channel of the Zalo Bot Platform, for pilots: polled or by webhook, plain texts out. docs/zalo-bot.md */
import type { ZaloBotConfig } from '../../config/channels.js';
import { downloadPhoto } from '../../photos/download.js';
import { isSameSecret } from '../../security/secrets.js';
import {
  type Channel,
  type ChannelDeps,
  SendError,
  type WebhookRequest,
  type WebhookResult,
} from '../channel.js';
import { createCall } from './client.js';
import { sendErrorOf } from './errors.js';
import { parseUpdate, readUpdate } from './parse.js';
import { createReceiver } from './receive.js';
import { render } from './render.js';
import { createUsageWatch } from './usage.js';

export { usageText } from './usage.js';

/** Where Zalo keeps pictures. */
const PHOTO_HOSTS = ['*.zdn.vn'];
const REAL_API = 'https://bot-api.zaloplatforms.com';

/** The channel of a Zalo Bot (a pilot account): no buttons, and a small plan. `firstMs`: see `Trying`; for tests. */
export function createZaloBot(config: ZaloBotConfig, deps: ChannelDeps, firstMs?: number): Channel {
  const { count } = deps;
  const call = createCall(config);
  const usage = createUsageWatch(deps);
  const receiver = createReceiver(config, deps, { call, usage, firstMs });
  // A stand-in for Zalo's servers, named by the operator, has its pictures with it.
  const standIn = config.apiUrl === REAL_API ? [] : [new URL(config.apiUrl).origin];
  const allowedHosts = [...PHOTO_HOSTS, ...standIn];
  let forbidden = 0;

  function webhook({ header, body }: WebhookRequest): WebhookResult {
    const nothing = (status: WebhookResult['status'], why: string): WebhookResult => {
      count(why);
      return { status, inbound: [] };
    };
    if (config.mode !== 'webhook' || config.secret === null) return { status: 404, inbound: [] };
    if (!isSameSecret(header('x-bot-api-secret-token') ?? '', config.secret))
      return nothing(401, 'wrong secret');
    if (body === null) return nothing(200, 'too large');
    const update = readUpdate(json(body));
    if (!update) return nothing(400, 'malformed event');
    const parsed = parseUpdate(update, receiver.me(), new Date());
    if ('inbound' in parsed) return { status: 200, inbound: [parsed.inbound] };
    return nothing(200, parsed.dropped);
  }

  return {
    webhook,
    render,
    async send({ chat }, message) {
      if (typeof message !== 'string') throw new SendError('never', 'not a text');
      usage.checkSometimes();
      try {
        await call('sendMessage', { chat_id: chat, text: message });
        forbidden = 0;
      } catch (error) {
        const failure = sendErrorOf(error, forbidden);
        forbidden = failure.isForbidden ? forbidden + 1 : 0;
        throw failure.error;
      }
    },
    async photo(reference) {
      const download = await downloadPhoto(reference, { allowedHosts });
      if (download.ok) return download.bytes;
      count(`photo not fetched: ${download.reason}`);
      return null;
    },
    start: receiver.start,
  };
}

function json(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}
