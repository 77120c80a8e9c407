/** Telegram, over its Bot API: https://core.telegram.org/bots/api */
import type { TelegramConfig } from '../../config/channels.js';
import { downloadPhoto } from '../../photos/download.js';
import { isSameSecret } from '../../security/secrets.js';
import type { Channel, ChannelDeps, Inbound, WebhookRequest, WebhookResult } from '../channel.js';
import { createApi } from './api.js';
import { parse, type Self } from './parse.js';
import { render } from './render.js';
import { createSend } from './send.js';
import { type Patience, startReceiving } from './start.js';

/** Calls nothing until `start`. `patience`: for tests. */
export function createTelegram(config: TelegramConfig, deps: ChannelDeps, patience?: Patience): Channel {
  const api = createApi(config);
  // The number before the colon is the bot's id.
  const self: Self = { id: Number(config.token.split(':')[0]), username: null };

  const read = (update: unknown): Inbound[] => {
    const inbound = parse(update, self, new Date());
    if (inbound === null) deps.count('unknown event');
    return inbound ?? [];
  };

  return {
    webhook: (request) => answerWebhook(config, request, { read, count: deps.count }),
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
      startReceiving({
        ...{ config, deps, api, self, patience },
        take: (updates) => deliver(updates.flatMap(read)),
      }),
  };
}

function answerWebhook(
  { mode, secret }: TelegramConfig,
  { header, body }: WebhookRequest,
  { read, count }: { read: (update: unknown) => Inbound[]; count: (what: string) => void },
): WebhookResult {
  const refused = (status: WebhookResult['status'], why: string): WebhookResult => {
    count(why);
    return { status, inbound: [] };
  };
  if (mode !== 'webhook' || secret === null) return { status: 404, inbound: [] };
  if (!isSameSecret(header('x-telegram-bot-api-secret-token') ?? '', secret))
    return refused(401, 'wrong secret');
  // Refused, it would be sent again and again, and hold up what comes after it.
  if (body === null) return refused(200, 'too large');
  try {
    return { status: 200, inbound: read(JSON.parse(Buffer.from(body).toString())) };
  } catch {
    return refused(400, 'malformed event');
  }
}
