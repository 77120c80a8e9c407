/** Lists as offices lay them out by hand, each with what it must come to. */
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { PLAIN_ROWS } from '../../../src/dossiers/exchange/cell-reader.js';
import { withoutContradictions } from '../../../src/dossiers/exchange/contradictions.js';
import { readDossierFile } from '../../../src/dossiers/exchange/file.js';
import { at } from '../fixture.js';

async function* piece(content: string | Uint8Array) {
  yield typeof content === 'string' ? Buffer.from(content) : content;
}
const NAMED = {
  ...PLAIN_ROWS.procedures,
  named: (name: string) => (name === 'dang ky khai sinh' ? ['1.001193'] : []),
};
const read = (content: string | Uint8Array) =>
  readDossierFile(piece(content), { ...PLAIN_ROWS, procedures: NAMED, columns: new Map() });

type Rows = (string | number | Date | null)[][];
const text = (...rows: Rows) => rows.map((cells) => cells.join(';')).join('\r\n');
const book = (...sheets: (Rows | { rows: Rows; hidden: true })[]) =>
  writeXlsx({
    sheets: sheets.map((sheet, index) => ({
      name: `T${index + 1}`,
      ...(Array.isArray(sheet) ? { rows: sheet } : sheet),
    })),
  });
const code = (n: number) => `H21.17-261120-000${n}`;

/** A file's dossiers in short: the code, reception, due date, and each state with its time. */
async function told(content: string | Uint8Array) {
  const { rows, problems, notes } = await read(content);
  const dossiers = rows.map(({ reported: { code: of, dossier, events, state } }) => ({
    code: of,
    received: dossier?.receivedAt,
    due: dossier?.dueAt,
    told: [...events.map(({ status, at: when }) => [status, when]), ...(state ? [[state.status, null]] : [])],
  }));
  return { dossiers, problems, notes };
}

describe('a time of day in a column of its own', () => {
  const HEADER = [
    'Mã hồ sơ',
    'Mã TTHC',
    'Ngày tiếp nhận',
    'Giờ tiếp nhận',
    'Ngày trả kết quả',
    'Giờ trả',
    'Trạng thái',
  ];
  const row = (received: [string, string], returned: [string, string] = ['', '']) => [
    ...[code(1), '1.001193', ...received, ...returned],
    returned[0] ? 'Đã trả kết quả' : 'Đang xử lý',
  ];

  it('belongs to the day beside it', async () => {
    const { dossiers, problems } = await told(
      text(HEADER, row(['20/11/2026', '14:35'], ['24/11/2026', '9 giờ 05'])),
    );
    expect(problems).toEqual([]);
    expect(dossiers).toMatchObject([{ received: at(20, '14:35'), told: [[10, at(24, '09:05')]] }]);
  });

  it.each(['2:35 CH', '14h35', '14:35:00', '0,607638889', '20/11/2026 14:35'])(
    'is read from "%s"',
    async (hour) => {
      const { dossiers } = await told(text(HEADER, row(['20/11/2026', hour])));
      expect(dossiers[0]?.received).toEqual(at(20, '14:35'));
    },
  );

  it('is read where a spreadsheet took it for a part of a day', async () => {
    const day = new Date(Date.UTC(2026, 10, 20));
    const { dossiers } = await told(
      await book([HEADER, [code(1), '1.001193', day, 0.5, null, null, 'Đang xử lý']]),
    );
    expect(dossiers[0]?.received).toEqual(at(20, '12:00'));
  });

  it('is not believed where the day has another', async () => {
    const { problems } = await told(text(HEADER, row(['20/11/2026 08:00', '14:35'])));
    expect(problems).toMatchObject([{ column: 'Ngày tiếp nhận' }]);
    const { dossiers } = await told(text(HEADER, row(['20/11/2026 00:00:00', '14:35'])));
    expect(dossiers[0]?.received).toEqual(at(20, '14:35'));
  });
});

