import { deflateRawSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CatalogueEntry } from '../../../src/catalogue/import/item.js';
import { describeFinding, describePlace, groupFindings } from '../../../src/catalogue/import/messages.js';
import { writeTemplate, writeWorkbook } from '../../../src/catalogue/import/workbook.js';
import { SHEETS } from '../../../src/catalogue/import/workbook-sheets.js';
import { CONFIDENCE_NAMES, TOPIC_NAMES } from '../../../src/catalogue/knowledge.js';
import type { Guide, OfficialRecord } from '../../../src/catalogue/procedure.js';
import { knowledgeOf } from '../../support/records.js';
import { bareRecord, collect, refusal } from './collect.js';

type Content = Omit<CatalogueEntry, 'code' | 'origin'>;
const roundTrip = async (...contents: Content[]) => {
  const { entries, findings } = await collect(await writeWorkbook(contents));
  return { contents: entries.map(({ code: _, origin: __, ...content }) => content), findings };
};

const full: OfficialRecord = bareRecord({
  field: 'Hộ tịch',
  levels: ['province', 'commune'],
  papers: [
    {
      name: null,
      papers: [
        { name: 'Đơn', originals: 1, copies: 0, forms: ['a.doc', 'b.doc'], code: 'KQ1', use: 'submit' },
        { name: 'Hộ chiếu', originals: null, copies: null, forms: [], code: null, use: 'show' },
      ],
      notes: ['một', 'hai\nba'],
    },
    { name: 'Cấp lại', papers: [], notes: [] },
    { name: 'Cấp lại', papers: [], notes: ['cùng tên'] },
  ],
  timeLimits: [
    { channel: 'online', case: 'a', amount: 6.5, unit: 'workingDay', text: null },
    { channel: null, case: null, amount: null, unit: null, text: 'theo thông báo' },
  ],
  fees: [
    {
      channel: 'direct',
      case: null,
      type: 'fee',
      amount: { kind: 'amount', vnd: 50000 },
      text: '50.000đ',
      validFrom: '2026-01-01',
      validTo: '2026-12-31',
    },
    {
      channel: null,
      case: 'hộ nghèo',
      type: null,
      amount: { kind: 'free' },
      text: null,
      validFrom: null,
      validTo: null,
    },
    {
      channel: 'post',
      case: null,
      type: 'price',
      amount: { kind: 'council' },
      text: null,
      validFrom: null,
      validTo: null,
    },
    {
      channel: 'post',
      case: null,
      type: 'charge',
      amount: { kind: 'unknown' },
      text: null,
      validFrom: null,
      validTo: null,
    },
  ],
  serviceLevel: { level: 'partial', reason: 'ký sổ', mappedFrom: 3 },
  online: false,
  subjects: ['Cán bộ, công chức', 'Công dân'],
  results: ['Giấy'],
  legalBasis: [
    { code: '60/2014/QH13', name: 'Luật Hộ tịch' },
    { code: null, name: 'Luật | lạ' },
    { code: 'a | b', name: null },
    { code: null, name: null },
  ],
  keywords: ['x', 'y'],
  change: 'replaced',
  decision: '12/QĐ',
  decisionDate: '2026-07-01',
  effectiveFrom: '2026-07-15',
  effectiveTo: '2027-01-01',
  replacedBy: '1.000002',
  checkedOn: '2026-07-18',
});
const guide: Guide = {
  code: '1.000001',
  plainName: 'Làm mẫu',
  englishName: 'Sample',
  summary: 'Một câu.',
  everydayNames: ['làm mẫu', 'xin mẫu'],
  clockPolicy: 'pause',
  facts: {
    papers: { value: [], source: 'xã', sourceDate: null, checkedOn: '2026-10-01', verified: true },
    fees: {
      value: full.fees ?? [],
      source: 'xã',
      sourceDate: null,
      checkedOn: '2026-10-01',
      verified: false,
    },
    timeLimits: {
      value: full.timeLimits ?? [],
      source: 'xã',
      sourceDate: null,
      checkedOn: '2026-10-01',
      verified: true,
    },
    serviceLevel: {
      value: { level: 'full', reason: null, mappedFrom: null },
      source: 'xã',
      sourceDate: null,
      checkedOn: '2026-10-01',
      verified: true,
    },
    online: {
      value: false,
      source: 'xã',
      sourceDate: '2026-09-01',
      checkedOn: null,
      verified: true,
      until: '2027-12-31',
    },
    place: {
      value: 'Bộ phận một cửa',
      source: 'xã',
      sourceDate: null,
      checkedOn: '2026-10-01',
      verified: true,
    },
    results: { value: ['Giấy'], source: 'xã', sourceDate: null, checkedOn: '2026-10-01', verified: true },
    legalBasis: { value: [], source: 'xã', sourceDate: null, checkedOn: '2026-10-01', verified: true },
  },
};
const abolish = {
  code: '1.000003',
  decision: '9/QĐ',
  decisionDate: '2026-11-01',
  effectiveFrom: '2026-12-01',
  replacedBy: '1.000004',
};

