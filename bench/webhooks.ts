/**
 * Messages from webhook to answer, over HTTP on PostgreSQL, with one process and with two: verified, stored,
 * acknowledged, answered, sent to the platform's fake. Beside a bare handler that stores one row and sends a fixed text,
 * in the same run. `npm run bench -- webhooks --database postgresql://… [--processes 1|2] [--rate 200]`
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import path from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import process from 'node:process';
import { parentPort, Worker, workerData } from 'node:worker_threads';
import pg from 'pg';
import { projectRoot } from '../src/config/paths.js';
import { quantile, withNewDatabase } from './temporary.js';
import { type LoadChannel, type Loaded, type LoadThread, startLoad } from './webhook-load.js';

const FIRST_PORT = 3978;
const RIVAL_PORT = 3977;
const CHANNELS = ['telegram', 'zalo-oa'] as const;
/** A server that has run for a while is what is measured. */
const WARM_UP_SECONDS = 8;
const SECONDS = 10;
/** People who each wait for their answer, where as much as possible is to be answered. */
const CLIENTS = 32;

/** What is measured: where it listens, and how long its event loop stood still at most since it was last asked. */
type Subject = { name: string; servers: string[]; lag: () => Promise<string> };

/** Measures one process and two, or as many as given. */
export async function benchWebhooks(
  server: string,
  processes: number | undefined,
  rate: number,
): Promise<void> {
  for (const count of processes ? [processes] : [1, 2])
    await withNewDatabase(server, async (url) => {
      const load = await startLoad();
      const servers = await startServers(count, url, load.env);
      const rival = await startRival(url, load.env);
      try {
        const subject = { name: `${count} process(es)`, ...servers };
        for (const channel of CHANNELS) await compare(load, channel, [subject, rival], rate);
      } finally {
        await Promise.all([servers.stop(), rival.stop(), load.close()]);
      }
    });
}

async function compare(
  load: LoadThread,
  channel: LoadChannel,
  subjects: readonly Subject[],
  rate: number,
): Promise<void> {
  const most: number[] = [];
  for (const { name, servers, lag } of subjects) {
    await load.measure({ channel, servers, seconds: WARM_UP_SECONDS, pace: { rate } });
    await lag();
    const steady = await load.measure({ channel, servers, seconds: SECONDS, pace: { rate } });
    const stood = await lag();
    const full = await load.measure({ channel, servers, seconds: SECONDS, pace: { clients: CLIENTS } });
    most.push(full.answered / full.seconds);
    process.stdout.write(
      `${channel}, ${name}: at ${rate}/s ${steady.answered} of ${steady.sent} answered; acknowledged ` +
        `${spread(steady.acknowledged)}; answered ${spread(steady.answers)}; event loop stood still at most ${stood}; ` +
        `at most ${(full.answered / full.seconds).toFixed(0)} messages/s${lost(full)}\n`,
    );
  }
  const [ours = 0, theirs = 1] = most;
  process.stdout.write(`${channel}: ratio to the bare handler ${(ours / theirs).toFixed(2)}\n`);
}

const spread = (values: readonly number[]) =>
  `p50 ${quantile(values, 0.5).toFixed(0)} ms, p99 ${quantile(values, 0.99).toFixed(0)} ms`;
const lost = ({ sent, answered }: Loaded) => (sent === answered ? '' : ` (${sent - answered} unanswered)`);

/** Starts so many server processes on one database. */
async function startServers(
  count: number,
  databaseUrl: string,
  env: NodeJS.ProcessEnv,
): Promise<Omit<Subject, 'name'> & { stop(): Promise<void> }> {
  const secret = randomBytes(32).toString('base64');
  const running: ServerProcess[] = [];
  for (let number = 0; number < count; number += 1) {
    const port = FIRST_PORT + number;
    running.push(await startServer(port, { ...env, DATABASE_URL: databaseUrl, SECRET_KEY: secret }));
  }
  const servers = running.map(({ origin }) => origin);
  return {
    servers,
    lag: async () => (await Promise.all(servers.map(lagOf))).join(' and '),
    stop: async () => void (await Promise.all(running.map(({ child }) => end(child, 'SIGTERM')))),
  };
}

