import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { render as renderReply } from '../../../src/channels/zalo-bot/render.js';
import { type ReplyDraft, replyOf } from '../../../src/conversation/reply.js';

const render = (draft: ReplyDraft) => renderReply(replyOf(draft));
const procedure = (url: string | null) => ({
  code: '1.001193',
  name: 'Khai sinh',
  officialName: 'Khai sinh',
  url,
});

describe('a reply', () => {
  it('numbers its choices and links the official page', () => {
    const reply = {
      text: 'Khai sinh: không mất lệ phí.',
      procedure: procedure('https://dichvucong.example.gov.vn/1.001193'),
      choices: [
        { label: 'Giấy tờ', send: 'giấy tờ thủ tục 1.001193' },
        { label: 'Thời hạn', send: 'thời hạn thủ tục 1.001193' },
      ],
    };
    expect(render(reply)).toEqual([
      'Khai sinh: không mất lệ phí.\n\nhttps://dichvucong.example.gov.vn/1.001193\n\n1. Giấy tờ\n2. Thời hạn',
    ]);
  });

  it('links a page once', () => {
    const text = 'Xem https://dichvucong.example.gov.vn/1.001193 nhé';
    expect(render({ text, procedure: procedure('https://dichvucong.example.gov.vn/1.001193') })).toEqual([
      text,
    ]);
    expect(render({ text, procedure: procedure(null) })).toEqual([text]);
  });

  it('is never more than the platform takes, whatever it holds, and loses nothing', () => {
    const words = fc.string({
      unit: fc.constantFrom('ế', 'e\u0302\u0301', 'a', ' ', '\n', '😀', '.'),
      maxLength: 6000,
    });
    const choices = fc.array(fc.record({ label: words, send: fc.string() }), { maxLength: 20 });
    const inked = (text: string) => text.normalize('NFC').replace(/\s/g, '');
    fc.assert(
      fc.property(words, choices, (text, offered) => {
        const messages = render({ text, choices: offered });
        expect(messages.length).toBeGreaterThan(0);
        for (const message of messages) {
          expect(message.length).toBeGreaterThan(0);
          expect(message.length).toBeLessThanOrEqual(2000);
          expect(Buffer.from(message).toString()).toBe(message);
          expect(message).toBe(message.normalize('NFC'));
        }
        const numbered = offered.map(({ label }, i) => `${i + 1}.${label}`).join('');
        const whole = inked(text + numbered);
        expect(inked(messages.join(''))).toBe(whole === '' ? '…' : whole);
      }),
      { numRuns: 200 },
    );
  });
});
