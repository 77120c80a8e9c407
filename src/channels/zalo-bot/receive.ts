/** How updates are received: the bot introduces itself, then is polled or registers its webhook. */
import { z } from 'zod';
import type { ZaloBotConfig } from '../../config/channels.js';
import type { Channel, ChannelDeps, Deliver } from '../channel.js';
import { BotError, type Call } from './client.js';
import { MAX_FORBIDDEN } from './errors.js';
import { type Me, parseUpdate, readUpdate } from './parse.js';
import { type OnFailure, poll, retrying, type Trying } from './poll.js';
import type { UsageWatch } from './usage.js';

const account = z.object({ id: z.coerce.string(), account_name: z.string().min(1) });

/** Receiving by webhook or polling, and who the bot is. */
export type Receiver = {
  /** Null until the platform has been reached. */
  me(): Me;
  start: Channel['start'];
};

/** Receives as the settings say; `start` tells the platform where. */
export function createReceiver(
  config: ZaloBotConfig,
  deps: ChannelDeps,
  { call, usage, firstMs }: { call: Call; usage: UsageWatch } & Pick<Trying, 'firstMs'>,
): Receiver {
  const { publicUrl, log } = deps;
  const webhookUrl = publicUrl && `${publicUrl}/webhooks/zalo-bot`;
  const failed = createFailureLog(deps);
  let me: Me = null;

  /** Polling is refused while a webhook is set. */
  async function connect(signal: AbortSignal): Promise<void> {
    const read = account.safeParse(await call('getMe', {}, { signal }));
    if (!read.success) throw new BotError(null, 'getMe: no account');
    me = { id: read.data.id, name: read.data.account_name };
    if (config.mode === 'polling') await call('deleteWebhook', {}, { signal });
    else if (webhookUrl)
      await call('setWebhook', { url: webhookUrl, secret_token: config.secret ?? '' }, { signal });
  }

  async function take(result: unknown, deliver: Deliver, signal: AbortSignal): Promise<void> {
    const update = readUpdate(result);
    const parsed = update ? parseUpdate(update, me, new Date()) : { dropped: 'malformed event' };
    if ('dropped' in parsed) return deps.count(parsed.dropped);
    // The platform has forgotten it by now: it is stored, however long that takes.
    await retrying(() => deliver([parsed.inbound]), { signal, failed: notStored, firstMs });
  }

  const notStored: OnFailure = (error) => {
    log.error({ error: (error as Error).name }, 'an update could not be stored; trying again');
    return true;
  };

  return {
    me: () => me,
    async start(deliver) {
      const stopping = new AbortController();
      const { signal } = stopping;
      const trying = { signal, failed, firstMs };
      const trouble = await connect(signal).then(
        () => null,
        (error) => ({ error, isLasting: !failed(error, 0) }),
      );
      const said = trouble ? describeTrouble(trouble.error) : describe(config, me, webhookUrl);
      const isConnected = async () => !trouble || retrying(() => connect(signal), trying);
      const receiving = async () => {
        if (trouble?.isLasting || !(await isConnected())) return;
        if (config.mode === 'polling') await poll(call, (result) => take(result, deliver, signal), trying);
      };
      const running = receiving();
      const stop = async () => {
        stopping.abort();
        await running;
      };
      return { said: [said, await usage.check()].filter(Boolean).join(' '), stop };
    },
  };
}

/** Logs why a call failed. */
function createFailureLog({ log }: ChannelDeps): OnFailure {
  return (error, before) => {
    const code = error instanceof BotError ? error.code : null;
    const reason = reasonOf(error);
    const isRefused = code === 401 || (code === 403 && before >= MAX_FORBIDDEN);
    if (isRefused) log.error({ alert: 'channel', reason }, 'Zalo refuses the bot');
    else log.warn({ reason }, 'the Zalo Bot Platform cannot be reached');
    return code !== 401;
  };
}

const reasonOf = (error: unknown) => (error instanceof BotError ? error.message : (error as Error).name);

function describe({ mode }: ZaloBotConfig, me: Me, webhookUrl: string | null): string {
  const connected = `Zalo Bot: đã nối với "${me?.name}"`;
  if (mode === 'polling') return `${connected}, nhận tin bằng polling.`;
  if (webhookUrl) return `${connected}, nhận tin ở ${webhookUrl}.`;
  return `${connected}, nhưng chưa nhận được tin: đặt PUBLIC_URL để đăng ký webhook rồi khởi động lại.`;
}

function describeTrouble(error: unknown): string {
  const code = error instanceof BotError ? error.code : null;
  if (code === 401)
    return 'Zalo Bot: ZALO_BOT_TOKEN sai hoặc đã bị thu hồi, kênh này không chạy. Lấy mã mới ở Zalo Bot Creator rồi khởi động lại.';
  const address = code === 400 ? ' Nếu dùng webhook, PUBLIC_URL phải là địa chỉ https công khai.' : '';
  return `Zalo Bot: chưa gọi được Zalo (${reasonOf(error)}), sẽ thử lại.${address}`;
}
