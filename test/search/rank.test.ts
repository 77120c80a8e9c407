import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SearchDocument } from '../../src/search/document.js';
import { compileLexicon, parseLexicon } from '../../src/search/lexicon.js';
import { buildIndex } from '../../src/search/procedure-index.js';
import { readQuestion } from '../../src/search/question.js';
import { rank } from '../../src/search/rank.js';
import { document, few, shipped } from './fixture.js';

/** The names of what is found, best first. */
function found(documents: readonly SearchDocument[], text: string, lexicon = shipped): string[] {
  return ranked(documents, text, lexicon).map(({ doc }) => documents[doc]?.name ?? '');
}
function ranked(documents: readonly SearchDocument[], text: string, lexicon = shipped) {
  return rank(buildIndex(documents, lexicon), readQuestion(text, lexicon));
}
const named = (...names: string[]) => names.map((name, i) => document(`1.9${i}`, name));

describe('ranking', () => {
  it('finds a procedure by the very first word of the catalogue', () =>
    expect(ranked([...named('Ươm giống'), ...few], 'ươm')).toMatchObject([{ doc: 0, coverage: 1 }]));

  it('keeps the best of more than it looks at closely', () => {
    const many = Array.from({ length: 60 }, (_, i) => `Trồng cây giống lâu năm loại ${i}`);
    const others = Array.from({ length: 240 }, (_, i) => `Việc khác ${i}`);
    const names = found(
      named(...many, 'Trồng cây giống lâu năm ngoài bãi', ...others),
      'trồng cây giống lâu năm ngoài bãi',
    );
    expect(names[0]).toBe('Trồng cây giống lâu năm ngoài bãi');
    expect(names).toHaveLength(48);
  });

  it('prefers the name with the number asked for', () => {
    const [first, second] = ['Trợ cấp cho người từ 80 tuổi', 'Trợ cấp cho người từ 75 tuổi'];
    expect(found([...named(first, second), ...few], 'trợ cấp cho người 75 tuổi')[0]).toBe(second);
    expect(found([...named(first, second), ...few], 'trợ cấp cho người 80 tuổi')[0]).toBe(first);
  });

  it('prefers the name that says the official words of an everyday phrase as they stand together', () => {
    const lexicon = compileLexicon(parseLexicon({ 'everyday.tsv': 'sổ hồng\tgiấy tờ nhà' }));
    const names = ['Nhà tờ giấy', 'Giấy tờ nhà'];
    expect(found(named(...names), 'sổ hồng', lexicon)).toEqual([...names].reverse());
    const beside = ['Giấy tờ nhà đổi', 'Đổi giấy tờ nhà'];
    expect(found(named(...beside), 'đổi sổ hồng', lexicon)).toEqual([...beside].reverse());
  });

  it('looks for nothing beside the question unless a topic is given', () => {
    const question = readQuestion('gia hạn', shipped);
    const index = buildIndex(few, shipped);
    expect(rank(index, question).map(({ doc }) => few[doc]?.name)).not.toContain('Thủ tục đăng ký khai sinh');
    expect(rank(index, question, 0).map(({ doc }) => few[doc]?.name)).toContain('Thủ tục đăng ký khai sinh');
  });

  it('says shares between nothing and all, also where a name has both the asked and the official words', () => {
    const index = buildIndex([...named('Cấp lại giấy chứng nhận (sổ đỏ)'), ...few], shipped);
    const words = ['sổ đỏ', 'làm lại', 'bị mất', 'giấy', 'khai sinh', 'căn cước', 'cấp', 'ở đâu', '14'];
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { maxLength: 5 }), (said) => {
        for (const { coverage, focus, fullness } of rank(index, readQuestion(said.join(' '), shipped)))
          for (const share of [coverage, focus, fullness]) {
            expect(share).toBeGreaterThanOrEqual(0);
            expect(share).toBeLessThanOrEqual(1 + 1e-6);
          }
      }),
    );
  });
});