describe('what is written reads back unchanged', () => {
  it.each<[string, Content]>([
    ['a record that says everything', { official: full }],
    ['a record that says nothing', { official: bareRecord() }],
    [
      '"none" as against "not said"',
      {
        official: bareRecord({
          papers: [],
          timeLimits: [],
          fees: [],
          levels: [],
          subjects: [],
          results: [],
          legalBasis: [],
        }),
      },
    ],
    ['both layers', { official: full, guide }],
    ['a guide alone', { guide }],
    ['a guide without facts', { guide: { ...guide, facts: {} } }],
    ['an abolition', { abolish }],
    ['an abolition beside a record', { official: full, abolish: { ...abolish, code: full.code } }],
    [
      'texts longer than a cell',
      { official: bareRecord({ steps: `${'á'.repeat(70_000)}🙂x`, conditions: 'b'.repeat(33_000) }) },
    ],
    [
      'texts that look like formulas',
      { official: bareRecord({ name: '=1+1', steps: '+84 ', place: '@x', decision: '-1' }) },
    ],
    [
      'texts that no cell can hold',
      {
        official: bareRecord({
          steps: '',
          place: '  a  b\u0001',
          source: '_x0041_',
          conditions: '\\"',
          keywords: ['', 'a\nb', ' '],
        }),
      },
    ],
  ])('%s', async (_, content) => {
    expect(await roundTrip(content)).toEqual({ contents: [content], findings: [] });
  });

  it('whatever the texts', async () => {
    const text = fc.string({ unit: 'binary', minLength: 1 });
    await fc.assert(
      fc.asyncProperty(
        text,
        text,
        fc.array(text),
        fc.option(text),
        fc.option(text),
        async (name, steps, results, code, basis) => {
          const official = bareRecord({
            name,
            steps,
            results,
            legalBasis: [{ code, name: basis }],
            source: steps,
          });
          expect((await roundTrip({ official })).contents).toEqual([{ official }]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('for many procedures, in order', async () => {
    const contents = ['1.000005', '1.000002', '1.000009'].map((code) => ({ official: { ...full, code } }));
    expect((await roundTrip(...contents)).contents).toEqual(contents);
  });
});

describe('a workbook with knowledge', () => {
  const facts = [
    knowledgeOf({ id: 'a', codes: ['1.001193', '2.000986'], ask: ['một', '  hai', 'ba\\'] }),
    knowledgeOf({
      id: 'b',
      comparedOn: '2026-11-30',
      from: '2026-08-15',
      until: '2027-02-28',
      unit: 'H21.17',
    }),
    ...CONFIDENCE_NAMES.map((confidence, i) => knowledgeOf({ id: `c-${i}`, confidence, fact: '=1+1' })),
    ...TOPIC_NAMES.map((topic) => knowledgeOf({ id: `t-${topic.toLowerCase()}`, topic })),
  ];

  it('reads back the same facts, in order, beside the procedures', async () => {
    const { entries, knowledge, findings } = await collect(await writeWorkbook([{ official: full }], facts));
    expect([entries.length, findings]).toEqual([1, []]);
    expect(knowledge).toEqual(facts.map((fact) => ({ id: fact.id, put: fact })));
  });
});

describe('the template', () => {
  it('holds an example that is never imported', async () => {
    expect(await refusal(await writeTemplate())).toMatchObject({ key: 'noEntries' });
  });

  it('opens elsewhere with its drop-downs', async () => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load((await writeTemplate()).buffer as ArrayBuffer);
    expect(workbook.worksheets.map(({ name }) => name)).toEqual([
      'Hướng dẫn',
      ...SHEETS.map(({ name }) => name),
    ]);
    const cell = workbook.getWorksheet('Phí')?.getCell('F2');
    expect(cell?.dataValidation).toMatchObject({
      type: 'list',
      formulae: ['"số tiền,miễn phí,HĐND quy định,chưa rõ"'],
    });
  });
});

describe('what an officer types', () => {
  let headers: Map<string, WriteSheet>;
  beforeAll(() => {
    headers = new Map(
      SHEETS.map(({ name, columns }) => [
        name,
        { name, rows: [Object.values(columns).map(({ header }) => header)] },
      ]),
    );
  });
  const workbook = async (
    rows: Record<string, Record<string, string | number | Date>[]>,
    over: Partial<WriteSheet> = {},
  ) => {
    const sheets = [...headers.values()].map((sheet) => {
      const names = sheet.rows?.[0]?.map(String) ?? [];
      const body = (rows[sheet.name] ?? []).map((row) => names.map((name) => row[name] ?? null));
      return { ...sheet, rows: [names, ...body], ...(sheet.name === 'Phí' ? over : {}) };
    });
    return writeXlsx({ sheets });
  };
  const asked = {
    'Mã thủ tục': '1.001193, 2.000986',
    'Chủ đề': 'phạt',
    'Cách hỏi': 'có bị phạt không\ntrễ thì sao',
    'Câu trả lời': 'Không.',
    'Căn cứ': 'Nghị định 82/2020/NĐ-CP',
    'Nguồn (cho cán bộ)': 'Công báo',
    'Ngày của nguồn': '18/07/2026',
    'Độ tin cậy': 'đã đọc văn bản',
  };

  it('makes a fact of a row without an id, the same one every time', async () => {
    const read = async () => collect(await workbook({ 'Điều dân hay hỏi': [asked] }));
    const { knowledge, findings } = await read();
    expect(findings).toEqual([]);
    expect(knowledge).toEqual([
      {
        id: expect.stringMatching(/^rieng-/),
        put: expect.objectContaining({
          codes: ['1.001193', '2.000986'],
          topic: 'fine',
          ask: ['có bị phạt không', 'trễ thì sao'],
          sourceDate: '2026-07-18',
          comparedOn: null,
        }),
      },
    ]);
    expect((await read()).knowledge).toEqual(knowledge);
  });

  it('removes a fact by its id, and says what a row lacks or has wrong', async () => {
    const row = { 'Mã thủ tục': '1.001193', 'Thao tác': 'gỡ' };
    const { knowledge, findings } = await collect(
      await workbook({
        'Điều dân hay hỏi': [
          { ...row, 'Mã dòng': 'ho-tich-001' },
          row,
          { ...asked, 'Căn cứ': '' },
          { ...asked, 'Đúng từ': '01/09/2026', 'Đúng đến': '31/08/2026' },
          { ...asked, 'Mã thủ tục': '1.001193, khai sinh' },
        ],
      }),
    );
    expect(knowledge).toEqual([{ id: 'ho-tich-001', remove: true }]);
    expect(findings.map((finding) => [finding.where.row, describeFinding(finding)])).toEqual([
      [3, 'Ô bắt buộc đang trống. Hãy điền "Mã dòng".'],
      [4, 'Ô bắt buộc đang trống. Hãy điền "Căn cứ".'],
      [6, expect.stringContaining('Mã "khai" không phải mã thủ tục')],
      [5, 'Dòng không dùng được: ngày kết thúc trước ngày bắt đầu. Hãy sửa ô đó rồi nhập lại.'],
    ]);
  });

  it('is read from a workbook of before there was knowledge', async () => {
    const older = new Map([...headers].filter(([name]) => name !== 'Điều dân hay hỏi'));
    const { knowledge, findings } = await collect(
      await writeXlsx({
        sheets: [...older.values()].map((sheet) =>
          sheet.name === 'Thủ tục'
            ? { ...sheet, rows: [...(sheet.rows ?? []), ['1.000001', null, 'Đăng ký mẫu']] }
            : sheet,
        ),
      }),
    );
    expect([knowledge, findings]).toEqual([[], []]);
  });

  const procedure = { 'Mã thủ tục': ' 1.000001 ', 'Tên thủ tục': 'Đăng  ký\u200b mẫu' };

  it('is cleaned, and a date cell or a grouped number understood', async () => {
    const { entries, findings } = await collect(
      await workbook({
        'Thủ tục': [
          {
            ...procedure,
            'Ngày quyết định': new Date('2026-07-01T00:00:00Z'),
            'Cấp thực hiện': 'Cấp xã, cấp tỉnh',
          },
        ],
        Phí: [
          {
            'Mã thủ tục': '1.000001',
            'Mức thu': 'Số tiền',
            'Số tiền (đồng)': '50.000',
            'Áp dụng từ': '1/7/2026',
          },
        ],
        'Giấy tờ': [{ 'Mã thủ tục': '1.000001', 'Tên giấy tờ hoặc nội dung lưu ý': 'Đơn', 'Bản chính': 1 }],
      }),
    );
    expect(findings).toEqual([]);
    expect(entries[0]?.official).toMatchObject({
      name: 'Đăng ký mẫu',
      decisionDate: '2026-07-01',
      levels: ['commune', 'province'],
      fees: [{ amount: { kind: 'amount', vnd: 50000 }, validFrom: '2026-07-01' }],
      papers: [{ name: null, papers: [{ name: 'Đơn', originals: 1, copies: null }] }],
    });
  });

  it('is told with sheet, row, column and what to do, all faults at once', async () => {
    const { entries, findings } = await collect(
      await workbook({
        'Thủ tục': [procedure, { 'Mã thủ tục': 'abc', 'Tên thủ tục': 'x' }, { 'Mã thủ tục': '1.000002' }],
        Phí: [
          { 'Mã thủ tục': '1.000001', 'Mức thu': 'cho không' },
          { 'Mã thủ tục': '1.000001', 'Mức thu': 'số tiền' },
          { 'Mã thủ tục': '1.000001' },
          { 'Mã thủ tục': '1.000009', 'Mức thu': 'miễn phí' },
        ],
        'Giấy tờ': [{ 'Mã thủ tục': '1.000009', 'Tên giấy tờ hoặc nội dung lưu ý': 'Đơn' }],
        'Thời hạn': [{ 'Mã thủ tục': '1.000001', Số: 'vài', 'Đơn vị': 'ngày' }],
      }),
    );
    expect(entries.map(({ code }) => code)).toEqual(['1.000001', '1.000009']);
    expect(findings.every(({ severity }) => severity === 'error')).toBe(true);
    expect(findings.map((finding) => [finding.key, describePlace(finding, 'a.xlsx')])).toEqual([
      ['badCode', 'tệp a.xlsx, trang "Thủ tục", dòng 3, cột A (Mã thủ tục)'],
      ['requiredCell', 'tệp a.xlsx, trang "Thủ tục", dòng 4, cột C (Tên thủ tục), mã 1.000002'],
      ['badNumber', 'tệp a.xlsx, trang "Thời hạn", dòng 2, cột E (Số), mã 1.000001'],
      ['badChoice', 'tệp a.xlsx, trang "Phí", dòng 2, cột F (Mức thu), mã 1.000001'],
      ['requiredCell', 'tệp a.xlsx, trang "Phí", dòng 3, cột G (Số tiền (đồng)), mã 1.000001'],
      ['requiredCell', 'tệp a.xlsx, trang "Phí", dòng 4, cột F (Mức thu), mã 1.000001'],
      ['unknownProcedure', 'tệp a.xlsx, trang "Giấy tờ", dòng 2, mã 1.000009'],
    ]);
    for (const finding of findings) expect(describeFinding(finding)).toMatch(/Hãy|để riêng/);
  });

  it('is told once where one bad word of a procedure leaves the rest of it waiting', async () => {
    const papers = Array.from({ length: 30 }, (_, i) => ({
      'Mã thủ tục': '1.000001',
      'Tên giấy tờ hoặc nội dung lưu ý': `Giấy ${i}`,
    }));
    const bytes = await workbook({
      'Thủ tục': [{ ...procedure, 'Loại công bố': 'sửa chữa' }],
      'Giấy tờ': papers,
      Phí: [{ 'Mã thủ tục': '1.000001', 'Mức thu': 'miễn phí' }],
    });
    const { entries, findings } = await collect(bytes);
    expect([entries, findings.map(({ key }) => key)]).toEqual([[], ['badChoice']]);
  });

  it('is told once where the same word stands in many rows', async () => {
    const row = { 'Mã thủ tục': '1.000001', 'Mức thu': 'cho không' };
    const bytes = await workbook({ 'Thủ tục': [procedure], Phí: Array.from({ length: 300 }, () => row) });
    const { findings } = await collect(bytes);
    expect(groupFindings(findings).map(({ others }) => others.length)).toEqual([299]);
  });

  it.each([
    ['sửa đổi, bổ sung', 'amended'],
    ['Được sửa đổi, bổ sung', 'amended'],
    ['Sửa đổi', 'amended'],
    ['ban hành mới', 'new'],
    ['Bị bãi bỏ', 'abolished'],
  ])('is understood as decisions put it: %s', async (said, change) => {
    const { entries, findings } = await collect(
      await workbook({ 'Thủ tục': [{ ...procedure, 'Loại công bố': said }] }),
    );
    expect([entries[0]?.official?.change, findings]).toEqual([change, []]);
  });

  it('corrects one fee where nothing else is said of the procedure, also without the other sheets', async () => {
    const row = { 'Mã thủ tục': '1.000001', Loại: 'lệ phí', 'Mức thu': 'số tiền', 'Số tiền (đồng)': 9000 };
    const whole = await collect(await workbook({ Phí: [row] }));
    const alone = await writeXlsx({
      sheets: [{ name: 'Phí', rows: [Object.keys(row), Object.values(row)] }],
    });
    expect((await refusal(alone)).key).toBe('missingColumn');
    const header = headers.get('Phí')?.rows?.[0]?.map(String) ?? [];
    const sheet = {
      name: 'Phí',
      rows: [header, header.map((name) => row[name as keyof typeof row] ?? null)],
    };
    for (const { entries, findings } of [whole, await collect(await writeXlsx({ sheets: [sheet] }))]) {
      expect(findings).toEqual([]);
      expect(entries).toMatchObject([
        { code: '1.000001', corrections: [{ layer: 'official', field: 'fees', row: { type: 'fee' } }] },
      ]);
    }
  });

  it('is an error when it is a formula, which is never worked out', async () => {
    const cells = new Map([['1,7', { formula: 'HYPERLINK("http://x","y")', formulaResult: 'y' }]]);
    const bytes = await workbook(
      { 'Thủ tục': [procedure], Phí: [{ 'Mã thủ tục': '1.000001', 'Mức thu': 'miễn phí', 'Nội dung': 'y' }] },
      { cells },
    );
    expect((await collect(bytes)).findings).toMatchObject([
      { severity: 'error', key: 'formulaCell', where: { sheet: 'Phí', row: 2, column: 'H (Nội dung)' } },
    ]);
  });

  it('is refused when one code has two different rows', async () => {
    const bytes = await workbook({ 'Thủ tục': [procedure, { ...procedure, 'Tên thủ tục': 'Khác' }] });
    expect(await refusal(bytes)).toMatchObject({
      key: 'conflictingRows',
      where: { sheet: 'Thủ tục', row: 3 },
    });
  });

  it('is refused without a sheet or a column, for what is missing would be lost', async () => {
    const sheet = { name: 'Thủ tục', rows: [['Mã thủ tục']] };
    expect(await refusal(await writeXlsx({ sheets: [sheet] }))).toMatchObject({ key: 'missingColumn' });
    expect(await refusal(await writeXlsx({ sheets: [{ ...sheet, name: 'Khác' }] }))).toMatchObject({
      key: expect.stringMatching(/missingSheet|damagedWorkbook/),
    });
  });

  it('may be 100,000 rows and no more', async () => {
    const [procedures, ...others] = [...headers.values()];
    const rows = Array.from({ length: 100_000 }, (_, i) => [
      `1.${String(i).padStart(6, '0')}`,
      'cập nhật',
      `Thủ tục ${i}`,
    ]);
    const sheet = { name: 'Thủ tục', rows: [...(procedures?.rows ?? []), ...rows] };
    const bytes = await writeXlsx({ sheets: [sheet, ...others] });
    expect((await collect(bytes)).entries).toHaveLength(100_000);
    const two = await workbook({ 'Thủ tục': [procedure, { ...procedure, 'Mã thủ tục': '1.000002' }] });
    expect(await refusal(two, { limits: { maxRows: 1 } })).toMatchObject({ key: 'tooManyRows' });
  }, 60_000);
});

describe('a damaged or hostile workbook is refused', () => {
  it('when it is cut', async () => {
    const bytes = await writeTemplate();
    expect(await refusal(bytes.subarray(0, bytes.length / 2))).toMatchObject({ key: 'damagedWorkbook' });
  });
  it('when it is another kind of zip', async () => {
    expect(await refusal(zipOf('x.txt', Buffer.from('x')))).toMatchObject({
      key: expect.stringMatching(/damagedWorkbook|missingSheet/),
    });
  });
  it('when it is a zip bomb, whatever size it claims', async () => {
    const bomb = zipOf('xl/workbook.xml', Buffer.alloc(120 * 1024 * 1024), 10);
    expect(bomb.length).toBeLessThan(200_000);
    expect(await refusal(bomb)).toMatchObject({ key: 'zipBomb' });
  });
});

/** A zip of one file, claiming the given size. */
function zipOf(name: string, content: Buffer, claimed = content.length): Buffer {
  const packed = deflateRawSync(content);
  const fields = Buffer.alloc(26);
  fields.writeUInt16LE(20, 0);
  fields.writeUInt16LE(8, 4);
  fields.writeUInt32LE(packed.length, 14);
  fields.writeUInt32LE(claimed, 18);
  fields.writeUInt16LE(name.length, 22);
  const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), fields, Buffer.from(name), packed]);
  const central = Buffer.concat([
    Buffer.from('PK\x01\x02\x14\x00', 'latin1'),
    fields,
    Buffer.alloc(14),
    Buffer.from(name),
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(local.length, 16);
  return Buffer.concat([local, central, end]);
}
