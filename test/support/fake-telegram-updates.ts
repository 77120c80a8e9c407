/** How the fake Telegram brings updates to a bot: kept until they are confirmed by polling, or pushed to a webhook. */
import { setTimeout as sleep } from 'node:timers/promises';
import { TelegramRefusal } from './fake-telegram-text.js';

export type TelegramUpdate = { update_id: number; [kind: string]: unknown };

/** Everything may be changed while it runs. */
export type DeliverySettings = {
  /** A webhook may be plain http on any port. */
  allowHttp: boolean;
  /** How often the webhook is brought each update. */
  copies: number;
  /** Each delivery comes up to so much late, so that they overtake each other; 0 = in order per chat. */
  jitterMs: number;
  /** Headers that replace or, when null, lack the usual ones. */
  headers: Record<string, string | null>;
  /** After an answer that is not 2xx; the real pause is not documented. */
  retryMs: number;
  maxAttempts: number;
  timeoutMs: number;
};

export type Webhook = { url: string; secret: string | null; lastError: string | null };
type Poll = { end: () => void; refuse: (error: TelegramRefusal) => void };

const conflict = (why: string) => new TelegramRefusal(409, `Conflict: ${why}`);

export function createDelivery(settings: DeliverySettings) {
  let pending: TelegramUpdate[] = [];
  let allowed: string[] | null = null;
  let webhook: Webhook | null = null;
  let poll: Poll | null = null;
  let isOver = false;
  const inOrder = new Map<string, Promise<unknown>>();

  /** With the status the webhook answered first; null = none, or it waits for a poll. */
  function bring(update: TelegramUpdate, chat: number | string): Promise<number | null> {
    const [kind = ''] = Object.keys(update).filter((key) => key !== 'update_id');
    if (allowed && !allowed.includes(kind)) return Promise.resolve(null);
    pending.push(update);
    if (!webhook) {
      poll?.end();
      return Promise.resolve(null);
    }
    return push(update, chat);
  }

  function push(update: TelegramUpdate, chat: number | string): Promise<number | null> {
    if (settings.jitterMs > 0) return pushAll(update);
    const before = inOrder.get(String(chat)) ?? Promise.resolve();
    return new Promise((resolve) => {
      inOrder.set(
        String(chat),
        before.then(() => pushAll(update, resolve)),
      );
    });
  }

  async function pushAll(update: TelegramUpdate, told: (status: number | null) => void = () => undefined) {
    const statuses = await Promise.all(
      Array.from({ length: settings.copies }, async () => {
        await sleep(Math.random() * settings.jitterMs);
        return pushUntilTaken(update, told);
      }),
    );
    return statuses[0] ?? null;
  }

  async function pushUntilTaken(update: TelegramUpdate, told: (status: number | null) => void) {
    let first: number | null | undefined;
    for (let attempt = 0; attempt < settings.maxAttempts && webhook && !isOver; attempt += 1) {
      if (attempt > 0) await sleep(settings.retryMs);
      const status = await post(webhook, update);
      if (first === undefined) first = status;
      told(status);
      if (status !== null && status >= 200 && status < 300) {
        pending = pending.filter((each) => each !== update);
        break;
      }
    }
    told(null);
    return first ?? null;
  }

  async function post(to: Webhook, update: TelegramUpdate): Promise<number | null> {
    const usual = {
      'content-type': 'application/json',
      ...(to.secret === null ? {} : { 'x-telegram-bot-api-secret-token': to.secret }),
    };
    const headers = Object.entries({ ...usual, ...settings.headers }).filter(([, value]) => value !== null);
    try {
      const response = await fetch(to.url, {
        method: 'POST',
        headers: Object.fromEntries(headers) as Record<string, string>,
        body: JSON.stringify(update),
        signal: AbortSignal.timeout(settings.timeoutMs),
      });
      await response.arrayBuffer();
      if (!response.ok) to.lastError = `Wrong response from the webhook: ${response.status}`;
      return response.status;
    } catch {
      to.lastError = 'Connection failed';
      return null;
    }
  }

  /** `getUpdates`. */
  async function ask(
    { offset = 0, limit = 100, timeout = 0, allowed_updates: kinds }: AskParams,
    gone: AbortSignal,
  ): Promise<TelegramUpdate[]> {
    if (webhook)
      throw conflict(
        "can't use getUpdates method while webhook is active; use deleteWebhook to delete it first",
      );
    poll?.refuse(
      conflict('terminated by other getUpdates request; make sure that only one bot instance is running'),
    );
    if (kinds) allowed = kinds;
    pending = pending.filter(({ update_id: id }) => id >= offset);
    if (pending.length === 0 && timeout > 0) await next(Math.min(timeout, 50) * 1000, gone);
    return gone.aborted ? [] : pending.slice(0, limit);
  }

  /** Until something comes, `ms` have passed, the client hangs up, or another poll takes over (throws). */
  async function next(ms: number, gone: AbortSignal): Promise<void> {
    const waiting = new AbortController();
    const mine: Poll = { end: () => waiting.abort(), refuse: (error) => waiting.abort(error) };
    poll = mine;
    gone.addEventListener('abort', mine.end);
    await sleep(ms, undefined, { signal: waiting.signal }).catch(() => undefined);
    if (poll === mine) poll = null;
    if (waiting.signal.reason instanceof TelegramRefusal) throw waiting.signal.reason;
  }

  return {
    bring,
    ask,
    /** Brings the webhook an update once more. */
    repeat: (update: TelegramUpdate) => (webhook ? post(webhook, update) : Promise.resolve(null)),
    setWebhook: (to: Webhook | null, kinds: string[] | null, drop: boolean) => {
      webhook = to;
      if (kinds) allowed = kinds;
      if (drop) pending = [];
      if (to) for (const update of pending) void push(update, 'pending');
    },
    webhook: () => webhook,
    pending: () => pending,
    /** Everything is delivered or given up. */
    idle: async () => {
      await Promise.all(inOrder.values());
    },
    stop: () => {
      isOver = true;
      poll?.end();
    },
  };
}

type AskParams = { offset?: number; limit?: number; timeout?: number; allowed_updates?: string[] };
