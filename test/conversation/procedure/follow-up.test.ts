import { describe, it } from 'vitest';
import { check, procedureOf, type World } from '../../support/transcript.js';

const of = (code: string, name: string, field: string) =>
  procedureOf({ code, name, field, place: 'UBND cấp xã', agency: 'UBND cấp xã' });
const procedures = [
  of('1.001193', 'Đăng ký khai sinh', 'Hộ tịch'),
  of('1.004884', 'Đăng ký lại khai sinh', 'Hộ tịch'),
  of('2.000635', 'Cấp bản sao trích lục hộ tịch', 'Hộ tịch'),
  of('1.013228', 'Cấp lại giấy phép xây dựng', 'Xây dựng'),
  of('1.013979', 'Cấp đổi giấy chứng nhận', 'Đất đai'),
];
const choices = (...codes: string[]) => ({ kind: 'choices' as const, codes, family: codes });
const answer = (code: string, alternatives: string[] = []) => ({
  kind: 'answer' as const,
  code,
  alternatives,
});
const world = (answers: World['answers'] = {}): World => ({ procedures, answers });

describe('a follow-up', () => {
  it('is offered the siblings of what was spoken of, not what merely shares a word', async () => {
    await check(
      world({ 'còn nếu mất bản gốc': choices('1.013228', '1.004884', '2.000635') }),
      '> thủ tục 1.001193\n> còn nếu mất bản gốc\n= choices 1.004884 2.000635',
    );
  });

  it('that one sibling may answer is asked about it and the subject itself', async () => {
    await check(
      world({ 'còn nếu mất bản gốc': choices('1.013228', '1.004884') }),
      '> thủ tục 1.001193\n> còn nếu mất bản gốc\n= choices 1.004884 1.001193',
    );
  });

  it('that names a sibling by itself is answered with it', async () => {
    await check(
      world({ 'còn nếu mất bản gốc': answer('1.004884', ['1.013228', '2.000635']) }),
      '> thủ tục 1.001193\n> còn nếu mất bản gốc\n= procedure 1.004884 1.013228 2.000635',
    );
  });

  it('that the catalogue does not tell says so, with the parts it does tell, and keeps the subject', async () => {
    await check(
      world(),
      `> thủ tục 1.001193
       > còn chủ nhà không đồng ý thì sao
       = refusal
       Tôi không thấy điều này trong hồ sơ thủ tục “Đăng ký khai sinh”
       [Nộp ở đâu]
       > 1
       = procedure 1.001193
       Nộp ở đâu: UBND cấp xã`,
    );
  });

  it('does not repeat the whole answer when nothing but the subject is found', async () => {
    const turns = '> thủ tục 1.001193\n> còn người già thì sao\n';
    const topicOnly: World = world({ 'còn người già thì sao': choices('1.001193') });
    await check(topicOnly, `${turns}= refusal\nTôi không thấy`);
  });

  it('that names another subject changes it', async () => {
    await check(
      world({ 'còn cấp đổi sổ đỏ': answer('1.013979') }),
      '> thủ tục 1.001193\n> còn cấp đổi sổ đỏ\n= procedure 1.013979',
    );
  });

  it('that asks for a yes or a no names no sibling', async () => {
    await check(
      world({ 'phải đăng ký lại không': choices('1.013228', '1.004884', '2.000635') }),
      '> thủ tục 1.001193\n> phải đăng ký lại không\n= refusal\nTôi không thấy',
    );
  });

  it('that turns away from the subject is read as if nothing had been spoken of', async () => {
    await check(
      world({ 'cấp đổi sổ đỏ thì sao': answer('1.013979') }),
      '> thủ tục 1.001193\n> mà em đổi ý rồi, cấp đổi sổ đỏ thì sao\n= procedure 1.013979',
    );
  });

  it('goes back also after a word that takes something back', async () => {
    await check(
      world({ 'chuyện khai sinh nộp ở đâu': answer('1.001193') }),
      '> thủ tục 1.001193\n> thủ tục 1.013979\n> mà thôi, quay lại chuyện khai sinh, nộp ở đâu\n= procedure 1.001193\nNộp ở đâu: UBND cấp xã',
    );
  });

  it('goes back to whom a paper was for', async () => {
    await check(
      world(),
      '> thủ tục 1.004884 cho con tôi\n> thủ tục 1.001193\n> thủ tục 1.013979\n> quay lại hồ sơ của con, nộp ở đâu\n= procedure 1.004884',
    );
  });

  it('that corrects means another of the same kind before one that comes nearest', async () => {
    await check(
      world({
        'không phải, ý tôi là giờ tôi muốn xin một bản sao trích lục ở ngoài phường nữa': choices(
          '1.013979',
          '2.000635',
        ),
      }),
      '> thủ tục 1.001193\n> không phải, ý tôi là giờ tôi muốn xin một bản sao trích lục ở ngoài phường nữa\n= procedure 2.000635 1.013979',
    );
  });

  it('keeps the subject while it asks back', async () => {
    await check(
      world({ 'còn nếu mất': choices('1.004884', '2.000635') }),
      `> thủ tục 1.001193
       > còn nếu mất
       = choices 1.004884 2.000635
       > vậy cảm ơn nha
       = smalltalk
       > nếu mưa bão thì sao
       = refusal
       Đăng ký khai sinh`,
    );
  });
});

