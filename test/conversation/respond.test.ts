import { describe, expect, it } from 'vitest';
import { respond } from '../../src/conversation/respond.js';
import { openSession } from '../../src/conversation/session.js';
import { check, lookupsOf, procedureOf, type World } from '../support/transcript.js';

const paper = (name: string) => ({
  name,
  originals: 1,
  copies: null,
  forms: [],
  code: null,
  use: 'submit' as const,
});

const birth = procedureOf(
  {
    code: '1.001193',
    name: 'Thủ tục đăng ký khai sinh',
    agency: 'Ủy ban nhân dân cấp xã',
    papers: [{ name: null, papers: [paper('Giấy chứng sinh')], notes: [] }],
    timeLimits: [{ channel: null, case: null, amount: 1, unit: 'workingDay', text: null }],
    fees: [
      {
        channel: null,
        case: null,
        type: 'fee',
        amount: { kind: 'free' },
        text: null,
        validFrom: null,
        validTo: null,
      },
    ],
    place: 'UBND cấp xã nơi cư trú',
    online: true,
    steps: 'Nộp hồ sơ.\nNhận kết quả.',
  },
  { plainName: 'Làm giấy khai sinh', englishName: 'Birth registration' },
);
const again = procedureOf({ code: '1.004884', name: 'Thủ tục đăng ký lại khai sinh' });
const land = procedureOf({ code: '1.013978', name: 'Đăng ký đất đai lần đầu' });
const bare = procedureOf({ code: '1.000001', name: 'Thủ tục chỉ có tên' });

const world: World = {
  procedures: [birth, again, land, bare],
  answers: {
    'làm khai sinh': { kind: 'answer', code: '1.001193', alternatives: ['1.004884'] },
    'làm khai sinh bao nhiêu tiền': { kind: 'answer', code: '1.001193', alternatives: [] },
    'khai sinh': {
      kind: 'choices',
      codes: ['1.001193', '1.004884', '1.013978'],
      family: ['1.001193', '1.004884', '1.013978'],
    },
    'còn nếu mất bản gốc?': { kind: 'answer', code: '1.004884', alternatives: [] },
    'chỉ có tên': { kind: 'answer', code: '1.000001', alternatives: [] },
    'sổ đỏ lần đầu': { kind: 'answer', code: '1.013978', alternatives: [] },
    gone: { kind: 'answer', code: '9.000000', alternatives: [] },
  },
};

describe('a question about a procedure', () => {
  it('is answered with everything, plain name first, alternatives as choices', async () => {
    await check(
      world,
      `> làm khai sinh
       = procedure 1.001193 1.004884
       Làm giấy khai sinh (Thủ tục đăng ký khai sinh)
       1. Giấy chứng sinh – 1 bản chính
       Thời gian: 1 ngày làm việc
       Lệ phí: không mất tiền
       Nộp ở đâu: UBND cấp xã nơi cư trú
       Nguồn: Danh mục thử, kiểm tra ngày 18/07/2026.
       Không phải điều anh/chị cần?
       [Các bước]
       [Đăng ký lại khai sinh]`,
    );
  });

  it('about one thing gets that first and the rest as choices', async () => {
    await check(
      world,
      `> làm khai sinh bao nhiêu tiền
       = procedure 1.001193
       Lệ phí: không mất tiền
       ! chứng sinh
       [Giấy tờ]
       [Nộp ở đâu]`,
    );
  });

  it('keeps its subject through follow-ups, and the subject can change at any time', async () => {
    await check(
      world,
      `> làm khai sinh
       > thế còn phí?
       = procedure 1.001193
       không mất tiền
       > mất mấy ngày vậy
       1 ngày làm việc
       > cảm ơn
       = smalltalk
       > nộp ở đâu
       = procedure 1.001193
       > còn nếu mất bản gốc?
       = procedure 1.004884
       > sổ đỏ lần đầu
       = procedure 1.013978
       > lệ phí
       = procedure 1.013978`,
    );
  });

  it('whose fields are all unknown says so and whom to ask', async () => {
    await check(
      world,
      `> chỉ có tên
       = procedure 1.000001
       chưa có giấy tờ, thời gian, lệ phí và nơi nộp
       Bộ phận Một cửa
       > lệ phí
       Lệ phí: danh mục chưa có thông tin này.`,
    );
  });

  it('that is unknown is declined with a next step, and one about no procedure is asked for it', async () => {
    await check(
      world,
      `> cách nuôi cá cảnh
       = refusal
       dichvucong.gov.vn
       [Làm giấy khai sinh cho con cần gì?]
       > bao nhiêu tiền
       = refusal
       Anh/chị hỏi về thủ tục nào?`,
    );
  });

  it('answered by a procedure that has just gone is declined', async () => {
    await check(world, '> gone\n= refusal');
  });
});

