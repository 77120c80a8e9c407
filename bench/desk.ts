/**
 * Events told by a desk through its interface, one by one and by the thousand, beside bare inserts of the very same rows
 * in turn: events per second. `npm run bench -- desk [--database postgresql://…] [--dossiers 5000]`
 */
import { randomBytes } from 'node:crypto';
import process from 'node:process';
import pg from 'pg';
import { createApp, createServices, openDatabase, type Services } from '../src/app.js';
import { parseConfig } from '../src/config/index.js';
import { createLog } from '../src/operations/log.js';
import { createKey } from '../src/staff/store.js';
import { vietnamDate } from '../src/time/clock.js';
import { shiftDate } from '../src/time/day.js';
import { withNewDatabase, withNewFolder } from './temporary.js';

const CLIENTS = 8;
const PER_REQUEST = 1000;
/** Of each thousand dossiers so many also get an event of their own request. */
const SINGLE = 200;

/** Measures on a new embedded database, or on a new one of a PostgreSQL server; either is removed afterwards. */
export async function benchDesk(dossiers: number, server: string | undefined): Promise<void> {
  await withNewFolder(async (folder) => {
    if (server) await withNewDatabase(server, (url) => measureOn(folder, url, dossiers));
    else await measureOn(folder, undefined, dossiers);
  });
}

async function measureOn(folder: string, url: string | undefined, dossiers: number): Promise<void> {
  const secret = randomBytes(32).toString('base64');
  const config = parseConfig({ DATA_DIR: folder, DATABASE_URL: url, SECRET_KEY: secret });
  const opened = await openDatabase(config);
  const services = createServices(config, opened, createLog('error'));
  const pool = url
    ? new pg.Pool({ connectionString: url, max: CLIENTS }).on('error', () => undefined)
    : undefined;
  try {
    const ask = await openDesk(services);
    const bare = await openBare(services, pool);
    const rates: Rates = { filing: [], bulk: [], bulkBare: [], single: [], singleBare: [] };
    for (let from = 0; from < dossiers; from += PER_REQUEST) await measure(rates, ask, bare, from);
    print(opened.database.kind, rates);
  } finally {
    await pool?.end();
    await services.close();
  }
}

/** Posts to the desk's interface; whatever is not carried out is thrown. */
type Ask = (path: string, body: object) => Promise<void>;

async function openDesk(services: Services): Promise<Ask> {
  const app = await createApp(services);
  const db = services.database.client;
  const given = { unit: 'H21', role: 'desk', createdBy: 'bench', perMinute: 1_000_000_000 } as const;
  const { secret } = await createKey(db, given, new Date());
  const headers = { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' };
  return async (path, body) => {
    const response = await app.request(path, { method: 'POST', headers, body: JSON.stringify(body) });
    const text = await response.text();
    if (!response.ok || text.includes('"ok":false')) throw new Error(`${path}: ${text.slice(0, 500)}`);
  };
}

/** Copies events into a table of the same shape and indexes, without anything else; PGlite has but one session. */
type Bare = {
  read: (eventId: string) => Promise<object[]>;
  insert: (rows: readonly object[]) => Promise<void>;
};

async function openBare({ database: { client } }: Services, pool: pg.Pool | undefined): Promise<Bare> {
  await client.$executeRawUnsafe('CREATE TABLE bench_events (LIKE dossier_events INCLUDING ALL)');
  const sql =
    'INSERT INTO bench_events SELECT * FROM jsonb_populate_recordset(NULL::dossier_events, $1::jsonb)';
  return {
    read: async (eventId) => {
      const rows = await client.$queryRaw<{ row: object }[]>`
        SELECT to_jsonb(e) AS row FROM dossier_events e WHERE event_id = ${eventId}`;
      return rows.map(({ row }) => row);
    },
    insert: async (rows) => {
      const json = JSON.stringify(rows);
      await (pool ? pool.query(sql, [json]) : client.$executeRawUnsafe(sql, json));
    },
  };
}

/** Per second, of each thousand. */
type Rates = Record<'filing' | 'bulk' | 'bulkBare' | 'single' | 'singleBare', number[]>;

/** Files a thousand dossiers, tells an event of each at once, and of some one by one. */
async function measure(rates: Rates, ask: Ask, bare: Bare, from: number): Promise<void> {
  const codes = Array.from({ length: PER_REQUEST }, (_, index) => codeOf(from + index));
  const few = codes.slice(0, SINGLE);
  const [bulk, single] = [`bulk-${from}`, `single-${from}`];
  const bulkOf = (rest: object) =>
    ask('/api/dossiers/bulk', { items: codes.map((code) => ({ code, ...rest })) });
  rates.filing.push(await rate(PER_REQUEST, () => bulkOf({ dossier: DOSSIER })));
  rates.bulk.push(await rate(PER_REQUEST, () => bulkOf({ events: [eventOf(bulk, 4, '10:00')] })));
  const bulkRows = await bare.read(bulk);
  rates.bulkBare.push(await rate(bulkRows.length, () => bare.insert(bulkRows)));
  const tell = (code: string) => ask(`/api/dossiers/${code}/events`, eventOf(single, 9, '11:00'));
  rates.single.push(await rate(SINGLE, () => shareOut(few, tell)));
  const rows = await bare.read(single);
  rates.singleBare.push(await rate(rows.length, () => shareOut(rows, (row) => bare.insert([row]))));
}

const DAY = shiftDate(vietnamDate(new Date()), -1);

const DOSSIER = {
  procedure: '1.001193',
  receivedAt: `${DAY}T09:00:00+07:00`,
  submission: 'direct',
  owner: { name: 'Nguyễn Văn An', phone: '0905123456' },
};

/** Ten offices with their own numbers. */
function codeOf(number: number): string {
  const sequence = String(1 + Math.floor(number / 10)).padStart(4, '0');
  return `H21.${1 + (number % 10)}-${DAY.slice(2).replaceAll('-', '')}-${sequence}`;
}

function eventOf(id: string, status: number, time: string) {
  return { id, status, at: `${DAY}T${time}:00+07:00` };
}

/** Does all, some clients at a time. */
async function shareOut<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = all.values();
  const client = async () => {
    for (const one of left) await work(one);
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
}

async function rate(count: number, work: () => Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return (count / (performance.now() - start)) * 1000;
}

function print(kind: string, rates: Rates): void {
  // The first thousand warm up.
  const [filing, bulk, bulkBare, single, singleBare] = [
    ...[rates.filing, rates.bulk, rates.bulkBare, rates.single, rates.singleBare],
  ].map((all) => median(all.length > 1 ? all.slice(1) : all));
  const line = (name: string, ours = 0, theirs = 0) =>
    `${name.padEnd(20)}${ours.toFixed(0).padStart(8)} events/s   bare inserts ${theirs.toFixed(0).padStart(8)}/s   ratio ${(ours / theirs).toFixed(2)}\n`;
  process.stdout.write(
    `desk on ${kind}\n${line('1,000 per request', bulk, bulkBare)}${line('one per request', single, singleBare)}` +
      `${'filing, 1,000'.padEnd(20)}${(filing ?? 0).toFixed(0).padStart(8)} dossiers/s\n`,
  );
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
