/** Lists in every shape offices send them, and cells as people fill them. */
import { writeOds } from 'hucre/ods';
import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { PLAIN_ROWS } from '../../../src/dossiers/exchange/cell-reader.js';
import { readDossierFile } from '../../../src/dossiers/exchange/file.js';
import { at } from '../fixture.js';

async function* piece(content: string | Uint8Array) {
  yield typeof content === 'string' ? Buffer.from(content) : content;
}
const NAMED: Record<string, string[]> = {
  'dang ky khai sinh': ['1.001193'],
  'dang ky ket hon': ['1.000894', '1.000895'],
};
const CODES = ['1.001193', '1.004873', '2.000720'];
const procedures = {
  has: (code: string) => CODES.includes(code),
  named: (name: string) => NAMED[name] ?? [],
  told: new Map<string, string>(),
};
const read = (content: string | Uint8Array, more: object = {}) =>
  readDossierFile(piece(content), { ...PLAIN_ROWS, columns: new Map(), procedures, ...more });

const HEADER = ['STT', 'Mã hồ sơ', 'Mã thủ tục', 'Ngày tiếp nhận', 'Chủ hồ sơ', 'Trạng thái'];
const ROW = ['1', 'H21.17-261120-0001', '1.001193', '20/11/2026 09:00', 'Trần Thị Đào', 'Đang xử lý'];
const text = (...rows: string[][]) => rows.map((row) => row.join(';')).join('\r\n');
const book = (...rows: (string | number | Date | null)[][]) => writeXlsx({ sheets: [{ name: 'A', rows }] });
const READ = {
  code: 'H21.17-261120-0001',
  dossier: { procedure: '1.001193', receivedAt: at(20), owner: { name: 'Trần Thị Đào' }, accepted: true },
  state: { status: 4 },
};

/** As code page 1258 writes it: a letter with its shape, and its tone behind. */
function in1258(written: string): Uint8Array {
  const decoder = new TextDecoder('windows-1258');
  const bytes = new Map(
    Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte]),
  );
  const toned = [...written.normalize('NFC')].flatMap((letter) => {
    if (bytes.has(letter)) return [letter];
    const parts = letter.normalize('NFD');
    const tone = /[\u0300\u0301\u0303\u0309\u0323]/.exec(parts)?.[0] ?? '';
    return [parts.replace(tone, '').normalize('NFC'), tone];
  });
  return Uint8Array.from(toned.map((letter) => bytes.get(letter) ?? 63));
}

const html = (rows: string[][]) =>
  `<html xmlns:x="urn:x"><head><meta charset=utf-8><style>td{mso-number-format:"\\@"}</style></head><body><h3>DANH S&Aacute;CH</h3><table border=1>${rows
    .map((row) => `<tr>${row.map((cell) => `<td class=x>${cell}<br></td>`).join('')}</tr>`)
    .join('')}</table></body></html>`;
const xml = (rows: string[][]) =>
  `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>${rows
    .map(
      (row) =>
        `<Row>${row.map((cell) => `<Cell><Data ss:Type="String">${cell}</Data></Cell>`).join('')}</Row>`,
    )
    .join('')}</Table></Worksheet></Workbook>`;

