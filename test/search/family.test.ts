import { describe, expect, it } from 'vitest';
import { familyOf } from '../../src/search/family.js';
import { buildIndex } from '../../src/search/procedure-index.js';
import { readQuestion } from '../../src/search/question.js';
import { rank } from '../../src/search/rank.js';
import { document, few, shipped } from './fixture.js';

const documents = [
  document('1.100001', 'Cấp lại Giấy chứng nhận quyền sử dụng đất do bị mất', { field: 'Đất đai' }),
  document('1.100002', 'Cấp đổi Giấy chứng nhận quyền sử dụng đất', { field: 'Đất đai' }),
  document('1.100003', 'Khai thuế sử dụng đất phi nông nghiệp', { field: 'Thuế' }),
  document('1.100004', 'Đăng ký lại kết hôn', { field: 'Hộ tịch' }),
  document('1.100005', 'Giải quyết hưởng chế độ tử tuất', { field: 'Thực hiện chính sách BHXH' }),
  document('1.100006', 'Hưởng bảo hiểm xã hội một lần', { field: 'Thực hiện chính sách BHXH' }),
  document('1.100007', 'Đăng ký tham gia bảo hiểm xã hội', { field: 'Thu BHXH' }),
  ...few.slice(4),
];
const index = buildIndex(documents, shipped);

/** The codes of those named that stay together, where each fits as well as told. */
function family(text: string, scores: Record<string, number>): string[] {
  const question = readQuestion(text, shipped);
  const [some] = rank(index, question);
  if (!some) throw new Error('a question about something in the catalogue');
  const candidates = Object.entries(scores).map(([code, score]) => ({
    ...some,
    doc: index.codes.indexOf(code),
    score,
  }));
  return familyOf(index, question, candidates).map(({ doc }) => index.codes[doc] ?? '');
}

describe('what is offered together', () => {
  it('is of one field, whatever else is done', () =>
    expect(family('sổ đất', { '1.100001': 9, '1.100004': 8, '1.100002': 7 })).toEqual([
      '1.100001',
      '1.100002',
    ]));

  it('is named by the same things under other labels of the catalogue', () => {
    expect(family('đất', { '1.100002': 9, '1.100003': 8 })).toEqual(['1.100002', '1.100003']);
    expect(family('bảo hiểm xã hội', { '1.100006': 9, '1.100007': 8 })).toEqual(['1.100006', '1.100007']);
  });

  it('is what most of those that fit well belong to, not always the best alone', () =>
    expect(family('bảo hiểm, chồng mất', { '1.000656': 10, '1.100005': 9.8, '1.100006': 9.5 })).toEqual([
      '1.100005',
      '1.100006',
    ]));

  it('is the best alone where the others are far behind it', () =>
    expect(family('ba tôi mất', { '1.000656': 10, '1.100001': 7.5, '1.100002': 7 })).toEqual(['1.000656']));

  it('is everything where nothing but what is done is said', () =>
    expect(family('xin cấp lại', { '1.100001': 9, '1.014064': 8, '3.000348': 7 })).toHaveLength(3));

  it('is nothing of nothing', () => expect(family('đất', {})).toEqual([]));
});
