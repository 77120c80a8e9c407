import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeOf, readQuestion } from '../../src/search/question.js';
import { shipped } from './fixture.js';

describe('what is asked about a procedure', () => {
  it.each([
    ['mất mấy ngày', 'time'],
    ['may ngay co', 'time'],
    ['mấy bữa có hả chú', 'time'],
    ['mất bao lâu z', 'time'],
    ['how long does it take', 'time'],
    ['thế còn thời gian?', 'time'],
    ['bao nhiêu tiền', 'fee'],
    ['het bao nhieu tien', 'fee'],
    ['bn tiền v', 'fee'],
    ['thế còn phí?', 'fee'],
    ['hết nhiêu tiền', 'fee'],
    ['nộp ở đâu', 'place'],
    ['nop o dau', 'place'],
    ['ở mô rứa', 'place'],
    ['làm online được không', 'online'],
    ['lm onl dc k', 'online'],
    ['cần giấy gì', 'papers'],
    ['can giay to gi', 'papers'],
    ['cần j ạ', 'papers'],
    ['cần giấy chi', 'papers'],
    ['what documents do I need', 'papers'],
    ['mẫu đơn', 'form'],
    ['tải tờ khai ở đâu', 'form'],
    ['điều kiện tách hộ', 'conditions'],
    ['nghị định nào', 'legal'],
    ['trình tự thế nào', 'steps'],
    ['đăng ký khai sinh', null],
    ['khai lệ phí trước bạ', null],
    ['', null],
  ])('in %j is %s', (text, attribute) => expect(attributeOf(text, shipped)).toBe(attribute));
});

describe('reading a question', () => {
  const read = (text: string) => readQuestion(text, shipped);
  const wanted = (text: string) =>
    read(text)
      .tokens.filter((token) => token.weight > 0.5)
      .map((token) => token.word.folded)
      .join(' ');

  it.each([
    ['e muốn đk tạm trú thì cần j ạ', 'dang ki tam tru'],
    ['cho tôi hỏi tách hộ mất mấy ngày', 'tach ho'],
    ['mần răng để tách hộ', 'tach ho'],
    ['gia hạn gplx', 'doi giay phep lai xe'],
  ])('leaves of %j only what is wanted: %j', (text, words) => expect(wanted(text)).toContain(words));

  it('never rewrites names', () => {
    const texts = read('Tôi ở thôn Chừ, xã Mô').words.map((word) => word.text);
    expect(texts).toContain('Chừ');
    expect(texts).toContain('Mô');
  });

  it('keeps words that only look regional', () =>
    expect(read('chi phí đóng cửa chi nhánh, xe mô tô, công bố').words.map((word) => word.text)).toEqual(
      'chi phí đóng cửa chi nhánh xe mô tô công bố'.split(' '),
    ));

  it('offers readings only when nothing more is said', () => {
    expect(read('sổ đỏ').readings.length).toBeGreaterThan(1);
    expect(read('cho em hỏi sổ đỏ ạ').readings.length).toBeGreaterThan(1);
    expect(read('sổ đỏ bị rách').readings).toEqual([]);
    expect(read('làm giấy khai sinh cho con cần gì').readings).toEqual([]);
  });

  it('notices when nothing is named', () => {
    expect(read('thế còn phí?').names).toBe(false);
    expect(read('tách hộ').names).toBe(true);
  });

  it('reads anything without failing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => read(text).words.length >= 0),
    );
  });
});
