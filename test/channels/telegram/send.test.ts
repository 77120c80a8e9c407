import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { GrammyError, HttpError } from 'grammy';
import { describe, expect, it, onTestFinished } from 'vitest';
import { SendError } from '../../../src/channels/channel.js';
import { createApi, toSendError } from '../../../src/channels/telegram/api.js';
import { replyOf } from '../../../src/conversation/reply.js';
import { methodsOf, openWorld, type World } from './fixture.js';

const question = (text: string, ...labels: string[]) => ({
  kind: 'choices' as const,
  text: `${text}?`,
  choices: labels.map((label) => ({ label, send: label.toLowerCase() })),
});
const GROUP = -1_001_234;

/** What sending a text to the person 7 comes to. */
async function trouble({ channel }: World, text = 'xin chào'): Promise<SendError> {
  const [message] = channel.render(replyOf({ text }));
  const error = await channel.send({ chat: '7', context: null }, message).catch((error) => error);
  expect(error).toBeInstanceOf(SendError);
  return error;
}

describe('an answer', () => {
  it('arrives as it was written, without previews', async () => {
    const world = await openWorld();
    await world.start();
    await world.fake.person(7).say('a');
    await world.received(1);
    await world.reply({
      text: 'Lệ phí < 8.000 & https://a.vn',
      choices: [{ label: 'Tiếp', send: 'tiếp' }],
    });
    expect(world.fake.sent).toMatchObject([
      {
        chat: 7,
        text: 'Lệ phí < 8.000 & https://a.vn',
        keyboard: [[{ text: 'Tiếp' }]],
        replyTo: null,
      },
    ]);
    expect(world.fake.calls.at(-1)?.payload.link_preview_options).toEqual({ is_disabled: true });
  });

  it('in a group is a reply to the message, and follows the group when it moves', async () => {
    const world = await openWorld();
    await world.start();
    await world.fake.person(7).say(`@${world.fake.username} chào`, { group: GROUP });
    await world.received(1);
    await world.reply({ text: 'Xin chào' });
    expect(world.fake.sent[0]).toMatchObject({ chat: GROUP, replyTo: 1 });
    world.fake.migrate(GROUP, -100_999);
    await world.reply({ text: 'Xin chào nữa' });
    expect(world.fake.sent[1]).toMatchObject({ chat: -100_999, text: 'Xin chào nữa' });
  });
});

describe('a tap', () => {
  async function askedAndTapped() {
    const world = await openWorld();
    await world.start();
    const person = world.fake.person(7);
    await person.say('khai sinh');
    await world.received(1);
    await world.reply(question('Việc nào', 'Một', 'Hai'));
    await person.tap(1);
    await world.received(2);
    return { world, person };
  }

  it('is acknowledged once, before an answer of several messages', async () => {
    const { world } = await askedAndTapped();
    expect(world.inbound[1]?.content).toEqual({ kind: 'text', text: 'hai' });
    await world.reply({ text: 'x '.repeat(5000), choices: [{ label: 'Tiếp', send: 'tiếp' }] });
    expect(methodsOf(world.fake).filter((name) => name !== 'getUpdates')).toEqual([
      'getMe',
      'deleteWebhook',
      'setMyCommands',
      'setMyCommands',
      'sendMessage',
      'answerCallbackQuery',
      'sendMessage',
      'sendMessage',
      'sendMessage',
    ]);
  });

  it('lets the next question take the place of the one tapped', async () => {
    const { world } = await askedAndTapped();
    await world.reply(question('Ở đâu', 'Ba'));
    expect(world.fake.sent).toMatchObject([{ text: 'Ở đâu?', earlier: ['Việc nào?'] }]);
    // A question asked again in the same words stays as it stands.
    await world.fake.person(7).tap(0);
    await world.received(3);
    await world.reply(question('Ở đâu', 'Ba'));
    expect(world.fake.sent).toHaveLength(1);
  });

  it('leaves a question where its answer comes, and answers where they are', async () => {
    const { world, person } = await askedAndTapped();
    await world.reply({ text: 'Lệ phí: 8.000 đồng.', choices: [{ label: 'Nơi nộp', send: 'nơi nộp' }] });
    await person.tap(0);
    await world.received(3);
    await world.reply(question('Ở xã nào', 'Ba'));
    expect(world.fake.sent.map(({ text }) => text)).toEqual([
      'Việc nào?',
      'Lệ phí: 8.000 đồng.',
      'Ở xã nào?',
    ]);
  });

  it('is answered below where the question can no longer be edited', async () => {
    const { world } = await askedAndTapped();
    world.fake.fail('editMessageText', {
      kind: 'answer',
      status: 400,
      body: { ok: false, error_code: 400, description: "Bad Request: message can't be edited" },
    });
    await world.reply(question('Ở đâu', 'Ba'));
    expect(world.fake.sent.map(({ text }) => text)).toEqual(['Việc nào?', 'Ở đâu?']);
  });

  it('is answered however long ago it was', async () => {
    const { world } = await askedAndTapped();
    world.fake.settings.tapLifeMs = -1;
    await world.reply({ text: 'Vâng' });
    expect(world.fake.sent.at(-1)?.text).toBe('Vâng');
  });
});

