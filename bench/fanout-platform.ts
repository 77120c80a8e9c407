/** The strict fake of Telegram in a thread of its own, so that it takes nothing from what is measured. */
import { setTimeout as sleep } from 'node:timers/promises';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { startFakeTelegram } from '../test/support/fake-telegram.js';

/** `text`: up to its second line, enough to know it by. */
type Arrival = { chat: number; at: number; text: string };
type Taken = { arrivals: Arrival[]; tooFast: number; refused: string[] };

export type Platform = {
  env: NodeJS.ProcessEnv;
  /** Makes chats known, and sets how fast messages are taken. */
  meet(chats: { from: number; count: number }, limits: { perSecond: number | null }): Promise<void>;
  count(): Promise<number>;
  /** What came since the last time it was asked. */
  take(): Promise<Taken>;
  /** Somebody asks something every so many ms, for so long; ms until each answer, Infinity = none came. */
  ask(everyMs: number, seconds: number): Promise<number[]>;
  close(): Promise<void>;
};

type Request =
  | { kind: 'env' | 'count' | 'take' }
  | { kind: 'meet'; from: number; count: number; perSecond: number | null }
  | { kind: 'ask'; everyMs: number; seconds: number };

export async function startPlatform(): Promise<Platform> {
  const worker = new Worker(new URL(import.meta.url));
  const waiting = new Map<number, (result: never) => void>();
  let last = 0;
  worker.on('message', ({ id, result }) => waiting.get(id)?.(result as never));
  const request = <T>(what: Request): Promise<T> =>
    new Promise((resolve) => {
      last += 1;
      waiting.set(last, resolve);
      worker.postMessage({ id: last, what });
    });
  return {
    env: await request({ kind: 'env' }),
    meet: (chats, limits) => request({ kind: 'meet', ...chats, ...limits }),
    count: () => request({ kind: 'count' }),
    take: () => request({ kind: 'take' }),
    ask: (everyMs, seconds) => request({ kind: 'ask', everyMs, seconds }),
    close: async () => void (await worker.terminate()),
  };
}

if (!isMainThread && parentPort) await serve(parentPort);

async function serve(port: NonNullable<typeof parentPort>): Promise<void> {
  const telegram = await startFakeTelegram({ allowHttp: true });
  const take = (): Taken => ({
    arrivals: telegram.sent.splice(0).map(({ chat, at, text }) => ({ chat, at, text: text.slice(0, 120) })),
    tooFast: telegram.calls.filter(({ refused }) => refused?.startsWith('Too Many')).length,
    refused: telegram.calls
      .splice(0)
      .flatMap(({ refused }) => (refused && !refused.startsWith('Too Many') ? [refused] : [])),
  });
  const answer = async (what: Request): Promise<unknown> => {
    if (what.kind === 'count') return telegram.sent.length;
    if (what.kind === 'take') return take();
    if (what.kind === 'ask') return ask(what.everyMs, what.seconds);
    if (what.kind === 'meet') {
      for (let i = 0; i < what.count; i += 1) telegram.migrate(-(what.from + i), what.from + i);
      Object.assign(telegram.settings, {
        perSecond: what.perSecond,
        perChatSecond: what.perSecond === null ? null : 1,
      });
      return null;
    }
    return {
      TELEGRAM_BOT_TOKEN: telegram.token,
      TELEGRAM_MODE: 'webhook',
      TELEGRAM_WEBHOOK_SECRET: 'bench-secret',
      TELEGRAM_API_ROOT: telegram.origin,
    };
  };
  port.on('message', ({ id, what }: { id: number; what: Request }) => {
    void answer(what).then((result) => port.postMessage({ id, result }));
  });

  let person = 1;
  async function ask(everyMs: number, seconds: number): Promise<number[]> {
    const asked = Array.from({ length: Math.floor((seconds * 1_000) / everyMs) }, async (_, i) => {
      await sleep(i * everyMs);
      person += 1;
      return askOnce(person);
    });
    return Promise.all(asked);
  }

  async function askOnce(id: number): Promise<number> {
    const began = Date.now();
    let seen = telegram.sent.length;
    void telegram.person(id).say('lệ phí thủ tục 1.004873');
    while (Date.now() < began + 30_000) {
      for (; seen < telegram.sent.length; seen += 1)
        if (telegram.sent[seen]?.chat === id) return (telegram.sent[seen]?.at ?? 0) - began;
      await sleep(2);
    }
    return Number.POSITIVE_INFINITY;
  }
}
