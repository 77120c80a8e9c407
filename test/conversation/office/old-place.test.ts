import { describe, expect, it } from 'vitest';
import { placeReadings } from '../../../src/conversation/reading/details/place-name.js';
import type { OldPlace } from '../../../src/places/place.js';
import { check, procedureOf, type World } from '../../support/transcript.js';

const row = (old: string, now: string): OldPlace => {
  const [oldWard = '', oldDistrict = '', oldProvince = ''] = old.split(', ');
  const [newWard = '', newProvince = ''] = now.split(', ');
  return { oldWard, oldDistrict, oldProvince, newWard, newProvince };
};
const places = [
  row('Phường Yên Đỗ, Thành Phố Pleiku, Tỉnh Gia Lai', 'Phường Diên Hồng, Tỉnh Gia Lai'),
  row('Phường 3, Quận Tân Bình, Thành Phố Hồ Chí Minh', 'Phường Tân Sơn Hòa, Thành Phố Hồ Chí Minh'),
  row('Phường 11, Quận Tân Bình, Thành Phố Hồ Chí Minh', 'Phường Bảy Hiền, Thành Phố Hồ Chí Minh'),
  row('Phường 11, Quận Bình Thạnh, Thành Phố Hồ Chí Minh', 'Phường Bình Lợi Trung, Thành Phố Hồ Chí Minh'),
  row('Phường 3, Thành Phố Cao Lãnh, Tỉnh Đồng Tháp', 'Phường Cao Lãnh, Tỉnh Đồng Tháp'),
  row('Xã Hòa An, Huyện Phú Hòa, Tỉnh Phú Yên', 'Xã Phú Hòa 1, Tỉnh Đắk Lắk'),
  row('Xã Hòa An, Huyện Phú Hòa, Tỉnh Phú Yên', 'Xã Phú Hòa 2, Tỉnh Đắk Lắk'),
  row('Xã Lâm, Huyện Ý Yên, Tỉnh Nam Định', 'Xã Ý Yên, Tỉnh Ninh Bình'),
  row("Xã H'Ra, Huyện Mang Yang, Tỉnh Gia Lai", "Xã H'Ra, Tỉnh Gia Lai"),
];
const birth = procedureOf({ code: '1.001193', name: 'Đăng ký khai sinh', place: 'UBND cấp xã nơi cư trú' });
const world: World = {
  procedures: [birth],
  places,
  answers: {
    'làm khai sinh ở , Pleiku thì nộp ở đâu': { kind: 'answer', code: '1.001193', alternatives: [] },
    'phường Yên Đỗ làm khai sinh cần gì': { kind: 'answer', code: '1.001193', alternatives: [] },
    'lên phường làm khai sinh ở đâu': { kind: 'answer', code: '1.001193', alternatives: [] },
  },
};

