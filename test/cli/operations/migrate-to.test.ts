import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServices, type Services } from '../../../src/app.js';
import { runProgram } from '../../../src/cli/program.js';
import { parseConfig } from '../../../src/config/index.js';
import { type Database, openEmbedded, openPostgres } from '../../../src/db/open.js';
import { applyBatch } from '../../../src/dossiers/change/update.js';
import { takeHead, verifyChain } from '../../../src/dossiers/integrity/verify.js';
import { Prisma } from '../../../src/generated/prisma/client.js';
import { enqueue, openJobs } from '../../../src/jobs/boss.js';
import { at, clerk, event, filed, KEYS, settingOf } from '../../dossiers/fixture.js';
import { createPostgres, postgresUrl } from '../../support/database.js';
import { newFolder } from '../../support/folder.js';
import { memoryIo } from '../../support/io.js';
import { silentLog } from '../../support/records.js';
import { runOn } from '../../support/server.js';
import { readingHere } from '../../support/services.js';

const CODES = Array.from({ length: 3 }, (_, index) => `H21.17-261120-${String(index + 1).padStart(4, '0')}`);

/** What goes wrong first when rows pass through other hands: JSON null, big numbers, times, every kind of quote. */
async function fill(database: Database): Promise<void> {
  const events = [event('a', 4, at(21))];
  const items = CODES.map((code) => ({ code, dossier: filed, events }));
  const results = await applyBatch(settingOf(database), items, { actor: clerk, now: at(22) });
  expect(results.filter(({ ok }) => !ok)).toEqual([]);
  await takeHead(database.client, KEYS.chainKey, at(23));
  await database.client.inboxMessage.create({
    data: {
      id: 9_007_199_254_740_993n,
      channel: 'telegram',
      messageId: '1',
      person: 'p',
      inbound: Prisma.JsonNull,
      answer: ['“a”, (b) \\ "c" \' \n đ 🌏', 1.5, null],
      sentAt: new Date('2026-11-20T01:02:03.004Z'),
      receivedAt: new Date('2026-11-20T01:02:03.005Z'),
      state: 'failed',
      reason: '',
    },
  });
  // More than are read at a time.
  await database.client
    .$executeRaw`INSERT INTO dossier_views (key, who, at) SELECT 'k', 'w' || n, now() FROM generate_series(1, 1100) n`;
}

async function verified(database: Database): Promise<unknown> {
  for await (const step of verifyChain({ client: database.client, chainKey: KEYS.chainKey }))
    if (step.kind === 'done') return { fault: step.fault, checked: step.checked };
  return null;
}

