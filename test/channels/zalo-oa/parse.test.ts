import { describe, expect, it } from 'vitest';
import { parseEvent, readEvent } from '../../../src/channels/zalo-oa/parse.js';

const user = '2000000000000000002';
const oa = '3000000000000000003';
const timestamp = '1767225600000';
const fromUser = { app_id: '1', timestamp, sender: { id: user }, recipient: { id: oa } };
const fromOa = { app_id: '1', timestamp, sender: { id: oa }, recipient: { id: user } };
const aside = { app_id: '1', timestamp, oa_id: oa };

function parse(body: object, pauseMinutes = 30) {
  const event = readEvent(body);
  return event && parseEvent(event, pauseMinutes);
}

const sends = (name: string, message: object) => ({
  event_name: `user_send_${name}`,
  ...fromUser,
  message: { msg_id: 'm-1', ...message },
});
const attached = (type: string, payload: object) => ({ attachments: [{ type, payload }] });
const url = 'https://f1.zdn.vn/a.jpg';
const receipt = 'https://dichvucong.gov.vn/tra-cuu?ma=H21.17-261120-0012';

describe('an event of a person', () => {
  it.each([
    ['text', { text: 'lệ phí thủ tục 1.001193' }, { kind: 'text', text: 'lệ phí thủ tục 1.001193' }],
    ['image', attached('image', { thumbnail: url, url }), { kind: 'photo', reference: url }],
    ['image', {}, { kind: 'other', what: 'unknown' }],
    [
      'link',
      attached('link', { url: receipt, description: 'Hồ sơ' }),
      { kind: 'text', text: `Hồ sơ\n${receipt}` },
    ],
    [
      'link',
      { text: 'cái này là gì', ...attached('link', { url: receipt }) },
      { kind: 'text', text: 'cái này là gì' },
    ],
    ['link', attached('link', { url: 'https://example.gov.vn' }), { kind: 'other', what: 'unknown' }],
    ['audio', attached('audio', { url }), { kind: 'other', what: 'voice' }],
    ['video', attached('video', { url }), { kind: 'other', what: 'unknown' }],
    ['gif', attached('gif', { url }), { kind: 'other', what: 'unknown' }],
    ['sticker', attached('sticker', { url, id: '20509' }), { kind: 'other', what: 'sticker' }],
    [
      'location',
      attached('location', { coordinates: { latitude: '21.0', longitude: '105.8' } }),
      { kind: 'other', what: 'location' },
    ],
    ['file', attached('file', { url, name: 'a.pdf' }), { kind: 'other', what: 'file' }],
    [
      'business_card',
      attached('link', { description: '{"phone":"849"}' }),
      { kind: 'other', what: 'contact' },
    ],
  ])('user_send_%s %#', (name, message, content) => {
    expect(parse(sends(name, message))).toEqual({
      inbound: [
        {
          id: 'm-1',
          person: user,
          chat: user,
          at: new Date('2026-01-01T00:00:00Z'),
          content,
          isPublic: false,
          context: null,
        },
      ],
    });
  });

  it('takes every picture of a message', () => {
    const two = { attachments: [{ payload: { url }, type: 'image' }, { payload: { url: `${url}2` } }] };
    expect(parse(sends('image', two))).toMatchObject({
      inbound: [
        { id: 'm-1', content: { reference: url } },
        { id: 'm-1:2', content: { reference: `${url}2` } },
      ],
    });
  });

  it.each([
    [{ event_name: 'follow', ...aside, follower: { id: user }, source: 'oa_profile' }, 'joined'],
    [{ event_name: 'user_click_chatnow', ...aside, user_id: user }, 'joined'],
    [{ event_name: 'unfollow', ...aside, follower: { id: user } }, 'left'],
    [{ event_name: 'user_withdraw', ...fromUser }, 'withdrew'],
    [{ event_name: 'user_withdraw', ...aside, user_id: user }, 'withdrew'],
  ])('$event_name has no message: its id is made of its name, time and person %#', (event, kind) => {
    expect(parse(event)).toMatchObject({
      inbound: [{ id: `${event.event_name}:${timestamp}:${user}`, person: user, content: { kind } }],
    });
  });

  it('keeps an id that came as a number', () => {
    expect(parse({ ...sends('text', { text: 'chào' }), sender: { id: 12345 } })).toMatchObject({
      inbound: [{ person: '12345' }],
    });
  });
});

describe('an event of the account', () => {
  const officer = {
    event_name: 'oa_send_text',
    ...fromOa,
    sender: { id: oa, admin_id: '4' },
    message: { msg_id: 'm-2', text: 'Chào bác' },
  };

  it('is an officer taking over when a person wrote it', () => {
    expect(parse(officer)).toMatchObject({
      inbound: [{ id: 'm-2', person: user, chat: user, content: { kind: 'takenOver' } }],
    });
    expect(parse(officer, 0)).toEqual({ dropped: 'officer message' });
  });

  it.each(['text', 'image', 'gif', 'list', 'file', 'sticker'])('oa_send_%s of our own is no news', (kind) => {
    expect(parse({ event_name: `oa_send_${kind}`, ...fromOa, message: { msg_id: 'm-3' } })).toEqual({
      dropped: 'own message',
    });
  });
});

describe('what is not answered', () => {
  it.each([
    ['user_received_message', 'received by user'],
    ['user_seen_message', 'seen by user'],
    ['user_reacted_message', 'reaction'],
    ['oa_reacted_message', 'reaction'],
    ['user_submit_info', 'contact data'],
    ['anonymous_send_text', 'anonymous'],
    ['anonymous_send_image', 'anonymous'],
    ['anonymous_send_file', 'anonymous'],
    ['anonymous_send_sticker', 'anonymous'],
    ['oa_send_anonymous_text', 'anonymous'],
    ['add_user_to_tag', 'unknown event'],
    ['remove_user_from_tag', 'unknown event'],
    ['remove_tag', 'unknown event'],
    ['update_user_info', 'unknown event'],
    ['user_send_group_text', 'unknown event'],
    ['widget_interaction_accepted', 'unknown event'],
    ['change_oa_daily_quota', 'unknown event'],
    ['constructor', 'unknown event'],
  ])('%s is dropped and counted', (event_name, dropped) => {
    const info = { name: 'Nguyễn Văn A', phone: '84900000000' };
    expect(parse({ event_name, ...fromUser, info, message: { msg_ids: ['m'] } })).toEqual({ dropped });
  });

  it('reads no contact data at all', () => {
    const event = readEvent({ event_name: 'user_submit_info', ...fromUser, info: { phone: '84900000000' } });
    expect(JSON.stringify(event)).not.toContain('84900000000');
  });

  it('drops an event of nobody, and takes what is no event for none', () => {
    expect(parse({ event_name: 'user_send_text', timestamp })).toEqual({ dropped: 'malformed event' });
    expect(parse({ ...sends('text', { text: 'a' }), timestamp: 'x' })).toEqual({
      dropped: 'malformed event',
    });
    for (const body of [null, [], 'x', {}, { event_name: 'follow' }]) expect(readEvent(body)).toBeNull();
  });
});
