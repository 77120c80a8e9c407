import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { runProgram } from '../../src/cli/program.js';
import type { Client } from '../../src/db/open.js';
import { writeHeadLine } from '../../src/dossiers/integrity/head-line.js';
import { takeHead } from '../../src/dossiers/integrity/verify.js';
import { memoryIo } from '../support/io.js';
import { type Desk, filed, openDesk } from './desk.js';

const TABLES = ['dossiers', 'dossier_events', 'dossier_heads', 'dossier_head_entries'];
const HEADS = 'niem-phong.jsonl';

/** Somebody who can write to the database, but has neither the key nor the file kept elsewhere. */
describe('dossiers taken away with what would tell of them', () => {
  let desk: Desk;
  let db: Client;
  let lines: string[];

  beforeAll(async () => {
    desk = await openDesk();
    db = desk.services.database.client;
    const key = await desk.makeKey({ role: 'desk' });
    lines = [];
    for (const [index, code] of ['H21.17-261120-0001', 'H21.17-261120-0002'].entries()) {
      expect((await desk.call(key, 'PUT', `/api/dossiers/${code}`, filed())).status).toBe(201);
      const head = await takeHead(db, chainKey(), new Date(Date.UTC(2026, 10, 20, 3 + index)));
      if (head) lines.push(writeHeadLine(chainKey(), head));
    }
    for (const table of TABLES) await db.$executeRawUnsafe(`CREATE TABLE kept_${table} AS TABLE ${table}`);
  });
  beforeEach(async () => {
    await db.$executeRawUnsafe(`TRUNCATE ${TABLES.join(', ')}`);
    for (const table of TABLES) await db.$executeRawUnsafe(`INSERT INTO ${table} TABLE kept_${table}`);
  });

  const chainKey = () => desk.services.dossiers.chainKey;

  async function verify(flags: string[] = [], file = lines.join('\n')) {
    const { io, written } = memoryIo({ files: { [HEADS]: file } });
    const code = await runProgram(['dossier', 'verify', ...flags], io, async () => desk.services);
    return { code, ...written };
  }

  async function deleteNewest() {
    const newest = await db.dossierHead.findFirstOrThrow({ orderBy: { id: 'desc' } });
    await db.dossierHeadEntry.deleteMany({ where: { headId: newest.id } });
    await db.dossierHead.deleteMany({ where: { id: newest.id } });
    await db.dossierEvent.deleteMany({ where: { key: { endsWith: '/2' } } });
    await db.dossier.deleteMany({ where: { key: { endsWith: '/2' } } });
  }

  it('with nothing from elsewhere, the command says that it cannot see them', async () => {
    await deleteNewest();
    const { code, out, err } = await verify();
    expect([code, out]).toEqual([0, expect.stringMatching(/^Khớp: 1 hồ sơ/)]);
    expect(err).toContain('KHÔNG thấy được: hồ sơ bị xóa cùng các lần niêm phong mới nhất');
    expect(err).toContain('--heads');
  });

  it('with all tables emptied, it says that nothing was ever sealed', async () => {
    await db.$executeRawUnsafe(`TRUNCATE ${TABLES.join(', ')}`);
    const { code, out, err } = await verify();
    expect([code, out]).toEqual([0, 'Khớp: 0 hồ sơ; chưa niêm phong lần nào.\n']);
    expect(err).toContain('chưa có lần niêm phong nào, nên không thấy được');
  });

  it('with the heads kept elsewhere, both are found, by the file or by one head from the log', async () => {
    expect(await verify(['--heads', HEADS])).toMatchObject({
      code: 0,
      out: expect.stringContaining('đã đối chiếu 2 niêm phong giữ ở nơi khác'),
      err: '',
    });
    const { mac } = JSON.parse(lines[1] ?? '');
    await deleteNewest();
    for (const flags of [
      ['--heads', HEADS],
      ['--head', mac],
    ]) {
      const { code, err } = await verify(flags);
      expect([code, err]).toEqual([1, expect.stringContaining('không còn trong cơ sở dữ liệu')]);
    }
    expect((await verify(['--heads', HEADS])).err).toContain('2026-11-20T04:00:00.000Z');
    await db.$executeRawUnsafe(`TRUNCATE ${TABLES.join(', ')}`);
    expect((await verify(['--heads', HEADS])).err).toContain('2026-11-20T03:00:00.000Z');
  });

  it('heads missing in the file, and lines that are not ours, are said', async () => {
    const cut = await verify(['--heads', HEADS], lines[0]);
    expect([cut.code, cut.err]).toEqual([0, expect.stringMatching(/1 lần niêm phong .từ 2026-11-20T04/)]);
    const forged = `${lines.join('\n')}\n${(lines[1] ?? '').replace('"dossiers":2', '"dossiers":9')}\n{"id`;
    const { code, err } = await verify(['--heads', HEADS], forged);
    expect([code, err]).toEqual([0, expect.stringMatching(/dòng 3: không phải niêm phong.*\n.*dòng 4: /)]);
    expect((await verify(['--heads', HEADS], 'x')).code).toBe(1);
    expect((await verify(['--heads', 'khong-co'])).err).toContain('Không đọc được tệp khong-co');
  });

  it('an open dossier whose owner is emptied, with or without saying that it was erased, is found', async () => {
    const owner = { ownerName: null, ownerSalt: null, phoneHash: null, identityHash: null };
    for (const erasedAt of [null, new Date()]) {
      await db.dossier.updateMany({ where: { key: { endsWith: '/2' } }, data: { ...owner, erasedAt } });
      const { code, err } = await verify();
      expect([code, err]).toEqual([1, expect.stringContaining('H21.17 2026-11-20 2')]);
    }
  });

  it('a dossier that is said to be erased, and so never would be, is found', async () => {
    await db.dossier.updateMany({ where: { key: { endsWith: '/2' } }, data: { erasedAt: new Date() } });
    expect(await verify()).toMatchObject({
      code: 1,
      err: expect.stringContaining('không khớp với các sự kiện'),
    });
  });
});
