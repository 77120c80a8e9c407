import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { Channel, Inbound, SendError } from '../../../src/channels/channel.js';
import type { ZaloError } from '../../../src/channels/zalo-oa/errors.js';
import type { ZaloOaConfig } from '../../../src/config/channels.js';
import { replyOf } from '../../../src/conversation/reply.js';
import { openTestDatabase } from '../../support/database.js';
import { startFakeZaloOa } from '../../support/fake-zalo-oa.js';
import { configFor, process } from './support.js';

const { client: db } = await openTestDatabase();
const user = '2000000000000000002';

beforeEach(async () => {
  await db.platformGrant.deleteMany();
});

/** The channel, the fake service it talks to, and a server to which that delivers its webhooks. */
async function start(
  options: Parameters<typeof startFakeZaloOa>[0] = {},
  changed: Partial<ZaloOaConfig> = {},
  patience: Parameters<typeof process>[2] = {},
) {
  const fake = await startFakeZaloOa({ echo: false, ladder: [], ...options });
  onTestFinished(() => fake.stop());
  const own = process(db, undefined, patience);
  const channel = own.channel(configFor(fake, changed));
  const { url, inbound } = await listen(channel);
  fake.settings.url = url;
  return { ...own, fake, channel, inbound, person: fake.person(user) };
}

