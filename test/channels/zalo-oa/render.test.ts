import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { render as renderReply } from '../../../src/channels/zalo-oa/render.js';
import { type ReplyDraft, replyOf } from '../../../src/conversation/reply.js';
import { readCsMessage } from '../../support/fake-zalo-messages.js';

const render = (draft: ReplyDraft) => renderReply(replyOf(draft));
const choices = (count: number) =>
  Array.from({ length: count }, (_, i) => ({ label: `Lựa chọn ${i + 1}`, send: `thủ tục 1.00000${i + 1}` }));
const buttonsOf = (reply: Parameters<typeof render>[0]) =>
  render(reply).at(-1)?.attachment?.payload.buttons ?? [];
const procedure = (url: string | null) => ({ code: '1.004873', name: 'a', officialName: 'a', url });

describe('a reply on an Official Account', () => {
  it('is plain text where there is nothing to tap', () => {
    expect(render({ text: 'Chào anh/chị.' })).toEqual([{ text: 'Chào anh/chị.' }]);
  });

  it('has its choices as buttons that send an ordinary text', () => {
    expect(buttonsOf({ text: 'Cần gì?', choices: choices(5) })).toHaveLength(5);
    expect(buttonsOf({ text: 'Cần gì?', choices: choices(1) })).toEqual([
      { title: 'Lựa chọn 1', type: 'oa.query.hide', payload: 'thủ tục 1.000001' },
    ]);
  });

  it('brings more than five choices by a fifth button', () => {
    const buttons = buttonsOf({ text: 'Cần gì?', choices: choices(6) });
    expect(buttons.map(({ title }) => title)).toEqual([
      'Lựa chọn 1',
      'Lựa chọn 2',
      'Lựa chọn 3',
      'Lựa chọn 4',
      'Xem thêm / Show more',
    ]);
    expect(buttons.at(-1)?.payload).toBe('xem lựa chọn từ 5');
  });

  it('links the official page where there is room, by https only', () => {
    const url = 'https://dichvucong.gov.vn/thu-tuc?ma=1.004873';
    expect(buttonsOf({ text: 'a', choices: choices(4), procedure: procedure(url) }).at(-1)).toEqual({
      title: 'dichvucong.gov.vn',
      type: 'oa.open.url',
      payload: { url },
    });
    expect(buttonsOf({ text: 'a', choices: choices(5), procedure: procedure(url) })).toHaveLength(5);
    for (const bad of ['http://dichvucong.gov.vn', 'javascript:alert(1)', 'không rõ', null])
      expect(buttonsOf({ text: 'a', procedure: procedure(bad) })).toEqual([]);
  });

  it('keeps the buttons under the last part of a long text', () => {
    const messages = render({ text: 'Giấy tờ cần nộp\n'.repeat(300), choices: choices(2) });
    expect(messages.length).toBeGreaterThan(2);
    expect(messages.map(({ attachment }) => attachment !== undefined)).toEqual(
      messages.map((_, i) => i === messages.length - 1),
    );
  });

  it('is taken by Zalo whatever it says', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 3000 });
    const choice = fc.record({
      label: fc
        .string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
        .filter((label) => label.trim() !== ''),
      send: fc.string({ minLength: 1, maxLength: 64 }),
    });
    fc.assert(
      fc.property(text, fc.array(choice, { maxLength: 20 }), fc.option(fc.webUrl()), (said, all, url) => {
        const messages = render({ text: said, choices: all, procedure: procedure(url) });
        expect(messages.length).toBeGreaterThan(0);
        for (const message of messages) {
          const body = { recipient: { user_id: '2000000000000000002' }, message };
          expect(readCsMessage(JSON.parse(JSON.stringify(body)))).not.toHaveProperty('error');
          expect(message.text).not.toMatch(/\p{Surrogate}/u);
        }
      }),
      { numRuns: 50 },
    );
  });
});
