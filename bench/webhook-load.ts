/**
 * The platforms, and people who write to them, in a thread of their own: the strict fakes of Telegram and the Zalo
 * Official Account deliver to webhooks and take the answers, so that nothing of it disturbs what is measured.
 */
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import { startFakeTelegram } from '../test/support/fake-telegram.js';
import { startFakeZaloOa } from '../test/support/fake-zalo-oa.js';
import { QUESTIONS } from './questions.js';

export type LoadChannel = 'telegram' | 'zalo-oa';
/** `rate`: messages a second, sent whether or not earlier ones are answered; `clients`: each waits for its answer. */
type Load = {
  channel: LoadChannel;
  /** Origins of the servers, called in turn. */
  servers: string[];
  seconds: number;
  pace: { rate: number } | { clients: number };
};
/** Milliseconds of each message from when it was due until acknowledged and until answered. */
export type Loaded = {
  sent: number;
  answered: number;
  acknowledged: number[];
  answers: number[];
  seconds: number;
};
/** What became of messages, one for each person. `acknowledged`: at the first try; `extra`: messages sent beyond one for each. */
type Record = {
  emitted: number;
  acknowledged: number;
  answered: number;
  extra: number;
  slowest: number;
};

export type LoadThread = {
  /** What a server has to be set to, without its own address. */
  env: { [name: string]: string };
  measure(load: Load): Promise<Loaded>;
  /** Goes on at a rate over both channels, until `finish`. */
  begin(servers: string[], rate: number): Promise<void>;
  /** Ends, and waits until everything is answered, or nothing more has been for so long. */
  finish(patienceMs: number): Promise<Record>;
  close(): Promise<void>;
};

const SECRET = 'bench-secret';
/** Sooner than the platforms, yet not so soon that a server which is down is all they are busy with. */
const RETRY_MS = 1_500;
/** Starts the thread. */
export async function startLoad(): Promise<LoadThread> {
  const worker = new Worker(new URL(import.meta.url), { workerData: 'load' });
  const ask = async <T>(request: Request): Promise<T> => {
    const answered = once(worker, 'message');
    worker.postMessage(request);
    const [result] = await answered;
    return result as T;
  };
  return {
    env: await ask({ kind: 'env' }),
    measure: (load) => ask({ kind: 'measure', load }),
    begin: (servers, rate) => ask({ kind: 'begin', servers, rate }),
    finish: (patienceMs) => ask({ kind: 'finish', patienceMs }),
    close: async () => void (await worker.terminate()),
  };
}

type Request =
  | { kind: 'env' }
  | { kind: 'measure'; load: Load }
  | { kind: 'begin'; servers: string[]; rate: number }
  | { kind: 'finish'; patienceMs: number };

/** A message of somebody. */
type Emitted = { due: number; acknowledged: number | null; answered: number | null };

if (parentPort && workerData === 'load') await serve(parentPort);

async function serve(port: NonNullable<typeof parentPort>): Promise<void> {
  const platforms = await startPlatforms();
  let endless: { stop(): Promise<void> } | null = null;
  const answer = async (request: Request): Promise<unknown> => {
    if (request.kind === 'env') return platforms.env;
    if (request.kind === 'measure') return platforms.measure(request.load);
    if (request.kind === 'begin') {
      endless = platforms.begin(request.servers, request.rate);
      return null;
    }
    await endless?.stop();
    return platforms.finish(request.patienceMs);
  };
  port.on('message', (request: Request) => {
    void answer(request).then((result) => port.postMessage(result));
  });
}

