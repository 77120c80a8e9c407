import { describe, expect, it } from 'vitest';
import { encode } from '../../../src/channels/telegram/callback-data.js';
import { parse } from '../../../src/channels/telegram/parse.js';

const SELF = { id: 110, username: 'motcua_bot' };
const NOW = new Date('2026-11-20T02:00:07.900Z');
const SENT = new Date('2026-11-20T02:00:00Z');

const from = { id: 7, is_bot: false, first_name: 'An' };
const here = { id: 7, type: 'private' };
const group = { id: -1005, type: 'supergroup', title: 'Tổ dân phố' };
const basic = { message_id: 31, date: SENT.getTime() / 1000, chat: here, from };
const read = (kinds: object) => parse({ update_id: 900, ...kinds }, SELF, NOW);
const inPrivate = (fields: object) => read({ message: { ...basic, ...fields } })?.[0];
const inGroup = (fields: object) => read({ message: { ...basic, chat: group, ...fields } });
const photo = [
  { file_id: 'small', file_size: 900, width: 90 },
  { file_id: 'large', file_size: 90_000, width: 1280 },
  { file_id: 'huge', file_size: 11_000_000, width: 9000 },
];

describe('a message', () => {
  it('is known by its update, and comes from the chat at the time Telegram says', () => {
    expect(read({ message: { ...basic, text: 'làm khai sinh', new_field: 1 }, new_top: {} })).toEqual([
      {
        id: '900',
        person: '7',
        chat: '7',
        at: SENT,
        content: { kind: 'text', text: 'làm khai sinh' },
        isPublic: false,
        context: {},
      },
    ]);
  });

  it.each([
    ['a question', { text: ' lệ phí? ' }, { kind: 'text', text: 'lệ phí?' }],
    ['a start', { text: '/start' }, { kind: 'joined' }],
    ['a command', { text: '/tracuu' }, { kind: 'text', text: 'tra cứu hồ sơ' }],
    [
      'a command with words',
      { text: '/TraCuu@motcua_bot  H21.17-260101-0001' },
      { kind: 'text', text: 'tra cứu hồ sơ H21.17-260101-0001' },
    ],
    ['the largest photo that may be fetched', { photo }, { kind: 'photo', reference: 'large' }],
    [
      'a photo with words',
      { photo, caption: 'giấy này là gì' },
      { kind: 'photo', reference: 'large', words: 'giấy này là gì' },
    ],
    [
      'words beside what we cannot read',
      { voice: {}, caption: 'khai sinh' },
      { kind: 'text', text: 'khai sinh' },
    ],
    [
      'a photo with a receipt code',
      { photo, caption: 'mã H21.17-260101-0001' },
      { kind: 'text', text: 'mã H21.17-260101-0001' },
    ],
    ['photos all too large', { photo: photo.slice(2) }, { kind: 'other', what: 'file' }],
    [
      'a picture as a file',
      { document: { file_id: 'd', mime_type: 'image/png' } },
      { kind: 'photo', reference: 'd' },
    ],
    ['a file', { document: { file_id: 'd', mime_type: 'application/pdf' } }, { kind: 'other', what: 'file' }],
    ['a voice message', { voice: {} }, { kind: 'other', what: 'voice' }],
    ['music', { audio: {} }, { kind: 'other', what: 'voice' }],
    ['a round video', { video_note: {} }, { kind: 'other', what: 'voice' }],
    ['a sticker', { sticker: {} }, { kind: 'other', what: 'sticker' }],
    ['a place', { venue: {}, location: {} }, { kind: 'other', what: 'location' }],
    ['a contact', { contact: {} }, { kind: 'other', what: 'contact' }],
    ['a film', { video: {} }, { kind: 'other', what: 'file' }],
    ['a poll', { poll: {} }, { kind: 'other', what: 'unknown' }],
    ['what the database would not take', { text: 'a\0b' }, { kind: 'text', text: 'ab' }],
  ])('may be %s', (_, fields, content) => {
    expect(inPrivate(fields)?.content).toEqual(content);
  });

  it('follows what the link on a receipt carries, and greets whoever comes with anything else', () => {
    const token = 'kD9n0W3yQm2bq1T5y8Zp_-';
    expect(inPrivate({ text: `/start ${token}` })?.content).toEqual({
      kind: 'text',
      text: `theo dõi ${token}`,
    });
    expect(inPrivate({ text: '/start a_b-9' })?.content).toEqual({ kind: 'joined' });
  });

  it.each([
    ['from another bot', { message: { ...basic, from: { id: 8, is_bot: true }, text: 'x' } }],
    ['of a channel', { channel_post: { ...basic, text: 'x' } }],
    ['that was edited', { edited_message: { ...basic, text: 'x' } }],
  ])('%s is nothing for us', (_, kinds) => {
    expect(read(kinds)).toEqual([]);
  });

  it.each([
    ['of a new kind', { message: { ...basic, hologram: {} } }],
    ['about the chat itself', { message: { ...basic, pinned_message: {} } }],
    ['malformed', { message: { text: 'x' } }],
    ['as another kind of update', { message_reaction: {} }],
  ])('%s is not known', (_, kinds) => {
    expect(read(kinds)).toBeNull();
  });

  it.each([null, 'x', [], {}, { update_id: 'a' }])('%j is no update', (raw) => {
    expect(parse(raw, SELF, NOW)).toBeNull();
  });
});

