// Starts the built program as a newcomer does (`npm start`), asks over HTTP and on the command line, stops it with
// SIGTERM to npm itself, and makes sure that nothing is left listening. Exit code 0 when all of that went well.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'motcua-smoke-'));
const port = await freePort();
const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, DATABASE_URL: '', LOG_LEVEL: 'warn' };
const address = `http://127.0.0.1:${port}`;

/** Starts the server and waits for its first answer; returns it with the milliseconds that took. */
async function start() {
  const began = performance.now();
  const server = spawn('npm', ['start'], { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] });
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
  return spawnSync(process.execPath, [path.join(root, 'bin/motcua.mjs'), ...args], {
    cwd: root,
    env,
    encoding: 'utf8',
  });
}

try {
  const first = await start();
  process.stdout.write(`first start: answered after ${Math.round(first.ms)} ms\n`);
  assert.equal(first.answer.replies[0].procedure.code, '1.001193');

  const beside = motcua('ask', 'đăng ký kết hôn mất bao nhiêu tiền');
  assert.equal(beside.status, 0, beside.stderr);
  assert.match(beside.stdout, /kết hôn/i);
  const refused = spawnSync(process.execPath, ['dist/src/main.js'], { cwd: root, env, encoding: 'utf8' });
  assert.notEqual(refused.status, 0);
  assert.match(refused.stderr, /đang được một tiến trình motcua khác dùng/);
  await stop(first.server);

  const second = await start();
  process.stdout.write(`second start: answered after ${Math.round(second.ms)} ms\n`);
  await stop(second.server);
  const alone = motcua('catalogue', 'history');
  assert.equal(alone.status, 0, alone.stderr);
  assert.equal(motcua('no-such-command').status, 2);
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
