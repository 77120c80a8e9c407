import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paginate, shorten } from '../../../src/conversation/wording/page.js';

const options = { title: 'Tên', again: 'Tên (tiếp theo)', budget: 300 };

describe('pages', () => {
  it('keep a heading with the line it leads', () => {
    const lines = [
      { text: 'x'.repeat(265) },
      { text: 'Giấy tờ:', lead: true },
      { text: 'Phải nộp:', lead: true },
      { text: '1. Tờ khai' },
      { text: 'y'.repeat(275) },
    ];
    expect(paginate(lines, options)[1]).toBe('Tên (tiếp theo)\nGiấy tờ:\nPhải nộp:\n1. Tờ khai');
  });

  it('hold every line once, in order, within the budget', () => {
    const line = fc.record({ text: fc.string({ minLength: 1, maxLength: 120 }).map((text) => `.${text}.`) });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
        const pages = paginate(lines, options);
        for (const page of pages) expect(page.length).toBeLessThanOrEqual(options.budget);
        const bodies = pages.map((page, i) =>
          page.slice((i === 0 ? options.title : options.again).length + 1),
        );
        expect(bodies.filter((body) => body !== '').join('\n')).toBe(
          lines.map(({ text }) => text).join('\n'),
        );
      }),
    );
  });

  it('divide a line that is longer than a page between sentences', () => {
    const sentence = `${'chữ '.repeat(20).trim()}. `;
    const pages = paginate([{ text: sentence.repeat(12).trim() }], options);
    expect(pages.length).toBeGreaterThan(2);
    for (const page of pages) expect(page.endsWith('.')).toBe(true);
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
