import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Channel, type Inbound, SendError } from '../../../src/channels/channel.js';
import { createCall } from '../../../src/channels/zalo-bot/client.js';
import { sendErrorOf } from '../../../src/channels/zalo-bot/errors.js';
import { createZaloBot, usageText } from '../../../src/channels/zalo-bot/index.js';
import type { ZaloBotConfig } from '../../../src/config/channels.js';
import { createLog } from '../../../src/operations/log.js';
import { type FakeZaloBot, startFakeZaloBot } from '../../support/fake-zalo-bot.js';

const SECRET = 'secret-for-tests';

let fake: FakeZaloBot;
let logged: string;
let counted: string[];
let looks: number;
let got: Inbound[];
let closing: (() => unknown)[];
beforeEach(async () => {
  fake = await startFakeZaloBot();
  [logged, counted, got, looks] = ['', [], [], 0];
  closing = [() => fake.stop()];
});
afterEach(async () => {
  for (const close of closing.reverse()) await close();
});

function build(
  config: Partial<ZaloBotConfig> = {},
  deps: { publicUrl?: string | null; usage?: { users: number; sentThisMonth: number } } = {},
): Channel {
  const stream = new Writable({
    write(chunk, _, done) {
      logged += chunk;
      done();
    },
  });
  return createZaloBot(
    { token: fake.token, mode: 'polling', secret: SECRET, apiUrl: fake.url, ...config },
    {
      publicUrl: deps.publicUrl ?? null,
      log: createLog('info', { stream }),
      count: (name) => counted.push(name),
      usage: async () => {
        looks += 1;
        return deps.usage ?? { users: 1, sentThisMonth: 1 };
      },
    },
    50,
  );
}

const keep = async (inbound: readonly Inbound[]) => void got.push(...inbound);
const texts = () => got.map(({ content }) => (content.kind === 'text' ? content.text : content.kind));

async function start(channel: Channel, deliver = keep): Promise<string> {
  const { said, stop } = await channel.start(deliver);
  closing.push(stop);
  return said;
}

