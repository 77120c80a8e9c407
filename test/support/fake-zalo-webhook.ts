/** How the fake Zalo calls a webhook: signed, tried again on the ladder, switched off after its end. */
import { createHash } from 'node:crypto';
import { setMaxListeners } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';

export type ZaloEvent = { event_name: string; timestamp: string; [field: string]: unknown };
/** One attempt. `status`: null = no answer in time, or no connection. */
type Delivery = { event: ZaloEvent; retry: number; status: number | null; tookMs: number };

export type WebhookSettings = {
  /** Null = none is set: events are lost. */
  url: string | null;
  signWith: 'app id' | 'oa id' | 'wrong';
  /** How often each event is delivered. */
  copies: number;
  /** Waits between attempts in ms: Zalo's own (30 s, 5 min, 15 min, 30 min, 1 h), accelerated. */
  ladder: number[];
  /** Zalo wants 200 within 2 s. */
  patienceMs: number;
};

export const ACCELERATED_LADDER = [30, 300, 900, 1800, 3600].map((seconds) => seconds / 10);

/** The header's value: SHA-256 of id, raw body, timestamp and secret set one after another; not an HMAC. */
export function zaloMac(id: string, body: string, timestamp: string, secretKey: string): string {
  return `mac=${createHash('sha256')
    .update(id + body + timestamp + secretKey)
    .digest('hex')}`;
}

export type ZaloWebhook = {
  readonly deliveries: readonly Delivery[];
  /** True after an event was refused to the end of the ladder: nothing is delivered until `enable()`. */
  readonly disabled: boolean;
  enable(): void;
  /** Delivers; resolves with the status of the first attempt (null = none). Later attempts go on by themselves. */
  emit(event: ZaloEvent, headers?: Record<string, string>): Promise<number | null>;
  /** Keeps events back until `release`, which delivers them one after another. */
  hold(): void;
  release(order?: 'as sent' | 'reversed'): Promise<void>;
  /** Resolves when nothing is under way any more. */
  settled(): Promise<void>;
  stop(): void;
};

export function createZaloWebhook(
  settings: WebhookSettings,
  ids: { appId: string; oaId: string; secretKey: string },
): ZaloWebhook {
  const deliveries: Delivery[] = [];
  const underWay = new Set<Promise<unknown>>();
  const stopped = new AbortController();
  // Every delivery under way listens to it.
  setMaxListeners(0, stopped.signal);
  let disabled = false;
  let held: (() => Promise<unknown>)[] | null = null;

  async function attempt(event: ZaloEvent, retry: number, headers: Record<string, string>) {
    const began = performance.now();
    const status = settings.url ? await post(settings.url, event, retry, headers) : null;
    deliveries.push({ event, retry, status, tookMs: performance.now() - began });
    return status;
  }

  async function post(url: string, event: ZaloEvent, retry: number, headers: Record<string, string>) {
    const body = JSON.stringify(event);
    const id = settings.signWith === 'oa id' ? ids.oaId : ids.appId;
    const secret = settings.signWith === 'wrong' ? 'somebody-elses-secret' : ids.secretKey;
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        'x-zevent-signature': zaloMac(id, body, event.timestamp, secret),
        ...(retry > 0 ? { num_retry: String(retry) } : {}),
        ...headers,
      },
      body,
      signal: AbortSignal.any([AbortSignal.timeout(settings.patienceMs), stopped.signal]),
    }).catch(() => null);
    await response?.arrayBuffer().catch(() => null);
    return response?.status ?? null;
  }

  async function climb(event: ZaloEvent, headers: Record<string, string>) {
    for (const [index, waitMs] of settings.ladder.entries()) {
      await wait(waitMs, undefined, { signal: stopped.signal }).catch(() => {});
      if (stopped.signal.aborted || disabled) return;
      if ((await attempt(event, index + 1, headers)) === 200) return;
    }
    disabled = true;
  }

  async function deliver(event: ZaloEvent, headers: Record<string, string>) {
    if (disabled || stopped.signal.aborted || !settings.url) return null;
    const status = await attempt(event, 0, headers);
    if (status !== 200) void track(climb(event, headers));
    return status;
  }

  function track<T>(promise: Promise<T>): Promise<T> {
    const watched = promise.finally(() => underWay.delete(watched));
    underWay.add(watched);
    return promise;
  }

  return {
    deliveries,
    get disabled() {
      return disabled;
    },
    enable: () => {
      disabled = false;
    },
    async emit(event, headers = {}) {
      const once = () => track(deliver(event, headers));
      if (held) {
        for (let copy = 0; copy < settings.copies; copy += 1) held.push(once);
        return null;
      }
      const statuses = await Promise.all(Array.from({ length: settings.copies }, once));
      return statuses[0] ?? null;
    },
    hold: () => {
      held ??= [];
    },
    async release(order = 'as sent') {
      const all = held ?? [];
      held = null;
      for (const once of order === 'reversed' ? all.reverse() : all) await once();
    },
    async settled() {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    stop: () => stopped.abort(),
  };
}
