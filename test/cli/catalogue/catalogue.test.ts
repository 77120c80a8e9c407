import { beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '../../../src/app.js';
import { runProgram } from '../../../src/cli/program.js';
import { saveUnits } from '../../../src/units/store.js';
import { memoryIo } from '../../support/io.js';
import { openTestServices } from '../../support/services.js';

describe('motcua catalogue', () => {
  let services: Services;
  beforeAll(async () => {
    services = await openTestServices();
    return () => services.close();
  });

  async function run(line: string[], files: Record<string, string | Uint8Array> = {}) {
    const { io, written } = memoryIo({ files });
    const code = await runProgram(['catalogue', ...line], io, async () => services);
    return { code, ...written };
  }
  const exported = async (...flags: string[]) => {
    const { out } = await run(['export', '--format', 'jsonl', ...flags]);
    return out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  };

  it.each(['xlsx', 'jsonl'])('changes nothing with its own export, %s', async (format) => {
    const { files } = await run(['export', '--format', format, '--out', 'a']);
    const again = { a: files.get('a') ?? '' };
    expect((await run(['import', 'a'], again)).out).toMatch(/ 0 mới, 0 sửa đổi, 0 bãi bỏ.*; 0 hướng dẫn/);
    expect(JSON.parse((await run(['import', 'a', '--json'], again)).out)).toMatchObject({
      read: 98,
      added: 0,
      amended: 0,
      abolished: 0,
      guides: 0,
      knowledge: { added: 0, amended: 0, removed: 0 },
      errors: 0,
    });
  });

  it('checks the age of what it says, and what must be published and is not there', async () => {
    const { out } = await run(['check']);
    expect(out).toContain('Dữ liệu công bố: ngày 2026-07-18');
    expect(out).toContain('0 điều có người đối chiếu');
    expect(out).toContain('98 thủ tục, 95 đủ nội dung');
    // What ships lacks only what the national record does not hold either.
    for (const code of ['1.001699', '1.001776', '1.014027'])
      expect(out).toContain(`  ${code} 88 %, thiếu: trình tự thực hiện\n`);
    expect((await run(['check', '--level', 'xã', '--field', 'Hộ tịch'])).out).not.toContain('98 thủ tục,');
  });

  it('checks against a file what that holds and is not here', async () => {
    const row = (code: string, given: object) => JSON.stringify({ code, name: 'Thủ tục', ...given });
    const file = [
      row('1.001776', { steps: 'Bước 1: nộp hồ sơ.', conditions: 'Có điều kiện.' }),
      row('1.001699', { subjects: ['Công dân Việt Nam'] }),
      row('1.999999', { steps: 'Không có ở đây.' }),
    ];
    const { out } = await run(['check', '--against', 'a'], { a: `${file.join('\n')}\n` });
    expect(out).toContain('So với a: 2 thủ tục có trong tệp, 1 phần phải công khai tệp có mà ở đây thiếu.');
    expect(out).toContain('  1.001776: trình tự thực hiện, yêu cầu, điều kiện\n');
  });

  it('exports by code, level, field and office', async () => {
    const one = await exported('--code', '1.001193');
    expect(one.filter((row) => row.official).map((row) => row.official.code)).toEqual(['1.001193']);
    expect(one.filter((row) => row.knowledge).length).toBeGreaterThan(0);
    const field = (await exported('--field', 'hộ tịch')).flatMap((row) => row.official ?? []);
    expect(new Set(field.map((record) => record.field))).toEqual(new Set(['Hộ tịch']));
    const { client } = services.database;
    await saveUnits(client, [{ code: 'H21.17', name: 'UBND phường Pleiku' }]);
    const ofLevel = await exported('--level', 'xã');
    expect(ofLevel.flatMap((row) => row.official?.levels ?? [])).toContain('commune');
    expect(await exported('--unit', 'H21.17')).toEqual(ofLevel);
  });

  it('says what to do where a selection means nothing', async () => {
    const said = async (...flags: string[]) => (await run(['export', '--format', 'jsonl', ...flags])).err;
    expect(await said('--level', 'huyện')).toContain('Chọn một trong: cấp bộ, cấp tỉnh, cấp xã');
    expect(await said('--code', '9.999999')).toContain('Không có thủ tục nào như vậy');
    expect(await said('--unit', 'H21.99')).toContain('motcua unit list');
  });

  it('corrects one fee by a file of that one row, and says the change in words', async () => {
    const code = '1.004873';
    const { files } = await run(['export', '--format', 'jsonl', '--code', code, '--out', 'a']);
    const [line = ''] = Buffer.from(files.get('a') ?? '')
      .toString()
      .split('\n');
    const row = JSON.parse(line);
    const fee = { channel: 'direct', case: null, type: 'fee', text: null, validFrom: null, validTo: null };
    row.official.fees = [{ ...fee, amount: { kind: 'amount', vnd: 15000 } }];
    await run(['import', 'b', '--apply'], { b: JSON.stringify(row) });
    const { writeXlsx } = await import('hucre/xlsx');
    const header = [
      'Mã thủ tục',
      'Lớp',
      'Cách nộp',
      'Trường hợp',
      'Loại',
      'Mức thu',
      'Số tiền (đồng)',
      'Nội dung',
    ];
    const rows = [
      [...header, 'Áp dụng từ', 'Áp dụng đến'],
      [code, null, null, null, 'lệ phí', 'số tiền', 10000, null, null, null],
    ];
    const file = { c: await writeXlsx({ sheets: [{ name: 'Phí', rows }] }) };
    const { out } = await run(['import', 'c', '--apply'], file);
    expect(out).toContain('Phí: trực tiếp, lệ phí, 15.000 đồng → trực tiếp, lệ phí, 10.000 đồng');
    const [after] = await exported('--code', code);
    expect(after.official).toEqual({
      ...row.official,
      fees: [{ ...fee, amount: { kind: 'amount', vnd: 10000 } }],
    });
    expect((await run(['import', 'c'], file)).out).toContain('0 mới, 0 sửa đổi, 0 bãi bỏ');
  });
});
