import { describe, expect, it } from 'vitest';
import { passagesOf } from '../../../src/conversation/procedure/passages.js';
import { translator } from '../../../src/i18n/translate.js';
import { procedureOf } from '../../support/transcript.js';

const procedure = procedureOf({
  code: '1.001193',
  name: 'Đăng ký khai sinh',
  subjects: ['Công dân Việt Nam'],
  steps: 'Bước 1: nộp hồ sơ tại Bộ phận Một cửa cấp xã. Bước 2: cán bộ kiểm tra giấy tờ và ghi vào sổ.',
  conditions:
    'Trong thời hạn 60 ngày kể từ ngày sinh con, cha hoặc mẹ có trách nhiệm đăng ký khai sinh cho con.',
  papers: [
    {
      name: 'Trẻ sinh ở nhà',
      papers: [
        { name: 'Văn bản của người làm chứng', originals: 1, copies: null, forms: [], code: null, use: null },
        { name: 'Giấy cam đoan', originals: 1, copies: null, forms: [], code: null, use: null },
      ],
      notes: [
        'Lưu ý: không có người làm chứng thì viết giấy cam đoan. Người viết chịu trách nhiệm về lời cam đoan.',
      ],
    },
  ],
});
const passages = passagesOf({ procedure, t: translator('vi'), locale: 'vi', today: '2026-11-30' });
const of = (part: string) => passages.filter((passage) => passage.part === part).map(({ text }) => text);

describe('the passages of a procedure', () => {
  it('are its papers one by one with their case, the whole case, and its notes by sentences', () => {
    expect(of('papers')).toEqual([
      'Trẻ sinh ở nhà: Văn bản của người làm chứng; Giấy cam đoan',
      'Trẻ sinh ở nhà: Văn bản của người làm chứng',
      'Trẻ sinh ở nhà: Giấy cam đoan',
      'Lưu ý: không có người làm chứng thì viết giấy cam đoan.',
      'Người viết chịu trách nhiệm về lời cam đoan.',
    ]);
  });

  it('are its steps and conditions by sentences, and who it is for', () => {
    expect(of('steps')).toHaveLength(2);
    expect(of('conditions')).toHaveLength(1);
    expect(of('subjects')).toEqual(['Công dân Việt Nam']);
  });

  it('are verbatim of the record', () => {
    const record = JSON.stringify(procedure);
    for (const { part, text } of passages)
      if (part === 'steps' || part === 'conditions') expect(record).toContain(text);
  });
});