describe('a code typed in', () => {
  it('gets that procedure, with the thing asked about it', async () => {
    await check(
      world,
      `> 1.001193
       = procedure 1.001193
       > 2.000815.000.00.00.H55
       = refusal
       2.000815
       > lệ phí thủ tục 1.001193
       = procedure 1.001193
       ! chứng sinh
       > mã 1.004884 mất mấy ngày
       = procedure 1.004884
       Thời gian: danh mục chưa có thông tin này.`,
    );
  });
});

describe('choices', () => {
  it.each(['1', 'số 1', 'cái đầu tiên', 'cai thu nhat', 'the first one', 'làm giấy', 'lam giay khai sinh'])(
    'are picked by number or in words: %s',
    async (pick) => {
      await check(
        world,
        `> khai sinh\n= choices 1.001193 1.004884 1.013978\n> ${pick}\n= procedure 1.001193`,
      );
    },
  );

  it.each([
    ['cái cuối', '1.013978'],
    ['cái thứ hai ạ', '1.004884'],
    ['đất đai', '1.013978'],
    ['dat dai', '1.013978'],
    ['Thủ tục 1.013978', '1.013978'],
  ])('%s → %s', async (pick, code) => {
    await check(world, `> khai sinh\n> ${pick}\n= procedure ${code}`);
  });

  it('out of range are named, and stay on offer', async () => {
    await check(world, `> khai sinh\n> 7\n= refusal\nChỉ có 3 lựa chọn\n> 2\n= procedure 1.004884`);
  });

  it('that fit none lead to a question', async () => {
    await check(world, `> khai sinh\n> không phải cái nào\n= refusal\nAnh/chị nói rõ hơn`);
  });

  it('remember what was asked about them', async () => {
    await check(
      world,
      `> khai sinh
       > bao nhiêu tiền
       = choices 1.001193 1.004884 1.013978
       > 1
       Lệ phí: không mất tiền
       ! chứng sinh`,
    );
  });

  it('of another subject no longer count for a number, yet a tapped one still works', async () => {
    const turn = await check(world, `> khai sinh\n> sổ đỏ lần đầu`);
    expect(turn.session.choices.map(({ send }) => send)).not.toContain('thủ tục 1.004884');
    await check(world, `> khai sinh\n> sổ đỏ lần đầu\n> thủ tục 1.004884\n= procedure 1.004884`);
  });

  it('with one name are told apart', async () => {
    const twins = ['1.000010', '1.000011'].map((code, i) =>
      procedureOf({ code, name: 'Hỗ trợ sản xuất', promulgatingAgency: `UBND tỉnh ${'AB'[i]}` }),
    );
    const same = ['1.000012', '1.000013'].map((code) => procedureOf({ code, name: 'Cùng tên' }));
    const codes = [...twins, ...same].map(({ code }) => code);
    await check(
      { procedures: [...twins, ...same], answers: { hỗ: { kind: 'choices', codes, family: codes } } },
      `> hỗ
       [Hỗ trợ sản xuất – UBND tỉnh A]
       [Hỗ trợ sản xuất – UBND tỉnh B]
       [Cùng tên (1.000012)]`,
    );
  });

  it('of which only one is published are asked about, and a yes opens it', async () => {
    const answers: World['answers'] = {
      'làm lại khai sinh': {
        kind: 'choices',
        codes: ['1.004884', '9.000000'],
        family: ['1.004884', '9.000000'],
      },
    };
    await check(
      { procedures: [again], answers },
      `> làm lại khai sinh
       Có phải anh/chị hỏi việc này không? Nếu không, anh/chị cho biết: làm giấy gì, cho ai?
       = choices 1.004884
       > dạ đúng rồi
       = procedure 1.004884`,
    );
    await check(
      { procedures: [again], answers },
      `> làm lại khai sinh
       > không phải
       = refusal`,
    );
  });
});

