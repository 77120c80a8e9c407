/** A Telegram channel before a fake Telegram, and what becomes of what it receives. */
import { Writable } from 'node:stream';
import { expect, onTestFinished, vi } from 'vitest';
import type { Channel, ChannelDeps, Inbound } from '../../../src/channels/channel.js';
import { createTelegram } from '../../../src/channels/telegram/index.js';
import type { TelegramConfig } from '../../../src/config/channels.js';
import { type ReplyDraft, replyOf } from '../../../src/conversation/reply.js';
import { createLog } from '../../../src/operations/log.js';
import { serveFake } from '../../support/fake-server.js';
import { type FakeTelegram, startFakeTelegram, type TelegramSettings } from '../../support/fake-telegram.js';

export const SECRET = 'bi-mat_cua-webhook';

/** How long what is awaited may take. */
export const WAIT = { timeout: 15_000, interval: 5 };

export type World = {
  fake: FakeTelegram;
  channel: Channel;
  inbound: Inbound[];
  counted: string[];
  logged: () => string;
  /** The next deliveries fail. */
  troubles: Error[];
  /** Starts, and stops when the test is over. */
  start(): Promise<{ said: string; stop(): Promise<void> }>;
  /** Sends a reply to whatever came in last. */
  reply(reply: ReplyDraft): Promise<void>;
  /** Waits until so much has come in. */
  received(count: number): Promise<Inbound[]>;
};

type Given = Partial<TelegramConfig> & {
  /** Telegram can reach the webhook; false = `PUBLIC_URL` is not set. */
  hasUrl?: boolean;
  settings?: Partial<TelegramSettings>;
  /** How long the start waits for Telegram. */
  startMs?: number;
};

export async function openWorld(given: Given = {}): Promise<World> {
  const { hasUrl = true, settings, startMs = 3_000, ...changed } = given;
  const fake = await startFakeTelegram({ allowHttp: true, retryMs: 20, ...settings });
  onTestFinished(() => fake.stop());
  const config: TelegramConfig = {
    token: fake.token,
    mode: 'polling',
    secret: SECRET,
    apiRoot: fake.origin,
    ...changed,
  };
  const inbound: Inbound[] = [];
  const counted: string[] = [];
  const troubles: Error[] = [];
  let logged = '';
  const stream = new Writable({
    write: (chunk, _, done) => {
      logged += chunk;
      done();
    },
  });
  const deliver = async (came: readonly Inbound[]) => {
    const trouble = troubles.shift();
    if (trouble) throw trouble;
    inbound.push(...came);
  };
  const app = await serveFake(async ({ headers, body }) => {
    const { status, inbound: came } = channel.webhook({
      header: (name) => headers[name.toLowerCase()] as string | undefined,
      body,
    });
    await deliver(came);
    return { status };
  });
  onTestFinished(() => app.stop());
  const deps: ChannelDeps = {
    publicUrl: hasUrl ? app.origin : null,
    log: createLog('info', { stream }),
    count: (name) => void counted.push(name),
    usage: async () => ({ users: 0, sentThisMonth: 0 }),
  };
  const channel = createTelegram(config, deps, { startMs, retryMs: 50 });
  return {
    fake,
    channel,
    inbound,
    counted,
    logged: () => logged,
    troubles,
    start: async () => {
      const started = await channel.start(deliver);
      onTestFinished(() => started.stop());
      return started;
    },
    reply: async (reply) => {
      const last = inbound.at(-1);
      if (!last) throw new Error('nothing came in');
      for (const message of channel.render(replyOf(reply))) await channel.send(last, message);
    },
    received: async (count) => {
      await vi.waitFor(() => expect(inbound.length).toBeGreaterThanOrEqual(count), WAIT);
      return inbound;
    },
  };
}

export const methodsOf = (fake: FakeTelegram) => fake.calls.map(({ method }) => method);