describe('what keeps a message from being sent', () => {
  it('is waited out when Telegram asks for a short pause', async () => {
    const world = await openWorld({ settings: { perChatSecond: 1 } });
    await world.fake.person(7).say('a');
    const [message] = world.channel.render(replyOf({ text: 'a' }));
    for (let i = 0; i < 2; i += 1) await world.channel.send({ chat: '7', context: null }, message);
    const [first, second] = world.fake.sent;
    expect(Math.floor((second?.at ?? 0) / 1000)).toBeGreaterThan(Math.floor((first?.at ?? 0) / 1000));
  });

  it.each([
    [429, 'Too Many Requests: retry after 30', { retry_after: 30 }, 'later', 30_000],
    [500, 'Internal Server Error', {}, 'later', null],
    [403, 'Forbidden: user is deactivated', {}, 'gone', null],
    [400, 'Bad Request: chat not found', {}, 'gone', null],
    [400, 'Bad Request: not enough rights to send text messages to the chat', {}, 'never', null],
    [401, 'Unauthorized', {}, 'stop', null],
    [404, 'Not Found', {}, 'stop', null],
  ])('%i %s', async (status, description, parameters, remedy, waitMs) => {
    const world = await openWorld();
    const body = { ok: false, error_code: status, description, parameters };
    world.fake.fail('sendMessage', { kind: 'answer', status, body });
    expect(await trouble(world)).toMatchObject({ remedy, waitMs });
  });

  it.each([
    [{ kind: 'html', status: 502 }, 'later', 0],
    [{ kind: 'html', status: 403 }, 'later', 0],
    [{ kind: 'reset' }, 'unknown', 1],
    [{ kind: 'malformed' }, 'unknown', 1],
  ] as const)('%j', async (fault, remedy, arrived) => {
    const world = await openWorld();
    await world.fake.person(7).say('a');
    world.fake.fail('sendMessage', fault);
    expect(await trouble(world)).toMatchObject({ remedy });
    expect(world.fake.sent).toHaveLength(arrived);
  });

  it('is told of a person who blocked us, or never wrote', async () => {
    const world = await openWorld();
    expect((await trouble(world)).remedy).toBe('gone');
    await world.fake.person(7).block();
    expect((await trouble(world)).remedy).toBe('gone');
  });

  it('is told of a server that is not there: nothing was sent', async () => {
    const world = await openWorld();
    await world.fake.stop();
    expect((await trouble(world)).remedy).toBe('later');
  });

  it('may be that no answer came in time: nobody knows', () => {
    expect(toSendError(new HttpError('x', new Error('timed out'))).remedy).toBe('unknown');
  });

  it.each([
    ['before it answers', (response: ServerResponse) => response.socket?.resetAndDestroy()],
    [
      'in the middle of its answer',
      (response: ServerResponse) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{"ok":', () => response.socket?.end());
      },
    ],
  ])('is told of a connection lost %s: nobody knows', async (_, lose) => {
    const server = createServer((_, response) => lose(response)).listen(0, '127.0.0.1');
    onTestFinished(() => void server.close());
    await once(server, 'listening');
    const apiRoot = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const api = createApi({ token: '1:a', mode: 'polling', secret: null, apiRoot });
    const error = await api.sendMessage(7, 'tin').catch(toSendError);
    expect(error).toMatchObject({ remedy: 'unknown' });
  });

  it('is told without token, text or chat', async () => {
    const world = await openWorld();
    await world.fake.stop();
    const seen = (error: unknown) =>
      JSON.stringify([error, String((error as Error).stack), (error as Error).cause]);
    expect(seen(await trouble(world, 'điều riêng tư'))).not.toMatch(/AAHd|riêng tư|127\.0\.0\.1/);
    const answer = { ok: false as const, error_code: 400, description: 'Bad Request' };
    const refused = new GrammyError('x', answer, 'sendMessage', { chat_id: 77_123, text: 'điều riêng tư' });
    expect(seen(toSendError(refused))).not.toMatch(/riêng tư|77123/);
  });
});

describe('a picture', () => {
  it('comes as it was sent', async () => {
    const world = await openWorld();
    await world.start();
    await world.fake.person(7).sendPhoto(new Uint8Array([1, 2, 3]));
    const [{ content } = { content: null }] = await world.received(1);
    if (content?.kind !== 'photo') throw new Error('no photo');
    expect(await world.channel.photo(content.reference)).toEqual(Buffer.from([1, 2, 3]));
  });

  it('is not had when Telegram has lost it, is out of order, or sends too much', async () => {
    const world = await openWorld();
    expect(await world.channel.photo('khong-co')).toBeNull();
    await world.start();
    await world.fake.person(7).sendPhoto(new Uint8Array(11 * 1024 * 1024));
    const [{ content } = { content: null }] = await world.received(1);
    expect(content).toEqual({ kind: 'photo', reference: expect.any(String) });
    expect(await world.channel.photo('AgACAgUAAxkBAAI-2')).toBeNull();
    await world.fake.stop();
    expect(await world.channel.photo('AgACAgUAAxkBAAI-1')).toBeNull();
    expect(world.logged()).not.toContain(world.fake.token);
  });
});
