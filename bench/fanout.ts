/**
 * How fast notices go out. Many at once (a procedure that many follow has changed) to a platform that takes everything,
 * with one process and more; at Telegram's limits, with people waiting for answers meanwhile; and one by one, from the
 * desk's push to the platform. `npm run bench -- fanout --database postgresql://… [--notices 100000] [--processes 3]
 * [--seconds 60] [--pushes 50] [--each 1]`: so many pushes a second, so many of them in one request
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { projectRoot } from '../src/config/paths.js';
import { openPostgres } from '../src/db/open.js';
import { createNotices } from '../src/notifications/create-notices.js';
import { createKey } from '../src/staff/store.js';
import { type Platform, startPlatform } from './fanout-platform.js';
import { quantile, withNewDatabase } from './temporary.js';

export type FanOut = {
  notices: number;
  processes: number | undefined;
  seconds: number;
  pushes: number;
  each: number;
};

const FIRST_PORT = 3951;
const FIRST_CHAT = 10_000_000;
const PROCEDURE = '1.004873';
/** What Telegram allows, and the part of it that notices may take. */
const LIMIT = 30;
const PER_SECOND = 28;
const ASK_EVERY_MS = 1_000;

/** Measures on new databases of a PostgreSQL server. */
export async function benchFanOut(server: string, fanOut: FanOut): Promise<void> {
  const { notices, processes, seconds } = fanOut;
  for (const count of processes ? [processes] : [1, 2, 3])
    await onStage(server, (stage) => measureMany(stage, notices, count));
  await onStage(server, (stage) => measureLimited(stage, processes ?? 2, seconds));
  await onStage(server, (stage) => measureSingle(stage, processes ?? 2, fanOut));
}

type Stage = { url: string; env: NodeJS.ProcessEnv; platform: Platform };

async function onStage(server: string, measure: (stage: Stage) => Promise<void>): Promise<void> {
  await withNewDatabase(server, async (url) => {
    const platform = await startPlatform();
    const secret = randomBytes(32).toString('base64');
    const env = {
      ...process.env,
      ...platform.env,
      DATABASE_URL: url,
      SECRET_KEY: secret,
      QUIET_HOURS: '00:00-00:00',
    };
    await measure({ url, env, platform }).finally(() => platform.close());
  });
}

async function measureMany(stage: Stage, notices: number, processes: number): Promise<void> {
  await stage.platform.meet({ from: FIRST_CHAT, count: notices }, { perSecond: null });
  const servers = await startServers(stage, processes, 'unlimited');
  const planned = await planMany(stage.url, notices);
  await stage.platform.take();
  servers.begin();
  await waitFor(async () => (await stage.platform.count()) >= notices, 1_800);
  const { arrivals, refused } = await stage.platform.take();
  await servers.stop();
  const times = arrivals.map(({ at }) => at).sort((a, b) => a - b);
  const took = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / 1_000;
  const twice = arrivals.length - new Set(arrivals.map(({ chat }) => chat)).size;
  process.stdout.write(
    `${notices} notices, ${processes} process(es), no limit: planned in ${planned.toFixed(1)} s; sent in ` +
      `${took.toFixed(1)} s, ${(arrivals.length / took).toFixed(0)}/s; ${twice} twice, ${refused.length} refused; ` +
      `memory at most ${servers.memory()}\n`,
  );
}

/** Everybody follows one procedure, and is to be told that it changed; seconds it took to plan. */
async function planMany(url: string, count: number): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `WITH people AS (INSERT INTO contacts (key, channel, chat, last_inbound_at, consent_at)
       SELECT 'bench:' || i, 'telegram', i::text, now(), now() FROM generate_series($1::int, $2::int) i RETURNING key)
     INSERT INTO subscriptions (person, kind, target, by, created_at)
     SELECT key, 'procedure', '${PROCEDURE}', 'anybody', now() FROM people`,
    [FIRST_CHAT, FIRST_CHAT + count - 1],
  );
  await client.query('ANALYZE');
  await client.end();
  const database = await openPostgres(url);
  const began = Date.now();
  await createNotices(
    database.client,
    {
      what: { kind: 'procedure', target: PROCEDURE },
      event: 'publication 1 procedureChanged',
      kind: 'procedureChanged',
      params: { code: PROCEDURE, name: 'Cấp Giấy xác nhận tình trạng hôn nhân' },
      priority: 1,
    },
    { isOff: () => false, quietHours: { from: 0, until: 0 } },
    new Date(),
  );
  const seconds = (Date.now() - began) / 1_000;
  await database.close();
  return seconds;
}

