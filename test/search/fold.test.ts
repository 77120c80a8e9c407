import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clean, fold, hasMarks, keysOf, syllables } from '../../src/search/fold.js';

describe('folding', () => {
  it.each([
    ['Đăng Ký Khai Sinh', 'dang ky khai sinh'],
    ['ĐƯỜNG dương đương', 'duong duong duong'],
    ['Nguyễn Văn Nhể', 'nguyen van nhe'],
    ['kh\u200bai\ufeff sinh', 'khai sinh'],
    ['Đăng ký'.normalize('NFD'), 'dang ky'],
    ['', ''],
  ])('folds %j to %j', (text, folded) => expect(fold(text)).toBe(folded));

  it('gives the same for composed and decomposed text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        (text) => fold(text.normalize('NFD')) === fold(text.normalize('NFC')),
      ),
    );
  });

  it('changes nothing when done twice', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => fold(fold(text)) === fold(text)));
  });

  it('removes what cannot be seen and keeps the rest', () =>
    expect(clean('tạm\u200d trú\u00ad')).toBe('tạm trú'));
});

describe('the keys of a syllable', () => {
  it.each([
    ['hoà', 'hòa'],
    ['thuỷ', 'thủy'],
    ['kí', 'ký'],
    ['quí', 'quý'],
    ['sữa', 'sửa'],
    ['Ký', 'ký'],
  ])('take %s and %s for one spelling', (a, b) => expect(keysOf(a).exact).toBe(keysOf(b).exact));

  it.each([
    ['trú', 'trữ'],
    ['tử', 'từ'],
    ['da', 'đa'],
    ['an', 'ăn'],
  ])('tell %s from %s, which fold alike', (a, b) => {
    expect(keysOf(a).folded).toBe(keysOf(b).folded);
    expect(keysOf(a).exact).not.toBe(keysOf(b).exact);
  });
});

describe('syllables', () => {
  const texts = (text: string) => syllables(text).map((word) => word.text);
  const guarded = (text: string) =>
    syllables(text)
      .filter((word) => word.protected)
      .map((word) => word.text);

  it('keeps codes and numbers whole', () =>
    expect(texts('mã 1.004194, mẫu CT01?')).toEqual(['mã', '1.004194', 'mẫu', 'CT01']));

  it.each([
    ['Bác Nguyễn Văn Nhể ở thôn Chừ', ['Nguyễn', 'Văn', 'Nhể', 'Chừ']],
    ['Tôi muốn. Đăng ký kết hôn', []],
    ['Chào anh. Xã Mô ở đâu', ['Mô']],
    ['đổi tên thành "mô"', ['mô']],
    ['làm CCCD mẫu CT01 hạng B2', ['CT01', 'B2']],
  ])('protects names, codes and quotations in %j', (text, expected) =>
    expect(guarded(text)).toEqual(expected),
  );

  it('finds nothing in signs alone', () => expect(syllables('??? ... !!!')).toEqual([]));

  it('sees whether a text was typed with marks', () => {
    expect(hasMarks(syllables('đăng ký khai sinh'))).toBe(true);
    expect(hasMarks(syllables('dang ky khai sinh o dau'))).toBe(false);
  });
});
