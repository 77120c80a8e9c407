/** Whatever is done to overdue dossiers by the program's own means, the figures never count fewer of them as late. */
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createServices, openDatabase, type Services } from '../../src/app.js';
import { runProgram } from '../../src/cli/program.js';
import { parseConfig } from '../../src/config/index.js';
import { appendEvent, applyBatch, putDossier } from '../../src/dossiers/change/update.js';
import { type Actor, IMPORT_SOURCE } from '../../src/dossiers/model/dossier.js';
import { STATUS_NAMES, STATUSES, type Status } from '../../src/dossiers/model/status.js';
import { vietnamDate } from '../../src/time/clock.js';
import { listUnits, saveUnits } from '../../src/units/store.js';
import { createPostgres, postgresUrl } from '../support/database.js';
import { shareFirstStart } from '../support/first-start.js';
import { newFolder } from '../support/folder.js';
import { memoryIo } from '../support/io.js';
import { silentLog } from '../support/records.js';
import { readingHere } from '../support/services.js';
import { clerk, system } from './fixture.js';

shareFirstStart();

const DAY_MS = 86_400_000;
const KEY = Buffer.alloc(32, 'late').toString('base64');
const file: Actor = { ...clerk, kind: 'system', id: 'cli:lan', source: IMPORT_SOURCE };
/** Days from now: received then, promised for then at the latest. */
const [RECEIVED, DUE] = [-20, -6];
const ahead = (days: number) => new Date(Date.now() + days * DAY_MS);
const dateOf = (days: number) => vietnamDate(ahead(days));

/** What a person at a command line has, over a data folder of its own, or over a PostgreSQL. */
function site(url?: string) {
  const dataDir = newFolder('late');
  writeFileSync(path.join(dataDir, 'secret.key'), KEY);
  const config = parseConfig({ DATA_DIR: dataDir, ...(url ? { DATABASE_URL: url, SECRET_KEY: KEY } : {}) });
  let opened: Promise<Services> | undefined;
  const services = () => {
    opened ??= openDatabase(config).then((database) =>
      createServices(config, database, silentLog, readingHere),
    );
    return opened;
  };
  const close = async () => {
    const open = await opened;
    opened = undefined;
    await open?.close();
  };
  const alone = async <T>(work: () => Promise<T>) => {
    await close();
    return work();
  };
  async function run(line: string[], files: Record<string, string | Uint8Array> = {}) {
    const { io, written } = memoryIo({ files });
    const hasDatabase = url !== undefined || existsSync(path.join(dataDir, 'pg'));
    const code = await runProgram(line, io, services, { hasDatabase, host: { config, alone } });
    return { code, ...written };
  }
  const json = async (...line: string[]) => JSON.parse((await run([...line, '--json'])).out);
  return { services, close, run, json };
}

/** A moment told: none, one before the reception, one when the due day was over. */
const moment = fc.option(fc.constantFrom(-30, -22, -5, -3, -1));
const status = fc.constantFrom<Status>(...STATUSES);
const which = fc.integer({ min: 0, max: 3 });
const operations = fc.array(
  fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('person' as const),
        which,
        status,
        day: moment,
        extends: fc.boolean(),
        correction: fc.boolean(),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('system' as const),
        which,
        status,
        day: moment,
        extends: fc.boolean(),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constant('file' as const),
        status,
        settled: moment,
        due: fc.boolean(),
        owner: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('put' as const),
        which,
        bySystem: fc.boolean(),
        received: fc.constantFrom(-25, -20, -2),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('holiday' as const),
        day: fc.integer({ min: -18, max: 3 }),
        remove: fc.boolean(),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({
        kind: fc.constant('closure' as const),
        day: fc.integer({ min: -18, max: 3 }),
        reopen: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('moment' as const), which, status }) },
    { weight: 2, arbitrary: fc.constant({ kind: 'undo' as const }) },
    { weight: 2, arbitrary: fc.constant({ kind: 'undoFile' as const }) },
  ),
  { minLength: 1, maxLength: 6 },
);
type Operation = typeof operations extends fc.Arbitrary<(infer O)[]> ? O : never;

let here = site();
/** Every run has a unit of its own, with four dossiers. */
let unit = 100;
beforeAll(async () => {
  const { database } = await here.services();
  await saveUnits(database.client, [{ code: 'H21', name: 'Tỉnh Gia Lai' }]);
}, 120_000);
afterAll(() => here.close());