describe('a state with a date in its cell', () => {
  const list = (state: string) =>
    text(['Mã hồ sơ', 'Mã TTHC', 'Ngày nhận', 'Trạng thái'], [code(1), '1.001193', '20/11/2026', state]);

  it.each([
    ['Đã trả kết quả ngày 25/11/2026', [10, at(25, '12:00')]],
    ['Đã trả kết quả (25/11/2026 10:30)', [10, at(25, '10:30')]],
    ['24/11/2026 09:00: Đã có kết quả', [9, at(24, '09:00')]],
    ['4 - Đang xử lý từ 23/11/2026', [4, at(23, '12:00')]],
  ])('tells its time: %s', async (state, event) => {
    expect((await told(list(state))).dossiers[0]?.told).toEqual([event]);
  });

  it.each([
    'Đang xử lý, hẹn 25/11/2026',
    'Quá hạn 25/11/2026',
    'Chờ trả kết quả 25/11/2026',
    'Hẹn trả 25/11/2026',
  ])('is asked about where the date may be of what is to come: %s', async (state) => {
    expect((await told(list(state))).problems).toMatchObject([{ column: 'Trạng thái' }]);
  });

  it.each([
    ['[4] Đang xử lý', 4],
    ['đang xử lí', 4],
    ['Trạng thái: Đang xử lý', 4],
    ['Đang xử lý/Chờ ký', 4],
    ['Đang xử lý/Đã trả', null],
    ['Đang xử lý tại Phòng Kinh tế', 4],
  ])('is read without one as before: %s', async (state, status) => {
    expect((await told(list(state))).dossiers[0]?.told ?? null).toEqual(status && [[status, null]]);
  });
});

it('a day of handing over tells of it where the word does not, and the due date stands beside it', async () => {
  const list = (header: string[], ...cells: string[]) =>
    told(
      text(
        ['Mã hồ sơ', 'Mã TTHC', 'Ngày nhận', 'Ngày trả kết quả', 'Trạng thái', ...header],
        [code(1), '1.001193', '20/11/2026', '24/11/2026', ...cells],
      ),
    );
  expect((await list(['Ngày hẹn trả'], 'Đã giải quyết', '25/11/2026')).dossiers[0]?.told).toEqual([
    [10, at(24, '12:00')],
  ]);
  expect((await list(['Ngày hẹn trả'], 'Chờ trả kết quả', '25/11/2026')).dossiers[0]?.told).toEqual([
    [9, null],
  ]);
  expect((await list([], 'Đã giải quyết')).dossiers[0]?.told).toEqual([[9, null]]);
});

describe('a header', () => {
  it('of two rows, as the official register has it, is read by the groups above its names', async () => {
    const { dossiers } = await told(
      text(
        ['TT', 'Mã hồ sơ', 'Tên thủ tục hành chính', 'Ngày, tháng, năm', '', '', 'Trả kết quả', ''],
        [
          '',
          '',
          '',
          'Nhận hồ sơ',
          'Hẹn trả kết quả',
          'Nhận kết quả từ cơ quan giải quyết',
          'Ngày, tháng, năm',
          'Ký nhận',
        ],
        ['1', code(1), 'Đăng ký khai sinh', '20/11/2026', '25/11/2026', '24/11/2026', '25/11/2026', ''],
      ),
    );
    expect(dossiers).toMatchObject([
      {
        received: at(20, '12:00'),
        due: at(25, '17:00'),
        told: [
          [9, at(24, '12:00')],
          [10, at(25, '12:00')],
        ],
      },
    ]);
  });

  it('of three rows is read', async () => {
    const { dossiers, problems } = await told(
      text(
        ['Mã hồ sơ', 'Mã TTHC', 'Thời gian', '', '', 'Trạng thái'],
        ['', '', 'Tiếp nhận', '', 'Hẹn trả', ''],
        ['', '', 'Ngày', 'Giờ', 'Ngày', ''],
        [code(1), '1.001193', '20/11/2026', '08:30', '25/11/2026', 'Đang xử lý'],
      ),
    );
    expect(problems).toEqual([]);
    expect(dossiers).toMatchObject([{ received: at(20, '08:30'), due: at(25, '17:00'), told: [[4, null]] }]);
  });

  it('in two languages is read, in one cell or below one another', async () => {
    const row = [code(1), 'Đăng ký khai sinh', '20/11/2026', 'Đang xử lý'];
    const ours = ['Mã hồ sơ', 'Tên thủ tục', 'Ngày tiếp nhận', 'Trạng thái'];
    const theirs = ['Receipt code', 'Procedure', 'Received date', 'Status'];
    for (const header of [[ours.map((name, at) => `"${name}\n${theirs[at]}"`)], [ours, theirs]]) {
      const { dossiers, problems } = await told(text(...header, row));
      expect(problems).toEqual([]);
      expect(dossiers).toMatchObject([{ received: at(20, '12:00'), told: [[4, null]] }]);
    }
  });

  it('with a column for each state, ticked, tells the state; without any says so', async () => {
    const { dossiers } = await told(
      text(
        ['Mã hồ sơ', 'Mã TTHC', 'Ngày nhận', 'Đang giải quyết', 'Đã trả', ''],
        ['', '', '', '', 'Đúng hạn', 'Trễ hạn'],
        [code(1), '1.001193', '20/11/2026', 'x', '', ''],
        [code(2), '1.001193', '20/11/2026', '', '', 'x'],
      ),
    );
    expect(dossiers.map((each) => each.told)).toEqual([[[4, null]], [[10, null]]]);
    const { notes } = await told(
      text(['Mã hồ sơ', 'Mã TTHC', 'Ngày nhận'], [code(1), '1.001193', '20/11/2026']),
    );
    expect(notes).toMatchObject([{ message: expect.stringContaining('Không có cột trạng thái') }]);
  });

  it('without a column that is needed says which, and how to name it', async () => {
    const { problems } = await told(
      text(['Mã hồ sơ', 'Mã TTHC', 'Nhận lúc'], [code(1), '1.001193', '20/11/2026']),
    );
    expect(problems).toMatchObject([{ message: expect.stringContaining('--map "Tên cột=Ngày tiếp nhận"') }]);
  });
});

