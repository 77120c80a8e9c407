import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readCatalogueFile } from '../../../src/catalogue/import/index.js';
import { describeFinding, describePlace } from '../../../src/catalogue/import/messages.js';
import { writeOwnRow } from '../../../src/catalogue/import/own-jsonl.js';
import { bareRecord, CONTEXT, collect, gzipped, inPieces, jsonl, nationalRow, refusal } from './collect.js';

const rows = (count: number) =>
  Array.from({ length: count }, (_, i) =>
    nationalRow({ code: `1.${String(i).padStart(6, '0')}`, name: `Thủ tục ${i}` }),
  );

describe('a file is told by its content', () => {
  it('plain and gzipped JSON lines read alike', async () => {
    const text = jsonl(...rows(3));
    expect(await collect(gzipped(text))).toEqual(await collect(text));
    expect((await collect(text)).entries.map(({ code }) => code)).toEqual([
      '1.000000',
      '1.000001',
      '1.000002',
    ]);
  });
  it('a byte-order mark and empty lines do no harm', async () => {
    expect((await collect(`\ufeff${jsonl(nationalRow())}\n\n`)).entries).toHaveLength(1);
  });
  it('an array or a value over several lines reads too', async () => {
    expect((await collect(JSON.stringify(rows(2), null, 2))).entries).toHaveLength(2);
    expect((await collect(JSON.stringify(nationalRow(), null, 2))).entries).toHaveLength(1);
  });
});

describe('a file is refused as a whole', () => {
  const text = jsonl(...rows(50));
  it.each<[string, Uint8Array | string, string]>([
    ['when it is empty', '', 'emptyFile'],
    ['when it holds only blank lines', '\n \n', 'emptyFile'],
    ['when the gzip is cut', gzipped(text).subarray(0, -20), 'truncatedGzip'],
    [
      'when the gzip is damaged',
      Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 255, 255, 255, 255]),
      'damagedGzip',
    ],
    ['when the last line is cut', text.slice(0, -30), 'truncatedJson'],
    ['when an array is cut', JSON.stringify(rows(3), null, 1).slice(0, -5), 'truncatedJson'],
    [
      'when a character is cut at the very end',
      Buffer.from(`${text}{"a":"ế`).subarray(0, -1),
      'truncatedJson',
    ],
    [
      'when a line in the middle is no JSON',
      `${jsonl(nationalRow())}rác\n${jsonl(nationalRow())}`,
      'invalidJson',
    ],
    ['when it is Latin-1', Buffer.from('{"code":"1.000001","name":"Thủ tục \xe9"}\n', 'latin1'), 'notUtf8'],
    ['when it is UTF-16', Buffer.from('\ufeff{"code":"1.000001"}', 'utf16le'), 'notUtf8'],
    ['when it is UTF-16 without its mark', Buffer.from('{"code":"1.000001"}', 'utf16le'), 'notUtf8'],
    ['when it is an old Excel file', Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0, 0, 0]), 'oldExcel'],
    ['when it is something else', 'mã,tên\n1,2\n', 'unknownFormat'],
    ['when it is JSON of something else', '{"hello":"world"}', 'unknownFormat'],
  ])('%s', async (_, bytes, key) => {
    const finding = await refusal(bytes);
    expect(finding).toMatchObject({ severity: 'error', key });
    expect(describeFinding(finding)).not.toContain('{');
  });

  it('when two rows of one code differ, wherever their tails hide it', async () => {
    const finding = await refusal(
      jsonl(nationalRow(), nationalRow({ code: '1.000001.000.00.00.H55', name: 'Khác' })),
    );
    expect(finding).toMatchObject({
      key: 'conflictingRows',
      params: { code: '1.000001', first: 1, second: 2 },
    });
    expect(describePlace(finding, 'a.jsonl')).toBe('tệp a.jsonl, dòng 2, mã 1.000001');
  });
});

it('drops an identical repeat with a warning', async () => {
  const { entries, findings } = await collect(jsonl(nationalRow(), nationalRow()));
  expect(entries).toHaveLength(1);
  expect(findings).toMatchObject([{ key: 'duplicateRow', where: { row: 2 }, params: { first: 1 } }]);
});

describe('sizes are capped', () => {
  it('a gzip bomb is refused long before it is unpacked', async () => {
    expect(await refusal(gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x20)))).toMatchObject({
      key: expect.stringMatching(/zipBomb|lineTooLong/),
    });
    const newlines = gzipSync(Buffer.alloc(64 * 1024 * 1024, 0x0a));
    expect(await refusal(newlines)).toMatchObject({ key: 'zipBomb' });
  });
  it('the whole and each line', async () => {
    const limits = { maxBytes: 1000, maxLineChars: 200 };
    expect(await refusal(jsonl(...rows(100)), { limits })).toMatchObject({ key: 'tooLarge' });
    expect(await refusal(jsonl(nationalRow({ steps: 'x'.repeat(600) })), { limits })).toMatchObject({
      key: 'lineTooLong',
    });
  });
  it('as many rows as are allowed are taken, one more is refused', async () => {
    const input = inPieces(Buffer.from(jsonl(...rows(1_000), nationalRow({ code: '2.000000' }))));
    let taken = 0;
    const readAll = async () => {
      const context = { ...CONTEXT, limits: { maxRows: 1_000 } };
      for await (const item of readCatalogueFile(input, context)) taken += item.kind === 'entry' ? 1 : 0;
    };
    await expect(readAll()).rejects.toMatchObject({ finding: { key: 'tooManyRows' } });
    expect(taken).toBe(1_000);
  });
});

describe('our own export', () => {
  const guide = {
    code: '1.000001',
    plainName: 'Làm mẫu',
    englishName: null,
    summary: null,
    everydayNames: ['mẫu'],
    facts: { online: { value: true, source: 'xã', checkedOn: '2026-10-01', verified: true } },
  };
  const abolish = {
    code: '1.000001',
    decision: '1/QĐ',
    decisionDate: null,
    effectiveFrom: '2026-12-01',
    replacedBy: '1.000002',
  };
  it('reads back unchanged', async () => {
    const entry = { official: bareRecord({ steps: ' hai  dấu cách ' }), guide, abolish };
    const { entries } = await collect(`${writeOwnRow(entry)}\n`);
    expect(entries).toEqual([{ code: '1.000001', ...entry, origin: { row: 1 } }]);
  });
  it('may speak of one layer alone', async () => {
    const { entries } = await collect(`${writeOwnRow({ guide })}\n`);
    expect(entries[0]).not.toHaveProperty('official');
  });
  it.each([
    ['a field is amiss', { official: { ...bareRecord(), name: '' } }],
    ['two codes stand on one line', { official: bareRecord(), guide: { ...guide, code: '1.000002' } }],
    ['nothing stands on it', { official: null }],
  ])('is an error when %s', async (_, row) => {
    expect((await collect(jsonl(row))).findings).toMatchObject([{ severity: 'error', key: 'badRow' }]);
  });
});
