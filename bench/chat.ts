/**
 * `/api/chat` against a bare Hono handler that reads and upserts one row of the same database and returns the same
 * JSON: messages per second, in turn in one process, over HTTP. `npm run bench -- chat [--seconds 5]`
 */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { createApp, createServices, openDatabase } from '../src/app.js';
import { parseConfig } from '../src/config/index.js';
import { DEFAULT_CHAT_LIMITS } from '../src/http/limits.js';
import { createLog } from '../src/operations/log.js';
import { QUESTIONS } from './questions.js';

const CLIENTS = 8;
const ROUNDS = 4;

/** Measures on the embedded database, or on PostgreSQL when a URL is given. */
export async function benchChat(seconds: number, databaseUrl: string | undefined): Promise<void> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'motcua-bench-'));
  const env = {
    DATA_DIR: dataDir,
    DATABASE_URL: databaseUrl,
    SECRET_KEY: randomBytes(32).toString('base64'),
  };
  const config = parseConfig(env);
  const opened = await openDatabase(config);
  const { database } = opened;
  const services = createServices(config, opened, createLog('error'));
  const app = await createApp(services, {
    limits: { ...DEFAULT_CHAT_LIMITS, messagesPerMinutePerAddress: 100_000_000 },
  });
  const sample = await (await app.request('/api/chat', post({ text: QUESTIONS[0] ?? '' }))).json();
  const db = database.client;
  const rival = new Hono().post('/api/chat', async (context) => {
    await context.req.json();
    const key = randomBytes(16).toString('base64url');
    await db.conversation.findUnique({ where: { key } });
    const state = { bench: true };
    await db.conversation.upsert({
      where: { key },
      create: { key, state, turn: 1 },
      update: { state, turn: 1 },
    });
    return context.json(sample as object);
  });
  const servers = {
    motcua: serve({ fetch: app.fetch, port: 3985 }),
    rival: serve({ fetch: rival.fetch, port: 3986 }),
  };
  const rates: { motcua: number[]; rival: number[] } = { motcua: [], rival: [] };
  for (let round = 0; round < ROUNDS; round += 1) {
    rates.motcua.push(await measure(3985, seconds));
    rates.rival.push(await measure(3986, seconds));
  }
  for (const server of Object.values(servers)) server.close();
  await services.close();
  rmSync(dataDir, { recursive: true, force: true });
  // The first round warms both up.
  const [ours, theirs] = [median(rates.motcua.slice(1)), median(rates.rival.slice(1))];
  process.stdout.write(
    `/api/chat on ${database.kind}: ${ours.toFixed(0)} messages/s; bare handler ${theirs.toFixed(0)}/s; ` +
      `ratio ${(ours / theirs).toFixed(2)}\n`,
  );
}

function post(body: object): RequestInit {
  return { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
}

async function measure(port: number, seconds: number): Promise<number> {
  const end = performance.now() + seconds * 1000;
  let answered = 0;
  const client = async (number: number) => {
    for (let i = number; performance.now() < end; i += 1) {
      const text = QUESTIONS[i % QUESTIONS.length] ?? '';
      await (await fetch(`http://127.0.0.1:${port}/api/chat`, post({ text }))).arrayBuffer();
      answered += 1;
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)));
  return answered / seconds;
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}
