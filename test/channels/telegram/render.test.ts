import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decode, encode } from '../../../src/channels/telegram/callback-data.js';
import { render as renderReply } from '../../../src/channels/telegram/render.js';
import { type Block, blocksOf, callsOf, listOf, notesOf } from '../../../src/conversation/block.js';
import { type ReplyDraft, replyOf } from '../../../src/conversation/reply.js';
import { readKeyboard, readText } from '../../support/fake-telegram-text.js';

const render = (draft: ReplyDraft) => renderReply(replyOf(draft));
const anyText = (maxLength: number) =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength }),
    fc.array(fc.constantFrom('thủ tục ', '<b>', '&amp; ', '&', '😀', '\u200b', '\0', '\n', 'x'.repeat(700)), {
      maxLength: maxLength / 20,
    }),
  );
const asText = (parts: string | string[]) => (typeof parts === 'string' ? parts : parts.join(''));
const procedure = (url: string | null) => ({
  code: '1.001193',
  name: 'Khai sinh',
  officialName: 'Khai sinh',
  url,
});

describe('a rendered reply', () => {
  it('is taken by Telegram, whatever it says', () => {
    const choices = fc.array(
      fc.record({ label: anyText(200).map(asText), send: fc.string({ unit: 'grapheme', maxLength: 70 }) }),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(anyText(400).map(asText), choices, fc.webUrl(), (text, choices, url) => {
        const messages = render({ text, choices, procedure: procedure(url) });
        expect(messages.length).toBeGreaterThan(0);
        for (const message of messages) {
          expect(readText(message.text, 'HTML').length).toBeLessThanOrEqual(4096);
          readKeyboard({ inline_keyboard: message.keyboard });
        }
        expect(messages.slice(0, -1).flatMap(({ keyboard }) => keyboard)).toEqual([]);
      }),
    );
  });

  it('shows the words as they are, none lost where it is cut', () => {
    const words = Array.from({ length: 3000 }, (_, i) => `từ<${i}>&`);
    const messages = render({ text: words.join(' ') });
    expect(messages.length).toBeGreaterThan(3);
    const seen = messages.map(({ text }) => readText(text, 'HTML'));
    expect(seen.join(' ').split(' ')).toEqual(words);
  });

  it('shows headings bold, what it is of too, sources aside, pages as links; nothing of it is read as a tag', () => {
    const blocks: Block[] = [
      { type: 'title', text: 'Khai <sinh>', official: 'Đăng ký' },
      ...listOf('Giấy tờ', [{ text: 'Tờ khai & bản sao', detail: '1 bản' }], { ordered: true }),
      { type: 'facts', facts: [{ label: 'Lệ phí', values: ['8.000 đồng'] }] },
      ...notesOf(['Nguồn: A.'], 'source'),
      ...callsOf(['115']),
      {
        type: 'links',
        links: [
          { label: 'Telegram', href: 'https://t.me/bot?a="b"&c' },
          { label: 'Lạ', href: 'javascript:alert(1)' },
        ],
      },
    ];
    expect(render({ blocks })[0]?.text).toBe(
      '<b>Khai &lt;sinh&gt;</b> (Đăng ký)\n<b>Giấy tờ:</b>\n1. Tờ khai &amp; bản sao – 1 bản\n\n<b>Lệ phí: </b>8.000 đồng\n\n' +
        '<i>Nguồn: A.</i>\n\n115\n\n<a href="https://t.me/bot?a=%22b%22&amp;c">Telegram</a>\nLạ: javascript:alert(1)',
    );
  });

  it('is cut between blocks where one ends near', () => {
    const blocks = [...blocksOf(['một '.repeat(700)]), ...listOf('Giấy tờ', Array(200).fill('Tờ khai'))];
    const [first, second] = render({ blocks }).map(({ text }) => text);
    expect(first).toBe('một '.repeat(700).trim());
    expect(second).toMatch(/^<b>Giấy tờ:<\/b>\n• Tờ khai/);
    expect(second?.length).toBeLessThan(4096);
  });

  it('has a button a row, under its last message', () => {
    const choices = [
      { label: 'Lệ phí', send: 'lệ phí thủ tục 1.001193' },
      { label: 'x'.repeat(200), send: 'thủ tục 1.001193' },
    ];
    const [first, last] = render({ text: 'a '.repeat(3000), choices });
    expect(first?.keyboard).toEqual([]);
    expect(last?.keyboard).toEqual([
      [{ text: 'Lệ phí', callback_data: encode({ send: 'lệ phí thủ tục 1.001193', isQuestion: false }) }],
      [
        {
          text: `${'x'.repeat(89)}…`,
          callback_data: encode({ send: 'thủ tục 1.001193', isQuestion: false }),
        },
      ],
    ]);
  });

  it('numbers a choice that no button can carry, as the conversation counts', () => {
    const choices = [
      { label: 'Ngắn', send: 'ngắn' },
      { label: 'Nơi có tên dài', send: 'n'.repeat(63) },
    ];
    const [message] = render({ text: 'Chọn:', choices });
    expect(message?.text).toBe('Chọn:\n2. Nơi có tên dài');
    expect(message?.keyboard).toHaveLength(1);
  });

  it('links the page where it is done, named by its host', () => {
    const url = 'https://dichvucong.gov.vn/p/home?ma=1.001193';
    expect(render({ text: 'x', procedure: procedure(url) })[0]?.keyboard).toEqual([
      [{ text: 'dichvucong.gov.vn', url }],
    ]);
  });

  it.each(['http://dichvucong.gov.vn', 'https://localhost/x', 'javascript:alert(1)', 'x', null])(
    'has no button for %s',
    (url) => {
      expect(render({ text: 'x', procedure: procedure(url) })[0]?.keyboard).toEqual([]);
    },
  );

  it('marks a question with choices, and nothing else, as one that may give way', () => {
    const choices = [{ label: 'Một', send: 'một' }];
    const isQuestion = (reply: ReplyDraft) => {
      const [message] = render(reply);
      const data = message?.keyboard.flat()[0];
      const marked = data && 'callback_data' in data && decode(data.callback_data)?.isQuestion;
      expect(marked ?? false).toBe(message?.isQuestion);
      return message?.isQuestion;
    };
    expect(isQuestion({ kind: 'choices', text: 'Anh/chị cần thủ tục nào?', choices })).toBe(true);
    expect(isQuestion({ kind: 'procedure', text: 'Lệ phí: 8.000 đồng.', choices })).toBe(false);
    // That it ends like one makes it none.
    expect(isQuestion({ kind: 'smalltalk', text: 'Anh/chị cần làm gì?', choices })).toBe(false);
    expect(isQuestion({ kind: 'choices', text: 'Anh/chị hỏi gì?' })).toBe(false);
  });

  it('is never empty', () => {
    expect(render({ text: ' \u200b\0' })).toEqual([{ text: '…', keyboard: [], isQuestion: false }]);
  });
});
