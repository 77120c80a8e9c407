import { expect, it, test } from 'vitest';
import { mapTimeLimits, type SourceTime } from '../../../src/catalogue/import/time-limits.js';

const time = (amount: number | null, unit: SourceTime['unit'], note: string | null = null): SourceTime => ({
  channel: 'direct',
  amount,
  unit,
  note,
});
const limits = (...times: SourceTime[]) => mapTimeLimits(times, [], 'Đăng ký mẫu').limits;

test.each<[string, SourceTime, unknown]>([
  ['a number with a unit counts', time(3, 'workingDay'), [{ amount: 3, unit: 'workingDay', text: null }]],
  ['half days count', time(6.5, 'workingDay'), [{ amount: 6.5 }]],
  ['"1, other" counts for nothing', time(1, null), null],
  [
    '"1, other" with a note is its text',
    time(1, null, '15 ngày làm việc'),
    [{ amount: null, unit: null, text: '15 ngày làm việc' }],
  ],
  ['a note about the place alone says no time', time(null, null, 'Trực tiếp tại Công an xã'), null],
  [
    'zero hours is what the note says',
    time(0, 'hour', 'Ngay sau khi nhận đủ hồ sơ'),
    [{ amount: null, text: 'Ngay sau khi nhận đủ hồ sơ' }],
  ],
  [
    'days that the note calls working days are working days',
    time(7, 'day', '07 ngày làm việc'),
    [{ unit: 'workingDay' }],
  ],
  [
    'days stay days beside other working days',
    time(15, 'day', 'thẩm định 05 ngày làm việc'),
    [{ unit: 'day' }],
  ],
  ['17 is not 7', time(7, 'day', '17 ngày làm việc'), [{ unit: 'day' }]],
])('%s', (_, source, expected) => {
  const found = limits(source);
  if (expected === null) expect(found).toBeNull();
  else expect(found).toMatchObject(expected as object[]);
});

it('tells of days that were working days, and of fees in the place of times', () => {
  expect(mapTimeLimits([time(7, 'day', '7 ngày làm việc')], [], '').traps).toEqual([
    { key: 'workingDays', params: { amount: 7 } },
  ]);
  expect(mapTimeLimits([time(120, null, 'VNĐ(20.000Đ/tờ khai)')], [], '')).toEqual({
    limits: null,
    traps: [{ key: 'feeAsTime', params: {} }],
  });
});

it('names the case when the note speaks of one, not of several or of remote communes', () => {
  const caseOf = (note: string) => limits(time(5, 'workingDay', note))?.[0]?.case;
  expect(caseOf('Trường hợp cấp lại: 5 ngày')).toBe('Trường hợp cấp lại');
  expect(caseOf('Trường hợp cấp mới: 5 ngày\nTrường hợp cấp lại: 3 ngày')).toBeNull();
  expect(caseOf('Đối với các xã miền núi: thêm 10 ngày')).toBeNull();
});

it('adds the times of coded cases, but not what is said already', () => {
  const cases = [
    { name: 'Đăng ký mẫu', amount: 1, unit: 'workingDay' as const },
    { name: 'Đăng ký lại', amount: 5, unit: 'workingDay' as const },
    { name: 'Đăng ký lại', amount: 5, unit: 'workingDay' as const },
  ];
  expect(mapTimeLimits([time(1, null)], cases, 'Đăng ký mẫu').limits).toMatchObject([
    { channel: null, case: null, amount: 1 },
    { channel: null, case: 'Đăng ký lại', amount: 5 },
  ]);
  expect(mapTimeLimits([time(1, 'workingDay')], cases.slice(0, 1), 'Đăng ký mẫu').limits).toMatchObject([
    { channel: 'direct', amount: 1 },
  ]);
});
