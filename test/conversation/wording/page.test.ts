import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Block, blocksOf, listOf, notesOf } from '../../../src/conversation/block.js';
import { plainText } from '../../../src/conversation/plain-text.js';
import { paginate, shorten } from '../../../src/conversation/wording/page.js';

const options = {
  title: { type: 'title' as const, text: 'Tên' },
  again: { type: 'title' as const, text: 'Tên (tiếp theo)' },
  budget: 300,
};

describe('pages', () => {
  it('keep a heading with what it heads', () => {
    const blocks: Block[] = [
      ...blocksOf(['x'.repeat(265)]),
      { type: 'title', level: 2, text: 'Giấy tờ' },
      ...listOf('Phải nộp', ['Tờ khai', 'y'.repeat(260)], { ordered: true }),
    ];
    const pages = paginate(blocks, options).map(plainText);
    expect(pages[1]).toBe('Tên (tiếp theo)\nGiấy tờ:\nPhải nộp:\n1. Tờ khai');
    // A list that goes on is counted on.
    expect(pages[2]).toBe(`Tên (tiếp theo)\n2. ${'y'.repeat(260)}`);
  });

  it('put what they divided together again', () => {
    const blocks: Block[] = [
      { type: 'facts', facts: [{ label: 'Lệ phí', values: ['một', 'hai'] }] },
      ...notesOf(['ba', 'bốn'], 'source'),
    ];
    expect(paginate(blocks, options)).toEqual([[options.title, ...blocks]]);
  });

  it('hold every item once, in order, within the budget', () => {
    const item = fc
      .string({ unit: fc.constantFrom('a', 'ộ', ' ', '.'), maxLength: 120 })
      .map((text) => `<${text}>`);
    const block: fc.Arbitrary<Block[]> = fc.oneof(
      fc.array(item, { maxLength: 12 }).map((items) => listOf('Giấy tờ', items, { ordered: true })),
      fc.array(item, { maxLength: 6 }).map((notes) => notesOf(notes)),
      item.map((text) => blocksOf([text])),
      fc
        .array(item, { minLength: 1, maxLength: 6 })
        .map((values): Block[] => [{ type: 'facts', facts: [{ label: 'Lệ phí', values }] }]),
    );
    const itemsIn = (text: string) => text.match(/<[^<>]*>/g) ?? [];
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), (given) => {
        const blocks = given.flat();
        const pages = paginate(blocks, options).map(plainText);
        for (const page of pages) expect(page.length).toBeLessThanOrEqual(options.budget);
        expect(pages.flatMap(itemsIn)).toEqual(itemsIn(plainText(blocks)));
      }),
    );
  });

  it('divide what is longer than a page between sentences', () => {
    const sentence = `${'chữ '.repeat(20).trim()}. `;
    const text = sentence.repeat(12).trim();
    for (const blocks of [blocksOf([text]), listOf(null, [text])]) {
      const pages = paginate(blocks, options).map(plainText);
      expect(pages.length).toBeGreaterThan(2);
      for (const page of pages) expect(page.endsWith('.')).toBe(true);
    }
  });
});

describe('shortening', () => {
  it.each([
    ['ngắn', 10, 'ngắn'],
    ['Câu một. Câu hai dài hơn', 14, 'Câu một…'],
    ['một hai ba bốn', 10, 'một hai…'],
    ['mộthaibabốnnăm', 6, 'mộtha…'],
  ])('%s within %i → %s', (text, max, expected) => expect(shorten(text, max)).toBe(expected));
});
