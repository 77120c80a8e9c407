import { describe, expect, it, vi } from 'vitest';
import { methodsOf, openWorld, SECRET, WAIT } from './fixture.js';

const texts = (inbound: readonly { content: object }[]) =>
  inbound.map(({ content }) => ('text' in content ? content.text : content));

describe('polling', () => {
  it('takes what people wrote meanwhile, and what they write', async () => {
    const world = await openWorld();
    const person = world.fake.person(7);
    await person.say('trước');
    const { said } = await world.start();
    expect(said).toBe('Telegram: @motcua_thu_bot đang nhận tin (polling).');
    await world.received(1);
    await person.say('sau');
    await person.sendPhoto(new Uint8Array([1]));
    await person.send({ sticker: {} });
    await person.block();
    await world.received(5);
    expect(texts(world.inbound)).toEqual([
      'trước',
      'sau',
      { kind: 'photo', reference: expect.any(String) },
      { kind: 'other', what: 'sticker' },
      { kind: 'withdrew' },
    ]);
  });

  it('asks again for what could not be stored', async () => {
    const world = await openWorld();
    world.troubles.push(new Error('no database'));
    await world.start();
    await world.fake.person(7).say('một');
    await world.fake.person(8).say('hai');
    await world.received(2);
    expect(texts(world.inbound)).toEqual(['một', 'hai']);
    expect(world.logged()).toContain('không lưu được tin');
  });

  it('leaves what was not stored to the next start', async () => {
    const world = await openWorld();
    const failing = await world.channel.start(() => Promise.reject(new Error('no database')));
    await world.fake.person(7).say('một');
    await vi.waitFor(() => expect(world.logged()).toContain('không lưu được'), WAIT);
    await failing.stop();
    await world.start();
    await world.received(1);
    expect(texts(world.inbound)).toEqual(['một']);
  });

  it('ends a webhook that was set, without losing what it holds', async () => {
    const world = await openWorld({ mode: 'webhook', hasUrl: true });
    world.fake.settings.maxAttempts = 0;
    await world.start();
    await world.fake.person(7).say('một');
    const polling = await openWorld({ apiRoot: world.fake.origin });
    await polling.start();
    await polling.received(1);
    expect(world.fake.webhook()).toBeNull();
  });

  it('goes on after trouble, and says when somebody else polls', async () => {
    const world = await openWorld();
    world.fake.fail('getUpdates', { kind: 'html', status: 502 });
    world.fake.fail('getUpdates', {
      kind: 'answer',
      status: 409,
      body: { ok: false, error_code: 409, description: 'Conflict: terminated by other getUpdates request' },
    });
    await world.start();
    await world.fake.person(7).say('một');
    await world.received(1);
    expect(world.counted).toEqual(['409 conflict']);
    expect(world.logged()).toMatch(/502[\s\S]*cùng token này \(409\)/);
  });

  it('stops at once, and for good', async () => {
    const world = await openWorld();
    const { stop } = await world.start();
    await world.fake.person(7).say('một');
    await world.received(1);
    await stop();
    await world.fake.person(7).say('hai');
    const next = await openWorld({ apiRoot: world.fake.origin });
    await next.start();
    await next.received(1);
    expect([texts(world.inbound), texts(next.inbound)]).toEqual([['một'], ['hai']]);
  });

  it('ends when the token is revoked', async () => {
    const world = await openWorld();
    await world.start();
    world.fake.token = '110201543:BBHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw';
    await world.fake.person(7).say('một');
    await vi.waitFor(() => expect(world.logged()).toContain('bị thu hồi'), WAIT);
    expect(world.logged()).not.toMatch(/AAHd|BBHd/);
  });
});

