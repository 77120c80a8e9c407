import { beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '../../../src/app.js';
import { readShippedKnowledge } from '../../../src/catalogue/knowledge-seed.js';
import { runProgram } from '../../../src/cli/program.js';
import { saveUnits } from '../../../src/units/store.js';
import { memoryIo } from '../../support/io.js';
import { openTestServices } from '../../support/services.js';

const GIVEN = {
  '--code': '1.001193',
  '--topic': 'place',
  '--ask': 'xã mình làm khai sinh ở phòng nào',
  '--fact': 'Phòng số 3, tầng trệt.',
  '--law': 'Thông báo của xã',
  '--source': 'Bảng chỉ dẫn tại xã',
  '--source-date': '2026-11-20',
  '--confidence': 'catalogue',
};

describe('motcua knowledge', () => {
  let services: Services;
  beforeAll(async () => {
    services = await openTestServices();
    return () => services.close();
  });

  async function run(line: string[], files: Record<string, string | Uint8Array> = {}) {
    const { io, written } = memoryIo({ files });
    const code = await runProgram(line, io, async () => services);
    return { code, ...written };
  }
  const adding = (over: Record<string, string> = {}) => Object.entries({ ...GIVEN, ...over }).flat();
  const add = (over: Record<string, string> = {}, ...more: string[]) =>
    run(['knowledge', 'add', ...adding(over), ...more]);
  const list = async (...flags: string[]) => (await run(['knowledge', 'list', ...flags])).out;

  it('lists what ships with the program, of one procedure, topic or day', async () => {
    expect((await list()).trim().split('\n').length).toBe(readShippedKnowledge().length);
    const place = await list('1.000894', '--topic', 'place');
    expect(place).toMatch(/một trong hai người cư trú.*Điều 17.*chưa ai đối chiếu/);
    expect(await list('1.000894', '--topic', 'place', '--json')).toMatch(/^\{"id":"ho-tich-/m);
    const [before, after] = [
      await list('3.000333', '--on', '2027-02-28'),
      await list('3.000333', '--on', '2027-03-01'),
    ];
    expect([before.includes('đã hết 28/02/2027'), after.includes('đã hết 28/02/2027')]).toEqual([
      false,
      true,
    ]);
  });

  it('shows first what adding would do, does it with --apply, and says when there is nothing to do', async () => {
    expect(await add()).toMatchObject({ code: 0, out: expect.stringContaining('Chạy thử: sẽ thêm rieng-') });
    expect(await list('1.001193')).not.toContain('Phòng số 3');
    expect(await add({}, '--apply', '--by', 'lan')).toMatchObject({
      out: expect.stringContaining('Đã thêm'),
    });
    expect(await list('1.001193')).toContain('Phòng số 3');
    expect((await add()).out).toContain('không có gì để ghi');
    const known = await (await services.catalogue()).procedure('1.001193', '2026-11-30');
    expect(known?.knowledge.map(({ fact }) => fact)).toContain('Phòng số 3, tầng trệt.');
  });

  it('amends, removes and restores a fact by its id', async () => {
    const id = /rieng-\w+/.exec(await list('1.001193'))?.[0] ?? '';
    await add({ '--id': id, '--fact': 'Phòng số 5.', '--until': '2026-12-31' }, '--apply');
    expect(await list('1.001193')).toMatch(/đúng … – 2026-12-31\tPhòng số 5\./);
    expect((await run(['knowledge', 'remove', id])).out).toContain('Chạy thử: sẽ gỡ');
    expect((await run(['knowledge', 'remove', id, '--apply', '--by', 'hoa'])).out).toContain('Đã gỡ');
    expect(await list('1.001193')).not.toContain('Phòng số');
    expect(await list('--removed')).toMatch(/Phòng số 5\..*gỡ \d{4}-\d{2}-\d{2} bởi hoa/);
    const again = await run(['knowledge', 'remove', id, '--apply']);
    expect([again.code, again.err]).toEqual([1, expect.stringContaining('đã gỡ trước đó')]);
    expect((await run(['knowledge', 'restore', id, '--apply'])).out).toContain('Đã lấy lại');
    expect(await list('1.001193')).toContain('Phòng số 5.');
    expect((await run(['knowledge', 'restore', id])).code).toBe(1);
  });

  it.each([
    [{ '--code': '9.999999' }, 1, 'Danh mục không có thủ tục 9.999999'],
    [{ '--unit': 'H99.01' }, 1, 'Chưa có đơn vị H99.01'],
    [{ '--topic': 'tien' }, 2, 'chủ đề cần là một trong'],
    [{ '--fact': ' ' }, 2, 'câu trả lời đang trống'],
    [{ '--from': '2027-01-01', '--until': '2026-12-31' }, 2, 'ngày kết thúc trước ngày bắt đầu'],
    [{ '--source-date': 'hôm qua' }, 2, 'ngày của nguồn cần dạng YYYY-MM-DD'],
  ])('refuses %j with exit code %i and says why', async (over, exit, why) => {
    const { code, err } = await add(over as Record<string, string>, '--apply');
    expect([code, err]).toEqual([exit, expect.stringContaining(why)]);
    expect(await list()).not.toContain('Phòng số 3');
  });

  it('takes a fact of one unit', async () => {
    await saveUnits(services.database.client, [{ code: 'H21.17', name: 'Xã A' }]);
    expect((await add({ '--unit': 'H21.17' }, '--apply')).code).toBe(0);
    expect(await list('--unit', 'H21.17')).toContain('nơi làm, H21.17');
  });

  it('goes out with the catalogue and comes back unchanged, as lines and as a workbook', async () => {
    for (const format of ['jsonl', 'xlsx']) {
      const file = `danh-muc.${format}`;
      const { files } = await run(['catalogue', 'export', '--format', format, '--out', file]);
      const { out } = await run(['catalogue', 'import', file], { [file]: files.get(file) ?? '' });
      expect(out).toContain('Điều dân hay hỏi: 0 thêm, 0 sửa, 0 gỡ');
    }
  });

  it('comes in from a file, dry first, with its differences told', async () => {
    const lines = (await list('1.000894', '--topic', 'place', '--json')).split('\n');
    const line = lines.find((one) => one.includes('nhà gái')) ?? '';
    const fact = { ...JSON.parse(line), fact: 'Bên nào cũng được.' };
    const added = { ...fact, id: undefined, fact: 'Điều mới của xã.' };
    const file = [
      { knowledge: fact },
      { knowledge: added },
      { knowledge: { id: 'ho-tich-002', remove: true } },
    ];
    const files = { 'x.jsonl': file.map((row) => `${JSON.stringify(row)}\n`).join('') };
    const dry = await run(['catalogue', 'import', 'x.jsonl'], files);
    expect(dry.out).toContain('Điều dân hay hỏi: 1 thêm, 1 sửa, 1 gỡ');
    expect(dry.out).toMatch(/Câu trả lời: .*nhà gái.* → Bên nào cũng được\./);
    expect(dry.out).toContain('Đây là chạy thử');
    expect((await run(['catalogue', 'import', 'x.jsonl', '--apply'], files)).out).toContain('Đã ghi 3 điều');
    expect(await list('1.000894', '--topic', 'place')).toContain('Bên nào cũng được.');
    expect(await list('--removed')).toContain('ho-tich-002');
  });

  it('explains itself on --help', async () => {
    const { out } = await run(['knowledge', 'add', '--help']);
    for (const word of ['--code', '--until', 'misunderstanding', 'nguồn khác, chưa đối chiếu', '--apply']) {
      expect(out).toContain(word);
    }
  });
});