async function measureLimited(stage: Stage, processes: number, seconds: number): Promise<void> {
  const { platform, url } = stage;
  const count = Math.ceil(seconds * PER_SECOND * 1.3);
  await platform.meet({ from: FIRST_CHAT, count }, { perSecond: LIMIT });
  const servers = await startServers(stage, processes, 'limited');
  await planMany(url, count);
  // Somebody's first message opens what the answers need.
  await platform.ask(1_000, 3);
  await platform.take();
  servers.begin();
  await waitFor(async () => (await platform.count()) > PER_SECOND * 3, 60);
  await platform.take();
  const began = Date.now();
  const waits = await platform.ask(ASK_EVERY_MS, seconds);
  const { arrivals, tooFast } = await platform.take();
  await servers.stop();
  const sent = arrivals.filter(({ at }) => at < began + seconds * 1_000);
  const notices = sent.filter(({ chat }) => chat >= FIRST_CHAT);
  const used = sent.length / (seconds * LIMIT);
  const most = (ms: number) =>
    mostWithin(
      arrivals.map(({ at }) => at).sort((a, b) => a - b),
      ms,
    );
  process.stdout.write(
    `at Telegram's limits, ${processes} process(es), ${seconds} s: ${notices.length} notices (of ${PER_SECOND * seconds}) ` +
      `and answers, ${(used * 100).toFixed(1)} % of ${LIMIT}/s; at most ${most(1_000)} messages within a second and ` +
      `${most(10_000)} within ten; ${tooFast} refused as too fast; ${waits.length} answers meanwhile, p50 ` +
      `${quantile(waits, 0.5)} ms, p99 ${quantile(waits, 0.99)} ms\n`,
  );
}

/** The most moments that lie within so many ms of each other. */
function mostWithin(sorted: readonly number[], ms: number): number {
  let [most, from] = [0, 0];
  sorted.forEach((at, index) => {
    while ((sorted[from] ?? 0) <= at - ms) from += 1;
    most = Math.max(most, index - from + 1);
  });
  return most;
}

async function measureSingle(
  stage: Stage,
  processes: number,
  { seconds, pushes: rate, each }: FanOut,
): Promise<void> {
  const { platform } = stage;
  const count = Math.ceil((seconds * rate) / each) * each;
  await platform.meet({ from: FIRST_CHAT, count }, { perSecond: null });
  const servers = await startServers(stage, processes, 'unlimited');
  servers.begin();
  const key = await prepareDossiers(stage, servers.origins, count);
  const pushed = new Map<string, number>();
  const began = Date.now();
  const pushes = Array.from({ length: count / each }, async (_, i) => {
    await sleep(Math.max(0, began + (i * each * 1_000) / rate - Date.now()));
    const codes = Array.from({ length: each }, (_, j) => codeOf(i * each + j));
    await push(servers.origins[i % processes] ?? '', key, codes);
    for (const code of codes) pushed.set(code, Date.now());
  });
  await Promise.all(pushes);
  const took = (Date.now() - began) / 1_000;
  await waitFor(async () => (await platform.count()) >= count, 60);
  const { arrivals } = await platform.take();
  await servers.stop();
  const waits = arrivals.map(({ at, text }) => {
    const code = /H49\S*?-\d+-\d+/.exec(text)?.[0] ?? '';
    return (at - (pushed.get(code) ?? 0)) / 1_000;
  });
  const soon = waits.filter((wait) => wait <= 10).length;
  process.stdout.write(
    `status notices, ${processes} process(es), ${each} a request: ${count} pushes in ${took.toFixed(1)} s (${(count / took).toFixed(0)}/s), ` +
      `${arrivals.length} notices; from the push taken to the platform p50 ${quantile(waits, 0.5).toFixed(1)} s, p99 ` +
      `${quantile(waits, 0.99).toFixed(1)} s, within 10 s ${((soon * 100) / count).toFixed(2)} %; memory at most ` +
      `${servers.memory()}\n`,
  );
}

