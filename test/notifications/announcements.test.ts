import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '../../src/app.js';
import { runProgram } from '../../src/cli/program.js';
import { putDossier } from '../../src/dossiers/change/update.js';
import { type JobData, type Jobs, openJobs } from '../../src/jobs/boss.js';
import { broadcast, notableChange } from '../../src/notifications/broadcast.js';
import type { NoticeKind } from '../../src/notifications/plan.js';
import { saveUnits } from '../../src/units/store.js';
import { at, filed, system } from '../dossiers/fixture.js';
import { memoryIo } from '../support/io.js';
import { official, silentLog } from '../support/records.js';
import { openTestServices } from '../support/services.js';
import { addFollower, listNotices } from './people.js';

const FIELD = 'Hộ tịch thử';
const records = [
  official({ code: '9.000001', name: 'Thủ tục một', field: FIELD }),
  official({ code: '9.000002', name: 'Thủ tục hai', field: FIELD }),
  official({ code: '9.000003', name: 'Thủ tục ba', field: 'Khác' }),
];

describe('a change of a record', () => {
  const [before = official({ code: '9.000001' })] = records;
  it.each([
    ['its fees', { fees: [] }, 'procedureChanged'],
    ['its papers', { papers: [] }, 'procedureChanged'],
    ['its time limits', { timeLimits: [] }, 'procedureChanged'],
    ['its name', { name: 'Tên khác' }, 'procedureChanged'],
    ['its abolition', { change: 'abolished' }, 'procedureAbolished'],
    ['its source and the day it was checked', { source: 'khác', checkedOn: '2026-09-09' }, null],
    ['its steps', { steps: 'Nộp hồ sơ.' }, null],
  ] as const)('in %s', (_, given, kind) => {
    expect(notableChange(before, official({ ...before, ...(given as object) }))).toBe(kind);
  });

  it('is told when what was abolished is back, not when it stays abolished', () => {
    const gone = official({ ...before, change: 'abolished' });
    expect(notableChange(gone, before)).toBe('procedureChanged');
    expect(notableChange(gone, official({ ...gone, fees: [] }))).toBeNull();
  });
});

