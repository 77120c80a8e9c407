/** A desk's lists taken over, tried, told of and taken back, as an officer does it. */
import { readXlsx, writeXlsx } from 'hucre/xlsx';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '../../../src/app.js';
import { runProgram } from '../../../src/cli/program.js';
import { applyBatch } from '../../../src/dossiers/change/update.js';
import { applyRetention } from '../../../src/dossiers/integrity/retention.js';
import { IMPORT_SOURCE } from '../../../src/dossiers/model/dossier.js';
import { clerk } from '../../dossiers/fixture.js';
import { memoryIo } from '../../support/io.js';
import { openTestServices } from '../../support/services.js';

const HEADER = 'Số hồ sơ;Mã TTHC;Ngày tiếp nhận;Hẹn trả;Người nộp;SĐT;Trạng thái;Cán bộ xử lý';
const DAY_MS = 86_400_000;
/** `20/11/2026`, so many days from now. */
const day = (ahead: number) =>
  new Date(Date.now() + 7 * 3_600_000 + ahead * DAY_MS)
    .toISOString()
    .slice(0, 10)
    .split('-')
    .reverse()
    .join('/');
const row = (unit: string, n: number, more: { due?: number; state?: string; received?: number } = {}) =>
  `${unit}-261120-${n};1.001193;${day(more.received ?? -20)} 09:00;${day(more.due ?? -5)};Trần Thị Đào;0905123456;${more.state ?? 'Đang xử lý'};Lê Văn Cường`;