describe('lists in one sheet', () => {
  it('below one another are read by their own headers', async () => {
    const { dossiers, problems } = await told(
      text(
        ['I. ĐÃ GIẢI QUYẾT', '', '', '', ''],
        ['Mã hồ sơ', 'Mã TTHC', 'Ngày nhận', 'Ngày hẹn trả', 'Trạng thái'],
        [code(1), '1.001193', '20/11/2026', '25/11/2026', 'Đã trả kết quả'],
        ['II. ĐANG GIẢI QUYẾT', '', '', '', ''],
        ['Mã hồ sơ', 'Mã TTHC', 'Ngày hẹn trả', 'Ngày nhận', 'Trạng thái'],
        [code(2), '1.001193', '26/11/2026', '20/11/2026', 'Đang xử lý'],
      ),
    );
    expect(problems).toEqual([]);
    expect(dossiers.map(({ due }) => due)).toEqual([at(25, '17:00'), at(26, '17:00')]);
  });

  it('beside one another do not lend each other their days', async () => {
    const { dossiers, problems } = await told(
      text(
        [
          'Mã hồ sơ',
          'Mã TTHC',
          'Ngày nhận',
          'Ngày trả kết quả',
          '',
          'Mã hồ sơ',
          'Mã TTHC',
          'Ngày nhận',
          'Ngày hẹn trả',
        ],
        [
          code(1),
          '1.001193',
          '20/11/2026',
          '24/11/2026',
          '',
          code(2),
          '1.001193',
          '19/11/2026',
          '25/11/2026',
        ],
      ),
    );
    expect(problems).toEqual([]);
    expect(dossiers).toMatchObject([
      { code: code(1), due: undefined, told: [[10, at(24, '12:00')]] },
      { code: code(2), received: at(19, '12:00'), due: at(25, '17:00'), told: [] },
    ]);
  });

  it('in sections under the names of procedures take these', async () => {
    const { rows, problems } = await read(
      text(
        ['STT', 'Mã hồ sơ', 'Ngày nhận', 'Trạng thái'],
        ['I. Thủ tục đăng ký khai sinh (1 hồ sơ)', '', '', ''],
        ['1', code(1), '20/11/2026', 'Đang xử lý'],
        ['II. Thủ tục không có trong danh mục', '', '', ''],
        ['2', code(2), '20/11/2026', 'Đang xử lý'],
      ),
    );
    expect(rows.map(({ reported }) => reported.dossier?.procedure)).toEqual(['1.001193']);
    expect(problems.map(({ row }) => row)).toEqual([5]);
  });
});

it('a form of one dossier, names below one another, is read; a sheet each', async () => {
  const form = (n: number) => [
    ['PHIẾU KIỂM SOÁT HỒ SƠ', null],
    ['Mã hồ sơ:', code(n)],
    ['Thủ tục:', 'Đăng ký khai sinh'],
    ['Ngày tiếp nhận:', '20/11/2026 08:30'],
    ['Trạng thái:', 'Đang xử lý'],
  ];
  const { dossiers, problems } = await told(await book(form(1), form(2)));
  expect(problems).toEqual([]);
  expect(dossiers).toMatchObject([
    { code: code(1), received: at(20, '08:30'), told: [[4, null]] },
    { code: code(2), received: at(20, '08:30'), told: [[4, null]] },
  ]);
});

