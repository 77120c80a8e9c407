import { describe, expect, it, test } from 'vitest';
import { mapFees, type SourceFee } from '../../../src/catalogue/import/fees.js';
import { sumsInText, windowsInText } from '../../../src/catalogue/import/money.js';

const TODAY = '2026-11-21';
const row = (value: number | null, note: string | null, over: Partial<SourceFee> = {}): SourceFee => ({
  channel: 'direct',
  type: null,
  value,
  note,
  text: null,
  ...over,
});
const amounts = (source: SourceFee) => mapFees([source], TODAY).fees?.map(({ amount }) => amount);
const traps = (source: SourceFee) => mapFees([source], TODAY).traps.map(({ key }) => key);

describe('a zero', () => {
  test.each<[string, number | null, string | null, string | null, unknown]>([
    ['is free when the source says so and adds nothing', 0, null, 'Miễn phí', { kind: 'free' }],
    ['is free as "Phí: 0 đồng"', 0, null, 'Phí: 0 đồng', { kind: 'free' }],
    ['is free when the note says there is none', 0, 'Không có', 'Không có', { kind: 'free' }],
    ['is free when the note says no fee is taken', 0, 'Không thu lệ phí', null, { kind: 'free' }],
    [
      'is free when the fee itself is waived',
      0,
      'Miễn lệ phí. Phí cấp bản sao theo Thông tư 281.',
      null,
      { kind: 'free' },
    ],
    ['is the sum its note names', 0, '50.000 đồng/thẻ', 'Miễn phí', { kind: 'amount', vnd: 50000 }],
    ['is the sum its note names in millions', 0, '05 triệu đồng/giấy', null, { kind: 'amount', vnd: 5e6 }],
    [
      'is set by the council',
      0,
      'Theo quy định của Hội đồng nhân dân cấp tỉnh',
      'Miễn phí',
      { kind: 'council' },
    ],
    [
      'is set by the council though some are free',
      0,
      'Mức do HĐND tỉnh quyết định. Miễn cho hộ nghèo.',
      null,
      { kind: 'council' },
    ],
    [
      'is unknown with several sums',
      0,
      'Cấp mới 25.000 đồng; cấp lại 20.000 đồng',
      null,
      { kind: 'unknown' },
    ],
    ['is unknown with a reference', 0, 'Theo Thông tư số 85/2019/TT-BTC', null, { kind: 'unknown' }],
    ['is unknown when nothing is prescribed', 0, 'Không quy định', null, { kind: 'unknown' }],
    ['is unknown when free only for some', 0, 'Miễn phí, giảm phí theo đối tượng', null, { kind: 'unknown' }],
    ['is unknown in dollars', null, '25 USD/lần', null, { kind: 'unknown' }],
  ])('%s', (_, value, note, text, expected) => {
    expect(amounts(row(value, note, { text }))).toEqual([expected]);
  });

  it('says nothing without a note or a word', () => {
    expect(mapFees([row(null, null)], TODAY).fees).toBeNull();
    expect(mapFees([], TODAY).fees).toBeNull();
  });

  it('is free in one case only when the note says which', () => {
    expect(mapFees([row(0, 'Miễn phí đối với hộ nghèo')], TODAY).fees).toMatchObject([
      { case: 'đối với hộ nghèo', amount: { kind: 'free' } },
    ]);
  });

  it('waived on the web is free there alone', () => {
    const note = 'Miễn lệ phí đối với trường hợp đăng ký qua mạng điện tử.';
    expect(amounts(row(0, note, { channel: 'online' }))).toEqual([{ kind: 'free' }]);
    expect(amounts(row(0, note))).toEqual([{ kind: 'unknown' }]);
  });
});

