import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServices, openDatabase, type Services } from '../../../src/app.js';
import { writeBackup } from '../../../src/cli/operations/backup.js';
import { runProgram } from '../../../src/cli/program.js';
import { type Config, parseConfig } from '../../../src/config/index.js';
import { listMigrations, migrate } from '../../../src/db/migrate.js';
import { type Client, draftEmbedded, MIGRATIONS, openPostgres, readFolder } from '../../../src/db/open.js';
import { countRows, digestOf, listPendingJobs, listTables } from '../../../src/db/transfer-store.js';
import { SECRET_KEY, unpackEmbedded } from '../../fixtures/upgrade/source.js';
import { createPostgres, postgresUrl } from '../../support/database.js';
import { shareFirstStart } from '../../support/first-start.js';
import { newFolder } from '../../support/folder.js';
import { memoryIo } from '../../support/io.js';
import { silentLog } from '../../support/records.js';
import { runOn } from '../../support/server.js';
import { readingHere } from '../../support/services.js';

shareFirstStart();

const OTHER_KEY = Buffer.alloc(32, 'another').toString('base64');

/** What a person at a command line has: settings, and a database that is opened when it is wanted. */
function site(config: Config) {
  let services: Promise<Services> | undefined;
  const open = async () => createServices(config, await openDatabase(config), silentLog, readingHere);
  const get = () => {
    services ??= open();
    return services;
  };
  const close = async () => {
    const opened = await services;
    services = undefined;
    await opened?.close();
  };
  return {
    config,
    services: get,
    close,
    run: async (line: string[], files: Record<string, Uint8Array> = {}) => {
      const { io, written } = memoryIo({ files });
      const alone = async <T>(work: () => Promise<T>) => {
        await close();
        return work();
      };
      const hasDatabase = config.databaseUrl !== null || existsSync(path.join(config.dataDir, 'pg'));
      const code = await runProgram(line, io, get, { hasDatabase, host: { config, alone } });
      return { code, ...written };
    },
  };
}

/** A data folder that has a key and no database; null = not even a key. */
function emptySite(key: string | null = SECRET_KEY) {
  const dataDir = newFolder('backup');
  if (key) writeFileSync(path.join(dataDir, 'secret.key'), key);
  return site(parseConfig({ DATA_DIR: dataDir }));
}

async function digests(db: Client) {
  const found: Record<string, unknown> = {};
  for (const table of await listTables(db)) found[table] = await digestOf(db, table);
  return found;
}