async function push(origin: string, key: string, codes: readonly string[]): Promise<void> {
  const at = new Date(Date.now() - 60_000).toISOString();
  const items = codes.map((code) => ({ code, events: [{ id: `${code}:1`, status: 4, at }] }));
  const [only] = items;
  if (only && items.length === 1)
    await post(origin, `/api/dossiers/${only.code}/events`, key, only.events[0] ?? {});
  else await post(origin, '/api/dossiers/bulk', key, { items });
}

const codeOf = (i: number) => `H49.${1 + (i % 20)}-261102-${String(1 + Math.floor(i / 20)).padStart(4, '0')}`;

/** Files the dossiers, each followed by one person; the key they are told with. */
async function prepareDossiers({ url }: Stage, origins: readonly string[], count: number): Promise<string> {
  const database = await openPostgres(url);
  const made = {
    unit: 'H49',
    role: 'system' as const,
    createdBy: 'bench',
    mayCorrect: false,
    perMinute: 1_000_000,
  };
  const { secret } = await createKey(database.client, made, new Date());
  await database.close();
  const dossier = {
    procedure: PROCEDURE,
    receivedAt: '2026-11-02T08:00:00+07:00',
    submission: 'direct',
    dueAt: '2027-11-09T17:00:00+07:00',
  };
  const items = Array.from({ length: count }, (_, i) => ({ code: codeOf(i), dossier }));
  for (let at = 0; at < count; at += 500)
    await post(origins[0] ?? '', '/api/dossiers/bulk', secret, { items: items.slice(at, at + 500) });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `WITH people AS (INSERT INTO contacts (key, channel, chat, last_inbound_at, consent_at)
       SELECT 'bench:' || i, 'telegram', ($1::int + i)::text, now(), now() FROM generate_series(0, $2::int - 1) i)
     INSERT INTO subscriptions (person, kind, target, by, created_at)
     SELECT 'bench:' || row_number() OVER () - 1, 'dossier', key, 'digits', now() FROM dossiers`,
    [FIRST_CHAT, count],
  );
  await client.query('ANALYZE');
  await client.end();
  return secret;
}

async function post(origin: string, route: string, key: string, body: object): Promise<void> {
  const response = await fetch(`${origin}${route}`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (!response.ok || text.includes('"ok":false')) throw new Error(`refused: ${text.slice(0, 300)}`);
}

type Servers = { origins: string[]; begin(): void; memory(): string; stop(): Promise<void> };

/** Starts servers that send nothing before `begin`. */
async function startServers({ env }: Stage, count: number, speed: 'limited' | 'unlimited'): Promise<Servers> {
  const children: ChildProcess[] = [];
  const memory: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const child = fork(path.join(projectRoot, 'dist/bench/fanout-server.js'), [speed], {
      env: { ...env, PORT: String(FIRST_PORT + i), TELEGRAM_PER_SECOND: String(PER_SECOND) },
    });
    const [said] = await Promise.race([once(child, 'message'), once(child, 'exit')]);
    if (said !== 'ready') throw new Error('a server did not start');
    child.on('message', ({ rss }: { rss: number }) => {
      memory[i] = Math.max(memory[i] ?? 0, rss);
    });
    children.push(child);
  }
  return {
    origins: children.map((_, i) => `http://127.0.0.1:${FIRST_PORT + i}`),
    begin: () => {
      for (const child of children) child.send('begin');
    },
    memory: () => memory.map((bytes) => `${Math.round(bytes / 2 ** 20)} MB`).join(', '),
    stop: async () => {
      await Promise.all(
        children.map(async (child) => {
          child.kill('SIGTERM');
          if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
        }),
      );
    },
  };
}

async function waitFor(isSo: () => Promise<boolean>, seconds: number): Promise<void> {
  for (const until = Date.now() + seconds * 1_000; Date.now() < until && !(await isSo()); ) await sleep(200);
}
