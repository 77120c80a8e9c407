import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { byCode, faultsOf, holdingOn, knowledgeFact } from '../../src/catalogue/knowledge.js';
import { idFor } from '../../src/catalogue/knowledge-id.js';
import { knowledgeOf } from '../support/records.js';

const day = fc.date({ min: new Date('2026-01-01'), max: new Date('2027-12-31'), noInvalidDate: true });
const iso = day.map((date) => date.toISOString().slice(0, 10));
const maybeDay = fc.option(iso, { nil: null });

describe('a fact', () => {
  it('holds on every day from its first to its last, and on no other', () => {
    fc.assert(
      fc.property(maybeDay, maybeDay, iso, (one, other, on) => {
        const [from, until] = one !== null && other !== null && one > other ? [other, one] : [one, other];
        const holds = holdingOn([knowledgeOf({ id: 'a', from, until })], on).length === 1;
        expect(holds).toBe((from === null || from <= on) && (until === null || on <= until));
      }),
    );
  });

  it('belongs to every procedure it names', () => {
    const both = knowledgeOf({ id: 'a', codes: ['1.001193', '2.000986'] });
    const found = byCode([both, knowledgeOf({ id: 'b' })]);
    expect(found.get('1.001193')?.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(found.get('2.000986')).toEqual([both]);
    expect(found.get('1.000894')).toBeUndefined();
  });

  it.each([
    [{ codes: ['khai sinh'] }, 'mã thủ tục cần dạng 1.001193'],
    [{ codes: [] }, 'cần ít nhất một mã thủ tục'],
    [{ topic: 'tien' }, 'chủ đề cần là một trong: eligibility,'],
    [{ ask: [] }, 'cần ít nhất một cách hỏi'],
    [{ fact: '  ' }, 'câu trả lời đang trống'],
    [{ fact: 'a'.repeat(501) }, 'câu trả lời dài hơn 500 ký tự'],
    [{ law: undefined }, 'thiếu căn cứ'],
    [{ sourceDate: '2026-02-30' }, 'ngày của nguồn cần dạng YYYY-MM-DD và phải có thật'],
    [{ from: '2026-09-01', until: '2026-08-31' }, 'ngày kết thúc trước ngày bắt đầu'],
    [{ confidence: 'chắc' }, 'độ tin cậy cần là một trong: law, catalogue, secondary'],
  ])('is refused in words when it is %j', (wrong, told) => {
    const { error } = knowledgeFact.safeParse({ ...knowledgeOf({ id: 'a' }), ...wrong });
    expect(error && faultsOf(error)).toContain(told);
  });

  it('gets the same id whenever it is given without one', () => {
    const fact = knowledgeOf({ id: 'a' });
    expect(idFor(fact)).toBe(idFor({ ...fact }));
    expect(idFor(fact)).not.toBe(idFor({ ...fact, fact: 'Khác.' }));
    expect(knowledgeFact.safeParse({ ...fact, id: idFor(fact) }).success).toBe(true);
  });
});
