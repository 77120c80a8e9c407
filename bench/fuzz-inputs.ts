/** Requests nobody well-meaning sends: valid ones with something changed. The same seed gives the same ones. */
import { createHash } from 'node:crypto';
import { FAMILIES } from '../test/support/families.js';
import { SECRET, ZALO } from '../test/support/nowhere.js';
import { exchanged, NASTY, type Route } from '../test/support/routes.js';

/** A number from 0 to 1, the next each time (mulberry32). */
export type Random = () => number;

export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** `group`: what counts together. */
export type Input = {
  group: string;
  path: string;
  method: string;
  headers: Record<string, string>;
  body?: string | Uint8Array<ArrayBuffer>;
};

const PAGES = ['/', '/style.css', '/widget.js', '/api/docs', '/healthz', '/readyz', '/metrics', '/none'];

/** A message of each platform. */
const DELIVERIES: Record<string, unknown> = {
  telegram: {
    update_id: 1,
    message: {
      message_id: 1,
      date: 1_796_000_000,
      chat: { id: 7, type: 'private' },
      from: { id: 7 },
      text: 'chào',
    },
  },
  'zalo-oa': {
    event_name: 'user_send_text',
    timestamp: '1796000000000',
    sender: { id: '2' },
    recipient: { id: ZALO.oaId },
    message: {
      msg_id: 'm',
      text: 'chào',
      attachments: [{ payload: { url: 'https://a.vn', description: 'b' } }],
    },
  },
  'zalo-bot': {
    event_name: 'message.text.received',
    message: { from: { id: 'u' }, chat: { id: 'u' }, text: 'chào', message_id: 'm', date: 1_796_000_000_000 },
  },
};

const QUESTIONS = [
  'làm giấy khai sinh cho con cần gì',
  'H21.17-261120-0012',
  '5678',
  'theo dõi hồ sơ này',
  'xóa dữ liệu',
];
const HEADERS = [
  'If-Match',
  'If-None-Match',
  'Idempotency-Key',
  'Accept-Language',
  'X-Forwarded-For',
  'Authorization',
];

/** Makes inputs for the routes; `key` opens the desk's interface. */
export function createInputs(random: Random, routes: readonly Route[], key: string): () => Input {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const chance = (share: number) => random() < share;

  /** Short ones mostly, as long as `most` sometimes. */
  const family = (most: number) => pick(FAMILIES).fill(Math.ceil(most * random() ** 3));
  const value = (most: number) =>
    chance(0.5) ? pick(NASTY) : JSON.stringify(chance(0.3) ? pick(QUESTIONS) : family(most));

  function bodyOf(route: Pick<Route, 'body' | 'unsaid'>, most: number): string {
    if (chance(0.1)) return chance(0.5) ? family(most) : value(most);
    const [valid, changed] = [JSON.stringify(route.body), pick(exchanged(route as Route, value(most)))];
    if (chance(0.1)) return valid;
    if (chance(0.8)) return changed;
    const at = Math.floor(random() * changed.length);
    if (chance(0.5)) return changed.slice(0, at);
    return (
      changed.slice(0, at) +
      pick(['"', '\\', '{', '}', '[', ',', '\0', '0', '\u00ff']) +
      changed.slice(at + 1)
    );
  }

  function called(route: Route): Input {
    const parts = route.path.split('/');
    const path = chance(0.1)
      ? [...parts.slice(0, -1), encodeURIComponent(family(200).replace(/\p{Cs}/gu, ''))].join('/')
      : route.path;
    const query = Object.keys(route.query).filter(() => chance(0.3));
    const search = new URLSearchParams(
      Object.fromEntries(query.map((name) => [name, chance(0.5) ? (route.query[name] ?? '') : family(300)])),
    );
    const headers: Record<string, string> = { 'Content-Type': 'application/json' };
    if (chance(0.95)) headers.Authorization = `Bearer ${key}`;
    if (chance(0.1)) headers[pick(HEADERS)] = family(2000).replace(/[^\x20-\x7e]/g, '');
    const body = route.body === null ? {} : { body: bodyOf(route, chance(0.05) ? 70_000 : 2_100) };
    const group = `${route.method} ${route.path}`;
    return {
      group,
      path: search.size > 0 ? `${path}?${search}` : path,
      method: route.method,
      headers,
      ...body,
    };
  }

  function delivered(): Input {
    const channel = pick(Object.keys(DELIVERIES));
    const isKnown = chance(0.5);
    const body = bodyOf({ body: DELIVERIES[channel], unsaid: [] }, chance(0.3) ? 70_000 : 3_000);
    const headers = isKnown
      ? proofOf(channel, body)
      : { 'X-ZEvent-Signature': family(200).replace(/[^\x20-\x7e]/g, '') };
    return {
      group: `webhook ${channel} ${isKnown ? '' : 'un'}signed`,
      path: `/webhooks/${channel}`,
      method: 'POST',
      headers,
      body,
    };
  }

  return () => {
    if (chance(0.05))
      return {
        group: 'pages',
        path: pick(PAGES),
        method: 'GET',
        headers: { 'If-None-Match': family(50).replace(/[^\x20-\x7e]/g, '') },
      };
    return chance(0.25) ? delivered() : called(pick(routes));
  };
}

function proofOf(channel: string, body: string): Record<string, string> {
  if (channel !== 'zalo-oa')
    return { 'X-Telegram-Bot-Api-Secret-Token': SECRET, 'X-Bot-Api-Secret-Token': SECRET };
  const timestamp = /"timestamp":"?(\d{1,20})/.exec(body)?.[1] ?? '';
  const digest = createHash('sha256')
    .update(ZALO.appId)
    .update(body)
    .update(timestamp)
    .update(ZALO.secretKey);
  return { 'X-ZEvent-Signature': `mac=${digest.digest('hex')}` };
}
