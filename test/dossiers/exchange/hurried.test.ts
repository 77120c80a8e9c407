/** Lists as somebody in a hurry hands them in, each with what it must come to. */
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { ImportRefused } from '../../../src/catalogue/import/item.js';
import { PLAIN_ROWS } from '../../../src/dossiers/exchange/cell-reader.js';
import { readDossierFile } from '../../../src/dossiers/exchange/file.js';
import { at } from '../fixture.js';

async function* piece(content: string | Uint8Array) {
  yield typeof content === 'string' ? Buffer.from(content) : content;
}
const read = (content: string | Uint8Array) =>
  readDossierFile(piece(content), { ...PLAIN_ROWS, columns: new Map() });
const refusal = async (content: string | Uint8Array) => {
  const error = await read(content).catch((fault) => fault);
  return error instanceof ImportRefused ? [error.finding.key, error.finding.params.what] : error;
};

const HEADER = ['Mã hồ sơ', 'Mã thủ tục', 'Ngày tiếp nhận', 'Ngày hẹn trả', 'Chủ hồ sơ', 'SĐT', 'Trạng thái'];
type Given = Partial<Record<'code' | 'received' | 'due' | 'owner' | 'phone' | 'state', string | Date>>;
const row = (n: number, given: Given = {}) => [
  given.code ?? `H21.17-261120-000${n}`,
  '1.001193',
  given.received ?? '20/11/2026 09:00',
  given.due ?? '25/11/2026',
  given.owner ?? 'Trần Thị Đào',
  given.phone ?? '0905123456',
  given.state ?? 'Đang xử lý',
];
const text = (...rows: unknown[][]) => rows.map((cells) => cells.join(';')).join('\r\n');
const book = (...rows: (string | number | Date | null)[][]) => writeXlsx({ sheets: [{ name: 'A', rows }] });
const asObject = () => Object.fromEntries(HEADER.map((name, index) => [name, row(1)[index]]));
const READ = {
  code: 'H21.17-261120-0001',
  dossier: {
    receivedAt: at(20),
    dueAt: at(25, '17:00'),
    owner: { name: 'Trần Thị Đào', phone: '0905123456' },
  },
  state: { status: 4 },
};

describe('a list of somebody in a hurry is read', () => {
  it.each<[string, () => string | Promise<Uint8Array>]>([
    [
      'with every cell as ="…"',
      () =>
        text(
          HEADER,
          row(1).map((cell) => `"=""${cell}"""`),
        ),
    ],
    [
      'with apostrophes before its numbers',
      () =>
        text(
          HEADER,
          row(1).map((cell) => `'${cell}`),
        ),
    ],
    [
      'with formulas that are nothing but a text',
      () =>
        writeXlsx({
          sheets: [
            {
              name: 'A',
              rows: [HEADER, row(1)],
              cells: new Map([['1,5', { value: '0905123456', formula: '"0905123456"' }]]),
            },
          ],
        }),
    ],
    ['that was opened with the wrong separator and saved', () => book([text(HEADER)], [text(row(1))])],
    ['with a name over two lines', () => text(HEADER, row(1, { owner: '"Trần Thị\nĐào"' }))],
    ['with the day of the week', () => text(HEADER, row(1, { received: 'Thứ 6, 20/11/2026 09:00' }))],
    ['with remarks in brackets', () => text(HEADER, row(1, { received: '20/11/2026 09:00 (tại quầy)' }))],
    ['with other strokes', () => text(HEADER, row(1, { received: '20\\11\\2026 09:00' }))],
    ['with English dates', () => text(HEADER, row(1, { received: 'Nov 20, 2026 9:00 AM' }))],
    ['with milliseconds', () => text(HEADER, row(1, { received: String(at(20).getTime()) }))],
    ['with days left in brackets', () => text(HEADER, row(1, { state: 'Đang xử lý (còn 3 ngày)' }))],
    ['with a state as a number of a spreadsheet', () => text(HEADER, row(1, { state: '4.0' }))],
    ['as a list in JSON', () => JSON.stringify([asObject()], null, 2)],
    [
      'as an interface answers, in JSON',
      () => JSON.stringify({ error_code: 0, data: { items: [asObject()] } }),
    ],
  ])('%s', async (_, content) => {
    const { rows, problems, notes } = await read(await content());
    expect([problems, notes]).toEqual([[], []]);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.reported).toMatchObject(READ);
  });

  it('without the names and the day under it', async () => {
    const foot = [
      ['', '', '', '', 'Pleiku, ngày 30 tháng 11 năm 2026', '', ''],
      ['NGƯỜI LẬP BIỂU', '', '', '', 'CHỦ TỊCH', '', ''],
      ['Nguyễn Thị Lan', '', '', '', 'Lê Văn Cường', '', ''],
    ];
    const { rows, problems } = await read(text(HEADER, row(1), ...foot));
    expect([rows.length, problems]).toEqual([1, []]);
    const lost = await read(text(HEADER, row(1), row(2, { code: '2.61E+11' })));
    expect(lost.problems.map((problem) => problem.row)).toEqual([3]);
  });

  it('with what programs write where they have nothing taken for nothing', async () => {
    const { rows, problems } = await read(
      text(
        [...HEADER, 'Ngày trả kết quả'],
        [...row(1, { due: '-', phone: 'NULL' }), '01/01/0001 00:00:00'],
        [...row(2, { state: 'Đã trả kết quả' }), '0001-01-01T00:00:00'],
        [...row(3, { due: '00/00/0000' }), '1/1/1900 12:00:00 AM'],
      ),
    );
    expect(problems).toEqual([]);
    const told = rows.map(({ reported: { dossier, events, state } }) => [
      dossier?.dueAt,
      events,
      state?.status,
    ]);
    expect(told).toEqual([
      [undefined, [], 4],
      [expect.any(Date), [], 10],
      [undefined, [], 4],
    ]);
  });

  it('with a due date in words left to be worked out, with a word', async () => {
    const { rows, notes } = await read(
      text(HEADER, row(1, { due: 'Trong ngày' }), row(2, { due: '3 ngày' })),
    );
    expect(rows.map(({ reported }) => reported.dossier?.dueAt)).toEqual([undefined, undefined]);
    expect(notes.map(({ column }) => column)).toEqual(['Ngày hẹn trả', 'Ngày hẹn trả']);
  });

  it('with notes that begin as lists do', async () => {
    const { rows, problems } = await read(
      text(
        [...HEADER, 'Ghi chú'],
        [...row(1), '- thiếu căn cước'],
        [...row(2), '+ gọi lại'],
        [...row(3), '=A1'],
      ),
    );
    expect(rows.map(({ reported }) => reported.state?.reason)).toEqual(['thiếu căn cước', 'gọi lại']);
    expect(problems.map(({ column }) => column)).toEqual(['Ghi chú']);
  });

  it('with the line of the header told as an editor counts it', async () => {
    const { sheets } = await read(text(['UBND PHƯỜNG'], [], HEADER));
    expect(sheets).toMatchObject([{ lines: 2, header: { row: 3 } }]);
  });
});