/** Promised by the desk, by the program, by a file; the last was settled late. */
async function fileOverdue(): Promise<string[]> {
  unit += 1;
  const { dossiers, database } = await here.services();
  await saveUnits(database.client, [{ code: `H21.${unit}`, name: `Phường ${unit}` }]);
  const codes = [1, 2, 3, 4].map((n) => `H21.${unit}-260101-000${n}`);
  for (const [index, code] of codes.entries()) {
    const dossier = {
      procedure: '1.004873',
      receivedAt: ahead(RECEIVED),
      submission: 'direct' as const,
      owner: { name: 'Nguyễn Văn An' },
      ...(index === 1 ? {} : { dueAt: ahead(DUE) }),
      ...(index === 2 ? { dueInFile: true } : {}),
    };
    const told = { actor: clerk, now: ahead(RECEIVED) };
    expect(await putDossier(dossiers, { code, dossier }, told)).toMatchObject({ ok: true });
  }
  const result = { id: 'xong', status: 9 as const, at: ahead(-2) };
  await appendEvent(dossiers, { code: codes[3] ?? '', event: result }, { actor: system, now: ahead(-2) });
  return codes;
}

const extension = { dueAt: ahead(10), apologyDocument: '1/PXL' };

async function carryOut(operation: Operation, codes: string[], step: number): Promise<void> {
  const { dossiers } = await here.services();
  const now = new Date();
  const code = codes['which' in operation ? operation.which : 0] ?? '';
  switch (operation.kind) {
    case 'person': {
      const when = operation.day === null ? ['--at-unknown'] : ['--at', `${dateOf(operation.day)}T10:00`];
      const due = operation.extends ? ['--due', `${dateOf(10)}T17:00`, '--apology', '1/PXL'] : [];
      const more = [...due, ...(operation.correction ? ['--correction'] : []), '--reason', 'lý do'];
      await here.run(['dossier', 'set-status', code, String(operation.status), ...when, ...more]);
      return;
    }
    case 'system': {
      const at = operation.day === null ? null : ahead(operation.day);
      const event = { id: `s${step}`, status: operation.status, at, reason: 'lý do' };
      const told = operation.extends ? { ...event, ...extension } : event;
      await appendEvent(dossiers, { code, event: told }, { actor: system, now });
      return;
    }
    case 'file':
      await importList(operation, codes);
      return;
    case 'put': {
      const dossier = {
        procedure: '1.004873',
        receivedAt: ahead(operation.received),
        submission: 'direct' as const,
        dueAt: ahead(12),
      };
      await putDossier(dossiers, { code, dossier }, { actor: operation.bySystem ? system : clerk, now });
      return;
    }
    case 'holiday': {
      const day = dateOf(operation.day);
      await here.run(
        operation.remove
          ? ['holiday', 'remove', day, '--why', 'nhầm', '--apply']
          : [
              'holiday',
              'add',
              day,
              '--name',
              'Nghỉ',
              '--source',
              'Thông báo',
              '--apply',
              '--move-file-dates',
            ],
      );
      return;
    }
    case 'closure': {
      const closing = operation.reopen ? await lastClosing() : dateOf(operation.day);
      if (!closing) return;
      const line = ['unit', operation.reopen ? 'reopen' : 'close', `H21.${unit}`, closing, '--why', 'bão'];
      expect((await here.run([...line, '--apply', '--move-file-dates'])).code).toBe(0);
      return;
    }
    case 'moment': {
      // As files without times were once recorded, and are put right.
      const id = `import:${now.toISOString()}:${operation.status}`;
      const event = { id, status: operation.status, at: now, standing: true };
      await applyBatch(dossiers, [{ code, events: [event] }], { actor: file, now });
      expect((await here.run(['dossier', 'repair-times', '--apply'])).code).toBe(0);
      return;
    }
    case 'undo':
      for (const each of codes) await here.run(['dossier', 'undo', each]);
      return;
    case 'undoFile': {
      const [last] = (await here.json('dossier', 'imports')) as { id: number; unit: string }[];
      if (last?.unit === `H21.${unit}`)
        await here.run(['dossier', 'undo-import', String(last.id), '--apply']);
    }
  }
}

