import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { limitOf, parseLimit } from '../../src/calendar/limit-text.js';

describe('parseLimit', () => {
  test.each([
    ['5 ngày làm việc', 'workingDay', 5],
    ['05 ngày làm việc', 'workingDay', 5],
    ['5 ngay lam viec', 'workingDay', 5],
    ['5 NGÀY LÀM VIỆC.', 'workingDay', 5],
    ['3,5 ngày làm việc', 'workingDay', 3.5],
    ['05 (năm) ngày làm việc', 'workingDay', 5],
    ['Không quá 10 ngày làm việc', 'workingDay', 10],
    ['Trong thời hạn 07 ngày làm việc kể từ ngày nhận đủ hồ sơ hợp lệ', null, null],
    ['trong vòng 07 ngày làm việc, kể từ ngày nhận đủ hồ sơ hợp lệ', 'workingDay', 7],
    ['Thời hạn giải quyết: 15 ngày làm việc kể từ ngày nhận được hồ sơ đầy đủ', 'workingDay', 15],
    ['5 working days', 'workingDay', 5],
    ['10 ngày', 'day', 10],
    ['2 tuần', 'day', 14],
    ['4 giờ', 'hour', 4],
    ['8 giờ làm việc', 'hour', 8],
    ['4giờ', 'hour', 4],
    ['30 phút', 'hour', 0.5],
    ['2 tháng', 'month', 2],
    ['1 năm', 'month', 12],
    ['trong ngày', 'sameDay', null],
    ['Ngay trong ngày làm việc', 'sameDay', null],
    ['Trong ngày tiếp nhận hồ sơ', 'sameDay', null],
    [
      'Trong ngày làm việc; trường hợp nhận hồ sơ sau 15 giờ mà không giải quyết được ngay thì trả kết quả trong ngày làm việc tiếp theo',
      'sameDay',
      null,
    ],
  ])('reads "%s" as %s %s', (text, unit, amount) => {
    expect(parseLimit(text)).toEqual(unit === null ? null : { unit, amount });
  });

  it.each([
    '',
    'ngày',
    'năm ngày',
    '0 ngày',
    '-3 ngày',
    '5',
    '5 con gà',
    '3 - 5 ngày',
    '3 hoặc 5 ngày làm việc',
    '5 ngày làm việc và 4 giờ',
    'không quy định',
    'theo quy định',
    'trong ngày làm việc tiếp theo',
    'trong ngày; trường hợp phải xác minh thì 8 ngày làm việc',
    'trong ngày; nhận sau 15 giờ thì ngày làm việc tiếp theo; phải xác minh thì không quá 3 ngày làm việc',
    '10000 ngày',
    '07 ngày làm việc kể từ ngày nhận đủ hồ sơ; cấp lại 02 ngày làm việc',
  ])('does not read "%s"', (text) => {
    expect(parseLimit(text)).toBeNull();
  });

  it('never throws, and what it reads is more than nothing', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const read = parseLimit(text);
        expect(read === null || read.unit === 'sameDay' || read.amount > 0).toBe(true);
      }),
    );
  });
});

describe('limitOf', () => {
  test.each([
    [
      { amount: 9, unit: 'day', text: '9 ngày làm việc' },
      { unit: 'workingDay', amount: 9 },
    ],
    [
      { amount: 9, unit: 'day', text: '15 ngày làm việc' },
      { unit: 'day', amount: 9 },
    ],
    [
      { amount: 5, unit: 'workingDay', text: null },
      { unit: 'workingDay', amount: 5 },
    ],
    [
      { amount: 5, unit: 'workingDay', text: '5 ngày' },
      { unit: 'workingDay', amount: 5 },
    ],
    [
      { amount: null, unit: null, text: 'Trong ngày' },
      { unit: 'sameDay', amount: null },
    ],
    [{ amount: null, unit: null, text: '5 ngày làm việc' }, null],
    [{ amount: null, unit: null, text: null }, null],
  ] as const)('of %j is %j', (entry, expected) => {
    expect(limitOf(entry)).toEqual(expected);
  });
});
