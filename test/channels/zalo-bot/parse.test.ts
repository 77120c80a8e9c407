import { describe, expect, it } from 'vitest';
import { parseUpdate, readUpdate } from '../../../src/channels/zalo-bot/parse.js';

const ME = { id: 'bot-0001', name: 'bot.ExampleAbc' };
const NOW = new Date('2026-07-20T03:00:00Z');
const from = { id: 'u-01', display_name: 'Nguyễn Văn A', is_bot: false };
const chat = { id: 'u-01', chat_type: 'PRIVATE' };
const TEXT = {
  event_name: 'message.text.received',
  message: { from, chat, text: 'tra cứu H36.20-260101-0001', message_id: '0a01', date: 1767225600000 },
};

function parse(body: unknown, me: typeof ME | null = ME) {
  const update = readUpdate(body);
  if (!update) throw new Error('not an update');
  return parseUpdate(update, me, NOW);
}
const changed = (message: Record<string, unknown>, event_name = TEXT.event_name) => ({
  event_name,
  message: { ...TEXT.message, ...message },
});

describe('an update', () => {
  it('is read wrapped, as documented, and flat, as seen', () => {
    const read = {
      inbound: {
        id: '0a01',
        person: 'u-01',
        chat: 'u-01',
        at: new Date(1767225600000),
        content: { kind: 'text', text: 'tra cứu H36.20-260101-0001' },
        isPublic: false,
        context: null,
      },
    };
    expect(parse(TEXT)).toEqual(read);
    expect(parse({ ok: true, result: TEXT })).toEqual(read);
  });

  it('may carry the sender by older names, numbers as ids and fields nobody knows', () => {
    const older = changed({ from: { id: 17, name: 'A', first_name: 'A' }, chat: { id: 17 }, extra: [1] });
    expect(parse(older)).toMatchObject({ inbound: { person: '17', chat: '17' } });
  });

  it.each([
    ['photo_url, as seen', { photo_url: 'https://f1.zdn.vn/a.jpg' }],
    ['photo, as documented', { photo: 'https://f1.zdn.vn/a.jpg' }],
    ['photo_url before photo', { photo_url: 'https://f1.zdn.vn/a.jpg', photo: 'https://f1.zdn.vn/b.jpg' }],
  ])('has its picture in %s', (_, message) => {
    const content = { kind: 'photo', reference: 'https://f1.zdn.vn/a.jpg' };
    expect(parse(changed(message, 'message.image.received'))).toMatchObject({ inbound: { content } });
  });

  it.each([
    ['message.sticker.received', 'sticker'],
    ['message.voice.received', 'voice'],
    ['message.unsupported.received', 'unknown'],
    ['message.image.received', 'unknown'],
  ])('%s without anything to read is other', (event, what) => {
    expect(parse(changed({ text: undefined }, event))).toMatchObject({
      inbound: { content: { kind: 'other', what } },
    });
  });

  it.each([
    ['from another bot', changed({ from: { id: 'u-09', is_bot: true } }), 'own message'],
    ['from the bot itself', changed({ from: { id: ME.id } }), 'own message'],
    ['without a message', { event_name: 'message.unsupported.received' }, 'malformed event'],
    ['without a chat', changed({ chat: undefined }), 'malformed event'],
    ['a reaction', changed({}, 'message.reaction.received'), 'reaction'],
    ['of a kind nobody knows', changed({}, 'message.poll.received'), 'unknown event'],
  ])('brings nothing when it is %s', (_, body, dropped) => {
    expect(parse(body)).toEqual({ dropped });
  });

  it('is no update when it has another form', () => {
    for (const body of [null, [], 'x', {}, { ok: true, result: null }, { event_name: 1 }]) {
      expect(readUpdate(body)).toBeNull();
    }
  });
});

describe('an update without an id', () => {
  const idOf = (message: Record<string, unknown>, now = NOW) => {
    const update = readUpdate(changed({ message_id: undefined, ...message }));
    const parsed = update && parseUpdate(update, ME, now);
    return parsed && 'inbound' in parsed ? parsed.inbound.id : null;
  };

  it('has the same stand-in whenever it comes, and another one than other updates', () => {
    expect(idOf({})).toMatch(/^message\.text\.received:[0-9a-f]{64}$/);
    expect(idOf({})).toBe(idOf({}, new Date(0)));
    const all = [{}, { text: '2' }, { date: 1767225600001 }, { chat: { id: 'u-02' } }];
    expect(new Set(all.map((message) => idOf(message))).size).toBe(all.length);
  });

  it('is never taken for another one where the date is missing too', () => {
    expect(idOf({ date: undefined })).not.toBe(idOf({ date: undefined }, new Date(0)));
  });
});

describe('a group', () => {
  const inGroup = (text: string, me: typeof ME | null = ME) =>
    parse(changed({ text, chat: { id: 'g-01', chat_type: 'GROUP' } }), me);

  it('is public, and each of its people has a conversation of their own', () => {
    expect(inGroup('/lệ phí khai sinh')).toMatchObject({
      inbound: {
        person: 'g-01:u-01',
        chat: 'g-01',
        isPublic: true,
        content: { kind: 'text', text: 'lệ phí khai sinh' },
      },
    });
  });

  it.each([
    ['@bot.ExampleAbc lệ phí khai sinh', 'lệ phí khai sinh'],
    ['lệ phí khai sinh @BOT.exampleabc', 'lệ phí khai sinh'],
    ['bot.ExampleAbc', ''],
  ])('reaches the bot by its name: %s', (text, left) => {
    expect(inGroup(text)).toMatchObject({ inbound: { content: { text: left } } });
  });

  it('is left alone otherwise', () => {
    expect(inGroup('lệ phí khai sinh')).toEqual({ dropped: 'not addressed' });
    expect(inGroup('bot.ExampleAbc ơi', null)).toEqual({ dropped: 'not addressed' });
    const photo = changed(
      { photo: 'https://f1.zdn.vn/a.jpg', chat: { id: 'g-01', chat_type: 'GROUP' } },
      'message.image.received',
    );
    expect(parse(photo)).toEqual({ dropped: 'not addressed' });
  });
});
