/** The webhooks, called by somebody who is not the platform, or by the platform with nonsense. */
import { createHash } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { createApp, type Services } from '../../src/app.js';
import { sumCounts } from '../../src/channels/count-store.js';
import type { Messaging } from '../../src/channels/messaging.js';
import { vietnamDate } from '../../src/time/clock.js';
import { createChannels } from '../../src/wiring/channels.js';
import { NOWHERE, SECRET, ZALO } from '../support/nowhere.js';
import { openTestServices } from '../support/services.js';

let services: Services;
let messaging: Messaging;
let app: Awaited<ReturnType<typeof createApp>>;

beforeAll(async () => {
  services = await openTestServices({ ...NOWHERE, TRUST_PROXY: '1' });
});
beforeEach(async () => {
  await services.database.client.$executeRaw`TRUNCATE inbox, contacts, channel_counts`;
  messaging = await createChannels(services);
  app = await createApp(services, { messaging });
  onTestFinished(() => messaging.close());
});

type Headers = Record<string, string>;
const post = async (channel: string, body: string, headers: Headers = {}, address = '203.0.113.9') =>
  app.request(`/webhooks/${channel}`, {
    method: 'POST',
    headers: { 'X-Forwarded-For': address, ...headers },
    body,
  });
const statusOf = async (...given: Parameters<typeof post>) => (await post(...given)).status;
const stored = () => services.database.client.inboxMessage.findMany({ orderBy: { id: 'asc' } });
/** How often something was counted, in all channels together; counts are written when the channels close. */
async function counted(name: string): Promise<number> {
  await messaging.close();
  const counts = await sumCounts(services.database.client, vietnamDate(new Date()));
  return counts.filter((each) => each.name === name).reduce((sum, { count }) => sum + count, 0);
}

const signed = (body: string, timestamp: string, id = ZALO.appId): Headers => ({
  'X-ZEvent-Signature': `mac=${createHash('sha256').update(`${id}${body}${timestamp}${ZALO.secretKey}`).digest('hex')}`,
});
const now = () => String(Date.now());
const zaloText = (text: string, timestamp: string, more: object = {}) =>
  JSON.stringify({
    event_name: 'user_send_text',
    timestamp,
    sender: { id: '2000000000000000002' },
    recipient: { id: ZALO.oaId },
    message: { msg_id: `m${timestamp}`, text },
    ...more,
  });
const telegramText = (text: string, more: object = {}, id = 1) =>
  JSON.stringify({
    update_id: id,
    message: {
      message_id: id,
      date: 1_790_000_000,
      chat: { id: 7, type: 'private' },
      from: { id: 7 },
      text,
      ...more,
    },
  });
const bot = (message: object) =>
  JSON.stringify({
    event_name: 'message.text.received',
    message: {
      from: { id: 'u' },
      chat: { id: 'u' },
      text: 'chào',
      message_id: 'm',
      date: Date.now(),
      ...message,
    },
  });
const KNOWN: Record<string, Headers> = {
  telegram: { 'X-Telegram-Bot-Api-Secret-Token': SECRET },
  'zalo-bot': { 'X-Bot-Api-Secret-Token': SECRET },
};

describe('a stranger', () => {
  it.each(['telegram', 'zalo-bot', 'zalo-oa'])('gets nothing out of %s', async (channel) => {
    const wrong: Headers[] = [
      {},
      { 'X-Telegram-Bot-Api-Secret-Token': '', 'X-Bot-Api-Secret-Token': '', 'X-ZEvent-Signature': 'mac=' },
      { 'X-Telegram-Bot-Api-Secret-Token': `${SECRET}x`, 'X-Bot-Api-Secret-Token': SECRET.slice(1) },
      { 'X-ZEvent-Signature': `mac=${'0'.repeat(64)}` },
    ];
    for (const headers of wrong)
      for (const body of [zaloText('a', now()), telegramText('a'), bot({})]) {
        const isPing = channel === 'zalo-oa' && !headers['X-ZEvent-Signature'] && body === telegramText('a');
        expect(isPing ? [200] : [400, 401]).toContain(await statusOf(channel, body, headers));
      }
    expect(await stored()).toEqual([]);
  });

  it('is told to wait after sixty refusals a minute, and holds up nobody else, at the same address or another', async () => {
    const statuses = [];
    for (let i = 0; i < 62; i += 1) statuses.push(await statusOf('telegram', telegramText('a')));
    expect(statuses.filter((status) => status === 401)).toHaveLength(60);
    const refused = await post('zalo-oa', zaloText('a', '1'), { 'X-ZEvent-Signature': 'mac=0' });
    expect([refused.status, Number(refused.headers.get('Retry-After')) > 0]).toEqual([429, true]);
    expect(await counted('refused too often')).toBe(3);
    expect(await statusOf('telegram', telegramText('a'), KNOWN.telegram)).toBe(200);
    expect(await statusOf('telegram', telegramText('a'), {}, '203.0.113.10')).toBe(401);
    expect((await stored()).map(({ channel }) => channel)).toEqual(['telegram']);
  });

  it('may save the address in the console of Zalo: an empty call is answered', async () => {
    for (const body of ['', '{}', '{"timestamp":"1"}', 'ping'])
      expect(await statusOf('zalo-oa', body)).toBe(200);
    expect(await counted('webhook ping')).toBe(4);
  });
});

