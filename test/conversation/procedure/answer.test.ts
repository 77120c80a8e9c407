import { describe, it } from 'vitest';
import type { Fee, OfficialRecord } from '../../../src/catalogue/procedure.js';
import { check, procedureOf } from '../../support/transcript.js';

const CODE = '1.000001';
const world = (
  official: Partial<OfficialRecord>,
  others = [procedureOf({ code: '1.000002', name: 'Thủ tục thay thế' })],
) => ({
  procedures: [procedureOf({ code: CODE, name: 'Thủ tục thử', ...official }), ...others],
});
const fee = (amount: Fee['amount'], more: Partial<Fee> = {}): Fee => ({
  channel: null,
  case: null,
  type: 'fee',
  amount,
  text: null,
  validFrom: null,
  validTo: null,
  ...more,
});
const amount = (vnd: number) => ({ kind: 'amount' as const, vnd });
const paper = (name: string, use: 'submit' | 'show' | null, originals = 1, copies = 0) => ({
  name,
  originals,
  copies,
  forms: name === 'Tờ khai' ? ['Mẫu số 1'] : [],
  code: null,
  use,
});

describe('papers', () => {
  it('come by case, what to hand in apart from what to show, notes apart and shortened', async () => {
    await check(
      world({
        papers: [
          {
            name: '* Người lớn:',
            papers: [paper('- Tờ khai;', 'submit', 1, 2), paper('Căn cước', 'show')],
            notes: [`Lưu ý: ${'rất dài '.repeat(60)}`, 'b', 'c', 'd', 'e'],
          },
          { name: 'Trẻ em', papers: [paper('Giấy khai sinh', null, 0, 1)], notes: [] },
        ],
      }),
      `> giấy tờ thủ tục ${CODE}
       Trường hợp: Người lớn
       Phải nộp:
       1. Tờ khai – 1 bản chính, 2 bản sao
       Chỉ cần xuất trình (mang theo để đối chiếu):
       1. Căn cước – 1 bản chính
       Lưu ý: rất dài
       (Còn 2 lưu ý khác trong bản công bố.)
       Trường hợp: Trẻ em
       1. Giấy khai sinh – 1 bản sao
       ! Lưu ý: Lưu ý`,
    );
  });

  it('that are none by the source are not unknown ones', async () => {
    await check(world({ papers: [] }), `> giấy tờ thủ tục ${CODE}\nkhông phải nộp giấy tờ nào`);
    await check(
      world({ papers: null }),
      `> giấy tờ thủ tục ${CODE}\nGiấy tờ: danh mục chưa có thông tin này.`,
    );
  });

  it('name their forms when these are asked for', async () => {
    await check(
      world({ papers: [{ name: null, papers: [paper('Tờ khai', 'submit')], notes: [] }] }),
      `> mẫu đơn thủ tục ${CODE}\nMẫu đơn: Mẫu số 1`,
    );
  });
});

describe('fees', () => {
  it.each<[string, Fee[], string]>([
    ['an amount', [fee(amount(8000))], 'Lệ phí: 8.000 đồng'],
    ['a large amount', [fee(amount(1234567))], '1.234.567 đồng'],
    ['free', [fee({ kind: 'free' })], 'không mất tiền'],
    ['set by the council', [fee({ kind: 'council' })], 'mức thu do HĐND cấp tỉnh quy định'],
    ['unknown', [fee({ kind: 'unknown' })], 'chưa có thông tin'],
    ['unknown with a text', [fee({ kind: 'unknown' }, { text: 'Theo biểu mức thu' })], 'Theo biểu mức thu'],
    ['a remark', [fee(amount(8000), { text: '8.000 đồng/bản' })], 'Lệ phí: 8.000 đồng/bản'],
    ['a charge', [fee(amount(8000), { type: 'charge' })], 'Phí: 8.000 đồng'],
    [
      'still valid',
      [fee(amount(25000), { validTo: '2026-12-31' })],
      '25.000 đồng, áp dụng đến hết 31/12/2026',
    ],
    [
      'not yet valid',
      [fee(amount(50000), { validFrom: '2027-01-01' })],
      '50.000 đồng, áp dụng từ 01/01/2027',
    ],
  ])('%s', async (_, fees, expected) => {
    await check(world({ fees }), `> lệ phí thủ tục ${CODE}\n${expected}`);
  });

  it('that have expired are not given as current', async () => {
    const cut = fee(amount(115000), { channel: 'online', validTo: '2025-12-31' });
    await check(
      world({ fees: [fee(amount(135000)), cut] }),
      `> lệ phí thủ tục ${CODE}\n135.000 đồng\n! 115.000`,
    );
    await check(
      world({ fees: [cut] }),
      `> lệ phí thủ tục ${CODE}\nchỉ áp dụng đến hết 31/12/2025, nay không còn hiệu lực\n! 115.000`,
    );
  });

  it('that differ by way or case say which', async () => {
    await check(
      world({
        fees: [
          fee(amount(20000), { channel: 'direct' }),
          fee(amount(10000), { channel: 'online' }),
          fee(amount(5000), { channel: 'direct', case: 'Theo danh sách' }),
        ],
      }),
      `> lệ phí thủ tục ${CODE}
       • 20.000 đồng – nộp trực tiếp
       • 10.000 đồng – nộp trên mạng
       • Theo danh sách: 5.000 đồng`,
    );
  });
});