describe.skipIf(!postgresUrl)('motcua migrate-to, where TEST_DATABASE_URL names a PostgreSQL', () => {
  let services: Services;
  beforeAll(async () => {
    const dataDir = newFolder('migrate');
    const database = await openEmbedded(dataDir);
    await fill(database);
    const secret = randomBytes(32);
    services = createServices(
      parseConfig({ DATA_DIR: dataDir }),
      { database, secret },
      silentLog,
      readingHere,
    );
  });
  afterAll(() => services.close());

  async function migrateTo(
    url: string,
    { stdin = '', ...standing }: { hasDatabase?: boolean; isServer?: boolean; stdin?: string } = {},
  ) {
    const { io, written } = memoryIo({ stdin });
    const given = { hasDatabase: true, ...standing };
    return { code: await runProgram(['migrate-to', url], io, async () => services, given), ...written };
  }

  it('carries everything over exactly, and the chain still holds', async () => {
    const url = await createPostgres();
    const { code, out, err } = await migrateTo(url);
    expect([code, err]).toEqual([0, expect.not.stringContaining('Error')]);
    expect(out).toMatch(/^dossier_views +1100 {2}[0-9a-f]+$/m);
    expect(out).toMatch(/SECRET_KEY = nội dung tệp .*secret\.key/);
    const target = await openPostgres(url);
    try {
      expect(await verified(target)).toEqual({ fault: null, checked: CODES.length });
      const ask = `SELECT i::text AS message, inbound = 'null' AS "isJsonNull" FROM inbox i`;
      expect(await target.client.$queryRawUnsafe(ask)).toEqual(
        await services.database.client.$queryRawUnsafe(ask),
      );
      expect(await target.client.$queryRawUnsafe(ask)).toMatchObject([{ isJsonNull: true }]);
      const next = await target.client.dossierView.create({ data: { key: 'k', who: 'w', at: at(20) } });
      expect(next.id).toBe(1101n);
    } finally {
      await target.close();
    }
  });

  it('has jobs that were waiting done by the new database', async () => {
    const jobs = await openJobs(services.database, silentLog);
    const data = { key: 'H21.17/261120/1', position: 2 };
    await enqueue(services.database.client, 'tell-dossier', [data], 3600);
    await jobs.close();
    const url = await createPostgres();
    const { out } = await migrateTo(url);
    expect(out).toMatch(/^việc chờ làm +1$/m);
    expect(
      await runOn(
        url,
        `SELECT name, data, start_after > now() + interval '50 minutes' AS later FROM pgboss.job WHERE name LIKE 'tell%'`,
      ),
    ).toEqual([{ name: 'tell-dossier', data, later: true }]);
  });

  it('leaves a database alone that holds anything, and makes no table in it', async () => {
    const url = await createPostgres();
    await runOn(url, 'CREATE TABLE theirs AS SELECT 1 AS one');
    const { code, err } = await migrateTo(url);
    expect([code, err]).toEqual([1, expect.stringContaining('đã có dữ liệu (bảng theirs)')]);
    expect(await runOn(url, `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)).toHaveLength(1);
  });

  it('writes nothing when it fails half-way, and can be run again', async () => {
    const url = await createPostgres();
    await (await openPostgres(url)).close();
    await runOn(url, 'ALTER TABLE inbox ADD CONSTRAINT never CHECK (id < 0)');
    expect((await migrateTo(url)).code).toBe(1);
    expect(await runOn(url, 'SELECT count(*)::int AS rows FROM dossiers')).toEqual([{ rows: 0 }]);
    await runOn(url, 'ALTER TABLE inbox DROP CONSTRAINT never');
    expect((await migrateTo(url)).code).toBe(0);
  });

  it('reads the address from standard input, and writes no password anywhere', async () => {
    const url = new URL(await createPostgres());
    url.password = 'mat-khau-7';
    const piped = await migrateTo('-', { stdin: `${url}\n` });
    const typed = await migrateTo(url.toString());
    expect([piped.code, typed.code]).toEqual([0, 1]);
    expect(typed.err).toContain('Mật khẩu ghi trong lệnh còn lại');
    expect(JSON.stringify([piped, typed])).not.toContain('mat-khau-7');
    expect(piped.err).not.toContain('Mật khẩu');
    const unreachable = await migrateTo('postgresql://a:mat-khau-7@127.0.0.1:1/x');
    expect([unreachable.code, unreachable.err]).toEqual([1, expect.not.stringContaining('mat-khau-7')]);
  });

  it('copies once when two begin at the same time', async () => {
    const url = await createPostgres();
    const both = await Promise.all([migrateTo(url), migrateTo(url)]);
    expect(both.map(({ code }) => code).sort()).toEqual([0, 1]);
    expect(both.find(({ code }) => code === 1)?.err).toContain('đã có dữ liệu');
    expect(await runOn(url, 'SELECT count(*)::int AS rows FROM dossiers')).toEqual([{ rows: CODES.length }]);
  });

  it('says no while the server runs, without a database, and to what is not PostgreSQL', async () => {
    const url = await createPostgres();
    expect(await migrateTo(url, { isServer: true })).toMatchObject({
      code: 1,
      err: expect.stringContaining('Dừng máy chủ trước'),
    });
    expect((await migrateTo(url, { hasDatabase: false })).code).toBe(1);
    expect((await migrateTo('mysql://localhost/x')).code).toBe(2);
    expect(await runOn(url, `SELECT tablename FROM pg_tables WHERE schemaname = 'public'`)).toEqual([]);
  });
});