async function lastClosing(): Promise<string | undefined> {
  const { client } = (await here.services()).database;
  return (await listUnits(client)).find(({ code }) => code === `H21.${unit}`)?.closures.at(-1)?.from;
}

async function importList(
  { status: to, settled, due, owner }: Extract<Operation, { kind: 'file' }>,
  codes: string[],
): Promise<void> {
  const cells = (code: string) =>
    [
      code,
      '1.004873',
      `${dateOf(RECEIVED)} 08:00`,
      due ? dateOf(15) : dateOf(DUE),
      STATUS_NAMES[to],
      settled === null ? '' : dateOf(settled),
      owner ? 'Lê Thị Bưởi' : '',
    ].join(';');
  const head = 'Mã hồ sơ;Mã thủ tục;Ngày tiếp nhận;Ngày hẹn trả;Trạng thái;Ngày kết thúc xử lý;Chủ hồ sơ';
  const text = [head, ...codes.map(cells)].join('\n');
  await here.run(['dossier', 'import', 'a.csv', '--unit', `H21.${unit}`, '--apply'], { 'a.csv': text });
}

type Read = { code: string; lateness: string; dueOriginal: string; status: number };

/** What reading each dossier says, and what the figures and the list of work say of all of them. */
async function look({ json }: Pick<ReturnType<typeof site>, 'json'>, of: number, codes: string[]) {
  const read: Read[] = [];
  for (const code of codes) {
    const { lateness, dueOriginal, status: stands } = await json('dossier', 'show', code);
    read.push({ code, lateness, dueOriginal, status: stands });
  }
  const figures = await json('report', 'on-time', '--unit', `H21.${of}`);
  const ended = await json('report', 'on-time', '--unit', `H21.${of}`, '--by', 'settled');
  const work = (await json('dossier', 'list', '--list', 'overdue', '--unit', `H21.${of}`)) as Read[];
  return {
    read,
    late: figures.late,
    overdue: figures.overdue,
    ended: ended.late,
    work: work.map(({ code }) => code),
  };
}

const seen: { of: number; codes: string[] }[] = [];

async function neverCountsFewer(numRuns: number): Promise<void> {
  await fc.assert(
    fc.asyncProperty(operations, async (list) => {
      const codes = await fileOverdue();
      const first = await look(here, unit, codes);
      expect([first.late + first.overdue, first.work.length]).toEqual([4, 3]);
      seen.push({ of: unit, codes });
      for (const [step, operation] of list.entries()) {
        await carryOut(operation, codes, step);
        const now = await look(here, unit, codes);
        expect(now.read.map(({ lateness }) => lateness)).toEqual(['late', 'late', 'late', 'late']);
        expect([now.late + now.overdue, now.late]).toEqual([4, now.ended]);
        expect(now.work).toHaveLength(now.overdue);
        expect(now.read.map(({ dueOriginal }) => dueOriginal)).toEqual(
          first.read.map(({ dueOriginal }) => dueOriginal),
        );
      }
    }),
    { numRuns },
  );
  expect((await here.run(['dossier', 'verify'])).code).toBe(0);
}

const lastSeen = async (of: Pick<ReturnType<typeof site>, 'json'>) => {
  const looks = [];
  for (const { of: each, codes } of seen.slice(-5)) looks.push(await look(of, each, codes));
  return looks;
};

it('never counts fewer as late, keeps the first due dates, and reads as it counts', async () => {
  await neverCountsFewer(20);
}, 300_000);

it('counts the same in a database restored from a backup', async () => {
  const before = await lastSeen(here);
  const bytes = (await here.run(['backup', 'a.gz'])).files.get('a.gz') ?? new Uint8Array();
  const other = site();
  expect((await other.run(['restore', 'a.gz', '--apply'], { 'a.gz': bytes })).code).toBe(0);
  expect(await lastSeen(other)).toEqual(before);
  await other.close();
}, 120_000);

it.skipIf(!postgresUrl)(
  'does all of this in a PostgreSQL it was moved to',
  async () => {
    const before = await lastSeen(here);
    const url = await createPostgres();
    expect((await here.run(['migrate-to', url])).code).toBe(0);
    await here.close();
    here = site(url);
    expect(await lastSeen(here)).toEqual(before);
    await neverCountsFewer(10);
  },
  300_000,
);