describe('lists of a desk', () => {
  let services: Services;
  beforeAll(async () => {
    services = await openTestServices();
  });
  async function run(line: string[], given: Parameters<typeof memoryIo>[0] = {}) {
    const { io, written } = memoryIo(given);
    const code = await runProgram(line, io, async () => services);
    return { code, ...written };
  }
  const importing = (rows: string[], ...flags: string[]) =>
    run(['dossier', 'import', 'a.csv', ...flags], { files: { 'a.csv': [HEADER, ...rows, ''].join('\n') } });
  const json = async (rows: string[], ...flags: string[]) =>
    JSON.parse((await importing(rows, '--json', ...flags)).out);
  const figures = async (unit: string) =>
    JSON.parse((await run(['report', 'on-time', '--unit', unit, '--json'])).out);
  const show = async (code: string) => JSON.parse((await run(['dossier', 'show', code, '--json'])).out);

  it('come to the same when tried and when taken over', async () => {
    const rows = [
      row('H21.61', 1),
      row('H21.61', 2, { state: 'Đã trả kết quả' }),
      row('H21.61', 3, { due: 9, received: 3 }),
    ];
    const tried = await json(rows);
    expect(tried).toMatchObject({
      read: 3,
      written: 2,
      unchanged: 0,
      setAside: 1,
      unknownTime: 1,
      batch: null,
    });
    expect((await figures('H21.61')).received).toBe(0);
    const { batch, ...applied } = await json(rows, '--apply');
    expect({ ...applied, batch: null }).toEqual({ ...tried, sameAs: null });
    expect(batch).toBeGreaterThan(0);
    expect(await json(rows)).toMatchObject({ written: 0, unchanged: 2, setAside: 1, sameAs: batch });
  });

  it('of results without a time make nothing late, and a later file tells the time', async () => {
    await json([row('H21.62', 1, { state: 'Đã trả kết quả' })], '--apply');
    const { at, ...before } = await figures('H21.62');
    expect(before).toMatchObject({
      settled: 1,
      settledUnknown: 1,
      late: 0,
      onTimePercent: null,
      latePercent: null,
    });
    expect(await show('H21.62-261120-1')).toMatchObject({
      lateness: 'unknown',
      settledAt: null,
      statusAt: null,
      irregular: false,
      holder: null,
    });
    const told = await run(['dossier', 'import', 'b.csv', '--apply'], {
      files: { 'b.csv': `Số hồ sơ;Trạng thái;Ngày trả kết quả\nH21.62-261120-1;Đã trả kết quả;${day(-6)}\n` },
    });
    expect(told.code).toBe(0);
    expect(await figures('H21.62')).toMatchObject({ settledUnknown: 0, early: 1, onTimePercent: 100 });
  });

  it('may have their time told by a person, after the due day', async () => {
    await json([row('H21.63', 1, { state: 'Đã trả kết quả' })], '--apply');
    const when = day(-6).split('/').reverse().join('-');
    const told = await run(['dossier', 'set-status', 'H21.63-261120-1', '10', '--at', `${when}T10:00`]);
    expect([told.code, told.out]).toEqual([0, expect.stringContaining('sớm hạn')]);
  });

  it('leave a dossier late that stood overdue here before, whatever a result without a time says', async () => {
    await json([row('H21.64', 1)], '--apply');
    expect((await figures('H21.64')).overdue).toBe(1);
    await json([row('H21.64', 1, { state: 'Đã trả kết quả' })], '--apply');
    expect(await figures('H21.64')).toMatchObject({ late: 1, settledUnknown: 0 });
    expect((await show('H21.64-261120-1')).lateness).toBe('late');
  });

  it('are taken back as a whole: figures and chain as before, what has changed since left and told', async () => {
    await json([row('H21.65', 1)], '--apply');
    const { at, ...before } = await figures('H21.65');
    const rows = [row('H21.65', 1, { state: 'Chờ bổ sung' }), row('H21.65', 2), row('H21.65', 3)];
    const { batch } = await json(rows, '--apply');
    await run(['dossier', 'set-status', 'H21.65-261120-3', '4']);
    await run(['dossier', 'set-status', 'H21.65-261120-3', '9']);
    const told =
      /H21\.65-261120-1\t5 .* → 4 .*\nH21\.65-261120-2\thồ sơ do tệp này lập: bỏ\nH21\.65-261120-3\tgiữ nguyên: đã có thay đổi khác/;
    const tried = await run(['dossier', 'undo-import', String(batch)]);
    expect(tried.out).toMatch(told);
    expect(tried.out).toMatch(
      /sẽ hoàn tác lần nạp \d+: 2 hồ sơ \(1 do tệp lập, 1 trở về.*giữ nguyên 1\. Thêm --apply/,
    );
    expect((await show('H21.65-261120-1')).status).toBe(5);
    const undone = await run(['dossier', 'undo-import', String(batch), '--apply']);
    expect(undone.out).toMatch(told);
    expect(undone.out).toMatch(/Đã hoàn tác lần nạp \d+: 2 hồ sơ .*giữ nguyên 1\.\n$/);
    expect((await run(['dossier', 'show', 'H21.65-261120-2'])).code).toBe(1);
    expect((await figures('H21.65')).received).toBe(before.received + 1);
    expect((await show('H21.65-261120-1')).status).toBe(4);
    expect((await run(['dossier', 'verify'])).code).toBe(0);
    const again = await run(['dossier', 'undo-import', String(batch), '--apply']);
    expect([again.code, again.err]).toEqual([1, expect.stringMatching(/đã hoàn tác rồi: .*\(lan\)/)]);
    expect((await run(['dossier', 'undo-import', '999999'])).err).toContain('Không có lần nạp 999999');
    expect((await run(['dossier', 'imports'])).out).toMatch(
      new RegExp(`^${batch}\\t.*a\\.csv.*đã hoàn tác`, 'm'),
    );
  });

  it('are not taken back where something else happened to every dossier since', async () => {
    const { batch } = await json([row('H21.75', 1)], '--apply');
    await run(['dossier', 'set-status', 'H21.75-261120-1', '9']);
    const undone = await run(['dossier', 'undo-import', String(batch), '--apply']);
    expect(undone.out).toMatch(/không có hồ sơ nào hoàn tác được; giữ nguyên 1\. Chưa đổi gì/);
    expect((await run(['dossier', 'imports'])).out).not.toMatch(new RegExp(`^${batch}\\t.*đã hoàn tác`, 'm'));
  });

  it('give a dossier back to its owner of before, name and numbers, for thirty days', async () => {
    const { client } = services.database;
    const ownerOf = (code: string) =>
      client.$queryRaw<
        object[]
      >`SELECT owner_name, owner_salt, phone_hash FROM dossiers WHERE code = ${code}`;
    const kept = () =>
      client.$queryRaw<object[]>`SELECT key FROM import_batch_dossiers WHERE owner_before IS NOT NULL`;
    const rows = [row('H21.76', 1), row('H21.76', 2)];
    await json(rows, '--apply');
    const before = await ownerOf('H21.76-261120-1');
    const others = rows.map((each) =>
      each.replace('Trần Thị Đào', 'Lê Bưởi').replace('0905123456', '0912999888'),
    );
    const { batch } = await json(others, '--apply');
    expect(await ownerOf('H21.76-261120-1')).not.toEqual(before);
    expect((await run(['dossier', 'undo-import', String(batch), '--apply'])).out).toMatch(
      /1\tvẫn 4.*\n.*2\tvẫn 4/,
    );
    expect([await ownerOf('H21.76-261120-1'), await kept()]).toEqual([before, []]);
    expect((await run(['dossier', 'verify'])).code).toBe(0);
    const again = await json(others, '--apply');
    const { chainKey } = services.dossiers;
    const periods = { personalDays: 3650, viewDays: 365 };
    await applyRetention({ client, chainKey }, periods, new Date(Date.now() + 29 * DAY_MS));
    expect(await kept()).toHaveLength(2);
    await applyRetention({ client, chainKey }, periods, new Date(Date.now() + 31 * DAY_MS));
    const late = await run(['dossier', 'undo-import', String(again.batch)]);
    expect(late.out).toMatch(
      /H21\.76-261120-2\tgiữ nguyên: tệp đã đổi chủ hồ sơ, chủ trước không còn được giữ/,
    );
  });

  it('forget whose a dossier was before when it is erased', async () => {
    const rows = [row('H21.77', 1)];
    await json(rows, '--apply');
    await json([row('H21.77', 1).replace('Trần Thị Đào', 'Lê Bưởi')], '--apply');
    await run(['dossier', 'set-status', 'H21.77-261120-1', '9']);
    await run(['dossier', 'set-status', 'H21.77-261120-1', '10']);
    const { client } = services.database;
    const kept = () => client.$queryRaw<object[]>`
      SELECT key FROM import_batch_dossiers WHERE owner_before IS NOT NULL AND key LIKE 'H21.77/%'`;
    expect(await kept()).toHaveLength(1);
    const { chainKey } = services.dossiers;
    await applyRetention(
      { client, chainKey },
      { personalDays: 1, viewDays: 1 },
      new Date(Date.now() + 3 * DAY_MS),
    );
    expect(await kept()).toEqual([]);
  });

  it('may be taken over again after they were taken back', async () => {
    const rows = [row('H21.66', 1, { state: 'Đã trả kết quả' })];
    const { batch } = await json(rows, '--apply');
    await run(['dossier', 'undo-import', String(batch), '--apply']);
    expect(await json(rows, '--apply')).toMatchObject({ written: 1, sameAs: null });
    expect((await figures('H21.66')).settledUnknown).toBe(1);
    expect((await run(['dossier', 'verify'])).err).not.toContain('KHÔNG');
  });

  it('are put right where they were counted as of the moment of their import', async () => {
    const now = new Date();
    const dossier = {
      procedure: '1.001193',
      receivedAt: new Date(now.getTime() - 20 * DAY_MS),
      submission: 'direct' as const,
    };
    const event = { id: `import:${now.toISOString()}:10`, status: 10 as const, at: now, standing: true };
    const dueAt = new Date(now.getTime() - 5 * DAY_MS);
    const file = { ...clerk, kind: 'system' as const, source: IMPORT_SOURCE };
    const item = { code: 'H21.67-261120-1', dossier: { ...dossier, dueAt }, events: [event] };
    await applyBatch(services.dossiers, [item], { actor: file, now });
    expect((await figures('H21.67')).late).toBe(1);
    expect((await run(['dossier', 'repair-times'])).out).toMatch(
      /H21\.67-261120-0*1\t1 bước\nChạy thử: sẽ sửa 1/,
    );
    expect((await figures('H21.67')).late).toBe(1);
    expect((await run(['dossier', 'repair-times', '--apply'])).out).toContain('Đã sửa 1 hồ sơ');
    expect(await figures('H21.67')).toMatchObject({ late: 0, settledUnknown: 1 });
    expect((await show('H21.67-261120-1')).events.at(-1)).toMatchObject({
      kind: 'undated',
      reason: expect.stringContaining('lúc nạp'),
    });
    expect((await run(['dossier', 'verify'])).code).toBe(0);
    expect((await run(['dossier', 'repair-times', '--apply'])).out).toContain('Đã sửa 0 hồ sơ');
  });

  it('are put right where a result was recorded as of before the reception', async () => {
    const code = 'H21.74-261120-1';
    await json([row('H21.74', 1)], '--apply');
    const igate = { ...clerk, kind: 'system' as const, source: 'igate' };
    const event = { id: 'a', status: 10 as const, at: new Date(Date.now() - 6 * DAY_MS) };
    await applyBatch(services.dossiers, [{ code, events: [event] }], { actor: igate, now: new Date() });
    // As it would have been recorded before such times were looked at.
    await services.database.client
      .$executeRaw`UPDATE dossier_events SET at = at - interval '30 days' WHERE event_id = 'a'`;
    const found = await run(['dossier', 'repair-times', '--apply']);
    expect(found.out).toMatch(/H21\.74-261120-0*1\t1 bước\nĐã sửa 1 hồ sơ/);
    expect(await figures('H21.74')).toMatchObject({ late: 1, early: 0 });
    const { events } = await show(code);
    expect(events.find(({ id }: { id: string }) => id === 'a')).toMatchObject({ at: null });
    expect(events.at(-1)).toMatchObject({
      kind: 'undated',
      reason: expect.stringContaining('trước ngày tiếp nhận'),
    });
  });

  it('that are old put back nothing that has a result', async () => {
    await json([row('H21.72', 1, { state: 'Đã có kết quả' }), row('H21.72', 2)], '--apply');
    const { out, err } = await importing(
      [row('H21.72', 1), row('H21.72', 2, { state: 'Được tiếp nhận' })],
      '--apply',
    );
    expect(out).toMatch(/ghi 0, không đổi 1, để riêng 1/);
    expect(err).toMatch(/dòng 2, mã H21\.72-261120-1: .*không rõ báo cáo cũ hay mới/);
    expect((await show('H21.72-261120-1')).status).toBe(9);
  });

  it('ask once for a word, remember what was said, and forget it again', async () => {
    const rows = [row('H21.68', 1, { state: 'Chuyển tầng 2' })];
    expect((await importing(rows, '--unit', 'H21.68')).err).toContain('--status "Chuyển tầng 2=số 1–10"');
    const told = ['--unit', 'H21.68', '--status', 'Chuyển tầng 2=4', '--apply'];
    expect(await json(rows, ...told)).toMatchObject({ written: 1 });
    expect(await json(rows, '--unit', 'H21.68')).toMatchObject({ read: 1, unchanged: 1 });
    expect((await run(['dossier', 'mappings', '--unit', 'H21.68'])).out).toContain('chuyen tang 2\t4');
    const forget = ['dossier', 'mappings', '--unit', 'H21.68', '--forget', 'status:Chuyển tầng 2'];
    expect((await run(forget)).code).toBe(0);
    expect((await importing(rows, '--unit', 'H21.68')).code).toBe(1);
  });

  it('of another province take a word', async () => {
    await json([row('H21.69', 1)], '--apply');
    const rows = [row('H21.69', 1), row('H29.1', 1)];
    expect((await importing(rows)).err).toMatch(
      /dòng 3: Mã hồ sơ của nơi khác: H29 \(TP\. Hồ Chí Minh\).*--also H29/,
    );
    expect(await json(rows, '--also', 'H29')).toMatchObject({ read: 2, setAside: 0 });
  });

  it('write the rows set aside, each with its reason, into a workbook', async () => {
    const { io, written } = memoryIo({
      files: { 'a.csv': [HEADER, row('H21.69', 5), row('H21.69', 6, { state: 'Gì đó' })].join('\n') },
    });
    await runProgram(['dossier', 'import', 'a.csv', '--aside', 'rieng.xlsx'], io, async () => services);
    const bytes = written.files.get('rieng.xlsx');
    const { sheets } = await readXlsx(bytes ?? new Uint8Array());
    expect(sheets[0]?.rows).toHaveLength(2);
    expect(sheets[0]?.rows[1]?.at(-1)).toContain('Chưa biết trạng thái "Gì đó"');
  });

  it('write the rows set aside of several sheets under their own headers, and read them again', async () => {
    const names = ['Mã hồ sơ', 'Mã TTHC', 'Ngày tiếp nhận', 'Ngày hẹn trả', 'Trạng thái'];
    const cells = (n: number, state: string) => [
      `H21.69-261120-${n}`,
      '1.001193',
      '20/11/2026',
      '25/11/2026',
      state,
    ];
    const turned = <T>(list: T[]) => list.toReversed();
    const book = await writeXlsx({
      sheets: [
        { name: 'A', rows: [names, cells(31, 'Gì đó'), cells(32, 'Đang xử lý')] },
        { name: 'B', rows: [turned(names), turned(cells(33, 'Đang xử lý')), turned(cells(34, 'Gì đó'))] },
      ],
    });
    const aside = await run(['dossier', 'import', 'a.xlsx', '--aside', 'rieng.xlsx'], {
      files: { 'a.xlsx': book },
    });
    const bytes = aside.files.get('rieng.xlsx') ?? new Uint8Array();
    const { sheets } = await readXlsx(bytes);
    expect(
      sheets.map(({ rows }) => rows.map((cells) => cells.find((cell) => /^H21/.test(String(cell))))),
    ).toEqual([
      [undefined, 'H21.69-261120-31'],
      [undefined, 'H21.69-261120-34'],
    ]);
    const again = ['dossier', 'import', 'rieng.xlsx', '--status', 'Gì đó=4', '--json'];
    const { out } = await run(again, { files: { 'rieng.xlsx': bytes } });
    expect(JSON.parse(out)).toMatchObject({ read: 2, setAside: 0 });
  });

  it('say who has a dossier, by which the lists of work are narrowed, the earliest due first', async () => {
    await json(
      [
        row('H21.70', 1, { due: -2 }),
        row('H21.70', 2, { due: -4 }),
        row('H21.70', 3, { due: 0 }),
        row('H21.70', 4, { due: 1 }),
      ],
      '--apply',
    );
    const list = async (...flags: string[]) =>
      JSON.parse((await run(['dossier', 'list', '--unit', 'H21.70', '--json', '--list', ...flags])).out).map(
        ({ code }: { code: string }) => code.at(-1),
      );
    expect(await list('overdue')).toEqual(['2', '1']);
    expect(await list('today')).toEqual(['3']);
    expect(await list('tomorrow')).toEqual(['4']);
    expect(await list('overdue', '--holder', 'văn cường')).toEqual(['2', '1']);
    expect(await list('overdue', '--holder', 'ai khác')).toEqual([]);
    expect((await show('H21.70-261120-1')).holder).toMatchObject({ kind: 'person', name: 'Lê Văn Cường' });
    expect((await run(['dossier', 'list', '--list', 'gì'])).code).toBe(2);
  });

  it('that hold no dossiers are told of by what was found, and what helps', async () => {
    const told = async (content: string, ...flags: string[]) =>
      run(['dossier', 'import', 'a.csv', ...flags], { files: { 'a.csv': content } });
    expect((await told(`UBND PHƯỜNG\n\n${HEADER}\nTổng cộng: 0\n`)).err).toMatch(
      /có dòng tên cột nhưng không có hồ sơ nào.*Tìm thấy: dòng 3: Số hồ sơ, Mã TTHC.*Xem lại bộ lọc/,
    );
    expect((await told('\n \n')).err).toContain('không có chữ nào');
    expect((await told('')).err).toContain('Tệp không có nội dung');
    expect((await told('Không có dữ liệu\n')).err).toMatch(
      /Tìm thấy: 1 dòng, dòng đầu “Không có dữ liệu”.*--map/,
    );
    const bad = [HEADER, row('H21.73', 1, { state: 'Gì đó' })].join('\n');
    const aside = await told(bad, '--json', '--aside', 'rieng.xlsx');
    expect([aside.code, JSON.parse(aside.out)]).toEqual([
      1,
      expect.objectContaining({ read: 0, setAside: 1 }),
    ]);
    expect([aside.err, aside.files.has('rieng.xlsx')]).toEqual([
      expect.stringContaining('có 1 dòng, cả 1 phải để riêng; chưa ghi gì'),
      true,
    ]);
  });

  it('that tell a state alone say what is missing where the dossier is not known', async () => {
    const list = 'Mã hồ sơ;Trạng thái\nH21.78-261120-1;Đang xử lý\n';
    const { err } = await run(['dossier', 'import', 'a.csv'], { files: { 'a.csv': list } });
    expect(err).toMatch(/Chưa có hồ sơ này.*Thêm cột mã \(hoặc tên\) thủ tục/);
  });

  it('need not be: one dossier is filed from the command line', async () => {
    const line = [
      'dossier',
      'file',
      'H21.71-261120-1',
      '--procedure',
      '1.001193',
      '--received',
      '2026-11-20T09:00',
      '--owner',
      'An',
      '--due',
      '2036-11-25',
    ];
    const filed = await run([...line, '--holder-unit', 'H21.71']);
    expect([filed.code, filed.out]).toEqual([
      0,
      expect.stringMatching(/Hẹn trả: 2036-11-25 17:00[\s\S]*Đang ở: H21\.71/),
    ]);
  });
});
