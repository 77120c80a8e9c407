// Takes a long list over while others use the server, and prints how long a question in the chat and an update of the desk's
// API had to wait meanwhile. node tools/import-waits.mjs [rows] [csv|xlsx]
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { writeXlsx } from 'hucre/xlsx';
import { buildIfNeeded } from './build.mjs';

const [rows = '20000', kind = 'csv'] = process.argv.slice(2);
const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(path.join(os.tmpdir(), 'motcua-waits-'));
const port = await freePort();
let told = 0;
const address = `http://127.0.0.1:${port}`;
const env = {
  ...process.env,
  PORT: String(port),
  DATA_DIR: path.join(folder, 'data'),
  DATABASE_URL: '',
  LOG_LEVEL: 'warn',
};
const motcua = (...line) =>
  execFileSync(process.execPath, [path.join(root, 'bin/motcua.mjs'), ...line], { env }).toString();

buildIfNeeded();
const server = spawn(process.execPath, ['--enable-source-maps', path.join(root, 'dist/main.js')], {
  env,
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit'],
});
try {
  while (!(await question().catch(() => null))) await pause(100);
  const key = motcua(
    'staff',
    'key',
    'create',
    '--unit',
    'H21.18',
    '--role',
    'system',
    '--per-minute',
    '100000',
  ).trim();
  await put(key);
  await say('at rest', await measure(key, pause(5000)));
  const [first, second] = [await list(Number(rows), 'Đang xử lý'), await list(Number(rows), 'Đã có kết quả')];
  await say('trying a new list', await measure(key, take(first)));
  await say('taking it over', await measure(key, take(first, '--apply')));
  await say('taking over another state of all', await measure(key, take(second, '--apply')));
  await say('trying to take that back', await measure(key, undo('2')));
  await say('taking it back', await measure(key, undo('2', '--apply')));
} finally {
  server.kill('SIGTERM');
  await new Promise((resolve) => server.once('exit', resolve));
  rmSync(folder, { recursive: true, force: true });
}

/** As many dossiers as given, as a file of a desk. */
async function list(count, state) {
  const head = [
    'Số hồ sơ',
    'Mã TTHC',
    'Ngày tiếp nhận',
    'Hẹn trả',
    'Người nộp',
    'SĐT',
    'Trạng thái',
    'Cán bộ xử lý',
  ];
  const body = Array.from({ length: count }, (_, n) => [
    `H21.17-261120-${String(n + 1).padStart(5, '0')}`,
    '1.004873',
    `${String((n % 28) + 1).padStart(2, '0')}/10/2026 09:00`,
    `${String((n % 28) + 1).padStart(2, '0')}/11/2026`,
    `Nguyễn Văn ${n}`,
    `09${String(n).padStart(8, '0')}`,
    state,
    'Lê Văn Cường',
  ]);
  const file = path.join(folder, `${state}.${kind}`);
  const table = [head, ...body];
  const content =
    kind === 'csv'
      ? table.map((row) => row.join(';')).join('\n')
      : await writeXlsx({ sheets: [{ name: 'A', rows: table }] });
  writeFileSync(file, content);
  return file;
}

function take(file, ...flags) {
  return command('dossier', 'import', file, ...flags);
}

function undo(...line) {
  return command('dossier', 'undo-import', ...line);
}

async function command(...line) {
  const began = performance.now();
  const child = spawn(process.execPath, [path.join(root, 'bin/motcua.mjs'), ...line], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  for await (const piece of child.stdout) out += piece;
  const last = out.trim().split('\n').at(-1);
  process.stdout.write(`  ${Math.round(performance.now() - began)} ms: ${last}\n`);
}

/** Asks and updates all the time while work goes on; the waits in milliseconds. */
async function measure(key, work) {
  let isDone = false;
  const ended = work.then(() => {
    isDone = true;
  });
  const again = async (call) => {
    const waits = [];
    while (!isDone) {
      const began = performance.now();
      await call();
      waits.push(performance.now() - began);
      await pause(50);
    }
    return waits;
  };
  const [chat, api] = await Promise.all([again(question), again(() => update(key)), ended]);
  return { chat, api };
}

function say(what, waits) {
  for (const [who, list] of Object.entries(waits)) {
    const sorted = [...list].sort((a, b) => a - b);
    const at = (share) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
    process.stdout.write(
      `${what}: ${who} ${sorted.length} times, median ${at(0.5)} ms, 95 % ${at(0.95)} ms, longest ${at(1)} ms\n`,
    );
  }
}

async function question() {
  const response = await fetch(`${address}/api/chat`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Connection: 'close' },
    body: JSON.stringify({ text: 'làm giấy khai sinh cho con cần gì' }),
  });
  assert.equal(response.status, 200);
  return response.json();
}

async function put(key) {
  const dossier = { procedure: '1.004873', receivedAt: '2026-11-20T09:00:00+07:00', submission: 'direct' };
  await desk(key, 'PUT', '', dossier);
}

async function update(key) {
  told += 1;
  await desk(key, 'POST', '/events', { id: `e${told}`, status: 4, at: new Date().toISOString() });
}

async function desk(key, method, tail, body) {
  const response = await fetch(`${address}/api/dossiers/H21.18-261120-0001${tail}`, {
    method,
    headers: { Authorization: `Bearer ${key}`, 'Content-Type': 'application/json', Connection: 'close' },
    body: JSON.stringify(body),
  });
  assert.ok(response.status < 300 || response.status === 429, await response.text());
}

function pause(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

function freePort() {
  return new Promise((resolve) => {
    const listening = net.createServer().listen(0, () => {
      const { port: free } = listening.address();
      listening.close(() => resolve(free));
    });
  });
}