describe('a sum too small to be true', () => {
  it('is thousands when the note confirms it', () => {
    expect(amounts(row(135, '135.000 đồng/lần'))).toEqual([{ kind: 'amount', vnd: 135000 }]);
    expect(traps(row(135, '135.000 đồng/lần'))).toEqual(['feeThousands']);
  });
  it('is unknown otherwise, and its note the case', () => {
    expect(mapFees([row(5, 'Đăng ký khai sinh')], TODAY).fees).toMatchObject([
      { case: 'Đăng ký khai sinh', amount: { kind: 'unknown' } },
    ]);
    expect(traps(row(5, null))).toEqual(['feeImplausible']);
  });
  it('is unknown when it is dollars', () => {
    expect(amounts(row(165, '165 USD/thẻ'))).toEqual([{ kind: 'unknown' }]);
  });
});

describe('a temporary cut', () => {
  const periods = (source: SourceFee) =>
    mapFees([source], TODAY).fees?.map(({ amount, validFrom, validTo }) => [
      amount.kind === 'amount' ? amount.vnd : amount.kind,
      validFrom,
      validTo,
    ]);
  test.each<[string, SourceFee, unknown]>([
    [
      'beside the sum makes two fees',
      row(
        4e6,
        '(Áp dụng mức phí 2.000.000 đồng kể từ ngày 01/7/2025 đến hết ngày 31/12/2026 theo Thông tư 64/2025)',
      ),
      [
        [2e6, '2025-07-01', '2026-12-31'],
        [4e6, '2027-01-01', null],
      ],
    ],
    [
      'by half',
      row(7e7, 'Từ ngày 01/07/2025 đến hết ngày 31/12/2026, mức lệ phí bằng 50% mức nêu trên'),
      [
        [3.5e7, '2025-07-01', '2026-12-31'],
        [7e7, '2027-01-01', null],
      ],
    ],
    [
      'to nothing',
      row(6e5, '(Miễn kể từ ngày 07/4/2026 đến 30/6/2026 theo Thông tư 40/2026/TT-BTC)'),
      [
        ['free', '2026-04-07', '2026-06-30'],
        [6e5, '2026-07-01', null],
      ],
    ],
    [
      'that is the sum itself',
      row(160000, '160.000/hộ chiếu (áp dụng đến hết 31/12/2023)'),
      [[160000, null, '2023-12-31']],
    ],
    [
      'for the web leaves the desk alone',
      row(
        0,
        'Nộp trực tiếp: 135.000 đồng/lần. Nộp trực tuyến: từ 01/12/2023 đến hết ngày 31/12/2025 là 115.000 đồng/lần.',
      ),
      [[135000, null, null]],
    ],
    [
      'for the web applies there',
      row(
        0,
        'Lệ phí 135.000 đồng/lần. Nộp trực tuyến: từ 01/12/2023 đến hết ngày 31/12/2025 là 115.000 đồng/lần.',
        {
          channel: 'online',
        },
      ),
      [
        [115000, '2023-12-01', '2025-12-31'],
        [135000, '2026-01-01', null],
      ],
    ],
  ])('%s', (_, source, expected) => {
    expect(periods(source)).toEqual(expected);
  });

  it('is told when it has expired and nothing took its place', () => {
    expect(traps(row(160000, '160.000/hộ chiếu (áp dụng đến hết 31/12/2023)'))).toEqual(['feeExpired']);
    expect(traps(row(160000, '160.000/hộ chiếu (áp dụng đến hết 31/12/2026)'))).toEqual([]);
  });
});

it('takes a short note about a sum as its case', () => {
  expect(mapFees([row(40000, 'Cấp lần đầu đối với tổ chức', { type: 'fee' })], TODAY).fees).toEqual([
    {
      channel: 'direct',
      type: 'fee',
      case: 'Cấp lần đầu đối với tổ chức',
      amount: { kind: 'amount', vnd: 40000 },
      text: null,
      validFrom: null,
      validTo: null,
    },
  ]);
});

it('does not take circular numbers and dates for sums', () => {
  expect(sumsInText('Thông tư số 25/2021/TT-BTC ngày 07/4/2021')).toEqual([]);
  expect(sumsInText('200 USD')).toEqual([]);
});

it('takes only real days', () => {
  expect(windowsInText('đến hết ngày 31/02/2026')).toEqual([{ from: null, to: null }]);
});
