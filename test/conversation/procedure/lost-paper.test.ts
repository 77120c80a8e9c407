import { describe, it } from 'vitest';
import { check, procedureOf, type World } from '../../support/transcript.js';

const procedures = [
  ['1.001193', 'Đăng ký khai sinh'],
  ['1.004884', 'Đăng ký lại khai sinh'],
  ['1.000656', 'Đăng ký khai tử'],
  ['1.005461', 'Đăng ký lại khai tử'],
  ['2.000635', 'Cấp bản sao trích lục hộ tịch'],
  ['1.014064', 'Cấp lại thẻ căn cước'],
  ['3.000348', 'Cấp lại giấy phép lái xe'],
].map(([code = '', name = '']) => procedureOf({ code, name, field: 'Hộ tịch' }));
const answer = (code: string) => ({ kind: 'answer' as const, code, alternatives: [] });
const world = (answers: NonNullable<World['answers']>): World => ({ procedures, answers });
const lost = world({ 'mất giấy khai sinh': answer('1.001193') });

describe('a lost certificate of civil status', () => {
  it('is no registration again: whether the register is kept is asked first', async () => {
    await check(
      lost,
      '> mất giấy khai sinh\n= choices 2.000635 1.004884\nSổ gốc (sổ hộ tịch) ở xã, phường còn lưu không?',
    );
  });

  it.each([
    ['dạ còn', '2.000635'],
    ['sổ gốc xã vẫn còn lưu', '2.000635'],
    ['không biết nữa', '2.000635'],
    ['không còn', '1.004884'],
    ['xã trả lời sổ gốc cũng thất lạc hồi lũ', '1.004884'],
    ['2', '1.004884'],
  ])('answered with "%s" is issued by %s', async (said, code) => {
    await check(lost, `> mất giấy khai sinh\n> ${said}\n= procedure ${code}`);
  });

  it('of which the register is told at once needs no question', async () => {
    const question = 'giấy khai tử của cụ mất rồi mà sổ gốc ở xã cũng cháy';
    await check(world({ [question]: answer('1.000656') }), `> ${question}\n= procedure 1.005461`);
  });

  it('does not make a death of a certificate, nor a lost certificate of a death', async () => {
    const death = 'mẹ tôi mất rồi, đăng ký khai tử';
    await check(world({ [death]: answer('1.000656') }), `> ${death}\n= procedure 1.000656`);
    const certificate = 'giấy khai sinh của tôi mất rồi';
    await check(
      world({ [certificate]: answer('1.001193') }),
      `> ${certificate}\n= choices 2.000635 1.004884`,
    );
  });

  it('is not meant where money or time is "mất"', async () => {
    const fee = 'làm giấy khai sinh mất tiền không';
    await check(world({ [fee]: answer('1.001193') }), `> ${fee}\n= procedure 1.001193`);
  });
});

it('asks which paper comes first of somebody who has lost all of them', async () => {
  await check(
    world({}),
    '> nhà tui bị lũ cuốn, mất hết giấy tờ rồi\n= choices 1.014064 2.000635 3.000348\nlàm thẻ căn cước trước\n> giấy phép lái xe trước\n= procedure 3.000348',
  );
});
