import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, blocksOf, callsOf, listOf, notesOf } from '../../src/conversation/block.js';
import { plainText } from '../../src/conversation/plain-text.js';
import { replyOf } from '../../src/conversation/reply.js';
import { expectSameWords } from '../support/same-words.js';

const facts = (label: string, ...values: string[]): Block => ({ type: 'facts', facts: [{ label, values }] });

describe('blocks in plain words', () => {
  it.each<[string, Block[], string]>([
    [
      'a title and what stands under it',
      [{ type: 'title', text: 'Khai sinh', official: 'Đăng ký khai sinh' }, ...blocksOf(['một', 'hai'])],
      'Khai sinh (Đăng ký khai sinh)\nmột\nhai',
    ],
    [
      'headings of parts and cases',
      [
        { type: 'title', level: 2, text: 'Giấy tờ' },
        { type: 'title', level: 3, text: 'Trường hợp: Trẻ em' },
        ...listOf('Phải nộp', [{ text: 'Tờ khai', detail: '1 bản chính' }], { ordered: true, ticked: true }),
      ],
      'Giấy tờ:\nTrường hợp: Trẻ em\nPhải nộp:\n1. Tờ khai – 1 bản chính',
    ],
    [
      'lists, counted on where they go on',
      [
        { type: 'list', items: [{ text: 'ba' }, { text: 'bốn' }], ordered: true, from: 3 },
        ...listOf(null, ['a']),
      ],
      '3. ba\n4. bốn\n\n• a',
    ],
    [
      'what is quoted, with what it is of',
      listOf('Ghi', [{ label: 'Lệ phí', text: '8.000 đồng' }]),
      'Ghi:\n• Lệ phí: 8.000 đồng',
    ],
    [
      'one value and several',
      [facts('Lệ phí', 'một'), facts('Thời gian', 'hai', 'ba')],
      'Lệ phí: một\n\nThời gian:\n• hai\n• ba',
    ],
    ['just what was asked', [{ type: 'lead', label: 'Lệ phí', text: '8.000 đồng' }], 'Lệ phí: 8.000 đồng'],
    ['a number that was said already, once', [...blocksOf(['Gọi 115.']), ...callsOf(['115'])], 'Gọi 115.'],
    ['a number that was not', callsOf(['0269 123 456 (giờ hành chính)', 'chưa có']), '0269 123 456'],
    [
      'a page by its name',
      [{ type: 'links', links: [{ label: 'Telegram', href: 'https://t.me/bot' }] }],
      'Telegram: https://t.me/bot',
    ],
    ['a heading that introduces already', listOf('Gồm những gì?', ['a']), 'Gồm những gì?\n• a'],
    ['nothing', [...listOf('a', []), ...notesOf([]), ...blocksOf([])], ''],
  ])('%s', (_, blocks, text) => expect(plainText(blocks)).toBe(text));

  it('say what the blocks say, and nothing else, whatever that is', () => {
    const text = fc.string({
      unit: fc.constantFrom('a', 'ộ', '1', ' ', '.', '\n', ':', '•'),
      minLength: 1,
      maxLength: 12,
    });
    const item = fc.record({ text, label: text, detail: text }, { requiredKeys: ['text'] });
    const block = fc.oneof<fc.Arbitrary<Block>[]>(
      fc.record({ type: fc.constant('title' as const), text, official: text }),
      fc.record({ type: fc.constant('lead' as const), text }),
      fc.record({ type: fc.constant('list' as const), title: text, items: fc.array(item, { minLength: 1 }) }),
      fc.record({
        type: fc.constant('facts' as const),
        facts: fc.array(fc.record({ label: text, values: fc.array(text, { minLength: 1 }) }), {
          minLength: 1,
        }),
      }),
      fc.record({ type: fc.constant('notes' as const), notes: fc.array(text, { minLength: 1 }) }),
    );
    fc.assert(
      fc.property(fc.array(block, { minLength: 1, maxLength: 6 }), (blocks) =>
        expectSameWords(replyOf({ blocks })),
      ),
    );
  });
});

describe('a reply', () => {
  it('is made of its blocks, whatever text stands beside them', () => {
    expect(replyOf({ blocks: blocksOf(['a']), text: 'b', kind: 'office' })).toEqual({
      blocks: [{ type: 'lead', text: 'a' }],
      text: 'a',
      kind: 'office',
    });
    expect(replyOf({ text: 'b' }).blocks).toEqual([{ type: 'lead', text: 'b' }]);
  });

  it('keeps lines together and blocks apart', () => {
    expect(blocksOf(['a', 'b', ...listOf(null, ['c']), 'd'])).toEqual([
      { type: 'lead', text: 'a\nb' },
      { type: 'list', items: [{ text: 'c' }] },
      { type: 'lead', text: 'd' },
    ]);
  });
});
