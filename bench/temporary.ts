/** What benches make for themselves and remove afterwards. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';

/** Runs work on a new database of a PostgreSQL server, dropped afterwards. */
export async function withNewDatabase(server: string, work: (url: string) => Promise<void>): Promise<void> {
  const name = `motcua_bench_${randomBytes(6).toString('hex')}`;
  const target = new URL(server);
  target.pathname = `/${name}`;
  await runOn(server, `CREATE DATABASE ${name}`);
  try {
    await work(target.toString());
  } finally {
    await runOn(server, `DROP DATABASE ${name} WITH (FORCE)`);
  }
}

async function runOn(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql).finally(() => client.end());
}

/** Runs work with a folder of its own, removed afterwards. */
export async function withNewFolder(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'motcua-bench-'));
  try {
    await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Calls `once` one after another in so many clients at the same time until the time is over; milliseconds of each. */
export async function loop(clients: number, seconds: number, once: () => Promise<void>): Promise<number[]> {
  const taken: number[] = [];
  const end = performance.now() + seconds * 1000;
  const client = async () => {
    for (let start = performance.now(); start < end; start = performance.now()) {
      await once();
      taken.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return taken;
}

/** The value that so much of the whole (0.5 = the median) does not exceed. */
export function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0;
}
