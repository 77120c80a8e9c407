// Starts the built program as a newcomer does (`npm start`), asks over HTTP and on the command line, stops it with
// SIGTERM to npm itself, and makes sure that nothing is left listening. Then the same data again by an installation that
// is the built program alone, without packages: it files a dossier and prints its QR code, which is read back.
// Exit code 0 when all of that went well.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(path.join(os.tmpdir(), 'motcua-smoke-'));
const [dataDir, installation] = [path.join(folder, 'data'), path.join(folder, 'program')];
const port = await freePort();
const address = `http://127.0.0.1:${port}`;
const env = {
  ...process.env,
  PORT: String(port),
  PUBLIC_URL: address,
  DATA_DIR: dataDir,
  DATABASE_URL: '',
  LOG_LEVEL: 'warn',
};

/** Starts the server and waits for its first answer; returns it with the milliseconds that took. */
async function start(cwd, program, ...args) {
  const began = performance.now();
  const server = spawn(program, args, { cwd, env, stdio: ['ignore', 'inherit', 'inherit'] });
  for (;;) {
    assert.equal(server.exitCode, null, 'the server ended instead of starting');
    const answer = await ask('làm giấy khai sinh cho con cần gì').catch(() => null);
    if (answer) return { server, answer, ms: performance.now() - began };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function ask(text) {
  const response = await fetch(`${address}/api/chat`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ text }),
  });
  assert.equal(response.status, 200);
  return response.json();
}

async function stop(server) {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGTERM');
  await ended;
  for (let attempt = 0; attempt < 40 && (await listens()); attempt += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.equal(await listens(), false, 'something still listens after the stop');
}

function listens() {
  return new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function motcua(...args) {
  return motcuaIn(root, ...args);
}

function motcuaIn(cwd, ...args) {
  return spawnSync(process.execPath, ['bin/motcua.mjs', ...args], { cwd, env, encoding: 'utf8' });
}

/** What an image for production holds. */
function install() {
  for (const part of ['package.json', 'bin', 'dist', 'locales', 'prisma'])
    cpSync(path.join(root, part), path.join(installation, part), { recursive: true });
}

/** Files a dossier, prints the QR code for its receipt, and has the thread that reads photos read it. */
async function fileAndPrint(code) {
  const made = motcuaIn(installation, 'staff', 'key', 'create', '--unit', 'H21.17', '--role', 'desk');
  assert.equal(made.status, 0, made.stderr);
  const filed = await fetch(`${address}/api/dossiers/${code}`, {
    method: 'PUT',
    headers: { Authorization: `Bearer ${made.stdout.trim()}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({
      procedure: '1.004884',
      receivedAt: '2026-11-20T09:00:00+07:00',
      submission: 'direct',
      owner: { name: 'Nguyễn Văn An', phone: '0905123456' },
    }),
  });
  assert.equal(filed.status, 201, await filed.text());
  const picture = path.join(folder, 'receipt.png');
  const printed = motcuaIn(installation, 'dossier', 'qr', code, '--out', picture);
  assert.equal(printed.status, 0, printed.stderr);
  const thread = new Worker(path.join(installation, 'dist/reader-worker.js'), {
    workerData: readFileSync(picture),
  });
  const [reading] = await once(thread, 'message');
  await thread.terminate();
  assert.ok(printed.stdout.includes(`Mã QR mở: ${reading.texts[0]}\n`), printed.stdout);
}

try {
  const first = await start(root, 'npm', 'start');
  process.stdout.write(`first start: answered after ${Math.round(first.ms)} ms\n`);
  assert.equal(first.answer.replies[0].procedure.code, '1.001193');

  const beside = motcua('ask', 'đăng ký kết hôn mất bao nhiêu tiền');
  assert.equal(beside.status, 0, beside.stderr);
  assert.match(beside.stdout, /kết hôn/i);
  const refused = spawnSync(process.execPath, ['dist/main.js'], { cwd: root, env, encoding: 'utf8' });
  assert.notEqual(refused.status, 0);
  assert.match(refused.stderr, /đang được một tiến trình motcua khác dùng/);
  await stop(first.server);

  install();
  const second = await start(installation, process.execPath, 'dist/main.js');
  process.stdout.write(`second start, without packages: answered after ${Math.round(second.ms)} ms\n`);
  await fileAndPrint('H21.17-261120-0012');
  await stop(second.server);
  const alone = motcuaIn(installation, 'catalogue', 'history');
  assert.equal(alone.status, 0, alone.stderr);
  assert.equal(motcua('no-such-command').status, 2);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