describe('a list is read', () => {
  it.each<[string, () => string | Uint8Array | Promise<Uint8Array>]>([
    ['with tabs', () => [HEADER, ROW].map((row) => row.join('\t')).join('\n')],
    ['with bars', () => [HEADER, ROW].map((row) => row.join('|')).join('\n')],
    ['after a first line that tells the separator', () => `sep=;\r\n${text(HEADER, ROW)}`],
    [
      'under titles, in text',
      () => text(['UBND PHƯỜNG, TỈNH GIA LAI'], ['Từ 16/11, đến 20/11'], [], HEADER, ROW),
    ],
    ['in UTF-16, little end first', () => Buffer.from(`\ufeff${text(HEADER, ROW)}`, 'utf16le')],
    ['in UTF-16 without a mark', () => Buffer.from(text(HEADER, ROW), 'utf16le')],
    ['in UTF-16, big end first', () => Buffer.from(`\ufeff${text(HEADER, ROW)}`, 'utf16le').swap16()],
    ['in code page 1258', () => in1258(text(HEADER, ROW))],
    [
      'in bytes of TCVN3',
      () =>
        Buffer.from(
          text(
            ['STT', 'M· hå s¬', 'M· thñ tôc', 'Ngµy tiÕp nhËn', 'Chñ hå s¬', 'Tr¹ng th¸i'],
            [...ROW.slice(0, 4), 'TrÇn ThÞ §µo', '§ang xö lý'],
          ),
          'latin1',
        ),
    ],
    ['in letters of TCVN3', () => text(HEADER, [...ROW.slice(0, 4), 'TrÇn ThÞ §µo', 'Đang xử lý'])],
    ['in letters of VNI', () => text(HEADER, [...ROW.slice(0, 4), 'Traàn Thò Ñaøo', 'Đang xử lý'])],
    [
      'read by the wrong code page',
      () =>
        text(HEADER, [
          ...ROW.slice(0, 4),
          'Tráº§n Thá»‹ ÄĂ\u00a0o'.replace('ÄĂ\u00a0', 'Ä\u0090Ã\u00a0'),
          'Đang xử lý',
        ]),
    ],
    [
      'with the Icelandic look-alike of đ',
      () => text(HEADER, [...ROW.slice(0, 4), 'Trần Thị \u00d0ào', '\u00d0ang xử lý']),
    ],
    ['as HTML under the name of a workbook', () => html([HEADER, ROW])],
    ['as XML of Excel 2003', () => xml([HEADER, ROW])],
    [
      'as a workbook with titles, a section and a total',
      () =>
        book(
          ['DANH SÁCH'],
          [null],
          HEADER,
          ['I. LĨNH VỰC HỘ TỊCH'],
          ROW,
          ['Tổng cộng: 1 hồ sơ'],
          ['', 'Người lập biểu'],
        ),
    ],
    ['as OpenDocument', () => writeOds({ sheets: [{ name: 'A', rows: [HEADER, ROW] }] })],
    [
      'on the second sheet',
      () =>
        writeXlsx({
          sheets: [
            { name: 'Bìa', rows: [['BÁO CÁO'], ['Mã hồ sơ', 'Số lượng']] },
            { name: 'Chi tiết', rows: [HEADER, ROW] },
          ],
        }),
    ],
    [
      'under a header of two rows',
      () =>
        book(
          ['STT', 'Hồ sơ', null, 'Thời gian', 'Chủ hồ sơ', 'Trạng thái'],
          [null, 'Mã hồ sơ', 'Mã thủ tục', 'tiếp nhận', null, null],
          ROW,
        ),
    ],
    [
      'with its columns numbered, and its header again',
      () => book(HEADER, ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)'], ROW, HEADER),
    ],
    [
      'under other headers',
      () => book(['TT', 'Số biên\nnhận (*)', 'Mã TTHC', 'Ngày nhận HS', 'Người nộp', 'Tình trạng'], ROW),
    ],
    ['with dates as serial numbers', () => book(HEADER, [...ROW.slice(0, 3), 46346.375, ...ROW.slice(4)])],
    [
      'with the name of the procedure',
      () =>
        book(
          HEADER.map((name) => (name === 'Mã thủ tục' ? 'Tên TTHC' : name)),
          [...ROW.slice(0, 2), 'Thủ tục đăng ký khai sinh', ...ROW.slice(3)],
        ),
    ],
  ])('%s', async (_, content) => {
    const { rows, problems } = await read(await content());
    expect(problems).toEqual([]);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.reported).toMatchObject(READ);
  });

  it('with what the unit has said its words mean', async () => {
    const content = text(
      ['Phiếu', 'Việc', 'Mã thủ tục', 'Ngày tiếp nhận', 'Trạng thái'],
      [ROW[1] ?? '', 'x', '1.001193', '20/11/2026', 'Chuyển tầng 2'],
    );
    const told = {
      columns: new Map([
        ['phieu', 'code'],
        ['viec', null],
      ]),
      statuses: new Map([['chuyen tang 2', 4]]),
    };
    expect((await read(content, told)).rows[0]?.reported).toMatchObject({
      code: ROW[1],
      state: { status: 4 },
    });
    expect((await read(content, { columns: told.columns })).problems[0]?.message).toContain(
      '--status "Chuyển tầng 2=',
    );
  });

  it('and says how each word was understood, and which columns are not used', async () => {
    const { words, ignoredColumns } = await read(
      text([...HEADER, 'Địa chỉ'], [...ROW.slice(0, 5), 'Chờ trả KQ', 'x']),
    );
    expect(words).toEqual([{ word: 'Chờ trả KQ', status: 9, count: 1 }]);
    expect(ignoredColumns).toEqual(['STT', 'Địa chỉ']);
  });
});

