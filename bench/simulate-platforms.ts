/** The platforms of the simulated year: strict fakes that throttle, fail, lose answers, and deliver twice and late. */

import type { Fault } from '../test/support/fake-server.js';
import { startFakeTelegram } from '../test/support/fake-telegram.js';
import { startFakeZaloOa } from '../test/support/fake-zalo-oa.js';
import type { Random } from './simulate-year.js';

export type Follower = { number: number; channel: 'telegram' | 'zalo-oa'; chat: string };
/** A message as its reader got it. */
export type Got = { chat: string; text: string; at: number };

export type Platforms = {
  env: NodeJS.ProcessEnv;
  /** Makes somebody known to a platform. */
  meet(follower: Follower): void;
  /** They block the bot, or stop following the account. */
  leave(follower: Follower): void;
  /** From now on requests fail at random, until `heal`. */
  trouble(random: Random): void;
  heal(): void;
  got(): Got[];
  /** Faults set so far, and messages refused for being too fast. */
  faults(): { set: number; tooFast: number };
  stop(): Promise<void>;
};

const FAULT_EVERY_MS = 2_000;

/** `origins`: of the servers; webhooks are delivered to one after another, each message twice. */
export async function startPlatforms(origins: readonly string[]): Promise<Platforms> {
  const telegram = await startFakeTelegram({
    allowHttp: true,
    perSecond: 30,
    perChatSecond: 1,
    retryMs: 500,
  });
  Object.assign(telegram.settings, { copies: 2, jitterMs: 300, maxAttempts: 100 });
  const ladder = Array.from({ length: 100 }, () => 500);
  const zalo = await startFakeZaloOa({
    repliesPerWindow: null,
    requestsPerMinute: 4_000,
    echo: false,
    ladder,
  });
  let timer: NodeJS.Timeout | undefined;
  let set = 0;
  const { appId, appSecret, secretKey, oaId } = zalo.ids;
  const fail = (random: Random) => {
    const pick = <T>(given: readonly T[]) => given[Math.floor(random() * given.length)] as T;
    const times = 1 + Math.floor(random() * 3);
    const [path, fault] = random() < 0.5 ? ['/sendMessage', pick(TELEGRAM)] : ['/oa/message/cs', pick(ZALO)];
    (path === '/sendMessage' ? telegram : zalo).fail(path, fault, times);
    set += times;
  };
  return {
    env: {
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_MODE: 'webhook',
      TELEGRAM_WEBHOOK_SECRET: 'bench-secret',
      TELEGRAM_API_ROOT: telegram.origin,
      TELEGRAM_PER_SECOND: '29',
      ZALO_OA_APP_ID: appId,
      ZALO_OA_APP_SECRET: appSecret,
      ZALO_OA_SECRET_KEY: secretKey,
      ZALO_OA_ID: oaId,
      ZALO_OA_ACCESS_TOKEN: zalo.tokens.current?.access,
      ZALO_OA_REFRESH_TOKEN: zalo.tokens.current?.refresh,
      ZALO_OPENAPI_URL: zalo.url('openapi'),
      ZALO_OAUTH_URL: zalo.url('oauth'),
      ZALO_BUSINESS_URL: zalo.url('business'),
      ZALO_OA_PER_MINUTE: '1500',
    },
    meet: ({ channel, chat }) => {
      // Known to the fake without an update: they wrote long ago.
      if (channel === 'telegram') telegram.migrate(-Number(chat), Number(chat));
      else void zalo.person(chat).follow();
    },
    leave: ({ channel, chat }) => {
      if (channel === 'telegram') void telegram.person(Number(chat)).block();
      else void zalo.person(chat).unfollow();
    },
    trouble: (random) => {
      let turn = 0;
      const url = () => `${origins[turn++ % origins.length]}/webhooks/zalo-oa`;
      Object.defineProperty(zalo.settings, 'url', { configurable: true, get: url });
      zalo.settings.copies = 2;
      timer = setInterval(() => fail(random), FAULT_EVERY_MS);
    },
    heal: () => {
      clearInterval(timer);
      telegram.heal();
      zalo.heal();
    },
    got: () => [
      ...telegram.sent.map(({ chat, text, at }) => ({ chat: String(chat), text, at })),
      ...zalo.sent.map(({ user, text, at }) => ({ chat: user, text, at: at.getTime() })),
    ],
    faults: () => ({
      set,
      tooFast: telegram.calls.filter(({ refused }) => refused?.startsWith('Too Many')).length,
    }),
    stop: async () => {
      clearInterval(timer);
      await Promise.all([telegram.stop(), zalo.stop()]);
    },
  };
}

const LOST: readonly Fault[] = [{ kind: 'reset' }, { kind: 'malformed' }, { kind: 'silence' }];
const SLOW: Fault = { kind: 'slow', ms: 3_000 };
const TELEGRAM: readonly Fault[] = [
  { kind: 'html', status: 502 },
  {
    kind: 'answer',
    status: 429,
    body: {
      ok: false,
      error_code: 429,
      description: 'Too Many Requests: retry after 2',
      parameters: { retry_after: 2 },
    },
  },
  SLOW,
  ...LOST,
];
const ZALO: readonly Fault[] = [
  { kind: 'html', status: 500 },
  { kind: 'answer', status: 200, body: { error: -32, message: 'Your application reach limit call api' } },
  SLOW,
  ...LOST,
];
