import { beforeAll, describe, expect, it } from 'vitest';
import { createApp, type Services } from '../../../src/app.js';
import { runProgram } from '../../../src/cli/program.js';
import { memoryIo } from '../../support/io.js';
import { openTestServices } from '../../support/services.js';

const HEADER = 'Mã hồ sơ,Mã thủ tục,Ngày tiếp nhận,Chủ hồ sơ,Ngày hẹn trả,Trạng thái,Thời điểm trạng thái';
const csv = (...rows: string[]) => [HEADER, ...rows, ''].join('\n');

describe('motcua dossier and staff', () => {
  let services: Services;
  beforeAll(async () => {
    services = await openTestServices();
  });
  async function run(line: string[], given: Parameters<typeof memoryIo>[0] = {}) {
    const { io, written } = memoryIo(given);
    const code = await runProgram(line, io, async () => services);
    return { code, ...written };
  }
  const importing = (content: string | Uint8Array, ...flags: string[]) =>
    run(['dossier', 'import', 'a.csv', ...flags], { files: { 'a.csv': content } });
  const show = async (code: string) => JSON.parse((await run(['dossier', 'show', code, '--json'])).out);

  it('imports a file: nothing on a dry run, once when applied twice', async () => {
    const file = csv(
      'H21.17-261120-0001,1.001193,20/11/2026 09:00,Nguyễn Văn An,31/12/2036,Đang xử lý,20/11/2026 10:00',
      'H21.17-261120-0002,1.001193,20/11/2026 09:00,=cmd(),31/12/2036,,',
      'H21.17-261120-0003,,,,,9,',
    );
    const dry = await importing(file);
    expect([dry.code, dry.out]).toEqual([
      0,
      expect.stringMatching(/Chạy thử: 2 dòng.*1 có hồ sơ, 1 chỉ.*sẽ ghi 1, không đổi 0, để riêng 2/),
    ]);
    expect(dry.err).toMatch(/dòng 4, mã H21\.17-261120-0003: Chưa có hồ sơ/);
    expect(dry.err).toContain('dòng 3, cột Chủ hồ sơ');
    expect((await run(['dossier', 'show', 'H21.17-261120-0001'])).code).toBe(1);

    const applied = await importing(file, '--apply');
    expect(applied.out).toMatch(/ghi 1, không đổi 0, để riêng 2/);
    expect(applied.err).toMatch(/dòng 4, mã H21\.17-261120-0003: Chưa có hồ sơ/);
    const again = await importing(file, '--apply');
    expect(again.out).toMatch(/ghi 0, không đổi 1, để riêng 2/);
    expect(again.out).toMatch(/Chính tệp này đã nạp .*lần nạp 1, lan/);
    expect(await show('h21.17 261120 1')).toMatchObject({
      status: 4,
      owner: { name: 'Nguyễn Văn An' },
      dueAt: '2036-12-31T17:00:00+07:00',
    });
  });

  it('a state without a time is recorded when it is news', async () => {
    const code = 'H21.17-261120-0004';
    const file = csv(`${code},1.001193,20/11/2026 09:00,An,31/12/2036,4,`);
    for (const _ of [1, 2, 3]) await importing(file, '--apply');
    const { events } = await show(code);
    expect(events.filter(({ kind }: { kind: string }) => kind === 'status')).toHaveLength(1);
  });

  it('confirms parts of other units, and takes that back', async () => {
    const [whole, part] = ['H21.30-261120-1', 'H21.31-261120-1'];
    const item = (code: string, more: object = {}) =>
      `${JSON.stringify({ code, dossier: { procedure: '1.001193', receivedAt: '2026-11-20T09:00:00+07:00', submission: 'direct', ...more } })}\n`;
    const file = item(whole) + item(part, { parentCode: whole });
    expect((await importing(file, '--apply')).out).toMatch(/ghi 2, không đổi 0/);
    const waiting = async (...flags: string[]) => (await run(['dossier', 'waiting-parts', ...flags])).out;
    expect(await waiting('--unit', 'H21.30')).toMatch(/^H21\.30-261120-0*1\tH21\.31-261120-0*1\tH21\.31\t/);
    expect(await waiting('--unit', 'H21.31')).toBe('');
    expect(await waiting()).toContain('cli:lan');

    expect((await run(['dossier', 'confirm-part', part, whole])).code).toBe(1);
    expect((await run(['dossier', 'confirm-part', whole, part])).code).toBe(0);
    expect(await waiting()).not.toContain('H21.31');
    const { parentConfirmed, events } = await show(part);
    expect([parentConfirmed, events.at(-1).kind]).toEqual([true, 'linked']);
    expect((await run(['dossier', 'show', part])).out).toMatch(/Là phần của H21\.30-\S+ \(đã xác nhận\)/);
    expect((await run(['dossier', 'confirm-part', whole, part, '--take-back'])).code).toBe(0);
    expect(await waiting()).toContain('H21.31');
    expect((await run(['dossier', 'verify'])).code).toBe(0);
  });

  it('takes from a file of a unit nothing about another’s', async () => {
    const file = csv(
      'H21.40-261120-0001,1.001193,20/11/2026 09:00,An,,,',
      'H21.4-261120-0001,1.001193,20/11/2026 09:00,An,,,',
    );
    const { out, err } = await importing(file, '--apply', '--unit', 'H21.4');
    expect(out).toMatch(/ghi 1, không đổi 0, để riêng 1/);
    expect(err).toContain('dòng 2: Hồ sơ không thuộc H21.4');
    expect((await run(['dossier', 'show', 'H21.40-261120-0001'])).code).toBe(1);
  });

  it('says which file cannot be read', async () => {
    expect((await run(['dossier', 'import', 'x.csv'])).err).toContain('Không có tệp hoặc thư mục x.csv');
    expect((await importing(new Uint8Array([0x50, 0x4b, 3, 4, 0]))).err).toContain('Không mở được tệp Excel');
    expect((await importing(csv('x,,,,,,'))).code).toBe(1);
  });

  it('moves a dossier on by the rules, and takes back a slip', async () => {
    const code = 'H21.17-261120-0005';
    await importing(csv(`${code},1.001193,20/11/2026 09:00,An,31/12/2036,,`), '--apply');
    const refused = await run(['dossier', 'set-status', code, '5']);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining('phải có lý do')]);
    const moved = await run(['dossier', 'set-status', code, 'Đang xử lý']);
    expect([moved.code, moved.out]).toEqual([0, expect.stringContaining('4 Đang xử lý')]);
    expect((await run(['dossier', 'undo', code, '--reason', 'nhầm'])).out).toContain('2 Được tiếp nhận');
    expect((await run(['dossier', 'undo', code])).code).toBe(1);
    const shown = await run(['dossier', 'show', code]);
    expect(shown.out).toMatch(/Đang xử lý.*\(đã hoàn tác\)[\s\S]*hoàn tác/);
    const corrected = ['dossier', 'set-status', code, '10', '--correction'];
    expect((await run(corrected)).code).toBe(1);
    expect((await run([...corrected, '--reason', 'đã trả từ trước'])).out).toContain('10 Đã trả kết quả');
  });

  it.each([
    [['dossier', 'show', 'xyz'], 2],
    [['dossier', 'show', 'H21172611200001'], 2],
    [['dossier', 'show', 'H21.17-261119-0001'], 1],
    [['dossier', 'set-status', 'H21.17-261120-0001', '11'], 2],
    [['dossier', 'set-status', 'H21.17-261120-0001', '4', '--at', 'hôm qua'], 2],
    [['dossier', 'set-status', 'H21.17-261120-0001', '4', '--sub-state', 'ready'], 2],
    [['staff', 'key', 'create', '--unit', 'nhà tôi', '--role', 'desk'], 2],
    [['staff', 'key', 'create', '--unit', 'H21.17', '--role', 'king'], 2],
    [['staff', 'key', 'create', '--unit', 'H21.17', '--role', 'desk', '--per-minute', '0'], 2],
    [['staff', 'key', 'create', '--unit', 'H21.17', '--role', 'desk', '--source', 'motcua'], 2],
    [['staff', 'key', 'create', '--role', 'desk'], 2],
    [['staff', 'key', 'revoke', 'x'], 1],
  ])('%j ends with %i and says why', async (line, expected) => {
    const { code, err } = await run(line);
    expect([code, err]).toEqual([expected, expect.stringMatching(/\S/)]);
  });

  it('verifies the history, and finds an edit', async () => {
    const sound = await run(['dossier', 'verify']);
    expect([sound.code, sound.out]).toEqual([0, expect.stringMatching(/Khớp: \d+ hồ sơ/)]);
    expect((await run(['dossier', 'verify', '--head', 'x'])).code).toBe(1);
    await services.database.client.dossierEvent.updateMany({
      where: { key: 'H21.17/2026-11-20/1', status: 4 },
      data: { status: 9 },
    });
    const broken = await run(['dossier', 'verify']);
    expect([broken.code, broken.err]).toEqual([1, expect.stringContaining('H21.17 2026-11-20 1, sự kiện')]);
  });

  it('writes a template', async () => {
    const { files } = await run(['dossier', 'template', '--out', 'mau.xlsx']);
    expect((await importing(files.get('mau.xlsx') ?? '')).err).toContain('không có hồ sơ nào bên dưới');
  });

  it('makes a key that works, shows it once, and ends it', async () => {
    const made = await run(['staff', 'key', 'create', '--unit', 'H21.17', '--role', 'desk', '--json']);
    const { key, id } = JSON.parse(made.out);
    const app = await createApp(services);
    const status = async () =>
      (await app.request('/api/dossiers', { headers: { Authorization: `Bearer ${key}` } })).status;
    expect(await status()).toBe(200);
    const listed = await run(['staff', 'key', 'list']);
    expect(listed.out).toContain(`${id}\tH21.17\tdesk\tdesk:H21.17\tlan`);
    expect(`${listed.out}${(await run(['staff', 'key', 'list', '--json'])).out}`).not.toContain(key);
    expect((await run(['staff', 'key', 'revoke', id])).code).toBe(0);
    expect(await status()).toBe(401);
    expect((await run(['staff', 'key', 'list'])).out).toContain('thu hồi');
  });
});
