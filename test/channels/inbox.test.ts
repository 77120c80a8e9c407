import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Services } from '../../src/app.js';
import { type Content, SendError } from '../../src/channels/channel.js';
import { createInbox, type Inbox } from '../../src/channels/inbox.js';
import { deleteOldMessages, listSetAside, retrySetAside } from '../../src/channels/inbox-store.js';
import type { Client } from '../../src/db/open.js';
import { silentLog } from '../support/records.js';
import { createScriptedChannel, inboundOf, type Scripted } from '../support/scripted-channel.js';
import { openTestServices } from '../support/services.js';

describe('the inbox', () => {
  let services: Services;
  let db: Client;
  let channel: Scripted;
  let inbox: Inbox;
  let elsewhere: Inbox;
  let fault: ((person: string) => void) | null = null;
  const inboxes: Inbox[] = [];

  const openInbox = (by: string) => {
    const made = createInbox({
      db,
      hashKey: Buffer.alloc(32, 5),
      channels: { telegram: channel },
      lookups: async (key, origin) => {
        fault?.(key);
        return services.lookups(key, origin);
      },
      readPhoto: async (_, reference) =>
        reference === 'gone' ? 'unreadable' : reference === 'empty' ? [] : [reference],
      pauseMinutes: 30,
      log: silentLog,
      count: () => undefined,
      by,
      faultWaitMs: 20,
      sweepMs: 100,
    });
    inboxes.push(made);
    return made;
  };

  beforeAll(async () => {
    services = await openTestServices();
    db = services.database.client;
    channel = createScriptedChannel();
    [inbox, elsewhere] = [openInbox('here'), openInbox('elsewhere')];
  });
  beforeEach(() => {
    channel.sent = [];
    channel.troubles = [];
    channel.onSend = () => undefined;
    fault = null;
  });
  afterAll(() => Promise.all(inboxes.map((one) => one.close())));

  const take = (person: string, ...contents: (Content | string)[]) =>
    inbox.accept(
      'telegram',
      contents.map((content) => inboundOf(person, content)),
    );
  const sentTo = (person: string) =>
    channel.sent.filter(({ chat }) => chat === `chat-${person}`).map(({ text }) => text);
  const settled = () =>
    vi.waitFor(
      async () =>
        expect(await db.inboxMessage.count({ where: { state: { in: ['received', 'answered'] } } })).toBe(0),
      { timeout: 15_000, interval: 20 },
    );
  const rowOf = (messageId: string) =>
    db.inboxMessage.findUniqueOrThrow({ where: { channel_messageId: { channel: 'telegram', messageId } } });

  it('answers what came in, and keeps nothing of what was said', async () => {
    await take('an', 'thủ tục 1.001193');
    await settled();
    expect(sentTo('an')[0]).toContain('khai sinh');
    expect(
      JSON.stringify(await db.inboxMessage.findMany(), (_, v) => (typeof v === 'bigint' ? 0 : v)),
    ).not.toMatch(/chat-an|thủ tục/);
  });

  it('takes what the database would not store as it is', async () => {
    await take('an2', 'xin chào\0 \ud83d \\u0000');
    await settled();
    expect(sentTo('an2')).toHaveLength(2);
  });

  it('answers a message once, however often and wherever it is delivered', async () => {
    const message = inboundOf('binh', 'xin chào');
    await Promise.all([inbox, elsewhere, inbox].map((one) => one.accept('telegram', [message, message])));
    await settled();
    await elsewhere.accept('telegram', [message]);
    expect(sentTo('binh').filter((text) => text.includes('Xin chào'))).toHaveLength(1);
  });

  it('answers one person in the order they wrote, though two processes received it', async () => {
    const texts = ['thủ tục 1.001193', 'mất mấy ngày', 'thủ tục 1.000894', 'mất mấy ngày'];
    const messages = texts.map((text) => inboundOf('chi', text));
    await inbox.accept('telegram', messages.slice(0, 1));
    await Promise.all(
      messages.slice(1).map((one, i) => [inbox, elsewhere][i % 2]?.accept('telegram', [one])),
    );
    elsewhere.watch();
    await settled();
    const topics = sentTo('chi').flatMap(
      (text) => /^[^\n]*(khai sinh|kết hôn)/i.exec(text)?.[1]?.toLowerCase() ?? [],
    );
    expect(topics).toEqual(['khai sinh', 'khai sinh', 'kết hôn', 'kết hôn']);
  });

  it('puts messages that arrive in the wrong order back into the order they were sent in', async () => {
    const [first, second] = [inboundOf('dung', 'thủ tục 1.000894'), inboundOf('dung', 'mất mấy ngày')];
    await inbox.accept('telegram', [second, first]);
    await settled();
    expect(sentTo('dung')[0]).toContain('kết hôn');
  });

  it('sends again what the platform did not accept, and what comes after waits for it', async () => {
    channel.troubles = [{ error: new SendError('later', '429', 50) }];
    await take('giang', 'thủ tục 1.001193');
    await take('giang', 'cảm ơn');
    inbox.watch();
    await settled();
    const texts = sentTo('giang');
    expect(texts[0]).toContain('khai sinh');
    expect(texts.length).toBeGreaterThan(1);
  });

  it('sends once more what may have been accepted, counts it, and then gives up', async () => {
    const doubt = { error: new SendError('unknown', 'timeout'), accepted: true };
    channel.troubles = [doubt, doubt];
    const message = inboundOf('ha', { kind: 'other', what: 'voice' });
    await inbox.accept('telegram', [message]);
    await settled();
    expect(sentTo('ha')).toHaveLength(2);
    expect(await rowOf(message.id)).toMatchObject({ state: 'failed', repeats: 1, reason: 'timeout' });
  });

  it('goes on after the last message that went out when it has to start again', async () => {
    channel.onSend = (text) => {
      if (text.includes('lựa chọn') && channel.troubles.length === 0 && !seen) {
        seen = true;
        channel.troubles = [{ error: new SendError('later', '500', 30) }];
      }
    };
    let seen = false;
    await take('hoa', 'xin chào');
    await settled();
    expect(sentTo('hoa')).toHaveLength(2);
  });

  it('takes over what a process left half done, and counts what may be out twice', async () => {
    const message = inboundOf('khanh', { kind: 'other', what: 'file' });
    channel.onSend = async () => {
      await db.contact.updateMany({ data: { leaseUntil: new Date(0) } });
      channel.onSend = () => undefined;
      await vi.waitFor(() => expect(sentTo('khanh')).toHaveLength(1), { timeout: 10_000 });
    };
    await inbox.accept('telegram', [message]);
    await settled();
    expect((await rowOf(message.id)).repeats).toBe(1);
  });

  it('sets a message aside that fails again and again, tells the person, and answers what comes after', async () => {
    let failing = true;
    fault = () => {
      if (failing) throw new Error('hỏng rồi');
    };
    const poison = inboundOf('lan', 'thủ tục 1.001193');
    await inbox.accept('telegram', [poison]);
    await vi.waitFor(() => expect(sentTo('lan')[0]).toContain('Xin lỗi'), { timeout: 20_000 });
    failing = false;
    await take('lan', 'thủ tục 1.000894');
    await settled();
    expect(sentTo('lan').join()).toContain('kết hôn');
    expect(await rowOf(poison.id)).toMatchObject({ state: 'failed', reason: 'Error: hỏng rồi' });
    const [aside] = await listSetAside(db, 10);
    expect(await retrySetAside(db, aside?.id ?? 0n)).toBe(true);
    await settled();
    expect(sentTo('lan').at(-1)).toBeDefined();
    expect((await rowOf(poison.id)).state).toBe('done');
  }, 30_000);

  it('marks who cannot be reached, and greets them when they come back', async () => {
    channel.troubles = [{ error: new SendError('gone', 'blocked') }];
    await take('minh', 'xin chào');
    await settled();
    expect(await db.contact.count({ where: { chat: 'chat-minh', reachable: false } })).toBe(1);
    await take('minh', { kind: 'joined' });
    await settled();
    expect(sentTo('minh')[0]).toContain('Xin chào');
    expect(await db.contact.count({ where: { chat: 'chat-minh', reachable: true } })).toBe(1);
    await take('minh', { kind: 'left' });
    await settled();
    expect(await db.contact.count({ where: { chat: 'chat-minh', reachable: false } })).toBe(1);
  });

  it('keeps quiet where an officer has taken over', async () => {
    await take('nga', { kind: 'takenOver' }, 'xin chào');
    await settled();
    expect(sentTo('nga')).toEqual([]);
    await db.contact.updateMany({ data: { pausedUntil: new Date(0) } });
    await take('nga', 'xin chào');
    await settled();
    expect(sentTo('nga')[0]).toContain('Xin chào');
  });

  it('forgets who asks the platform to be forgotten', async () => {
    await take('oanh', 'thủ tục 1.001193');
    await settled();
    const before = await db.conversation.count();
    const { key: person } = await db.contact.findFirstOrThrow({ where: { chat: 'chat-oanh' } });
    await db.dossierOpening.create({ data: { person, hash: 'h', at: new Date() } });
    await take('oanh', { kind: 'withdrew' });
    await settled();
    expect(await db.conversation.count()).toBe(before - 1);
    expect(await db.dossierOpening.count()).toBe(0);
    expect(await db.contact.count({ where: { chat: 'chat-oanh' } })).toBe(0);
  });

  it('answers pictures by the codes in them, and says so when there are none', async () => {
    await take('phuc', { kind: 'photo', reference: '1.001193' });
    await take('phuc', { kind: 'photo', reference: 'empty' });
    await take('phuc', { kind: 'photo', reference: 'gone' });
    await settled();
    const texts = sentTo('phuc');
    expect(texts[0]).toContain('khai sinh');
    expect(texts.at(-2)).toContain('không thấy mã hồ sơ');
    expect(texts.at(-1)).toContain('chưa mở được ảnh');
  });

  it('asks a person who writes too fast to wait, once', async () => {
    await inbox.accept(
      'telegram',
      Array.from({ length: 24 }, () => inboundOf('quang', { kind: 'other', what: 'sticker' })),
    );
    await settled();
    expect(sentTo('quang')).toHaveLength(21);
    expect(sentTo('quang').at(-1)).toContain('Xin chờ một phút');
  });

  it('speaks of no dossier where others read along', async () => {
    await inbox.accept('telegram', [inboundOf('rot', 'H21.17-261120-0123', { isPublic: true })]);
    await settled();
    expect(sentTo('rot').join()).toContain('tin nhắn riêng');
  });

  it('forgets old messages', async () => {
    expect(await deleteOldMessages(db, new Date(Date.now() + 1000))).toBeGreaterThan(10);
    expect(await db.inboxMessage.count()).toBe(0);
  });
});