/** The route that the server has, over the channel alone. */
async function serveWebhook(channel: () => Channel): Promise<string> {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const header = (name: string) => request.headers[name] as string | undefined;
    const { status, inbound } = channel().webhook({ header, body: Buffer.concat(parts) });
    got.push(...inbound);
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('polling', () => {
  it('takes one update after another, in order, through idle polls', async () => {
    fake.settings.maxHoldMs = 20;
    expect(await start(build())).toBe('Zalo Bot: đã nối với "bot.ExampleAbc", nhận tin bằng polling.');
    await expect.poll(() => fake.calls.filter((name) => name === 'getUpdates').length).toBeGreaterThan(2);
    const person = fake.person('u-01');
    for (const text of ['một', 'hai', 'ba']) await person.say(text);
    await expect.poll(texts).toEqual(['một', 'hai', 'ba']);
    expect(logged).toBe('');
  });

  it('removes a webhook first: with one there is nothing to poll', async () => {
    await fetch(`${fake.url}/bot${fake.token}/setWebhook?url=https://a.example.vn&secret_token=${SECRET}`);
    await start(build());
    await fake.person('u-01').say('một');
    await expect.poll(texts).toEqual(['một']);
    expect(fake.calls.slice(1, 3)).toEqual(['getMe', 'deleteWebhook']);
  });

  it.each([
    ['an HTML page', { kind: 'html', status: 502 } as const],
    ['half an answer', { kind: 'malformed' } as const],
    ['a cut connection', { kind: 'reset' } as const],
    ['403', { kind: 'answer', status: 200, body: { ok: false, error_code: 403 } } as const],
    ['429', { kind: 'answer', status: 429, body: { ok: false, error_code: 429 } } as const],
  ])('goes on after %s', async (_, fault) => {
    fake.settings.maxHoldMs = 20;
    fake.fail('/getUpdates', fault);
    await start(build());
    await expect.poll(() => logged).toContain('getUpdates');
    await fake.person('u-01').say('một');
    await expect.poll(texts, { timeout: 5000 }).toEqual(['một']);
    expect(logged).not.toContain(fake.token);
  });

  it('keeps an update until it is stored: it will not come again', async () => {
    let tries = 0;
    await start(build(), async (inbound) => {
      tries += 1;
      if (tries === 1) throw new Error('the database is away');
      await keep(inbound);
    });
    await fake.person('u-01').say('một');
    await expect.poll(texts, { timeout: 5000 }).toEqual(['một']);
    expect(tries).toBe(2);
  });

  it('stops at once, in the middle of a poll', async () => {
    fake.settings.maxHoldMs = 60_000;
    const { stop } = await build().start(keep);
    await expect.poll(() => fake.calls).toContain('getUpdates');
    const began = performance.now();
    await stop();
    expect(performance.now() - began).toBeLessThan(5_000);
    await fake.person('u-01').say('một');
    expect(got).toEqual([]);
  });

  it('says that a token is wrong, and asks no more', async () => {
    const said = await start(build({ token: '1:wrong' }));
    expect(said).toContain('ZALO_BOT_TOKEN sai');
    expect(fake.calls).toEqual(['getMe']);
    expect(logged).toContain('"alert":"channel"');
    expect(logged + said).not.toContain('1:wrong');
  });

  it('says that Zalo is out of reach, and begins once it is back', async () => {
    fake.fail('/getMe', { kind: 'html', status: 500 });
    expect(await start(build())).toBe('Zalo Bot: chưa gọi được Zalo (getMe: http 500), sẽ thử lại.');
    await fake.person('u-01').say('một');
    await expect.poll(texts, { timeout: 5000 }).toEqual(['một']);
  });

  it('takes no webhooks', () => {
    const body = Buffer.from('{}');
    expect(build().webhook({ header: () => SECRET, body }).status).toBe(404);
  });
});

describe('the webhook', () => {
  async function begin(options: Partial<ZaloBotConfig> = {}) {
    let channel: Channel | null = null;
    const publicUrl = await serveWebhook(() => channel ?? build());
    channel = build({ mode: 'webhook', ...options }, { publicUrl });
    return { said: await start(channel), publicUrl };
  }

  it('is registered with its secret, and takes both shapes', async () => {
    const { said, publicUrl } = await begin();
    expect(said).toBe(`Zalo Bot: đã nối với "bot.ExampleAbc", nhận tin ở ${publicUrl}/webhooks/zalo-bot.`);
    expect(fake.webhook).toEqual({ url: `${publicUrl}/webhooks/zalo-bot`, secret: SECRET });
    const person = fake.person('u-01');
    await person.say('một');
    fake.settings.shape = 'flat';
    await person.say('hai');
    await person.sendOther('sticker');
    expect(texts()).toEqual(['một', 'hai', 'other']);
    expect(fake.statuses).toEqual([200, 200, 200]);
  });

  it('refuses a wrong secret and what is no update', async () => {
    await begin();
    fake.settings.wrongSecret = true;
    await fake.person('u-01').say('một');
    fake.settings.wrongSecret = false;
    await fake.emit({ event_name: 5 as unknown as string });
    expect(fake.statuses).toEqual([401, 400]);
    expect(got).toEqual([]);
  });

  it('gives a repeat the same id, takes any order, and drops what is not for it', async () => {
    await begin();
    fake.settings.copies = 2;
    fake.hold();
    await fake.person('u-01').say('một');
    await fake.person('u-02').say('hai');
    await fake.release('reversed');
    expect(texts()).toEqual(['hai', 'hai', 'một', 'một']);
    expect(new Set(got.map(({ id }) => id)).size).toBe(2);
    fake.settings.copies = 1;
    await fake.emit({ event_name: 'message.something.received', message: {} });
    await fake.emit({
      event_name: 'message.text.received',
      message: { from: { id: fake.me.id }, chat: { id: 'u-01' }, text: 'lời của chính bot' },
    });
    expect(counted).toEqual(['unknown event', 'own message']);
    expect(got).toHaveLength(4);
  });

  it('cannot be registered without PUBLIC_URL, or at an address Zalo refuses', async () => {
    expect(await start(build({ mode: 'webhook' }))).toContain('đặt PUBLIC_URL');
    fake.settings.allowLocal = false;
    const local = build({ mode: 'webhook' }, { publicUrl: 'http://10.0.0.1' });
    expect(await start(local)).toContain('phải là địa chỉ https công khai');
  });
});

describe('sending', () => {
  const remedy = async (channel: Channel, chat = 'u-01') =>
    channel.send({ chat, context: null }, 'Chào bạn').then(
      () => null,
      (error) => (error instanceof SendError ? [error.remedy, error.waitMs] : error),
    );

  it('reaches the chat, not the person', async () => {
    await fake.person('u-01', 'g-01').say('/xin chào');
    expect(await remedy(build(), 'g-01')).toBeNull();
    expect(fake.sent).toMatchObject([{ chat: 'g-01', text: 'Chào bạn' }]);
  });

  it.each(['200', 'code'] as const)(
    'takes each refusal for what it is, with HTTP status %s',
    async (status) => {
      await fake.person('u-01').say('một');
      fake.settings.refuseWith = status;
      expect(await remedy(build(), 'u-99')).toEqual(['gone', null]);
      expect(await remedy(build({ token: '1:wrong' }))).toEqual(['stop', null]);
      fake.settings.walls = { users: 50, messages: 0 };
      expect(await remedy(build())).toEqual(['later', null]);
      await expect(build().send({ chat: 'u-01', context: null }, 'a'.repeat(2001))).rejects.toMatchObject({
        remedy: 'never',
      });
    },
  );

  it('knows what was surely not accepted from what may have been', async () => {
    await fake.person('u-01').say('một');
    const channel = build();
    fake.fail('/sendMessage', { kind: 'html', status: 502 });
    expect(await remedy(channel)).toEqual(['later', null]);
    fake.fail('/sendMessage', { kind: 'reset' });
    expect(await remedy(channel)).toEqual(['unknown', null]);
    fake.fail('/sendMessage', { kind: 'malformed' });
    expect(await remedy(channel)).toEqual(['unknown', null]);
    expect(fake.sent).toHaveLength(2);
    expect(await remedy(build({ apiUrl: 'http://127.0.0.1:1' }))).toEqual(['later', null]);
  });

  it('does not know what became of a message that nobody answers', async () => {
    await fake.person('u-01').say('một');
    fake.fail('/sendMessage', { kind: 'silence' });
    const call = createCall({ token: fake.token, mode: 'polling', secret: null, apiUrl: fake.url });
    const body = { chat_id: 'u-01', text: 'Chào bạn' };
    const error = await call('sendMessage', body, { timeoutMs: 200 }).catch((caught) => caught);
    expect(sendErrorOf(error, 0).error.remedy).toBe('unknown');
    expect(fake.sent).toHaveLength(1);
  });

  it('believes 403 the fourth time in a row', async () => {
    await fake.person('u-01').say('một');
    const channel = build();
    const forbid = (times: number) =>
      fake.fail('/sendMessage', { kind: 'answer', status: 403, body: { ok: false, error_code: 403 } }, times);
    const remedies = async (count: number) => {
      const all = [];
      for (let i = 0; i < count; i += 1) all.push((await remedy(channel))?.[0]);
      return all;
    };
    forbid(3);
    expect(await remedies(4)).toEqual(['later', 'later', 'later', undefined]);
    forbid(4);
    expect(await remedies(4)).toEqual(['later', 'later', 'later', 'stop']);
  });

  it('tells nobody the token', async () => {
    fake.fail('/sendMessage', { kind: 'reset' });
    const channel = build({ token: fake.token });
    const error = await channel.send({ chat: 'u-01', context: null }, 'a').catch((caught) => caught);
    const told = `${error.stack}${JSON.stringify(error)}${String(error.cause)}${logged}`;
    expect(told).not.toContain('exampleSecret');
  });
});

describe('a photo', () => {
  it('is fetched from the stand-in of the platform, and from nowhere else', async () => {
    const channel = build();
    await start(channel);
    await fake.person('u-01').sendPhoto(Buffer.from('ảnh'));
    await expect.poll(() => got.length).toBe(1);
    const content = got[0]?.content;
    const reference = content?.kind === 'photo' ? content.reference : '';
    expect(Buffer.from((await channel.photo(reference)) ?? '').toString()).toBe('ảnh');
    expect(await channel.photo('http://127.0.0.1:1/a.jpg')).toBeNull();
    expect(counted).toEqual(['photo not fetched: host']);
  });
});

describe('the walls of the plan', () => {
  it('are told of at the start, and in the log, before they are hit', async () => {
    expect(await start(build({}, { usage: { users: 39, sentThisMonth: 2399 } }))).not.toContain('Gói Basic');
    expect(logged).toBe('');
    expect(await start(build({}, { usage: { users: 40, sentThisMonth: 2 } }))).toContain('Sắp hết hạn mức');
    expect(logged).toContain('"alert":"quota"');
    expect(await start(build({}, { usage: { users: 2, sentThisMonth: 3000 } }))).toContain('Đã hết hạn mức');
  });

  it('are looked at while sending, at most once an hour', async () => {
    await fake.person('u-01').say('một');
    const channel = build({}, { usage: { users: 1, sentThisMonth: 2400 } });
    for (let i = 0; i < 3; i += 1) await channel.send({ chat: 'u-01', context: null }, 'a');
    expect(logged.split('Sắp hết hạn mức')).toHaveLength(2);
    expect(looks).toBe(1);
  });

  it('are put in words', () => {
    expect(usageText({ users: 41, sentThisMonth: 1234 })).toBe(
      'Gói Basic: 41/50 (82%) người dùng, 1.234/3.000 (41%) tin gửi trong tháng. Sắp hết hạn mức: nên chuyển sang Zalo Official Account.',
    );
  });
});