describe('time limits', () => {
  const limit = (more: object) => ({
    channel: null,
    case: null,
    amount: null,
    unit: null,
    text: null,
    ...more,
  });
  it('keep unit and case; a text alone is shown, never computed', async () => {
    await check(
      world({
        timeLimits: [
          limit({ amount: 3, unit: 'workingDay', channel: 'direct' }),
          limit({ amount: 3, unit: 'workingDay', channel: 'online' }),
          limit({ amount: 7, unit: 'day', case: 'Cần xác minh' }),
          limit({ text: 'Ngay trong ngày', case: 'Hồ sơ đơn giản' }),
        ],
      }),
      `> thời gian thủ tục ${CODE}
       • 3 ngày làm việc
       • Cần xác minh: 7 ngày
       • Hồ sơ đơn giản: Ngay trong ngày
       ! trực tiếp`,
    );
  });
});

describe('online', () => {
  const level = (
    of: 'full' | 'partial' | 'information',
    reason: string | null = null,
    mappedFrom: number | null = null,
  ) => ({
    serviceLevel: { level: of, reason, mappedFrom },
  });
  it.each<[Partial<OfficialRecord>, string]>([
    [level('full'), 'Làm hoàn toàn trên mạng, không phải đến cơ quan'],
    [level('partial', 'lấy vân tay'), 'chưa trọn: lấy vân tay'],
    [level('partial'), 'lý do chưa được công bố'],
    [level('information'), 'Chỉ xem hướng dẫn trên mạng'],
    [level('full', null, 4), '(Quy đổi từ mức độ 4 cũ.)'],
    [{ online: true }, 'Nộp hồ sơ trên mạng được'],
    [{ online: false }, 'Chưa nộp trên mạng được.'],
    [{}, 'Làm trên mạng: danh mục chưa có thông tin này.'],
  ])('%j', async (official, expected) => {
    await check(world(official), `> làm trên mạng thủ tục ${CODE}\n${expected}`);
  });

  it('always leaves the desk open', async () => {
    await check(world(level('full')), `> làm trên mạng thủ tục ${CODE}\nvẫn nộp trực tiếp được`);
  });
});

describe('what is not certain', () => {
  it('is marked when nobody could verify it', async () => {
    const fact = { value: 'Công an cấp xã', source: 'Báo', checkedOn: '2026-08-01', verified: false };
    const procedures = [procedureOf({ code: CODE, name: 'Thủ tục thử' }, { facts: { place: fact } })];
    await check(
      { procedures },
      `> nơi nộp thủ tục ${CODE}\nNộp ở đâu (chưa được kiểm chứng): Công an cấp xã\nNguồn: Báo, kiểm tra ngày 01/08/2026.`,
    );
  });

  it('names the agency to ask where only that is known', async () => {
    await check(
      world({ agency: 'Sở Tư pháp', fees: [fee({ kind: 'free' })] }),
      `> ${CODE}
       Cơ quan giải quyết: Sở Tư pháp.
       Danh mục chưa có thông tin về: giấy tờ, thời gian, nộp ở đâu, làm trên mạng. Anh/chị hỏi Sở Tư pháp`,
    );
  });
});

describe('a procedure out of force', () => {
  it('says since when, by what and what replaces it', async () => {
    await check(
      world({
        change: 'abolished',
        effectiveFrom: '2026-07-01',
        decision: '163/QĐ-BTP',
        replacedBy: '1.000002',
      }),
      `> ${CODE}
       = procedure ${CODE} 1.000002
       Thủ tục này đã bãi bỏ từ 01/07/2026 theo 163/QĐ-BTP.
       Nay thực hiện: Thay thế.
       [Thay thế]
       > thay thế
       = procedure 1.000002`,
    );
  });

  it('admits what it does not know of the abolition', async () => {
    await check(
      world({ change: 'abolished' }),
      `> ${CODE}\nThủ tục này đã bãi bỏ.\nChưa có thông tin về thủ tục thay thế`,
    );
    await check(world({ effectiveTo: '2026-11-20' }), `> ${CODE}\nđã bãi bỏ từ 21/11/2026.`);
  });

  it('that has not begun or will end says when, and is told', async () => {
    await check(
      world({ effectiveFrom: '2027-03-01', place: 'Xã' }),
      `> ${CODE}\náp dụng từ ngày 01/03/2027\nXã`,
    );
    await check(
      world({ effectiveTo: '2026-11-21', place: 'Xã' }),
      `> ${CODE}\nchỉ áp dụng đến hết ngày 21/11/2026\nXã`,
    );
    await check(
      world({ change: 'abolished', effectiveFrom: '2027-01-01' }),
      `> ${CODE}\nđến hết ngày 31/12/2026\n! bãi bỏ`,
    );
  });
});

describe('the steps', () => {
  it('are told where the catalogue has them; where it has not, everything it does have answers “how”', async () => {
    const steps = { steps: 'Bước 1: nộp hồ sơ\nBước 2: nhận kết quả' };
    await check(world(steps), `> các bước thủ tục ${CODE}\nBước 1: nộp hồ sơ`);
    await check(
      world({ papers: [] }),
      `> các bước thủ tục ${CODE}\nkhông phải nộp giấy tờ nào\n! Các bước: danh mục`,
    );
  });

  it('say where ours come from, not where the record does', async () => {
    const steps = { value: 'Nộp trên Cổng.', source: 'Nghị định 1', checkedOn: '2026-09-21', verified: true };
    const ours = procedureOf(
      { code: CODE, name: 'Thủ tục thử', steps: 'Nộp ở huyện.' },
      { facts: { steps } },
    );
    await check(
      { procedures: [ours] },
      `> các bước thủ tục ${CODE}\nNộp trên Cổng.\nNghị định 1\n! Nộp ở huyện\n! Danh mục thử`,
    );
  });
});