export type ServerProcess = { child: ChildProcess; origin: string };

/** Starts a server, and waits until it is healthy. */
export async function startServer(port: number, env: NodeJS.ProcessEnv): Promise<ServerProcess> {
  const origin = `http://127.0.0.1:${port}`;
  const child = spawn(process.execPath, [path.join(projectRoot, 'dist/main.js')], {
    env: { ...process.env, LOG_LEVEL: 'fatal', ...env, PORT: String(port), PUBLIC_URL: origin },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  for (;;) {
    if (child.exitCode !== null) throw new Error('the server did not start');
    if ((await fetch(`${origin}/api/dossiers`).catch(() => null))?.status === 401) return { child, origin };
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Ends a process and waits for its end. */
export async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  child.kill(signal);
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
}

/** How often Node looks at the event loop: what it measures holds that much besides. */
const RESOLUTION_MS = 10;

/** By the server's own metrics, which begin anew each time they are read. */
async function lagOf(origin: string): Promise<string> {
  const text = await (await fetch(`${origin}/metrics`, { headers: { connection: 'close' } })).text();
  const most = Number(/^nodejs_eventloop_lag_max_seconds (\S+)$/m.exec(text)?.[1] ?? Number.NaN);
  return `${Math.max(0, most * 1000 - RESOLUTION_MS).toFixed(0)} ms`;
}

type RivalSettings = { databaseUrl: string; env: { [name: string]: string } };

async function startRival(databaseUrl: string, env: { [name: string]: string }) {
  const worker = new Worker(new URL(import.meta.url), { workerData: { databaseUrl, env } });
  const told = async () => String(await new Promise((resolve) => worker.once('message', resolve)));
  await told();
  const lag = async () => {
    const answer = told();
    worker.postMessage('lag');
    return answer;
  };
  const servers = [`http://127.0.0.1:${RIVAL_PORT}`];
  return { name: 'bare handler', servers, lag, stop: async () => void (await worker.terminate()) };
}

if (parentPort && workerData?.databaseUrl) await rival(parentPort, workerData as RivalSettings);

/** Verifies nothing, knows nothing: one row, one fixed text. */
async function rival(
  port: NonNullable<typeof parentPort>,
  { databaseUrl, env }: RivalSettings,
): Promise<void> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  await pool.query('CREATE TABLE IF NOT EXISTS bench_inbox (id bigserial PRIMARY KEY, body jsonb)');
  const send = async (url: string, headers: object, body: object) => {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    await answer.arrayBuffer();
  };
  const text = 'Xin chào anh/chị. '.repeat(50).trim();
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const body = Buffer.concat(parts).toString();
    await pool.query('INSERT INTO bench_inbox (body) VALUES ($1)', [body]);
    response.writeHead(200).end();
    const { message, sender, event_name } = JSON.parse(body);
    if (message?.chat) {
      const url = `${env.TELEGRAM_API_ROOT}/bot${env.TELEGRAM_BOT_TOKEN}/sendMessage`;
      await send(url, {}, { chat_id: message.chat.id, text });
    } else if (event_name === 'user_send_text') {
      const given = { recipient: { user_id: sender.id }, message: { text } };
      const url = `${env.ZALO_OPENAPI_URL}/v3.0/oa/message/cs`;
      await send(url, { access_token: env.ZALO_OA_ACCESS_TOKEN }, given);
    }
  });
  const lag = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  lag.enable();
  port.on('message', () => {
    port.postMessage(`${Math.max(0, lag.max / 1e6 - RESOLUTION_MS).toFixed(0)} ms`);
    lag.reset();
  });
  server.listen(RIVAL_PORT, '127.0.0.1', () => port.postMessage('listening'));
}
