import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskNumbers, NUMBER_MASK, PHONE_MASK } from '../../src/privacy/mask-numbers.js';

describe('numbers in what is kept for officers', () => {
  it.each([
    ['gọi tôi 0912345678 nhé', `gọi tôi ${PHONE_MASK} nhé`],
    ['sđt0912.345.678', `sđt${PHONE_MASK}`],
    ['+84 912 345 678 hoặc 84912345678', `${PHONE_MASK} hoặc ${PHONE_MASK}`],
    ['(0269) 3 824 000', PHONE_MASK],
    ['0912345678-0987654321', `${PHONE_MASK}-${PHONE_MASK}`],
    ['căn cước 012345678901 và 012 345 678 901', `căn cước ${NUMBER_MASK} và ${NUMBER_MASK}`],
    ['0640 9000 1234', NUMBER_MASK],
    ['cmnd 231 234 567, hộ chiếu C1234567', `cmnd ${NUMBER_MASK}, hộ chiếu ${NUMBER_MASK}`],
    ['BHXH 6412345678', `BHXH ${NUMBER_MASK}`],
    ['bốn số cuối điện thoại là 5678', `bốn số cuối điện thoại là ${NUMBER_MASK}`],
  ])('%j become %j', (text, masked) => expect(maskNumbers(text)).toBe(masked));

  it.each([
    'hồ sơ H21.17-240315-0001 nộp 2 tháng chưa xong',
    'mã cũ 000.00.17.H21-261116-0012, mã H212611160012',
    'thủ tục 1.001193, 1.001193.000.00.00.H21',
    'nộp ngày 05.11.2026 08:30, hẹn 15/11/2026, quyết định 163/QĐ-BTP',
    'phí 150.000.000 đồng hay 150000000 đ, cuối năm 2026',
    'gọi 1900 1234, phòng 203, câu hỏi H7KQ-9PDM',
  ])('%j stays as it is', (text) => expect(maskNumbers(text)).toBe(text));

  const digits = (length: number) =>
    fc
      .array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length })
      .map((all) => all.join(''));
  const phone = fc.tuple(
    fc.constantFrom('0', '+84', '84'),
    fc.constantFrom('3', '5', '7', '8', '9'),
    digits(8),
  );
  const grouped = (groups: readonly number[], gap: string, number: string) => {
    const starts = groups.map((_, i) => groups.slice(0, i).reduce((sum, size) => sum + size, 0));
    return groups.map((size, i) => number.slice(starts[i] ?? 0, (starts[i] ?? 0) + size)).join(gap);
  };
  const gap = fc.constantFrom('', ' ', '.', '-');
  const around = fc.constantFrom('', ' ', 'sđt ', 'gọi:', '(', ', ');

  it('of telephones never get through, however they are grouped and wherever they stand', () => {
    fc.assert(
      fc.property(phone, gap, around, around, ([start, first, rest], between, before, after) => {
        const number = grouped(
          start === '0' ? [4, 3, 3] : [start.length + 3, 3, 3],
          between,
          `${start}${first}${rest}`,
        );
        expect(maskNumbers(`${before}${number}${after}nhé`)).not.toMatch(/\d/);
      }),
    );
  });

  it('of identity cards never get through', () => {
    fc.assert(
      fc.property(digits(11), gap, around, (rest, between, before) => {
        for (const groups of [[12], [3, 3, 3, 3], [4, 4, 4]])
          expect(maskNumbers(`${before}${grouped(groups, between, `0${rest}`)}`)).not.toMatch(/\d/);
      }),
    );
  });
});
