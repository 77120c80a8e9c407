/**
 * Kills the server (SIGKILL) at random moments while a desk sends bulk requests, and checks after each start that
 * nothing acknowledged is lost, that every item not acknowledged is whole or absent, that what is sent again is not
 * recorded twice, and that the chain of events verifies.
 * `npm run bench -- kill-desk [--database postgresql://…] [--times 10]`
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';
import { projectRoot } from '../src/config/paths.js';
import { withNewDatabase, withNewFolder } from './temporary.js';

const PORT = '3988';
const ORIGIN = `http://127.0.0.1:${PORT}`;
const SENDERS = 3;
const ITEMS = 50;
const STATUSES = [4, 9, 10];

/** Kills so many times, on the embedded database or on a new one of a PostgreSQL server; throws on any loss. */
export async function benchKillDesk(server: string | undefined, times: number): Promise<void> {
  await withNewFolder(async (folder) => {
    const run = (url: string) =>
      killAgainAndAgain(
        {
          ...process.env,
          DATA_DIR: folder,
          DATABASE_URL: url,
          PORT,
          SECRET_KEY: randomBytes(32).toString('base64'),
          LOG_LEVEL: 'fatal',
        },
        times,
      );
    if (server) await withNewDatabase(server, run);
    else await run('');
  });
}

type Env = NodeJS.ProcessEnv;
/** An item of a bulk as sent: a new dossier with three events. */
type Item = { code: string; dossier: object; events: { id: string; status: number; at: string }[] };

/** What the senders know. `open`: sent, and no answer came. */
type Sent = { acknowledged: Item[]; open: Item[] };

async function killAgainAndAgain(env: Env, times: number): Promise<void> {
  let key = '';
  const all: Item[] = [];
  const total = { acknowledged: 0, whole: 0, absent: 0 };
  for (let time = 1; time <= times; time += 1) {
    const server = await start(env);
    key ||= (
      await command(env, [
        'staff',
        'key',
        'create',
        '--unit',
        'H21',
        '--role',
        'system',
        '--per-minute',
        '1000000',
      ])
    ).trim();
    const sent: Sent = { acknowledged: [], open: [] };
    const sending = Promise.all(Array.from({ length: SENDERS }, () => send(key, sent)));
    const moment = randomInt(300, 3000);
    await new Promise((resolve) => setTimeout(resolve, moment));
    server.kill('SIGKILL');
    await Promise.all([ended(server), sending]);
    const again = await start(env);
    const open = await check(key, sent);
    all.push(...sent.acknowledged, ...sent.open);
    const verified = await command(env, ['dossier', 'verify']);
    again.kill('SIGKILL');
    await ended(again);
    total.acknowledged += sent.acknowledged.length;
    total.whole += open.whole;
    total.absent += open.absent;
    process.stdout.write(
      `${time}: killed after ${moment} ms; ${sent.acknowledged.length} items acknowledged, all there; ` +
        `unanswered: ${open.whole} whole, ${open.absent} absent, 0 half; ${verified}`,
    );
  }
  const server = await start(env);
  await checkWhole(key, all);
  server.kill('SIGTERM');
  await ended(server);
  process.stdout.write(
    `${env.DATABASE_URL ? 'postgresql' : 'embedded'}, killed ${times} times: ${total.acknowledged} items acknowledged, ` +
      `0 lost; unanswered ${total.whole} whole, ${total.absent} absent, 0 half; all ${all.length} there in the end\n`,
  );
}

let sequence = 0;

function newItem(): Item {
  sequence += 1;
  const code = `H21.${1 + (sequence % 20)}-261120-${sequence}`;
  return {
    code,
    dossier: {
      procedure: '1.004873',
      receivedAt: '2026-11-20T09:00:00+07:00',
      submission: 'direct',
      owner: { name: 'Nguyễn Văn An', phone: '0905123456' },
      dueAt: '2026-11-27T17:00:00+07:00',
    },
    events: STATUSES.map((status, i) => ({
      id: `${code}:${status}`,
      status,
      at: `2026-11-20T1${i}:00:00+07:00`,
    })),
  };
}

/** Sends one bulk after another until the server is gone. */
async function send(key: string, sent: Sent): Promise<void> {
  for (;;) {
    const items = Array.from({ length: ITEMS }, newItem);
    const told = await tell(key, items).catch(() => null);
    sent[told ? 'acknowledged' : 'open'].push(...items);
    if (!told) return;
  }
}

/** Throws when the server has gone, or refuses an item. */
async function tell(key: string, items: readonly Item[]): Promise<true> {
  const response = await request(key, '/api/dossiers/bulk', {
    method: 'POST',
    body: JSON.stringify({ items }),
  });
  const { results } = (await response.json()) as { results: { ok: boolean }[] };
  if (results.length !== items.length || !results.every(({ ok }) => ok))
    throw new Error(`items were refused: ${JSON.stringify(results).slice(0, 300)}`);
  return true;
}

/** What became of the unanswered items, which are then sent again. Throws when anything is lost or half done. */
async function check(key: string, { acknowledged, open }: Sent): Promise<{ whole: number; absent: number }> {
  await checkWhole(key, acknowledged);
  const found = await Promise.all(open.map((item) => isThere(key, item)));
  for (let i = 0; i < open.length; i += ITEMS) await tell(key, open.slice(i, i + ITEMS));
  await checkWhole(key, open);
  const whole = found.filter(Boolean).length;
  return { whole, absent: open.length - whole };
}

async function checkWhole(key: string, items: readonly Item[]): Promise<void> {
  for (let i = 0; i < items.length; i += ITEMS) {
    const there = await Promise.all(items.slice(i, i + ITEMS).map((item) => isThere(key, item)));
    if (there.includes(false)) throw new Error(`lost: ${items[i + there.indexOf(false)]?.code}`);
  }
}

/** Whether an item is there, whole and once; false = nothing of it is. Throws when it is half done. */
async function isThere(key: string, { code, events }: Item): Promise<boolean> {
  const response = await request(key, `/api/dossiers/${code}`);
  const text = await response.text();
  if (response.status === 404) return false;
  const found = JSON.parse(text) as { status: number; events: { id: string }[] };
  const expected = ['created', ...events.map(({ id }) => id)].join(' ');
  if (found.events.map(({ id }) => id).join(' ') !== expected || found.status !== 10)
    throw new Error(`half done: ${text.slice(0, 300)}`);
  return true;
}

function request(key: string, route: string, init: RequestInit = {}): Promise<Response> {
  const headers = { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' };
  return fetch(`${ORIGIN}${route}`, { ...init, headers });
}

async function start(env: Env): Promise<ChildProcess> {
  const server = spawn(process.execPath, [path.join(projectRoot, 'dist/main.js')], {
    env,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (;;) {
    if (server.exitCode !== null) throw new Error('the server did not start');
    if ((await fetch(`${ORIGIN}/api/dossiers`).catch(() => null))?.status === 401) return server;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What a command prints. Throws when it fails. */
async function command(env: Env, args: readonly string[]): Promise<string> {
  const child = spawn(process.execPath, [path.join(projectRoot, 'dist/cli.js'), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [output, problems] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    problems += text;
  });
  await ended(child);
  if (child.exitCode !== 0) throw new Error(`${args.join(' ')}: ${output}${problems}`);
  return output;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
}