describe('the start', () => {
  it('registers the commands in both languages', async () => {
    const world = await openWorld({ mode: 'webhook' });
    await world.start();
    await vi.waitFor(() => expect(methodsOf(world.fake).length).toBeGreaterThanOrEqual(4), WAIT);
    const registered = world.fake.calls.filter(({ method }) => method === 'setMyCommands');
    expect(registered.map(({ payload }) => payload.language_code)).toEqual([undefined, 'en']);
    expect(registered.map(({ refused }) => refused)).toEqual([null, null]);
  });

  it.each(['110201543:sai-token-nhung-dung-dang-day', 'sai'])(
    'says how to mend the token %s',
    async (token) => {
      const world = await openWorld({ token });
      const { said } = await world.start();
      expect(said).toMatch(/token sai.*TELEGRAM_BOT_TOKEN/);
      expect(said + world.logged()).not.toContain(token === 'sai' ? 'botsai' : token);
    },
  );

  it('says that Telegram is out of reach, and goes on trying', async () => {
    const world = await openWorld();
    world.fake.fail('getMe', { kind: 'html', status: 503 });
    const { said } = await world.start();
    expect(said).toMatch(/chưa gọi được http.*503.*thử lại/);
    await world.fake.person(7).say('một');
    await world.received(1);
  });

  it('does not wait for Telegram longer than a few seconds', async () => {
    const world = await openWorld({ startMs: 200 });
    world.fake.fail('getMe', { kind: 'silence' });
    const { said } = await world.start();
    expect(said).toContain('chưa trả lời');
  });

  it('takes messages even when the commands are refused', async () => {
    const world = await openWorld();
    world.fake.fail('setMyCommands', { kind: 'html', status: 500 }, 2);
    await world.start();
    await world.fake.person(7).say('một');
    await world.received(1);
  });
});

describe('the webhook', () => {
  it('is registered with its secret, and brings what people write in order', async () => {
    const world = await openWorld({ mode: 'webhook' });
    const { said } = await world.start();
    expect(said).toMatch(/@motcua_thu_bot nhận tin qua webhook http.*\/webhooks\/telegram\.$/);
    expect(world.fake.webhook()).toMatchObject({ secret: SECRET });
    const person = world.fake.person(7);
    expect(await person.say('một')).toBe(200);
    await person.open('abc');
    await person.tapForged('\0');
    await person.edit('sửa');
    await world.fake.idle();
    expect(texts(world.inbound)).toEqual(['một', { kind: 'joined' }, { kind: 'other', what: 'unknown' }]);
  });

  it('is not registered without a public address; what comes is taken', async () => {
    const world = await openWorld({ mode: 'webhook', hasUrl: false });
    const { said } = await world.start();
    expect(said).toMatch(/chưa đặt PUBLIC_URL/);
    expect(methodsOf(world.fake)).not.toContain('setWebhook');
    const body = Buffer.from(JSON.stringify({ update_id: 5, message: null }));
    expect(world.channel.webhook({ header: () => SECRET, body }).status).toBe(200);
  });

  it('says why Telegram does not take the address', async () => {
    const world = await openWorld({ mode: 'webhook', settings: { allowHttp: false } });
    expect((await world.start()).said).toMatch(/không nhận webhook.*HTTPS.*TELEGRAM_MODE=polling/);
  });

  it.each([
    ['a wrong secret', { 'x-telegram-bot-api-secret-token': 'sai' }],
    ['an empty secret', { 'x-telegram-bot-api-secret-token': '' }],
    ['no secret', { 'x-telegram-bot-api-secret-token': null }],
  ])('refuses %s', async (_, headers) => {
    const world = await openWorld({ mode: 'webhook', settings: { headers, maxAttempts: 1 } });
    await world.start();
    expect(await world.fake.person(7).say('một')).toBe(401);
    expect(world.inbound).toEqual([]);
  });

  it('is brought again what could not be stored, and again what was', async () => {
    const world = await openWorld({ mode: 'webhook', settings: { copies: 2 } });
    await world.start();
    world.troubles.push(new Error('no database'));
    await world.fake.person(7).say('một');
    await world.fake.idle();
    expect(texts(world.inbound)).toEqual(['một', 'một']);
    expect(new Set(world.inbound.map(({ id }) => id)).size).toBe(1);
    expect(world.fake.pending()).toEqual([]);
  });

  it('counts events nobody knows, and holds nothing up for them', async () => {
    const world = await openWorld({ mode: 'webhook' });
    await world.start();
    const body = Buffer.from(JSON.stringify({ update_id: 5, business_connection: {} }));
    expect(world.channel.webhook({ header: () => SECRET, body })).toEqual({ status: 200, inbound: [] });
    expect(world.counted).toEqual(['unknown event']);
  });

  it('refuses what is no JSON', async () => {
    const { channel } = await openWorld({ mode: 'webhook' });
    expect(channel.webhook({ header: () => SECRET, body: Buffer.from('{') }).status).toBe(400);
  });

  it('is not there while polling', async () => {
    const { channel } = await openWorld();
    expect(channel.webhook({ header: () => SECRET, body: Buffer.from('{}') }).status).toBe(404);
  });
});