describe('more than an update has', () => {
  const large = 'a'.repeat(65_536);

  it.each(['telegram', 'zalo-bot', 'zalo-oa'])('is refused by %s to a stranger', async (channel) => {
    expect(await statusOf(channel, `{"event_name":"${large}"}`)).toBe(channel === 'zalo-oa' ? 413 : 401);
  });

  it.each(['telegram', 'zalo-bot'])(
    'is dropped by %s for the platform, which would send it for ever',
    async (channel) => {
      expect(await statusOf(channel, telegramText(large), KNOWN[channel])).toBe(200);
      expect([await stored(), await counted('too large')]).toEqual([[], 1]);
    },
  );
});

describe('an event of Zalo', () => {
  it('is known by its own timestamp, whatever stands beside it', async () => {
    const time = now();
    const tricks = [
      zaloText('"timestamp":"1"', time),
      zaloText('x"timestamp', time, { quote: { timestamp: '5' }, list: [{ timestamp: '6' }] }),
      zaloText('\\"timestamp\\":\\"1\\"', time, { '"timestamp': '7', x: 'timestamp' }),
      JSON.stringify(JSON.parse(zaloText('b', time)), null, 2),
      zaloText('c', time).replace(`"${time}"`, time),
    ];
    for (const body of tricks)
      expect([body, await statusOf('zalo-oa', body, signed(body, time))]).toEqual([body, 200]);
    const byOa = zaloText('d', time);
    expect(await statusOf('zalo-oa', byOa, signed(byOa, time, ZALO.oaId))).toBe(200);
    expect(await statusOf('zalo-oa', byOa, signed(byOa, '5'))).toBe(401);
  });

  it('from the future is answered in its turn, and counted', async () => {
    const month = String(Date.now() + 30 * 86_400_000);
    const ahead = zaloText('a', month);
    expect(await statusOf('zalo-oa', ahead, signed(ahead, month))).toBe(200);
    const [message] = await stored();
    expect(Math.abs((message?.sentAt.getTime() ?? 0) - Date.now())).toBeLessThan(60_000);
    expect(await counted('impossible time')).toBe(1);
  });
});

it.each([1e18, -1, -1e18, 0, 1e308, 8.64e12, 253_402_300_800, 1.5])(
  'a message of Telegram dated %d is taken',
  async (date) => {
    expect(await statusOf('telegram', telegramText('a', { date }), KNOWN.telegram)).toBe(200);
    const [message] = await stored();
    expect(message?.sentAt.getTime()).toBeGreaterThan(0);
    expect(message?.sentAt.getTime()).toBeLessThan(Date.now() + 600_000);
  },
);

it.each([
  ['no text', { text: null }],
  ['NUL', { text: 'a\0b' }],
  ['half a letter', { text: '\ud800', chat: { id: '\udc00\0' } }],
  ['a prototype', { chat: { id: '__proto__' }, from: { id: 'constructor' } }],
  ['numbers for names', { from: { id: 1e300 }, message_id: -0 }],
  ['a date beyond all', { date: 1e18 }],
  ['a date before all', { date: '-1e18' }],
  ['no date', { date: {} }],
  ['a picture of a file', { photo_url: 'file:///etc/passwd' }],
])('a message of the Zalo Bot with %s is taken, or dropped', async (_, message) => {
  for (const body of [bot(message), `{"ok":true,"result":${bot(message)}}`])
    expect(await statusOf('zalo-bot', body, KNOWN['zalo-bot'])).toBe(200);
});

it.each(['__proto__', 'constructor', 'toString'])(
  'an event named %s is one nobody knows, on every channel',
  async (name) => {
    const event = { ...JSON.parse(bot({})), event_name: name };
    expect(await statusOf('zalo-bot', JSON.stringify(event), KNOWN['zalo-bot'])).toBe(200);
    const time = now();
    const body = zaloText('a', time, { event_name: name });
    expect(await statusOf('zalo-oa', body, signed(body, time))).toBe(200);
    const update = `{"update_id":1,"${name}":{},"message":{"${name}":{}}}`;
    expect(await statusOf('telegram', update, KNOWN.telegram)).toBe(200);
    expect(await stored()).toEqual([]);
  },
);

it.each([
  '',
  '[]',
  'null',
  '{"result":null}',
  '{"event_name":{}}',
  `${'['.repeat(30_000)}`,
  '{"event_name":"__proto__"}',
])('the Zalo Bot takes %.40s calmly', async (body) => {
  expect([200, 400]).toContain(await statusOf('zalo-bot', body, KNOWN['zalo-bot']));
});
