import { describe, expect, it, test } from 'vitest';
import { parseUnits } from '../../src/units/import.js';

const morning = [{ from: '07:30', to: '11:30' }];

describe('units in CSV', () => {
  it('are read under Vietnamese headers', () => {
    const csv =
      '\uFEFFMã định danh,Tên đơn vị,Mã cấp trên,Địa chỉ,SĐT,Giờ làm việc,Ngày đóng cửa,Nguồn,Ngày kiểm tra\r\n' +
      'h21.17,"Sở A, tỉnh B",H21,"1 Lê Lợi\nphường C",0269 123 456,"T2,T4 07:30-11:30","1/12/2026-02/12/2026 bão; 2026-12-05 mất điện",sổ tay,21/11/2026\r\n';
    expect(parseUnits(csv)).toEqual({
      units: [
        {
          code: 'H21.17',
          name: 'Sở A, tỉnh B',
          parentCode: 'H21',
          address: '1 Lê Lợi\nphường C',
          phone: '0269 123 456',
          hours: { mon: morning, wed: morning },
          closures: [
            { from: '2026-12-01', to: '2026-12-02', reason: 'bão' },
            { from: '2026-12-05', to: '2026-12-05', reason: 'mất điện' },
          ],
          source: 'sổ tay',
          checkedOn: '2026-11-21',
        },
      ],
      problems: [],
    });
  });

  it('are read under English headers, with semicolons as Excel writes them; an empty cell says nothing', () => {
    const csv = 'code;name;opening_hours;phone\nH21.17;Sở A;"T2 07:30-11:30; T4 07:30-11:30";\n;;;\n';
    expect(parseUnits(csv)).toEqual({
      units: [{ code: 'H21.17', name: 'Sở A', hours: { mon: morning, wed: morning } }],
      problems: [],
    });
  });

  it('are left out with line, column and advice where a cell is wrong', () => {
    const csv =
      'Mã,Tên,Giờ mở cửa,Màu\nH21.17,"Sở\nA",T9 07:30-11:30,đỏ\nH21.18,Sở B,,\nX,Sở C,,\nH21.18,Sở D,,\n';
    const { units, problems } = parseUnits(csv);
    expect(units).toEqual([{ code: 'H21.18', name: 'Sở B' }]);
    expect(problems.map(({ line, column }) => [line, column])).toEqual([
      [1, 'Màu'],
      [2, 'Giờ mở cửa'],
      [5, 'Mã'],
      [6, 'Mã'],
    ]);
    expect(problems[1]?.message).toMatch(/^"t9": Ngày ghi T2/);
  });

  test.each([
    ['', 'code'],
    ['Tên,Địa chỉ\nSở A,1 Lê Lợi\n', 'code'],
    ['code,name\nH21.17,"Sở A\n', 'ngoặc kép'],
    ['code,name\nH21.17,S\uFFFD A\n', 'UTF-8'],
  ])('are refused as a whole when the file is broken: %j', (csv, word) => {
    const { units, problems } = parseUnits(csv);
    expect(units).toEqual([]);
    expect(problems).toHaveLength(1);
    expect(problems[0]?.message).toContain(word);
  });
});

describe('units in JSON lines', () => {
  it('may give hours as text or in full, and clear a field with null', () => {
    const lines =
      '{"code":"H21.17","hours":"T2 07:30-11:30","phone":null}\n\n' +
      '{"code":"H21.18","hours":{"mon":[{"from":"07:30","to":"11:30"}]},"closures":[{"from":"2026-12-01","to":"2026-12-01","reason":"bão"}]}\n' +
      '{"code":"H21.19","hours":null}';
    expect(parseUnits(lines)).toEqual({
      units: [
        { code: 'H21.17', hours: { mon: morning }, phone: null },
        {
          code: 'H21.18',
          hours: { mon: morning },
          closures: [{ from: '2026-12-01', to: '2026-12-01', reason: 'bão' }],
        },
        { code: 'H21.19', hours: null },
      ],
      problems: [],
    });
  });

  test.each([
    ['{"code":"H21.17"', null],
    ['{"code":17}', 'code'],
    ['{"name":"Sở A"}', 'code'],
    ['{"code":"H21.17","hours":{"mon":[{"from":"12:00","to":"11:30"}]}}', 'hours'],
    ['{"code":"H21.17","closures":"hôm nào đó"}', 'closures'],
    ['{"code":"H21.17","closures":"02/12/2026-01/12/2026 bão"}', 'closures'],
    ['{"code":"H21.17","checkedOn":"31/2/2026"}', 'checkedOn'],
    ['{"code":"H21.17","phone":"gọi chị Lan"}', 'phone'],
    ['{"code":"H21.17","name":""}', 'name'],
  ])('%s is left out, the next line stands', (line, column) => {
    const { units, problems } = parseUnits(`${line}\n{"code":"H21.99"}`);
    expect(units).toEqual([{ code: 'H21.99' }]);
    expect(problems).toMatchObject([{ line: 1, column }]);
  });

  it('refuses a file of more lines than there are units in the country', () => {
    const { units, problems } = parseUnits(`code,name\n${'\n'.repeat(20_000)}`);
    expect(units).toEqual([]);
    expect(problems).toEqual([
      { line: 20_001, column: null, message: expect.stringContaining('20.000 dòng') },
    ]);
  });
});
