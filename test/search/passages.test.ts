import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { syllables } from '../../src/search/fold.js';
import { passageOf, rankPassages, type Wanted, want } from '../../src/search/passages.js';

const texts = [
  'Người thân đi thay thì không cần văn bản ủy quyền',
  'Tờ khai theo mẫu, một bản chính',
  'Lệ phí do Hội đồng nhân dân cấp tỉnh quyết định',
  'Trong thời hạn 60 ngày kể từ ngày sinh con',
];
const passages = texts.map((text) => passageOf(text));
const wantedOf = (text: string, marks = true): Wanted => {
  const wanted: Wanted = new Map();
  want(wanted, syllables(text), 1, marks);
  return wanted;
};
const best = (text: string, marks = true) => rankPassages(passages, wantedOf(text, marks))[0];

describe('passages of a record', () => {
  it('are found by their words, typed with marks or without', () => {
    expect(best('văn bản ủy quyền')?.passage.text).toBe(texts[0]);
    expect(best('van ban uy quyen', false)?.passage.text).toBe(texts[0]);
  });

  it('are found by one word alone, and the better by words that stand together', () => {
    expect(best('quyền')?.passage.text).toBe(texts[0]);
    expect(best('quyen', false)).toMatchObject({ passage: { text: texts[0] }, pairs: 0 });
    expect(best('văn bản ủy quyền')).toMatchObject({ pairs: 3, share: 1 });
    const two = [passageOf('con của mẹ sinh ngày nghỉ'), passageOf('ngày sinh của con mẹ nghỉ')];
    expect(rankPassages(two, wantedOf('ngày sinh'))[0]?.passage).toBe(two[1]);
  });

  it('that say nothing of what is asked are not among them', () => {
    expect(rankPassages(passages, wantedOf('xổ số kiến thiết'))).toEqual([]);
  });

  it('are told apart by their marks where there are some', () => {
    const [first] = rankPassages([passageOf('giấy bị mất'), passageOf('giấy bị mật')], wantedOf('mật'));
    expect(first?.passage.text).toBe('giấy bị mật');
  });

  it('are found by what they are about, which is not shown', () => {
    const about = passageOf('Đơn đề nghị, một bản', 'vợ chồng đã ly hôn');
    expect(rankPassages([...passages, about], wantedOf('ly hôn'))[0]?.passage).toBe(about);
  });

  it('come first where their place makes them likelier', () => {
    const two = [passageOf('lệ phí mười nghìn đồng'), passageOf('lệ phí hai mươi nghìn đồng')];
    const ranked = rankPassages(two, wantedOf('lệ phí'), (passage) => (passage === two[1] ? 3 : 1));
    expect(ranked[0]?.passage).toBe(two[1]);
  });

  it('say a share between nothing and all of what is asked', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...texts.join(' ').split(' ')), { maxLength: 12 }), (words) => {
        for (const { share, score } of rankPassages(passages, wantedOf(words.join(' ')))) {
          expect(share).toBeGreaterThanOrEqual(0);
          expect(share).toBeLessThanOrEqual(1 + 1e-9);
          expect(score).toBeGreaterThan(0);
        }
      }),
    );
  });
});