describe('of a spreadsheet set to another country', () => {
  const typed = (month: number, day: number) => new Date(Date.UTC(2026, month - 1, day, 9));
  const dayOf = (moment: Date | undefined) => moment?.toISOString().slice(0, 10);

  it('the days it took for months are put right where the codes show it', async () => {
    const { rows, notes } = await read(
      await book(
        HEADER,
        row(1, { code: 'H21.17-261103-0001', received: typed(3, 11), due: typed(6, 11) }),
        row(2, { code: 'H21.17-261109-0002', received: typed(9, 11), due: '16/11/2026' }),
      ),
    );
    expect(
      rows.map(({ reported: { dossier } }) => [dayOf(dossier?.receivedAt), dayOf(dossier?.dueAt)]),
    ).toEqual([
      ['2026-11-03', '2026-11-06'],
      ['2026-11-09', '2026-11-16'],
    ]);
    expect(notes.map(({ column }) => column)).toEqual(['Ngày tiếp nhận', 'Ngày hẹn trả']);
  });

  it('nothing is put right where they show that the days are right', async () => {
    const { rows, notes } = await read(
      await book(
        HEADER,
        row(1, { code: 'H21.17-261103-0001', received: typed(11, 3), due: typed(11, 6) }),
        row(2, { code: 'H21.17-261109-0002', received: typed(11, 9), due: typed(11, 16) }),
      ),
    );
    expect(rows.map(({ reported }) => dayOf(reported.dossier?.receivedAt))).toEqual([
      '2026-11-03',
      '2026-11-09',
    ]);
    expect(notes).toEqual([]);
  });

  it('texts with AM and PM are read as the codes show', async () => {
    const list = (received: string, due: string) =>
      text(HEADER, row(1, { code: 'H21.17-261103-0001', received, due }));
    const american = await read(list('11/3/2026 9:00 AM', '11/6/2026 5:00 PM'));
    expect(american.rows[0]?.reported.dossier?.dueAt).toEqual(at(6, '17:00'));
    const ours = await read(list('3/11/2026 9:00 AM', '6/11/2026 5:00 PM'));
    expect(ours.rows[0]?.reported.dossier?.dueAt).toEqual(at(6, '17:00'));
  });
});

describe('a state', () => {
  it.each([
    ['Dừng hẳn', 8],
    ['Đúng hạn', null],
    ['DUNG HAN', null],
    ['Đăng ký', 1],
    ['ĐANG KÝ', 4],
    ['Hồ sơ đang ký', 4],
    ['Dang ky', null],
    ['1 - Đăng ký', 1],
    ['Trước hạn', null],
    ['Trong hạn', 4],
    ['Trễ 2 ngày', 4],
    ['Yêu cầu bổ sung lần 2', 5],
    ['Chờ công dân nộp phí', 6],
  ])('of "%s" is %s: what its marks alone tell is not guessed without them', async (state, status) => {
    const { rows, problems } = await read(text(HEADER, row(1, { state })));
    expect(rows[0]?.reported.state?.status ?? null).toBe(status);
    if (status === null) expect(problems[0]?.message).toContain('Chưa biết trạng thái');
  });
});

describe('a row', () => {
  it('with a separator in a name says so, instead of blaming the cells beside it', async () => {
    const cells = row(1, { owner: 'Nguyễn An, Trần Bình' }).join(',');
    const { problems } = await read([HEADER.join(','), cells].join('\n'));
    expect(problems).toMatchObject([{ column: null, message: expect.stringContaining('nhiều ô hơn') }]);
  });
});

describe('what is no list is refused with the step that helps', () => {
  it.each<[string, string | Uint8Array, [string, string | undefined]]>([
    ['a PDF', Buffer.from('%PDF-1.7\n%âãÏÓ', 'latin1'), ['otherFile', 'tệp PDF']],
    ['a picture', Buffer.from('89504e470d0a1a0a00', 'hex'), ['otherFile', 'tệp ảnh']],
    ['an archive', Buffer.from('526172211a0700cf9073', 'hex'), ['packedFile', '.rar']],
    ['a page to sign in', '<!DOCTYPE html><html><body>Đăng nhập</body></html>', ['webPage', undefined]],
  ])('%s', async (_, content, key) => {
    expect(await refusal(content)).toEqual(key);
  });
});