describe('what concerns many', () => {
  let services: Services;
  let jobs: Jobs;
  const left: JobData['tell-many'][] = [];
  let waiting: (() => void) | null = null;

  beforeAll(async () => {
    services = await openTestServices();
    jobs = await openJobs(services.database, silentLog);
    await jobs.work('tell-many', async (data) => {
      left.push(...data);
      waiting?.();
    });
    await importRecords(records);
  });
  afterAll(() => jobs.close());

  async function run(...line: string[]) {
    const { io, written } = memoryIo();
    const code = await runProgram(line, io, async () => services, { hasDatabase: true });
    expect([code, written.err]).toEqual([0, '']);
  }
  async function importRecords(given: readonly object[]) {
    const content = given.map((record) => JSON.stringify({ official: record })).join('\n');
    const { io, written } = memoryIo({ files: { 'a.jsonl': content } });
    const code = await runProgram(['catalogue', 'import', 'a.jsonl', '--apply'], io, async () => services);
    expect([code, written.err]).toEqual([0, '']);
  }
  /** The jobs left since the last time, once there are so many. */
  async function takeJobs(count: number) {
    while (left.length < count)
      await new Promise<void>((resolve) => {
        waiting = resolve;
      });
    return left.splice(0);
  }
  const tell = (what: JobData['tell-many'], off: readonly NoticeKind[] = [], now = new Date()) =>
    broadcast(services.database.client, what, { isOff: (kind) => off.includes(kind) }, now);
  const file = async (code: string, procedure: string, given: object = {}) =>
    putDossier(
      services.dossiers,
      { code, dossier: { ...filed, procedure, ...given } },
      { actor: system, now: at(20) },
    );
  const forget = () => services.database.client.notice.deleteMany();

  it('is not even looked for while nobody follows anything', async () => {
    const { client } = services.database;
    const [row] = await client.$queryRaw<{ count: bigint }[]>`
      SELECT count(*) FROM pgboss.job WHERE name = 'tell-many'`;
    expect(row?.count).toBe(0n);
  });

  it('is told to those who follow the procedure, its field, or an open dossier under it, each once', async () => {
    const { client } = services.database;
    await file('H21.17-261120-0001', '9.000001');
    await file('H21.17-261120-0002', '9.000003');
    await addFollower(client, 'dossier', [['dossier', 'H21.17-261120-0001']]);
    await addFollower(client, 'field', [['field', FIELD]]);
    await addFollower(client, 'everything', [
      ['field', FIELD],
      ['procedure', '9.000002'],
      ['dossier', 'H21.17-261120-0001'],
    ]);
    await addFollower(client, 'other', [['dossier', 'H21.17-261120-0002']]);
    await addFollower(client, 'gone', [['procedure', '9.000001']]);
    await client.contact.update({ where: { key: 'gone' }, data: { reachable: false } });
    await importRecords(records.map((record) => ({ ...record, fees: [] })).slice(0, 2));
    const [job] = await takeJobs(1);
    if (!job) throw new Error('publishing must leave a job');
    expect(await tell(job, ['procedureChanged'])).toBe(0);
    expect(await tell(job)).toBe(3);
    expect(await tell(job)).toBe(0);
    const one = { code: '9.000001', name: 'Thủ tục một' };
    const notice = { kind: 'procedureChanged', state: 'queued' };
    expect(await listNotices(client)).toEqual([
      { ...notice, person: 'dossier', params: { ...one, more: 0 } },
      { ...notice, person: 'everything', params: { ...one, more: 1 } },
      { ...notice, person: 'field', params: { ...one, more: 1 } },
    ]);
    await forget();
  });

  it('is told when a procedure is abolished, and again when that is rolled back', async () => {
    const { client } = services.database;
    const before = await client.publication.findFirstOrThrow({ orderBy: { id: 'desc' } });
    await addFollower(client, 'three', [['procedure', '9.000003']]);
    await importRecords([{ ...records[2], change: 'abolished' }]);
    const abolished = await takeJobs(1);
    for (const job of abolished) await tell(job);
    await run('catalogue', 'rollback', String(before.id), '--apply');
    for (const job of await takeJobs(1)) await tell(job);
    const told = await listNotices(client);
    expect(told.filter(({ person }) => person === 'three').map(({ kind }) => kind)).toEqual([
      'procedureAbolished',
      'procedureChanged',
    ]);
    await forget();
    // What has been overtaken is not told any more.
    for (const job of abolished) expect(await tell(job)).toBe(0);
  });

  it('is not told of a change nobody prepares a dossier by', async () => {
    await importRecords([{ ...records[2], checkedOn: '2026-09-09' }]);
    const [job] = await takeJobs(1);
    expect(job && (await tell(job))).toBe(0);
  });

  describe('an office that closes', () => {
    const closing = { from: '2026-11-25', to: '2026-11-26', reason: 'bão số 13' };
    const NOW = at(24, '10:00');
    const states = async () =>
      (await listNotices(services.database.client)).map(({ person, state }) => `${person} ${state}`);
    beforeAll(async () => {
      const { client } = services.database;
      await forget();
      await saveUnits(client, [{ code: 'H21.30', name: 'Phường Pleiku' }]);
      await file('H21.30-261120-0001', '9.000001', { returningUnit: 'H21.30.01' });
      await file('H21.31-261120-0001', '9.000001');
      await addFollower(client, 'visitor', [['dossier', 'H21.30-261120-0001']]);
      await addFollower(client, 'elsewhere', [['dossier', 'H21.31-261120-0001']]);
    });

    it('tells those with an open dossier there, once, why and when', async () => {
      await run('unit', 'close', 'H21.30', '2026-11-25..2026-11-26', '--why', closing.reason, '--apply');
      const [job] = await takeJobs(1);
      expect(job).toEqual({ unit: 'H21.30', from: closing.from });
      if (!job) return;
      expect(await tell(job, [], at(27))).toBe(0);
      expect(await tell(job, [], NOW)).toBe(1);
      expect(await tell(job, [], NOW)).toBe(0);
      const params = { office: 'Phường Pleiku', dates: '25/11/2026 – 26/11/2026', reason: 'bão số 13' };
      expect(await listNotices(services.database.client)).toEqual([
        { person: 'visitor', kind: 'closure', params, state: 'queued' },
      ]);
    });

    it('and opens again tells nobody who has not been told; closed once more it does', async () => {
      await run('unit', 'reopen', 'H21.30', closing.from, '--why', 'bão tan', '--apply');
      expect(await states()).toEqual(['visitor cancelled']);
      expect(await tell({ unit: 'H21.30', from: closing.from }, [], NOW)).toBe(0);
      await run('unit', 'close', 'H21.30', '2026-11-25..2026-11-26', '--why', closing.reason, '--apply');
      for (const job of await takeJobs(1)) await tell(job, [], NOW);
      expect(await states()).toEqual(['visitor queued']);
    });

    it('is only tried without --apply', async () => {
      await run('unit', 'close', 'H21.30', '2026-12-28', '--why', 'chuyển trụ sở');
      const [row] = await services.database.client.$queryRaw<{ count: bigint }[]>`
        SELECT count(*) FROM pgboss.job WHERE name = 'tell-many' AND state < 'active'`;
      expect(row?.count).toBe(0n);
    });
  });
});
