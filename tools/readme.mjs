// Does what the README says, as a newcomer would: clones what is committed into an empty folder and runs every line of its
// code blocks there, once each and in their order. `npm start` goes on running beside the lines after it. Exit code 0 when
// each went well. `--linked`: with the packages of this checkout instead of `npm ci`.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/** They take minutes, and are steps of their own in `.ci/run`. */
const ELSEWHERE = new Set(['npm ci && npm test', 'npm run check', 'npm run test:browser']);
const INSTALL = 'npm ci && ';
const START_MS = 180_000;

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const isLinked = process.argv.includes('--linked');
const folder = mkdtempSync(path.join(os.tmpdir(), 'motcua-readme-'));
const clone = path.join(folder, 'motcua');
const port = await freePort();
const env = {
  ...process.env,
  PORT: String(port),
  LANG: 'vi_VN.UTF-8',
  LC_ALL: '',
  npm_config_audit: 'false',
};
for (const name of ['DATA_DIR', 'DATABASE_URL', 'PUBLIC_URL', 'LOG_LEVEL']) delete env[name];

/** The lines of the code blocks, without comments; one that goes on after `\` as one. */
function commandsOf(markdown) {
  const blocks = [...markdown.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, block]) => block);
  return blocks
    .flatMap((block) => block.replaceAll('\\\n', ' ').split('\n'))
    .map((line) => line.replace(/(^|\s+)# .*$/, '').trim())
    .filter((line) => line !== '');
}

function check(isGood, what) {
  if (!isGood) throw new Error(what);
}

function runLine(line) {
  const began = performance.now();
  const { status, stdout, stderr } = spawnSync('bash', ['-c', line], {
    cwd: clone,
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  process.stdout.write(`${Math.round(performance.now() - began)} ms: ${line}\n`);
  check(status === 0, `ended with ${status}: ${line}\n${stdout}${stderr}`);
  check(stdout + stderr !== '' || / chat$/.test(line), `said nothing: ${line}`);
}

/** Starts the server and waits until it answers; gives it, and what it has said by then. */
async function start(line) {
  const began = performance.now();
  const server = spawn('bash', ['-c', `exec ${line}`], {
    cwd: clone,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  server.stdout.on('data', (text) => {
    said += text;
  });
  while (!/^Địa chỉ: .*\n/m.test(said)) {
    check(server.exitCode === null, `the server ended instead of starting: ${said}`);
    check(performance.now() - began < START_MS, `the server took too long: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  const response = await fetch(`http://127.0.0.1:${port}/api/chat`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ text: 'làm giấy khai sinh cho con cần gì' }),
  });
  check(response.status === 200, `the first question was answered with ${response.status}`);
  process.stdout.write(`${Math.round(performance.now() - began)} ms to the first answer: ${line}\n`);
  check(/^Địa chỉ: .*$/.test(said.trim().split('\n').at(-1)), `the address does not come last: ${said}`);
  check(!/prisma|^\{/im.test(said), `more is said than a newcomer needs: ${said}`);
  return server;
}

async function stop(server) {
  if (!server) return;
  const ended = new Promise((resolve) => server.once('exit', resolve));
  if (server.exitCode === null) server.kill('SIGTERM');
  else return;
  await ended;
}

function freePort() {
  return new Promise((resolve) => {
    const server = net.createServer().listen(0, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

let server;
try {
  check(
    spawnSync('git', ['clone', '--quiet', root, clone], { stdio: 'inherit' }).status === 0,
    'git clone failed',
  );
  const packages = [path.join(root, 'node_modules'), path.join(clone, 'node_modules')];
  if (isLinked)
    check(spawnSync('cp', ['-al', ...packages], { stdio: 'inherit' }).status === 0, 'cp -al failed');
  for (const line of commandsOf(readFileSync(path.join(clone, 'README.md'), 'utf8'))) {
    if (ELSEWHERE.has(line)) continue;
    if (!line.endsWith('npm start')) {
      runLine(line);
      continue;
    }
    if (line.startsWith(INSTALL) && !isLinked) runLine(INSTALL.slice(0, -' && '.length));
    server = await start(line.replace(INSTALL, ''));
  }
} finally {
  await stop(server);
  rmSync(folder, { recursive: true, force: true });
}
