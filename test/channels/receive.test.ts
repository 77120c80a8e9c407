import { beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '../../src/app.js';
import { createReceive, type Receive } from '../../src/channels/receive.js';
import type { Client } from '../../src/db/open.js';
import { answerQuestion, findQuestion } from '../../src/enquiries/store.js';
import { openTestServices } from '../support/services.js';

describe('receiving messages', () => {
  let db: Client;
  let receive: Receive;
  let receiveElsewhere: Receive;
  const hashKey = Buffer.alloc(32, 3);

  beforeAll(async () => {
    const services = await openTestServices();
    db = services.database.client;
    const build = () => createReceive({ db, hashKey, lookups: services.lookups, now: () => new Date() });
    // Two receivers share the database and nothing else, as two processes do.
    [receive, receiveElsewhere] = [build(), build()];
  });

  const address = (id: string) => ({ channel: 'terminal', id }) as const;
  const codeOf = async (answer: ReturnType<Receive>) => (await answer).turn.replies[0]?.procedure?.code;

  it('remembers the conversation between messages, and keeps conversations apart', async () => {
    await receive(address('a'), { text: 'thủ tục 1.001193' });
    await receive(address('b'), { text: 'thủ tục 1.000894' });
    expect(await codeOf(receive(address('a'), { text: 'mất mấy ngày' }))).toBe('1.001193');
    expect(await codeOf(receive(address('b'), { text: 'mất mấy ngày' }))).toBe('1.000894');
  });

  it('answers messages sent at once one after another, each from the state the one before left', async () => {
    const texts = ['thủ tục 1.001193', 'mất mấy ngày', 'thủ tục 1.000894', 'mất mấy ngày'];
    const codes = await Promise.all(texts.map((text) => codeOf(receive(address('c'), { text }))));
    expect(codes).toEqual(['1.001193', '1.001193', '1.000894', '1.000894']);
  });

  it('loses no turn when two processes answer the same conversation', async () => {
    const turns = Array.from({ length: 6 }, (_, i) => (i % 2 ? receive : receiveElsewhere));
    await Promise.all(turns.map((take) => take(address('d'), { text: 'xin chào' })));
    const stored = await db.conversation.findMany({ orderBy: { updatedAt: 'desc' }, take: 1 });
    expect(stored[0]?.turn).toBe(6);
  });

  it('stores neither the id nor what was said', async () => {
    await receive(address('bi-mat'), { text: 'tôi là Nguyễn Văn A, số 012345678901' });
    const stored = JSON.stringify(await db.conversation.findMany());
    expect(stored).not.toMatch(/bi-mat|Nguyễn|012345678901/);
  });

  it('begins anew where what was remembered cannot be read', async () => {
    await receive(address('e'), { text: 'thủ tục 1.001193' });
    await db.conversation.updateMany({ data: { state: { rubbish: true } } });
    const { turn } = await receive(address('e'), { text: 'xin chào' });
    expect(turn.outcome.kind).toBe('smalltalk');
  });
});

describe('the desk of a conversation', () => {
  let services: Services;
  let receive: Receive;
  beforeAll(async () => {
    services = await openTestServices();
    receive = await services.receive();
  });
  const say = async (id: string, text: string) =>
    (await receive({ channel: 'terminal', id }, { text })).turn.replies.map((reply) => reply.text).join('\n');

  it('keeps a question masked, and gives the answer to its conversation or to whoever has the code', async () => {
    const { client } = services.database;
    await say('a', 'gặp người thật');
    await say('a', 'để lại câu hỏi');
    expect(await say('a', 'số 012345678901 nộp lâu chưa xong')).toContain('Gửi chứ ạ?');
    const code = /[A-Z\d]{4}-[A-Z\d]{4}/.exec(await say('a', 'gửi'))?.[0] ?? '';
    expect(await findQuestion(client, code)).toMatchObject({
      text: 'số [số giấy tờ đã che] nộp lâu chưa xong',
    });
    expect(await say('b', code)).toContain('chưa có trả lời');
    await answerQuestion(client, code, 'Mời anh tới quầy 2.', 'lan');
    expect(await say('b', code.toLowerCase().replace('-', ' '))).toContain('quầy 2');
    expect(await say('a', 'xin chào')).toMatch(/quầy 2[\s\S]*Xin chào/);
    expect(await say('a', 'xin chào')).not.toContain('quầy 2');
    await answerQuestion(client, code, 'Xin sửa lại: quầy 3.', 'lan');
    expect(await say('a', 'cảm ơn')).toContain('quầy 3');
  });

  it('keeps nothing outside a conversation', async () => {
    const { desk } = await services.lookups();
    expect(desk.leave).toBeNull();
    expect(await desk.waiting()).toEqual([]);
  });

  it('keeps one question and loses no answer when a turn starts again', async () => {
    const { desk } = await services.lookups('key');
    const [code, again] = [await desk.leave?.('hỏi'), await desk.leave?.('hỏi')];
    expect(again).toBe(code);
    await answerQuestion(services.database.client, code ?? '', 'đáp', 'lan');
    expect(await desk.waiting()).toHaveLength(1);
    expect(await desk.waiting()).toHaveLength(1);
    expect(await (await services.lookups('key')).desk.waiting()).toEqual([]);
  });
});