describe('a backup', () => {
  let full: ReturnType<typeof site>;
  let backup: Uint8Array;
  let withSecret: Uint8Array;
  let rows: Record<string, unknown>;
  const make = async (from: ReturnType<typeof site>, ...flags: string[]) => {
    const made = await from.run(['backup', 'a.gz', ...flags]);
    expect([made.code, made.err]).toEqual([0, expect.not.stringContaining('Error')]);
    return { bytes: made.files.get('a.gz') ?? new Uint8Array(), ...made };
  };

  beforeAll(async () => {
    const dataDir = unpackEmbedded('0.1.0');
    full = site(parseConfig({ DATA_DIR: dataDir }));
    backup = (await make(full)).bytes;
    withSecret = (await make(full, '--with-secret')).bytes;
    rows = await digests((await full.services()).database.client);
  }, 120_000);
  afterAll(() => full.close());

  it('brings every row, counter and waiting job into an empty folder', async () => {
    const empty = emptySite();
    const { code, out } = await empty.run(['restore', 'a.gz', '--apply'], { 'a.gz': backup });
    expect([code, out]).toEqual([0, expect.stringMatching(/khớp với khóa[\s\S]*2 tin nhắn chờ trả lời/)]);
    const { client } = (await empty.services()).database;
    expect(await digests(client)).toEqual(rows);
    const jobsOf = async (db: Client) =>
      (await listPendingJobs(db)).map(({ queue, data }) => JSON.stringify([queue, data])).sort();
    expect(await jobsOf(client)).toEqual(await jobsOf((await full.services()).database.client));
    const last = await client.holiday.aggregate({ _max: { id: true } });
    const { id } = await client.holiday.create({ data: { date: '2027-01-01', kind: 'off', name: 'mới' } });
    expect(id).toBe((last._max.id ?? 0) + 1);
    expect((await empty.run(['dossier', 'verify'])).code).toBe(0);
    await empty.close();
  }, 60_000);

  it('changes nothing unless it is told to apply', async () => {
    const { code, out } = await full.run(['restore', 'a.gz'], { 'a.gz': backup });
    expect([code, out]).toEqual([0, expect.stringMatching(/^dossiers +4 +4$/m)]);
    expect(out).toContain('Chạy thử');
    expect(readdirSync(full.config.dataDir).sort()).toEqual(['pg', 'secret.key']);
  });

  it('is refused whole when any of it is damaged, and nothing is left', async () => {
    const empty = emptySite();
    const text = gunzipSync(backup).toString();
    const middle = Math.floor(backup.length / 2);
    const flipped = Buffer.from(backup);
    flipped[middle] = (flipped[middle] ?? 0) ^ 1;
    const lines = text.trimEnd().split('\n');
    const damaged = {
      flipped,
      cut: backup.subarray(0, middle),
      'one byte short': backup.subarray(0, -1),
      empty: new Uint8Array(),
      'another file': Buffer.from('PK\u0003\u0004 mau.xlsx'),
      'without its end': gzipSync(lines.slice(0, -1).join('\n')),
      'with a row less': gzipSync([...lines.slice(0, 40), ...lines.slice(41)].join('\n')),
      'with a letter changed': gzipSync(text.replace('Phường Pleiku', 'Phường Pleiko')),
      'with more after its end': gzipSync(`${text}{"table":"units"}\n`),
    };
    for (const [how, bytes] of Object.entries(damaged)) {
      const { code, err } = await empty.run(['restore', 'a.gz', '--apply'], { 'a.gz': bytes });
      expect([how, code, err]).toEqual([how, 1, expect.stringContaining('Chưa thay gì')]);
    }
    expect((await empty.run(['restore', 'khong-co.gz'])).err).toMatch(/Không đọc được khong-co\.gz/);
    expect(readdirSync(empty.config.dataDir)).toEqual(['secret.key']);
  });

  it('that changes between being checked and being read is refused, and nothing is left', async () => {
    const empty = emptySite();
    let readings = 0;
    const { io, written } = memoryIo();
    const readFile = async function* () {
      readings += 1;
      yield readings === 1 ? backup : backup.subarray(0, -100);
    };
    const host = { config: empty.config, alone: <T>(work: () => Promise<T>) => work() };
    const given = { ...io, readFile };
    expect(await runProgram(['restore', 'a.gz', '--apply'], given, empty.services, { host })).toBe(1);
    expect([written.err, readdirSync(empty.config.dataDir)]).toEqual([
      expect.stringContaining('Chưa thay gì'),
      ['secret.key'],
    ]);
  });

  /** The same backup of a database in which other migrations had been applied. */
  const withMigrations = (change: (names: { name: string; checksum: string }[]) => void) => {
    const [first = '', ...rest] = gunzipSync(backup).toString().trimEnd().split('\n');
    const header = JSON.parse(first);
    change(header.migrations);
    const body = `${[JSON.stringify(header), ...rest.slice(0, -1)].join('\n')}\n`;
    const trailer = JSON.parse(rest.at(-1) ?? '');
    trailer.sha256 = createHash('sha256').update(body).digest('hex');
    return gzipSync(`${body}${JSON.stringify(trailer)}\n`);
  };

  it('of a newer version is refused with a word', async () => {
    const newer = withMigrations((list) => list.push({ name: '20990101000000_later', checksum: 'x' }));
    const edited = withMigrations((list) => Object.assign(list[0] ?? {}, { checksum: 'x' }));
    for (const [bytes, word] of [
      [newer, /phiên bản mới hơn/],
      [edited, /khác với của chương trình này/],
    ] as const) {
      const { code, err } = await full.run(['restore', 'a.gz', '--apply'], { 'a.gz': bytes });
      expect([code, err]).toEqual([1, expect.stringMatching(word)]);
    }
  });

  it('of an older version is brought into the shape of this one', async () => {
    const older = site(parseConfig({ DATA_DIR: newFolder('backup') }));
    const names = listMigrations(MIGRATIONS).map(({ name }) => name);
    const before = new Set(names.filter((name) => name < '20261122000500_phones'));
    const files = await draftEmbedded(older.config.dataDir, async (sql) => {
      await migrate(sql, MIGRATIONS, { only: before });
      await sql.exec(
        `INSERT INTO contacts (key, channel, chat, last_inbound_at) VALUES ('an', 'telegram', '7', '2026-11-20T01:02:03Z')`,
      );
    });
    let bytes = new Uint8Array();
    await writeBackup(
      {
        from: 'embedded',
        read: (work) => readFolder(files, work),
        secret: Buffer.from(SECRET_KEY, 'base64'),
        withSecret: false,
        tell: async () => undefined,
        now: new Date(),
      },
      async (pieces) => {
        const taken: Uint8Array[] = [];
        for await (const piece of pieces) taken.push(piece);
        bytes = new Uint8Array(Buffer.concat(taken));
      },
    );
    const empty = emptySite();
    expect((await empty.run(['restore', 'a.gz', '--apply'], { 'a.gz': bytes })).code).toBe(0);
    const { client } = (await empty.services()).database;
    expect(await client.contact.findMany()).toMatchObject([{ key: 'an', phone: null }]);
    await empty.close();
  }, 60_000);

  it('of another key is refused, unless the key is in it or given up', async () => {
    const other = emptySite(OTHER_KEY);
    const refused = await other.run(['restore', 'a.gz', '--apply'], { 'a.gz': backup });
    expect([refused.code, refused.err]).toEqual([1, expect.stringMatching(/secret\.key[\s\S]*--lost-key/)]);
    expect(readdirSync(other.config.dataDir)).toEqual(['secret.key']);
    expect((await other.run(['restore', 'a.gz', '--apply', '--lost-key'], { 'a.gz': backup })).code).toBe(0);
    expect((await other.run(['dossier', 'verify'])).code).toBe(1);

    // With the key in it: that takes the place of the other one, which comes back with what was there before.
    const replaced = await other.run(['restore', 'a.gz', '--apply'], { 'a.gz': withSecret });
    expect([replaced.code, (await other.run(['dossier', 'verify'])).code]).toEqual([0, 0]);
    const keyFile = path.join(other.config.dataDir, 'secret.key');
    expect(readFileSync(keyFile, 'utf8').trim()).toBe(SECRET_KEY);
    const kept = /trước đó: (\S+);/.exec(replaced.out)?.[1] ?? '';
    expect((await other.run(['restore', 'b.gz', '--apply'], { 'b.gz': readFileSync(kept) })).code).toBe(0);
    expect(readFileSync(keyFile, 'utf8').trim()).toBe(OTHER_KEY);
    await other.close();
  }, 120_000);

  it('whose key is lost begins with a new one in a folder that has none', async () => {
    const empty = emptySite(null);
    expect((await empty.run(['restore', 'a.gz', '--apply'], { 'a.gz': backup })).code).toBe(1);
    const given = await empty.run(['restore', 'a.gz', '--apply', '--lost-key'], { 'a.gz': backup });
    expect([given.code, (await empty.run(['unit', 'show', 'H21.17'])).code]).toEqual([0, 0]);
    const keyed = emptySite(null);
    expect((await keyed.run(['restore', 'a.gz', '--apply'], { 'a.gz': withSecret })).code).toBe(0);
    expect((await keyed.run(['dossier', 'verify'])).code).toBe(0);
    await Promise.all([empty.close(), keyed.close()]);
  }, 120_000);

  it('holds no key unless it is asked for', async () => {
    expect(gunzipSync(backup).toString()).not.toContain(SECRET_KEY);
    expect(gunzipSync(withSecret).toString()).toContain(SECRET_KEY);
  });

  describe.skipIf(!postgresUrl)('and PostgreSQL, where TEST_DATABASE_URL names one', () => {
    const at = (url: string) => site(parseConfig({ DATABASE_URL: url, SECRET_KEY }));

    it('goes into an empty database and comes back from it', async () => {
      const there = at(await createPostgres());
      const { code, out } = await there.run(['restore', 'a.gz', '--apply'], { 'a.gz': backup });
      expect([code, out]).toEqual([0, expect.stringContaining('Đã khôi phục')]);
      expect(await digests((await there.services()).database.client)).toEqual(rows);
      expect((await there.run(['dossier', 'verify'])).code).toBe(0);
      const back = (await make(there)).bytes;
      await there.close();
      const empty = emptySite();
      expect((await empty.run(['restore', 'a.gz', '--apply'], { 'a.gz': back })).code).toBe(0);
      expect(await digests((await empty.services()).database.client)).toEqual(rows);
      await empty.close();
    }, 120_000);

    it('leaves a database alone that holds anything', async () => {
      const url = await createPostgres();
      await runOn(url, 'CREATE TABLE theirs AS SELECT 1 AS one');
      const { code, err } = await at(url).run(['restore', 'a.gz', '--apply'], { 'a.gz': backup });
      expect([code, err]).toEqual([1, expect.stringContaining('bảng theirs')]);
    });

    it('is all there or nothing when the connection is lost in the middle, and may be tried again', async () => {
      const url = await createPostgres();
      const there = at(url);
      const { io } = memoryIo({ files: { 'a.gz': backup } });
      const cut = async (text: string) => {
        if (text.startsWith('inbox'))
          await runOn(
            postgresUrl ?? '',
            `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${new URL(url).pathname.slice(1)}'`,
          );
      };
      const host = { config: there.config, alone: <T>(work: () => Promise<T>) => work() };
      const given = { ...io, err: cut };
      expect(await runProgram(['restore', 'a.gz', '--apply'], given, there.services, { host })).toBe(1);
      const opened = await openPostgres(url);
      expect(Object.values(await countRows(opened.client)).filter((count) => count > 0)).toEqual([]);
      await opened.close();
      expect((await there.run(['restore', 'a.gz', '--apply'], { 'a.gz': backup })).code).toBe(0);
      await there.close();
    }, 60_000);

    it('has what others write meanwhile, or not, but no half of it', async () => {
      const there = at(await createPostgres());
      await there.run(['restore', 'a.gz', '--apply'], { 'a.gz': backup });
      const { client } = (await there.services()).database;
      let isDone = false;
      const writing = (async () => {
        for (let n = 0; !isDone; n += 1)
          await client.$transaction([
            client.errorReport.create({ data: { code: String(n) } }),
            client.rating.create({ data: { code: String(n), useful: true } }),
          ]);
      })();
      const text = gunzipSync((await make(there)).bytes).toString();
      isDone = true;
      await writing;
      const { tables } = JSON.parse(text.trimEnd().split('\n').at(-1) ?? '');
      expect(tables.ratings.count).toBe(tables.error_reports.count);
      await there.close();
    }, 60_000);
  });
});