async function startPlatforms() {
  const telegram = await startFakeTelegram({ allowHttp: true, retryMs: RETRY_MS, maxAttempts: 1_000 });
  const oa = await startFakeZaloOa({
    requestsPerMinute: Number.POSITIVE_INFINITY,
    repliesPerWindow: null,
    // What an Official Account is told of its own messages depends on what its operator has asked Zalo for.
    echo: false,
    // Tries again until taken: what happens at the end of Zalo's ladder is another question.
    ladder: Array.from({ length: 1_000 }, () => RETRY_MS),
  });
  const { appId, appSecret, secretKey } = oa.ids;
  const waiting = new Map<string, Emitted[]>();
  const all: Emitted[] = [];
  let extra = 0;
  let lastPerson = 0;
  let seen = { telegram: 0, 'zalo-oa': 0 };

  /** Both fakes note when they took a message. */
  function look(): void {
    const sent = [
      ...telegram.sent.slice(seen.telegram).map(({ chat, at }) => ({ key: `telegram:${chat}`, at })),
      ...oa.sent.slice(seen['zalo-oa']).map(({ user, at }) => ({ key: `zalo-oa:${user}`, at: at.getTime() })),
    ];
    seen = { telegram: telegram.sent.length, 'zalo-oa': oa.sent.length };
    for (const { key, at } of sent) {
      const message = waiting.get(key)?.shift();
      if (message) message.answered = at;
      else extra += 1;
    }
  }
  setInterval(look, 1);

  /** The addresses take turns: a load balancer that costs nothing. */
  function deliverTo(servers: readonly string[], channel: LoadChannel): void {
    let turn = 0;
    const url = {
      configurable: true,
      get: () => `${servers[turn++ % servers.length]}/webhooks/${channel}`,
    };
    if (channel === 'zalo-oa') Object.defineProperty(oa.settings, 'url', url);
    else Object.defineProperty(telegram.webhook() ?? {}, 'url', url);
  }

  async function emit(channel: LoadChannel, person: number, due: number): Promise<Emitted> {
    const message: Emitted = { due, acknowledged: null, answered: null };
    const key = `${channel}:${person}`;
    waiting.set(key, [...(waiting.get(key) ?? []), message]);
    all.push(message);
    const text = QUESTIONS[all.length % QUESTIONS.length] ?? '';
    const who = channel === 'telegram' ? telegram.person(person) : oa.person(String(person));
    const status = await who.say(text);
    if (status === 200) message.acknowledged = Date.now();
    return message;
  }

  async function answered(message: Emitted, withinMs: number): Promise<void> {
    for (const until = Date.now() + withinMs; message.answered === null && Date.now() < until; )
      await sleep(1);
  }

  /** Emits at a rate from now on; a late timer makes up for what was due meanwhile. */
  async function openLoop(
    rate: number,
    isOver: () => boolean,
    emitOne: (due: number) => void,
  ): Promise<void> {
    const began = Date.now();
    for (let count = 0; !isOver(); await sleep(1))
      for (; began + (count * 1000) / rate <= Date.now() && !isOver(); count += 1)
        emitOne(began + (count * 1000) / rate);
  }

  async function measure({ channel, servers, seconds, pace }: Load): Promise<Loaded> {
    deliverTo(servers, channel);
    const began = Date.now();
    const isOver = () => Date.now() >= began + seconds * 1000;
    const messages: Promise<Emitted>[] = [];
    const firstPerson = lastPerson + 1;
    if ('rate' in pace) {
      // Each person writes every five seconds: people do not write faster, and the assistant would say so.
      const persons = pace.rate * 5;
      lastPerson += persons;
      await openLoop(pace.rate, isOver, (due) => {
        messages.push(emit(channel, firstPerson + (messages.length % persons), due));
      });
    } else {
      const client = async () => {
        while (!isOver()) {
          lastPerson += 1;
          const message = emit(channel, lastPerson, Date.now());
          messages.push(message);
          await answered(await message, 30_000);
        }
      };
      await Promise.all(Array.from({ length: pace.clients }, client));
    }
    const done = await Promise.all(messages);
    for (const message of done) await answered(message, 30_000);
    const took = (Math.max(...done.map((each) => each.answered ?? 0)) - began) / 1000;
    return {
      sent: done.length,
      answered: done.filter((each) => each.answered !== null).length,
      acknowledged: done.flatMap((each) =>
        each.acknowledged === null ? [] : [each.acknowledged - each.due],
      ),
      answers: done.flatMap((each) => (each.answered === null ? [] : [each.answered - each.due])),
      seconds: took,
    };
  }

  function begin(servers: readonly string[], rate: number) {
    const channels = ['telegram', 'zalo-oa'] as const;
    for (const channel of channels) deliverTo(servers, channel);
    let over = false;
    const running = openLoop(
      rate,
      () => over,
      (due) => {
        lastPerson += 1;
        void emit(channels[lastPerson % 2] ?? 'telegram', lastPerson, due);
      },
    );
    return {
      stop: async () => {
        over = true;
        await running;
      },
    };
  }

  /** Waits until everything is answered, or nothing more has been for so long. */
  async function finish(patienceMs: number): Promise<Record> {
    const count = () => all.filter((each) => each.answered !== null).length;
    for (let [before, since] = [count(), Date.now()]; before < all.length; await sleep(100)) {
      const now = count();
      if (now > before) [before, since] = [now, Date.now()];
      if (Date.now() - since > patienceMs) break;
    }
    await sleep(1_000);
    return {
      emitted: all.length,
      acknowledged: all.filter((each) => each.acknowledged !== null).length,
      answered: count(),
      extra,
      slowest: Math.max(...all.map((each) => (each.answered ?? each.due) - each.due)),
    };
  }

  const env = {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_MODE: 'webhook',
    TELEGRAM_WEBHOOK_SECRET: SECRET,
    TELEGRAM_API_ROOT: telegram.origin,
    ZALO_OA_APP_ID: appId,
    ZALO_OA_APP_SECRET: appSecret,
    ZALO_OA_SECRET_KEY: secretKey,
    ZALO_OA_ACCESS_TOKEN: oa.tokens.current?.access ?? '',
    ZALO_OA_REFRESH_TOKEN: oa.tokens.current?.refresh ?? '',
    ZALO_OPENAPI_URL: oa.url('openapi'),
    ZALO_OAUTH_URL: oa.url('oauth'),
    ZALO_BUSINESS_URL: oa.url('business'),
  };
  return { env, measure, begin, finish };
}
