/**
 * Looking a dossier up by its code and second factor, which leaves a record of it, as a conversation does: beside a bare
 * `SELECT` by key and an `INSERT` of the record through `pg`, in turn, with as many connections, on PostgreSQL at several
 * sizes. `npm run bench -- lookup --database postgresql://… [--sizes 10000,1000000,5000000] [--seconds 5]`
 */
import { randomBytes, randomInt } from 'node:crypto';
import process from 'node:process';
import pg from 'pg';
import { indexHolidays } from '../src/calendar/holiday.js';
import { type Database, openPostgres } from '../src/db/open.js';
import { createAccess } from '../src/dossiers/look-up/access.js';
import type { Asker } from '../src/dossiers/look-up/budgets.js';
import { dossierKey } from '../src/dossiers/model/dossier.js';
import { codeOf, digitsOf, fillDossiers } from './dossier-fill.js';
import { loop, quantile, withNewDatabase } from './temporary.js';

const CLIENTS = 8;
/** They take turns this often, so that what else the machine does meets both alike. */
const SLICE_SECONDS = 0.5;
const WARM_UP_SECONDS = 2;

/** Measures every size in turn, each in a database of its own that is dropped afterwards. */
export async function benchLookup(server: string, sizes: readonly number[], seconds: number): Promise<void> {
  await withWorlds(server, sizes, [], async (worlds) => {
    for (let spent = -WARM_UP_SECONDS; spent < seconds; spent += SLICE_SECONDS) {
      for (const { ours, bare, times } of worlds) {
        const one = await loop(CLIENTS, SLICE_SECONDS, ours);
        const other = await loop(CLIENTS, SLICE_SECONDS, bare);
        if (spent < 0) continue;
        times.ours = times.ours.concat(one);
        times.bare = times.bare.concat(other);
      }
    }
    print(worlds);
  });
}

/** A filled database, the two ways to look up in it, and the milliseconds they took. */
type World = {
  size: number;
  filledIn: number;
  ours: () => Promise<void>;
  bare: () => Promise<void>;
  times: { ours: number[]; bare: number[] };
};

async function withWorlds(
  server: string,
  [size, ...others]: readonly number[],
  worlds: readonly World[],
  work: (worlds: readonly World[]) => Promise<void>,
): Promise<void> {
  if (size === undefined) return work(worlds);
  await withNewDatabase(server, async (url) => {
    const database = await openPostgres(url);
    const pool = new pg.Pool({ connectionString: url, max: CLIENTS }).on('error', () => undefined);
    try {
      const world = await fillWorld(database, pool, size);
      await withWorlds(server, others, [...worlds, world], work);
    } finally {
      await pool.end();
      await database.close();
    }
  });
}

async function fillWorld({ client }: Database, pool: pg.Pool, size: number): Promise<World> {
  const factorKey = randomBytes(32);
  const start = performance.now();
  await fillDossiers(pool, factorKey, size);
  const filledIn = (performance.now() - start) / 1000;
  const access = createAccess({
    db: client,
    factorKey,
    attemptKey: randomBytes(32),
    openStatus: false,
    loadProcedures: async () => [],
    readHolidays: async () => indexHolidays([]),
    keptDays: 365,
  });
  return {
    size,
    filledIn,
    ours: () => lookUpOne(access(someone()), randomInt(size)),
    bare: () => selectOne(pool, randomInt(size)),
    times: { ours: [], bare: [] },
  };
}

/** A conversation of its own, from one of ten thousand addresses. */
function someone(): Asker {
  const address = `10.0.${randomInt(100)}.${randomInt(100)}`;
  return { conversationKey: randomBytes(16).toString('base64url'), channel: 'web', address };
}

async function lookUpOne(
  { lookUp }: ReturnType<ReturnType<typeof createAccess>>,
  number: number,
): Promise<void> {
  const { kind } = await lookUp(codeOf(number), [digitsOf(number)], new Date());
  if (kind !== 'open') throw new Error(`${codeOf(number)} must open: ${kind}`);
}

const SELECT = `
  SELECT code, procedure_code, procedure_version, submission, received_at, receiving_unit, settling_unit,
    returning_unit, status, sub_state, status_at, due_at, due_original, apology_document, settled_at, was_late,
    owner_name, phone_hash, identity_hash FROM dossiers WHERE key = $1`;

async function selectOne(pool: pg.Pool, number: number): Promise<void> {
  const key = dossierKey(codeOf(number));
  const { rowCount } = await pool.query(SELECT, [key]);
  if (rowCount !== 1) throw new Error(`${key} must be there`);
  await pool.query('INSERT INTO dossier_views (key, who, at) VALUES ($1, $2, $3)', [key, 'web', new Date()]);
}

function print(worlds: readonly World[]): void {
  const first = quantile(worlds[0]?.times.ours ?? [], 0.5);
  const rows = worlds.map(({ size, filledIn, times: { ours, bare } }) => {
    const [p50, p99] = [quantile(ours, 0.5), quantile(ours, 0.99)];
    const [bareP50, bareP99] = [quantile(bare, 0.5), quantile(bare, 0.99)];
    const figures = [p50, p99, bareP50, bareP99, p50 / bareP50, p99 / bareP99, p50 / first];
    return [size.toLocaleString('en'), filledIn.toFixed(0), ...figures.map((figure) => figure.toFixed(2))];
  });
  const names = ['p50 ms', 'p99 ms', 'bare p50', 'bare p99', 'ratio p50', 'ratio p99', 'to first'];
  for (const row of [['dossiers', 'filled in s', ...names], ...rows])
    process.stdout.write(`${row.map((cell) => cell.padStart(12)).join('')}\n`);
}