it('a sheet with codes that is not read is told of, also a hidden one', async () => {
  const list = [
    ['Mã hồ sơ', 'Mã TTHC', 'Ngày nhận', 'Trạng thái'],
    [code(1), '1.001193', '20/11/2026', 'Đang xử lý'],
  ];
  const { problems, notes } = await told(
    await book(list, [[code(2), '1.001193', '20/11/2026']], {
      rows: [list[0] ?? [], [code(3)]],
      hidden: true,
    }),
  );
  expect(problems).toMatchObject([{ sheet: 'T2', row: 1 }]);
  expect(notes).toMatchObject([{ sheet: 'T3', message: expect.stringContaining('bị ẩn') }]);
});

describe('a cell', () => {
  const HEADER = ['Mã hồ sơ', 'Mã TTHC', 'Ngày nhận', 'Chủ hồ sơ', 'Cán bộ xử lý', 'Trạng thái'];
  const list = (owner: string, state = 'Đang xử lý') =>
    read(text(HEADER, [code(1), '1.001193', '20/11/2026', owner, '#NAME?', state]));

  it('in which a formula failed is no name, and no state', async () => {
    const { rows, notes } = await list('#REF!');
    expect(rows[0]?.reported.dossier).not.toHaveProperty('owner');
    expect(rows[0]?.reported.state).not.toHaveProperty('holder');
    expect(notes.map(({ column }) => column).sort()).toEqual(['Chủ hồ sơ', 'Cán bộ xử lý'].sort());
    expect((await list('An', '#N/A')).problems).toMatchObject([{ column: 'Trạng thái' }]);
  });

  it.each([
    'Nguyễn Văn An (0905123456)',
    'Nguyễn Văn An - ĐT: 0905.123.456',
    'Nguyễn Văn An, CCCD 064090001234',
    '0905123456 Nguyễn Văn An',
  ])('of a name loses the number beside it: %s', async (owner) => {
    const { rows, notes } = await list(owner);
    expect(rows[0]?.reported.dossier?.owner?.name).toBe('Nguyễn Văn An');
    expect(notes.some(({ column }) => column === 'Chủ hồ sơ')).toBe(true);
  });

  it.each([
    ['Cổng DVC QG', 'online'],
    ['Nộp tại quầy số 3', 'direct'],
    ['Qua bưu chính công ích', 'post'],
    ['Trực tiếp (nhập từ Cổng DVC)', undefined],
  ])('of the way a dossier came is read by what it is about, if by one: %s', async (way, submission) => {
    const { rows } = await read(
      text(
        ['Mã hồ sơ', 'Mã TTHC', 'Ngày nhận', 'Kênh', 'Trạng thái'],
        [code(1), '1.001193', '20/11/2026', way, '4'],
      ),
    );
    expect(rows[0]?.reported.dossier?.submission).toBe(submission);
  });

  it.each([
    ['20/11/2026 (11/10 ÂL)', at(20, '12:00')],
    ['2026-11-20T01:15:00.000+0000', at(20, '08:15')],
  ])('of a day is read: %s', async (received, when) => {
    const { dossiers } = await told(
      text(['Mã hồ sơ', 'Mã TTHC', 'Ngày nhận', 'Trạng thái'], [code(1), '1.001193', received, 'Đang xử lý']),
    );
    expect(dossiers[0]?.received).toEqual(when);
  });
});

describe('rows of one dossier', () => {
  const list = async (...rows: string[][]) =>
    withoutContradictions(
      await read(
        text(
          ['Mã hồ sơ', 'Mã TTHC', 'Ngày nhận', 'Thời điểm xử lý', 'Trạng thái'],
          ...rows.map(([received = '', when = '', state = '']) => [
            code(1),
            '1.001193',
            received,
            when,
            state,
          ]),
        ),
      ),
    );

  it('that say the same, or each what happened when, are all taken', async () => {
    const same = ['20/11/2026', '', 'Đang xử lý'];
    expect((await list(same, same)).rows).toHaveLength(2);
    const steps = [
      ['20/11/2026', '20/11/2026 10:00', 'Đang xử lý'],
      ['20/11/2026', '24/11/2026 10:00', 'Đã xử lý xong'],
    ];
    expect((await list(...steps)).rows).toHaveLength(2);
  });

  it('that contradict one another are all set aside, each naming the others', async () => {
    const states = await list(['20/11/2026', '', 'Đã trả kết quả'], ['20/11/2026', '', 'Đang xử lý']);
    expect(states.rows).toEqual([]);
    expect(states.problems).toMatchObject([
      { row: 2, message: expect.stringContaining('dòng 3') },
      { row: 3, message: expect.stringContaining('trạng thái') },
    ]);
    const days = await list(['20/11/2026', '', 'Đang xử lý'], ['19/11/2026', '', 'Đang xử lý']);
    expect(days.problems[0]?.message).toContain('ngày tiếp nhận');
  });
});