describe('a row', () => {
  const columns = ['Mã hồ sơ', 'Mã TTHC', 'Ngày tiếp nhận', 'Ngày hẹn trả', 'Trạng thái'];
  const one = async (more: Record<string, string | number>, procedure: string | number = '1.001193') => {
    const row = ['H21.17-261120-0001', procedure, '20/11/2026 09:00', '25/11/2026', 'Đã trả kết quả'];
    const taken = Object.keys(more);
    return read(await book([...columns.map((name) => name), ...taken], [...row, ...Object.values(more)]));
  };
  const told = async (more: Record<string, string | number>, procedure?: string | number) => {
    const { rows, problems, notes } = await one(more, procedure);
    return { reported: rows[0]?.reported, problems, notes };
  };

  it('of a result without a time has none, and takes the times it has', async () => {
    expect((await told({})).reported).toMatchObject({ events: [], state: { status: 10 } });
    const settled = await told({ 'Ngày kết thúc xử lý': '24/11/2026 10:00' });
    expect(settled.reported).toMatchObject({
      events: [{ status: 9, at: at(24, '10:00') }],
      state: { status: 10 },
    });
    const both = await told({ 'Ngày kết thúc xử lý': '24/11/2026 10:00', 'Ngày trả kết quả': '26/11/2026' });
    expect(both.reported?.events.map(({ status, at: when }) => [status, when])).toEqual([
      [9, at(24, '10:00')],
      [10, at(26, '12:00')],
    ]);
    expect(both.reported?.state).toBeUndefined();
  });

  it.each([
    ['0905123456.0', '0905123456'],
    ['0905123456 / 0912345678', '0905123456'],
    [905123456, '905123456'],
    ['*******3456', '3456'],
  ])('takes from the telephone %s the digits of one number', async (cell, phone) => {
    const { reported, notes } = await told({ SĐT: cell });
    expect([reported?.dossier?.owner?.phone, notes]).toEqual([phone, []]);
  });

  it.each([['*******456'], ['9,05E+08'], ['9.05123E+08'], ['xem ghi chú']])(
    'leaves out the telephone %s with a word',
    async (cell) => {
      const { reported, notes } = await told({ SĐT: cell, 'Người nộp': 'An' });
      expect([reported?.dossier?.owner?.phone, notes[0]?.column]).toEqual([undefined, 'SĐT']);
    },
  );

  it('has no telephone where somebody wrote that there is none', async () => {
    const { reported, notes } = await told({ SĐT: 'Không có', 'Người nộp': 'An' });
    expect([reported?.dossier?.owner?.phone, notes]).toEqual([undefined, []]);
  });

  it.each<[string | number, string | null]>([
    [2.00072, '2.000720'],
    ['1004873', '1.004873'],
    [1004873, '1.004873'],
    ['2.000720.000.00.00.H21', '2.000720'],
    ['1.001193 - Đăng ký khai sinh', '1.001193'],
    [2.0007, null],
    ['9999999', null],
  ])('reads the procedure %s as %s', async (cell, code) => {
    const { reported, problems } = await told({}, cell);
    if (code === null) expect(problems[0]?.message).toMatch(/có vẻ là/);
    else expect(reported?.dossier?.procedure).toBe(code);
  });

  it('tells of a code the catalogue does not have, and asks which of several procedures is meant', async () => {
    expect((await told({}, '1.009999')).notes[0]?.message).toContain('Danh mục không có thủ tục 1.009999');
    expect((await told({}, 'Đăng ký kết hôn')).problems[0]?.message).toMatch(
      /2 thủ tục cùng tên.*--procedure/,
    );
  });

  it.each([
    ['Người nộp', 'Nguy?n V?n An'],
    ['Lý do', 'Thi?u gi?y x?c nh?n'],
  ])('with broken letters in "%s" is set aside', async (column, cell) => {
    expect((await told({ [column]: cell })).problems[0]?.message).toContain('bị hỏng');
  });

  it('with a due date or a result before its reception is set aside', async () => {
    expect((await told({ 'Ngày trả kết quả': '19/11/2026' })).problems[0]?.column).toBe('Ngày trả kết quả');
  });

  it('does not take a date for that of a result where open dossiers have one, too', async () => {
    const names = ['Mã hồ sơ', 'Mã TTHC', 'Ngày tiếp nhận', 'Trạng thái', 'Ngày trả'];
    const row = (n: number, state: string) => [
      `H21.17-261120-${n}`,
      '1.001193',
      '20/11/2026',
      state,
      '25/11/2026',
    ];
    const { rows, notes } = await read(text(names, row(1, 'Đang xử lý'), row(2, 'Đã trả kết quả')));
    expect(rows.map(({ reported }) => reported.events)).toEqual([[], []]);
    expect(notes[0]?.column).toBe('Ngày trả');
  });

  it('has its day and month told by the column where a cell may be read both ways', async () => {
    const names = ['Mã hồ sơ', 'Mã TTHC', 'Ngày tiếp nhận'];
    const dates = async (...cells: string[]) => {
      const { rows, problems } = await read(
        text(names, ...cells.map((cell, n) => [`H21.17-261120-${n + 1}`, '1.001193', cell])),
      );
      return [
        ...rows.map(({ reported }) => reported.dossier?.receivedAt.toISOString().slice(5, 10)),
        problems.length,
      ];
    };
    expect(await dates('11/12/2026 9:15 AM')).toEqual([1]);
    expect(await dates('11/12/2026 9:15 AM', '11/20/2026 9:15 AM')).toEqual(['11-12', '11-20', 0]);
    expect(await dates('05/11/2026', '20/11/2026')).toEqual(['11-05', '11-20', 0]);
  });
});