describe('a question asked on while procedures are on offer', () => {
  it('is told of the one whose record speaks of it, with the others still on offer', async () => {
    const told = [
      procedureOf({
        code: '1.001193',
        name: 'Đăng ký khai sinh',
        conditions: 'Trẻ sinh ở nhà thì có người làm chứng.',
      }),
      procedureOf({
        code: '1.000656',
        name: 'Đăng ký khai tử',
        conditions: 'Người thân của người chết đi đăng ký.',
      }),
    ];
    await check(
      { procedures: told, answers: { 'giấy hộ tịch': choices('1.001193', '1.000656') } },
      `> giấy hộ tịch
       = choices 1.001193 1.000656
       > người làm chứng ở nhà
       = procedure 1.001193
       có người làm chứng
       [Đăng ký khai tử]`,
    );
  });
});

describe('while procedures are on offer', () => {
  const offered = '> giấy khai sinh\n= choices 1.001193 1.004884\n';

  it('the only one a message comes near to is meant', async () => {
    await check(
      world({
        'giấy khai sinh': choices('1.001193', '1.004884'),
        'cái làm lại á': choices('1.004884', '1.013228'),
      }),
      `${offered}> cái làm lại á\n= procedure 1.004884 1.001193`,
    );
  });

  it('what is asked in other words is asked of the same ones', async () => {
    await check(
      world({
        'giấy khai sinh': choices('1.001193', '1.004884'),
        'đi làm về xong thì nộp ở đâu': choices('1.013228', '1.013979'),
      }),
      `${offered}> đi làm về xong thì nộp ở đâu\n= choices 1.001193 1.004884\n> 1\n= procedure 1.001193\nNộp ở đâu: UBND cấp xã`,
    );
  });
});

describe('going back', () => {
  it('with a question behind it is answered with that, and not with the whole', async () => {
    await check(
      world(),
      `> thủ tục 1.001193
       > thủ tục 1.013979
       > quay lại cái khai sinh, nộp ở đâu
       = procedure 1.001193
       Nộp ở đâu: UBND cấp xã
       > quay lại cái cấp đổi, hàng xóm tranh chấp thì sao
       = refusal
       Tôi không thấy điều này trong hồ sơ thủ tục “Cấp đổi giấy chứng nhận”`,
    );
  });
});

describe('what nobody else may do in one’s place', () => {
  const told = procedureOf({
    code: '1.001699',
    name: 'Xác định mức độ khuyết tật',
    field: 'Bảo trợ',
    place: 'UBND cấp xã',
    agency: 'UBND cấp xã',
    conditions: 'Nếu không tiện làm trên mạng thì vẫn nộp trực tiếp được tại xã.',
  });

  it('is said not to be told where the record says nothing of it, and nothing near is told instead', async () => {
    await check(
      { procedures: [told] },
      '> thủ tục 1.001699\n> mẹ mình nộp thay được không\n= refusal\nTôi không thấy',
    );
  });
});

describe('an answer in the words of the record', () => {
  const copy = procedureOf({
    code: '2.000815',
    name: 'Chứng thực bản sao từ bản chính',
    field: 'Chứng thực',
    place: 'UBND cấp xã',
    agency: 'UBND cấp xã',
    conditions: 'Bản chính phải còn nguyên vẹn. Bản sao được chứng thực từ bản chính đúng số trang.',
  });

  it('is none where nothing but the name of the procedure is shared', async () => {
    await check(
      { procedures: [copy] },
      `> thủ tục 2.000815
       > bản chính bị ép plastic thì chứng thực được không
       = procedure 2.000815
       chưa rõ là có hay không`,
    );
  });
});

describe('“nói lại đi”', () => {
  it('tells the whole once more where what was told cannot be found without its question', async () => {
    await check(
      world(),
      '> thủ tục 1.001193\n> giấy này có giá trị bao lâu\n= refusal\n> thủ tục 1.001193\n> nói lại đi\n= procedure 1.001193\nNộp ở đâu',
    );
  });
});