async function listen(channel: Channel) {
  const inbound: Inbound[] = [];
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const result = channel.webhook({
      header: (name) => request.headers[name.toLowerCase()]?.toString(),
      body,
    });
    inbound.push(...result.inbound);
    response.writeHead(result.status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { inbound, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/webhooks/zalo-oa` };
}

const send = (channel: Channel, message: unknown = { text: 'Chào anh/chị.' }) =>
  channel.send({ chat: user, context: null }, message);
const failure = (sending: Promise<void>) => sending.then(() => null).catch((error: SendError) => error);

describe('a webhook', () => {
  it.each(['app id', 'oa id'] as const)('is taken when signed by %s, and counted', async (signWith) => {
    const { person, inbound, counted } = await start({ signWith });
    expect(await person.say('Tra cứu hồ sơ')).toBe(200);
    expect(inbound).toMatchObject([{ person: user, content: { kind: 'text', text: 'Tra cứu hồ sơ' } }]);
    expect(counted(`signature by ${signWith === 'app id' ? 'app id' : 'OA id'}`)).toBe(1);
  });

  it('is refused when signed by somebody else, or by an account that is not the one set', async () => {
    const wrong = await start({ signWith: 'wrong' });
    expect(await wrong.person.say('Tra cứu hồ sơ')).toBe(401);
    expect(wrong.inbound).toEqual([]);
    expect(wrong.counted('wrong signature')).toBe(1);
    const other = await start({ signWith: 'oa id' }, { oaId: '3000000000000000009' });
    expect(await other.person.say('Tra cứu hồ sơ')).toBe(401);
  });

  it('without a signature brings nothing, but an empty call is answered: saving the address needs it', async () => {
    const { fake, inbound } = await start();
    const post = async (body: string) =>
      (await fetch(fake.settings.url ?? '', { method: 'POST', body })).status;
    expect(await post('')).toBe(200);
    expect(await post('{}')).toBe(200);
    expect(await post(JSON.stringify({ event_name: 'user_send_text', timestamp: '1' }))).toBe(401);
    expect(inbound).toEqual([]);
  });

  it('that is older than ids are kept is dropped', async () => {
    const { fake, person, inbound, counted } = await start();
    fake.settings.now = () => new Date(Date.now() - 6 * 86_400_000 - 60_000);
    expect(await person.say('cũ')).toBe(200);
    fake.settings.now = () => new Date(Date.now() - 3 * 3_600_000);
    expect(await person.say('muộn')).toBe(200);
    expect(inbound.map(({ content }) => content)).toEqual([{ kind: 'text', text: 'muộn' }]);
    expect(counted('stale event')).toBe(1);
  });

  it('of an event nobody knows is answered and counted', async () => {
    const { fake, inbound, counted } = await start();
    expect(await fake.emit({ event_name: 'something_new' })).toBe(200);
    expect([inbound, counted('unknown event')]).toEqual([[], 1]);
  });

  it('of an officer who writes by hand takes the chat over; our own messages do not', async () => {
    const { fake, channel, inbound, person, counted } = await start({ echo: true });
    await person.say('chào');
    await send(channel);
    await expect.poll(() => counted('seen by user')).toBe(1);
    expect(counted('own message')).toBe(1);
    await fake.officerWrites(user, 'Để tôi xem giúp bác');
    expect(inbound.slice(1)).toMatchObject([{ person: user, content: { kind: 'takenOver' } }]);
  });
});

describe('a message', () => {
  it('arrives with its buttons, and a tapped button comes back as a text', async () => {
    const { fake, channel, person, inbound } = await start();
    await person.say('chào');
    const choices = [{ label: 'Lệ phí', send: 'lệ phí thủ tục 1.001193' }];
    for (const message of channel.render(replyOf({ text: 'Anh/chị cần gì?', choices })))
      await send(channel, message);
    expect(fake.sent).toMatchObject([{ kind: 'cs', user, text: 'Anh/chị cần gì?' }]);
    await person.tap(0);
    expect(inbound.at(-1)?.content).toEqual({ kind: 'text', text: 'lệ phí thủ tục 1.001193' });
  });

  it('goes out once when the token ran out meanwhile: one renewal', async () => {
    const { fake, channel, person } = await start();
    await person.say('chào');
    await send(channel);
    // Zalo's clock alone: the channel learns of it by being refused.
    const later = Date.now() + 26 * 3_600_000;
    fake.settings.now = () => new Date(later);
    await Promise.all([send(channel), send(channel), send(channel)]);
    expect(fake.tokens.refreshes).toBe(1);
    expect(fake.sent).toHaveLength(4);
  });

  it('goes to an id beyond 2^53 and understands numbers written as strings', async () => {
    const { fake, channel } = await start({ numbersAsStrings: true });
    const big = '9007199254740993123';
    await fake.person(big).say('chào');
    await channel.send({ chat: big, context: null }, { text: 'a' });
    expect(fake.sent.map((sent) => sent.user)).toEqual([big]);
    await expect(channel.send({ chat: '77', context: null }, { text: 'a' })).rejects.toMatchObject({
      remedy: 'gone',
    });
  });

  it('that Zalo took without an answer may have been sent', async () => {
    const { fake, channel, person } = await start();
    await person.say('chào');
    fake.fail('message/cs', { kind: 'reset' });
    expect((await failure(send(channel)))?.remedy).toBe('unknown');
    fake.fail('message/cs', { kind: 'malformed' });
    expect((await failure(send(channel)))?.remedy).toBe('unknown');
    expect(fake.sent).toHaveLength(2);
  });

  it('that Zalo took and is silent about may have been sent', async () => {
    const { fake, channel, person } = await start({}, {}, { answerMs: 500 });
    await person.say('chào');
    fake.fail('message/cs', { kind: 'silence' });
    expect((await failure(send(channel)))?.remedy).toBe('unknown');
    expect(fake.sent).toHaveLength(1);
  });

  it('is tried later when Zalo is not there, has a gateway error, or too much to do', async () => {
    const { fake, channel, person } = await start();
    await person.say('chào');
    fake.fail('message/cs', { kind: 'html', status: 502 });
    expect((await failure(send(channel)))?.remedy).toBe('later');
    fake.settings.requestsPerMinute = 0;
    expect(await failure(send(channel))).toMatchObject({ remedy: 'later', message: 'zalo -32' });
    fake.settings.requestsPerMinute = 100;
    await send(channel);
    expect(fake.sent).toHaveLength(1);
    const away = await start();
    await away.fake.stop();
    expect((await failure(send(away.channel)))?.remedy).toBe('later');
  });

  it('to somebody silent for seven days is not sent, and why can be told', async () => {
    const { fake, channel, person } = await start();
    await person.say('chào');
    await send(channel);
    person.lastInteraction = new Date(Date.now() - 8 * 86_400_000);
    const error = await failure(send(channel));
    expect(error?.remedy).toBe('never');
    expect((error?.cause as ZaloError | undefined)?.code).toBe(-230);
    expect(fake.sent).toHaveLength(1);
  });

  it('stops all when the app secret is wrong', async () => {
    const { channel, person } = await start({}, { appSecret: 'another' });
    await person.say('chào');
    expect(await failure(send(channel))).toMatchObject({ remedy: 'stop', message: 'zalo -242' });
  });

  it('that fails tells nobody its token, person or text', async () => {
    const { fake, channel, logged } = await start();
    const secret = fake.tokens.current?.access ?? '';
    const error = await failure(send(channel, { text: 'Nguyễn Văn A' }));
    const told = logged() + String(error?.stack) + JSON.stringify(error);
    for (const hidden of [secret, user, 'Nguyễn Văn A']) expect(told).not.toContain(hidden);
  });
});

describe('a photo', () => {
  it('is fetched from where Zalo keeps them, and from nowhere else', async () => {
    const { channel, person, inbound, counted } = await start();
    const bytes = Buffer.from('a picture');
    await person.sendImage(bytes);
    const content = inbound[0]?.content;
    expect(content?.kind === 'photo' && (await channel.photo(content.reference))).toEqual(bytes);
    expect(await channel.photo('https://example.com/a.jpg')).toBeNull();
    expect(await channel.photo('http://f1.zdn.vn/a.jpg')).toBeNull();
    expect(counted('photo not fetched: host')).toBe(2);
  });
});

describe('starting', () => {
  const startOf = async (channel: Channel) => {
    const { said, stop } = await channel.start(async () => undefined);
    await stop();
    return said;
  };

  it('says which account it is, its package and how old the tokens are', async () => {
    const { channel } = await start();
    const said = await startOf(channel);
    expect(said).toContain(
      'đã nối với "Bộ phận một cửa (thử)" (mã 3000000000000000003, gói Growth, đến 31/12/2030)',
    );
    expect(said).toMatch(/Token lấy lúc \d{4}-\d\d-\d\d \d\d:\d\d, hết hạn /);
  });

  it('warns of tokens of another account', async () => {
    const { channel } = await start({}, { oaId: '3000000000000000009' });
    expect(await startOf(channel)).toContain('còn ZALO_OA_ID là 3000000000000000009');
  });

  it('says what to do without tokens or with spent ones, and takes webhooks all the same', async () => {
    const without = await start({}, { firstTokens: null });
    expect(await startOf(without.channel)).toContain('Chạy: npx motcua zalo login');
    expect(await without.person.say('chào')).toBe(200);
    const spent = await start();
    spent.fake.tokens.issue();
    expect(await startOf(spent.channel)).toContain('Chạy: npx motcua zalo login');
  });

  it('says so when Zalo is out of reach', async () => {
    const { channel, fake } = await start();
    await fake.stop();
    expect(await startOf(channel)).toContain('sẽ thử lại');
  });
});