describe('in a group', () => {
  it.each([
    ['named', { text: 'chào @MotCua_bot, làm khai sinh?' }, 'chào , làm khai sinh?'],
    ['given a command', { text: '/tracuu@motcua_bot' }, 'tra cứu hồ sơ'],
    ['replied to', { text: 'còn lệ phí', reply_to_message: { from: { id: 110 } } }, 'còn lệ phí'],
  ])('we answer when %s, to that message and everybody there', (_, fields, text) => {
    expect(inGroup(fields)).toEqual([
      {
        id: '900',
        person: '-1005:7',
        chat: '-1005',
        at: SENT,
        content: { kind: 'text', text },
        isPublic: true,
        context: { replyTo: 31 },
      },
    ]);
  });

  it.each([
    ['what people tell each other', { text: 'làm khai sinh ở đâu nhỉ' }],
    ['somebody else is named', { text: '@motcua_bot2 ơi' }],
    ['another bot is commanded', { text: '/help@other_bot' }],
    ['another person is replied to', { text: 'ừ', reply_to_message: { from: { id: 9 } } }],
    ['a picture is shown round', { photo }],
  ])('we keep out when %s', (_, fields) => {
    expect(inGroup(fields)).toEqual([]);
  });

  it('our name alone is a greeting', () => {
    expect(inGroup({ text: '@motcua_bot' })?.[0]?.content).toEqual({ kind: 'joined' });
  });
});

describe('a tap', () => {
  const send = 'thủ tục 1.001193';
  const tap = (data: string, chat: object = here) =>
    read({ callback_query: { id: 'q1', from, message: { message_id: 40, date: 0, chat }, data } })?.[0];

  it('is the text of the button, at the second it came', () => {
    expect(tap(encode({ send, isQuestion: false }) ?? '')).toMatchObject({
      person: '7',
      at: new Date('2026-11-20T02:00:07Z'),
      content: { kind: 'text', text: send },
      context: { callback: 'q1' },
    });
  });

  it('names the question it answers', () => {
    expect(tap(encode({ send, isQuestion: true }) ?? '')?.context).toEqual({ callback: 'q1', question: 40 });
  });

  it('in a group is answered there', () => {
    expect(tap(encode({ send, isQuestion: false }) ?? '', group)).toMatchObject({
      person: '-1005:7',
      chat: '-1005',
      isPublic: true,
      context: { callback: 'q1', replyTo: 40 },
    });
  });

  it('that carries nothing of ours is acknowledged all the same', () => {
    expect(tap('0:gì đó')).toMatchObject({
      content: { kind: 'other', what: 'unknown' },
      context: { callback: 'q1' },
    });
  });

  it('goes to the person where Telegram no longer says which chat', () => {
    expect(read({ callback_query: { id: 'q', from } })?.[0]).toMatchObject({ chat: '7', isPublic: false });
  });
});

describe('a change of membership', () => {
  const change = (status: string, chat: object = here) =>
    read({ my_chat_member: { chat, from, date: basic.date, new_chat_member: { status } } });

  it('blocks and unblocks a private chat', () => {
    expect(change('kicked')?.[0]?.content).toEqual({ kind: 'withdrew' });
    expect(change('member')?.[0]?.content).toEqual({ kind: 'joined' });
  });

  it('of a group is nothing for us', () => {
    expect(change('member', group)).toEqual([]);
  });
});
