/** Telegram, over its Bot API: https://core.telegram.org/bots/api */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { TelegramConfig } from '../../config/channels.js';
import { downloadPhoto } from '../../photos/download.js';
import type { Channel, ChannelDeps, Inbound, WebhookRequest, WebhookResult } from '../channel.js';
import { createApi } from './api.js';
import { parse, type Self } from './parse.js';
import { render } from './render.js';
import { createSend } from './send.js';
import { startReceiving } from './start.js';

/** Calls nothing until `start`. */
export function createTelegram(config: TelegramConfig, deps: ChannelDeps): Channel {
  const api = createApi(config);
  // The number before the colon is the bot's id.
  const self: Self = { id: Number(config.token.split(':')[0]), username: null };

  const read = (update: unknown): Inbound[] => {
    const inbound = parse(update, self, new Date());
    if (inbound === null) deps.count('unknown event');
    return inbound ?? [];
  };

  return {
    webhook: (request) => answerWebhook(config, request, read),
    render,
    send: createSend(api),
    photo: async (reference) => {
      const { file_path: path } = await api.getFile(reference).catch(() => ({ file_path: undefined }));
      if (path === undefined) return null;
      const fetched = await downloadPhoto(`${config.apiRoot}/file/bot${config.token}/${path}`, {
        allowedHosts: [new URL(config.apiRoot).origin],
      });
      return fetched.ok ? fetched.bytes : null;
    },
    start: (deliver) =>
      startReceiving({ config, deps, api, self, take: (updates) => deliver(updates.flatMap(read)) }),
  };
}

function answerWebhook(
  { mode, secret }: TelegramConfig,
  { header, body }: WebhookRequest,
  read: (update: unknown) => Inbound[],
): WebhookResult {
  if (mode !== 'webhook' || secret === null) return { status: 404, inbound: [] };
  if (!isSame(header('x-telegram-bot-api-secret-token') ?? '', secret)) return { status: 401, inbound: [] };
  try {
    return { status: 200, inbound: read(JSON.parse(Buffer.from(body).toString())) };
  } catch {
    return { status: 400, inbound: [] };
  }
}

/** In constant time, whatever the lengths. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