describe('an old ward', () => {
  it.each([
    'phường Yên Đỗ, Pleiku, nộp ở đâu',
    'phuong yen do pleiku nop o dau',
    'P. Yên Đỗ giờ là phường nào vậy',
    'nhà tôi ở phường Yên Đỗ cũ',
    'phường Yên Đỗ sáp nhập vào đâu rồi',
    'Yen Do ward, Pleiku, where do I submit?',
  ])('is told by its name today: %s', async (text) => {
    await check(world, `> ${text}\n= office\nphường Diên Hồng, tỉnh Gia Lai`);
  });

  it.each([
    'xã Hòa An, huyện Đông Hưng, Thái Bình giờ là xã nào',
    'xã Hòa An, Thái Bình giờ là xã nào',
    'xã Hòa An huyện Đông Hưng cũ nay thuộc đâu',
    'phường Yên Đỗ, Pleiku, Đắk Lắk giờ là phường nào',
  ])('is never answered with the one of another province or district: %s', async (text) => {
    await check(world, `> ${text}\n= office\nDanh sách xã, phường ngay trước ngày 01/7/2025 không có`);
  });

  it.each(['xã Hòa An, huyện Phú Hòa, Phú Yên giờ là xã nào', 'xã Hòa An, Đắk Lắk giờ là xã nào'])(
    'is told where the province is its old or its new one: %s',
    async (text) => {
      await check(world, `> ${text}\n= office\nđã được chia về nhiều nơi`);
    },
  );

  it('that was split is told with every part', async () => {
    await check(
      world,
      `> xã Hòa An cũ giờ thuộc xã nào
       đã được chia về nhiều nơi
       • xã Phú Hòa 1, tỉnh Đắk Lắk
       • xã Phú Hòa 2, tỉnh Đắk Lắk`,
    );
  });

  it('whose name several had is asked about, and the answer may be a number or a district', async () => {
    const question = `> phường 3 cũ nay thuộc đâu
       Có 2 nơi từng mang tên Phường 3
       [Phường 3, Quận Tân Bình, TP. Hồ Chí Minh]
       [Phường 3, TP. Cao Lãnh, Tỉnh Đồng Tháp]`;
    await check(world, `${question}\n> 2\nnay thuộc phường Cao Lãnh`);
    await check(world, `${question}\n> tân bình\nnay thuộc phường Tân Sơn Hòa`);
    await check(world, `${question}\n> bình tân\n= refusal`);
    await check(world, '> phường 11, quận Tân Bình, thành phố Hồ Chí Minh, nộp ở đâu\nphường Bảy Hiền');
    await check(world, '> P3 Cao Lãnh nộp ở đâu\nnay thuộc phường Cao Lãnh');
  });

  it('comes with the place of the procedure in the same message, or spoken of before', async () => {
    await check(
      world,
      `> làm khai sinh ở phường Yên Đỗ, Pleiku thì nộp ở đâu
       = procedure 1.001193
       nay thuộc phường Diên Hồng
       UBND cấp xã nơi cư trú`,
    );
    await check(
      world,
      `> thủ tục 1.001193
       > phường 3 nộp ở đâu
       Có 2 nơi
       > 2
       = procedure 1.001193
       nay thuộc phường Cao Lãnh
       UBND cấp xã nơi cư trú`,
    );
  });

  it('comes with the office there where it is known', async () => {
    const unit = {
      code: 'H21.17',
      name: 'Bộ phận Một cửa phường Diên Hồng',
      parentCode: null,
      address: '1 Hùng Vương',
      phone: null,
      hours: null,
      closures: [],
      sessions: [],
      duty: null,
      source: null,
      checkedOn: null,
    };
    await check({ ...world, units: [unit] }, '> phường Yên Đỗ, Pleiku, nộp ở đâu\n1 Hùng Vương');
    await check({ ...world, units: [unit] }, '> Bộ phận Một cửa phường Diên Hồng ở đâu\n1 Hùng Vương\n! cũ');
  });

  it('is told in English when asked in English', async () => {
    await check(world, '> former Yen Do ward, which ward is it now?\nis now part of phường Diên Hồng');
  });

  it('beside another question, or in none at all, changes nothing', async () => {
    await check(world, '> phường Yên Đỗ làm khai sinh cần gì\n= procedure 1.001193\n! Diên Hồng');
    await check(world, '> lên phường làm khai sinh ở đâu\n= procedure 1.001193\n! Ý Yên');
    await check({ ...world, places: [] }, '> phường Yên Đỗ, Pleiku, nộp ở đâu\n= office');
  });
});

describe('the readings of a place name', () => {
  const keys = (text: string) => placeReadings(text).map(({ key }) => key);

  it.each([
    ['phường Yên Đỗ, Pleiku', ['yen do', 'yen']],
    ['P3 quận 10', ['3 quan 10', '3 quan', '3']],
    ['p.03', ['3']],
    ['xã H’Ra', ["h'ra"]],
    ['phuong 1, thi xa quang tri', ['1']],
    ['phường Phương Liên-Trung Tự', ['phuong lien-trung tu', 'phuong lien-trung', 'phuong']],
    ['Yen Do ward', ['yen do', 'do']],
  ])('%s: %j', (text, expected) => {
    expect(keys(text)).toEqual(expected);
  });

  it.each(['bảo hiểm xã hội', 'lên phường nào', 'công an xã', 'tp. Pleiku', 'xa', ''])('%j: none', (text) => {
    expect(keys(text)).toEqual([]);
  });
});
