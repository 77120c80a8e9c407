import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { digitWords, numberWords } from '../../../src/conversation/wording/number-words.js';
import { speakable } from '../../../src/conversation/wording/speech.js';

describe('numbers in words', () => {
  it.each([
    [0, 'không'],
    [5, 'năm'],
    [10, 'mười'],
    [15, 'mười lăm'],
    [21, 'hai mươi mốt'],
    [25, 'hai mươi lăm'],
    [101, 'một trăm linh một'],
    [110, 'một trăm mười'],
    [1000, 'một nghìn'],
    [2026, 'hai nghìn không trăm hai mươi sáu'],
    [8000, 'tám nghìn'],
    [50_000, 'năm mươi nghìn'],
    [1_005_000, 'một triệu không trăm linh năm nghìn'],
    [400_000_000, 'bốn trăm triệu'],
  ])('%i is read %s', (value, words) => {
    expect(numberWords(value)).toBe(words);
  });

  it('follow the words of the South where asked', () => {
    expect(numberWords(8105, 'south')).toBe('tám ngàn một trăm lẻ năm');
  });

  it('never contain a digit, and differ for different numbers', () => {
    fc.assert(
      fc.property(fc.nat(999_999_999), fc.nat(999_999_999), (a, b) => {
        expect(numberWords(a)).not.toMatch(/\d|\s{2}|^\s|\s$/);
        expect(numberWords(a) === numberWords(b)).toBe(a === b);
      }),
    );
  });

  it('are read digit by digit in codes', () => {
    expect(digitWords('0012')).toBe('không không một hai');
  });
});

describe('an answer read aloud', () => {
  const vi = (text: string) => speakable(text, { locale: 'vi' });

  it.each([
    ['Lệ phí: 8.000 đồng/bản', 'Lệ phí: tám nghìn đồng/bản.'],
    ['kiểm tra ngày 18/07/2026.', 'kiểm tra ngày mười tám tháng bảy năm hai nghìn không trăm hai mươi sáu.'],
    ['Thời gian: 3 ngày làm việc', 'Thời gian: ba ngày làm việc.'],
    ['mã 1.001193', 'mã một chấm không không một, một chín ba.'],
    ['H21.17-240315-0001', 'H hai một, một bảy, hai bốn không ba một năm, không không không một.'],
    ['07:30', 'bảy giờ ba mươi.'],
    ['Mã của anh/chị: H7KQ-9PDM', 'Mã của anh/chị: H bảy K Q, chín P D M.'],
    ['gọi ngay 112 hoặc 114', 'gọi ngay một một hai hoặc một một bốn.'],
    ['• Tờ khai\n• Giấy chứng sinh – 1 bản chính', 'Tờ khai. Giấy chứng sinh, một bản chính.'],
    ['nộp tại dichvucong.gov.vn.', 'nộp tại Cổng Dịch vụ công quốc gia.'],
    ['Làm giấy khai sinh (Thủ tục đăng ký khai sinh)', 'Làm giấy khai sinh, Thủ tục đăng ký khai sinh.'],
  ])('%j', (text, said) => {
    expect(vi(text)).toBe(said);
  });

  it('keeps English as it is, without bullets', () => {
    expect(speakable('• Form\n2. Photo', { locale: 'en' })).toBe('Form. Photo.');
  });
});