describe('a long answer', () => {
  const many = Array.from({ length: 60 }, (_, i) =>
    paper(`Giấy tờ số ${i + 1} của hồ sơ, bản có xác nhận của nơi cấp`),
  );
  const long = procedureOf({
    code: '1.000002',
    name: 'Thủ tục dài',
    papers: [{ name: 'Trường hợp một', papers: many, notes: [] }],
    timeLimits: [{ channel: null, case: null, amount: 5, unit: 'day', text: null }],
  });

  it('is shown page by page, whole papers only, until it ends', async () => {
    const lookups = lookupsOf({ procedures: [long] });
    const now = new Date('2026-11-21T02:00:00Z');
    let turn = await respond({ text: 'thủ tục 1.000002' }, openSession(null), lookups, now);
    const texts = [turn.replies[0]?.text ?? ''];
    while (turn.session.more) {
      turn = await respond({ text: 'xem thêm' }, turn.session, lookups, now);
      texts.push(turn.replies[0]?.text ?? '');
    }
    expect(texts.length).toBeGreaterThan(2);
    expect(texts[0]).toContain('5 ngày');
    for (const text of texts) expect(text.length).toBeLessThanOrEqual(1500);
    for (const { name } of many) expect(texts.filter((text) => text.includes(` ${name} –`))).toHaveLength(1);
    await check(
      { procedures: [long] },
      `> thủ tục 1.000002 phần 99\n= procedure 1.000002\n> xem thêm\n= smalltalk\nĐã hết`,
    );
  });
});

describe('English', () => {
  it('is answered in English, official names in Vietnamese', async () => {
    await check(
      {
        ...world,
        answers: {
          'birth certificate for my child': { kind: 'answer', code: '1.001193', alternatives: ['1.004884'] },
        },
      },
      `> birth certificate for my child
       = procedure 1.001193 1.004884
       Birth registration (Thủ tục đăng ký khai sinh)
       Time: 1 working day
       Fee: free of charge
       [Steps]
       > how much
       Fee: free of charge
       > lệ phí thủ tục 1.001193
       Fee: free of charge
       > làm thế nào đây
       ! sorry`,
    );
  });

  it('once chosen stays until Vietnamese is chosen', async () => {
    await check(
      world,
      `> English please
       = smalltalk
       I will answer in English
       > làm khai sinh
       Papers
       > tiếng Việt
       Tôi sẽ trả lời bằng tiếng Việt
       > làm khai sinh
       Giấy tờ`,
    );
  });
});

describe('odd messages', () => {
  it.each(['', '   ', '?!…', '\u200b'])('without a word are asked for one: %j', async (text) => {
    await check(world, `> ${text}\n= smalltalk\nAnh/chị cần làm thủ tục gì?`);
  });

  it('of 3,000 characters are declined, not choked on', async () => {
    await check(world, `> ${'xin hỏi điều này '.repeat(180)}\n= refusal`);
  });

  it('that are a number with nothing to choose from say so', async () => {
    await check(world, '> 2\n= refusal\nkhông có danh sách nào');
  });

  it('begin afresh from a session that cannot be read', () => {
    for (const stored of [null, 'x', {}, { locale: 'fr' }, { ...openSession(null), topic: 'x' }])
      expect(openSession(stored)).toEqual(openSession(null));
  });
});
