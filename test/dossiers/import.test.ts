import { writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { ImportRefused } from '../../src/catalogue/import/item.js';
import { readDossierFile } from '../../src/dossiers/exchange/file.js';
import { writeDossierTemplate } from '../../src/dossiers/exchange/template.js';

async function* bytesOf(content: string | Uint8Array) {
  yield typeof content === 'string' ? Buffer.from(content) : content;
}
const read = (content: string | Uint8Array) => readDossierFile(bytesOf(content));
const refusal = async (content: string | Uint8Array) => {
  const error = await read(content).catch((fault) => fault);
  return error instanceof ImportRefused ? error.finding.key : error;
};

const HEADER =
  'Mã hồ sơ,Mã thủ tục,Ngày tiếp nhận,Hình thức nộp,Chủ hồ sơ,Số điện thoại,Ngày hẹn trả,Trạng thái,Thời điểm trạng thái,Lý do';
const csv = (...rows: string[]) => [HEADER, ...rows].join('\n');
const FILED = {
  procedure: '1.001193',
  receivedAt: new Date('2026-11-20T02:00:00Z'),
  submission: 'direct',
  accepted: true,
  owner: { name: 'Nguyễn Văn An', phone: '0905123456', identity: undefined },
  dueAt: new Date('2026-11-27T10:00:00Z'),
  dueInFile: true,
};

describe("a desk's file", () => {
  it('reads CSV, with either separator and whatever order of columns', async () => {
    const row =
      'h21.17 261120 12,1.001193,20/11/2026 09:00,trực tiếp,Nguyễn Văn An,0905 123 456,27/11/2026,Đang xử lý,20/11/2026 10:00,';
    const { rows, problems } = await read(`\uFEFF${csv(row)}`);
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      {
        sheet: null,
        row: 2,
        reported: {
          code: 'H21.17-261120-12',
          dossier: FILED,
          events: [expect.objectContaining({ status: 4, at: new Date('2026-11-20T03:00:00Z') })],
        },
      },
    ]);
    const turned = await read('TRANG THAI;ma ho so\r\n9;H21.17-261120-0012\r\n');
    expect(turned.rows).toEqual([
      { sheet: null, row: 2, reported: { code: 'H21.17-261120-0012', events: [], state: { status: 9 } } },
    ]);
  });

  it('reads a workbook with dates as dates', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'Xuất',
          rows: [
            HEADER.split(','),
            [
              'H21.17-261120-12',
              '1.001193',
              new Date('2026-11-20T09:00:00Z'),
              1,
              'Nguyễn Văn An',
              '0905 123 456',
              new Date('2026-11-27T00:00:00Z'),
              4,
            ],
          ],
        },
      ],
    });
    const { rows, problems } = await read(bytes);
    expect(problems).toEqual([]);
    expect(rows[0]?.reported).toEqual({
      code: 'H21.17-261120-12',
      dossier: FILED,
      events: [],
      state: { status: 4 },
    });
  });

  it('reads JSON lines: items of the API, or flat objects', async () => {
    const item = {
      code: 'H21.17-261120-0012',
      dossier: { procedure: '1.001193', receivedAt: '2026-11-20T09:00:00+07:00', submission: 'direct' },
      events: [{ id: '1', status: 4, at: '2026-11-20T10:00:00+07:00' }],
    };
    const lines = [
      item,
      { code: 'H21.17-261120-0013', status: 4 },
      { ...item, code: 'x' },
      { ...item, dossier: {} },
    ];
    const { rows, problems } = await read(
      `${lines.map((line) => JSON.stringify(line)).join('\n')}\n[]\n{"code\n`,
    );
    expect(rows.map(({ row, reported }) => [row, reported.code])).toEqual([
      [1, 'H21.17-261120-0012'],
      [2, 'H21.17-261120-0013'],
    ]);
    expect(rows[0]?.reported.events[0]?.id).toBe('1');
    expect(problems.map(({ row, column }) => [row, column])).toEqual([
      [3, 'code'],
      [4, 'dossier.procedure'],
      [5, null],
      [6, null],
    ]);
  });

  it.each([
    ['xyz,1.001193,20/11/2026 09:00,,,,,,,', 'Mã hồ sơ'],
    [',1.001193,20/11/2026 09:00,,,,,,,', 'Mã hồ sơ'],
    ['H21.17-261120-1,,20/11/2026 09:00,,,,,,,', 'Mã thủ tục'],
    ['H21.17-261120-1,1.001193,,,,,,,,', 'Ngày tiếp nhận'],
    ['H21.17-261120-1,1.001193,30/02/2026,,,,,,,', 'Ngày tiếp nhận'],
    ['H21.17-261120-1,1.001193,0001-01-01,,,,,,,', 'Ngày tiếp nhận'],
    ['H21.17-261120-1,1.001193,20/11/2026,fax,,,,,,', 'Hình thức nộp'],
    ['H21.17-261120-1,1.001193,20/11/2026,,"=HYPERLINK(""http://x"",""y"")",,,,,', 'Chủ hồ sơ'],
    ['H21.17-261120-1,1.001193,20/11/2026,,@SUM(A1),,,,,', 'Chủ hồ sơ'],
    ["H21.17-261120-1,1.001193,20/11/2026,,+cmd|' /C calc'!A0,,,,,", 'Chủ hồ sơ'],
    ['H21.17-261120-1,1.001193,20/11/2026,,a\u0000b,,,,,', 'Chủ hồ sơ'],
    ['H21.17-261120-1,1.001193,20/11/2026,,A,=1+1,,,,', 'Số điện thoại'],
    ['H21.17-261120-1,,,,,,,11,,', 'Trạng thái'],
    ['H21.17-261120-1,,,,,,,5,,=A1', 'Lý do'],
    ['H21.17-261120-1,,,,,,,,,', null],
  ])('%s is left out, and told by row and column', async (row, column) => {
    const good = 'H21.17-261120-2,,,,,,,4,,';
    const { rows, problems } = await read(csv(row, good));
    expect(rows.map((each) => each.row)).toEqual([3]);
    expect(problems[0]).toMatchObject({ row: 2, column });
    expect(problems.every(({ message }) => message !== '')).toBe(true);
  });

  it('takes the deadline of a request for supplements, and only with one that says why', async () => {
    const header = 'Mã hồ sơ,Trạng thái,Thời điểm trạng thái,Lý do,Hạn bổ sung';
    const row = (status: string, reason: string, deadline: string) =>
      `H21.17-261120-1,${status},20/11/2026 10:00,${reason},${deadline}`;
    const { rows, problems } = await read(
      [header, row('5', 'Thiếu', '05/12/2026'), row('4', 'x', '05/12/2026'), row('5', '', '05/12/2026')]
        .concat(row('5', 'Thiếu', '19/11/2026'), row('5', 'Thiếu', 'sớm'))
        .join('\n'),
    );
    expect(rows.map(({ reported }) => reported.events[0]?.supplementBy)).toEqual(['2026-12-05']);
    expect(problems.map((problem) => [problem.row, problem.column])).toEqual([
      [3, 'Hạn bổ sung'],
      [4, 'Hạn bổ sung'],
      [5, 'Hạn bổ sung'],
      [6, 'Hạn bổ sung'],
    ]);
  });

  it('keeps texts that only look dangerous to a database', async () => {
    const name = "Robert'); DROP TABLE dossiers;--";
    const { rows } = await read(csv(`H21.17-261120-1,1.001193,20/11/2026,,${name},,,,,`));
    expect(rows[0]?.reported.dossier?.owner?.name).toBe(name);
  });

  it('refuses cells with formulas in a workbook', async () => {
    const bytes = await writeXlsx({
      sheets: [
        {
          name: 'x',
          rows: [
            ['Mã hồ sơ', 'Trạng thái'],
            ['H21.17-261120-1', 4],
          ],
          cells: new Map([['1,1', { value: 4, formula: '2+2' }]]),
        },
      ],
    });
    const { rows, problems } = await read(bytes);
    expect([rows, problems[0]?.row, problems[0]?.column]).toEqual([[], 2, 'Trạng thái']);
  });

  it.each([
    ['nothing', '', 'emptyFile'],
    ['an old workbook', new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1]), 'oldExcel'],
    ['another character set', new Uint8Array([0x4d, 0xe3, 0x20, 0x68]), 'notUtf8'],
    ['half a zip', new Uint8Array([0x50, 0x4b, 3, 4, 1, 2, 3]), 'damagedWorkbook'],
  ])('refuses %s as a whole', async (_, content, key) => {
    expect(await refusal(content)).toBe(key);
  });

  it('without the column of codes says what is missing', async () => {
    const { rows, problems } = await read('Tên,Tuổi\nAn,5\n');
    expect([rows, problems[0]?.message]).toEqual([[], expect.stringContaining('Mã hồ sơ')]);
  });

  it('made from the template has no rows yet, and knows every column', async () => {
    const { rows, problems, ignoredColumns } = await read(await writeDossierTemplate());
    expect([rows, problems, ignoredColumns]).toEqual([[], [], []]);
  });
});
