/**
 * Kills the server (SIGKILL) in the middle of an import, again and again, and checks each time that it starts again
 * and answers from a whole publication: the one before, or the whole new one.
 * `npm run bench -- kill --catalogue FILE [--rounds 10]`
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { projectRoot } from '../src/config/paths.js';

/** Returns how many rounds found the old publication and how many the new one; throws on anything else. */
export async function benchKill(catalogue: string, rounds: number): Promise<void> {
  const dataDir = mkdtempSync(path.join(os.tmpdir(), 'motcua-kill-'));
  const env = { ...process.env, DATA_DIR: dataDir, DATABASE_URL: '', PORT: '3987', LOG_LEVEL: 'warn' };
  const found = { before: 0, after: 0 };
  try {
    const whole = await sizeAfterStart(env);
    process.stdout.write(`starter catalogue: ${whole} procedures\n`);
    for (let round = 0; round < rounds; round += 1) {
      const server = await startServer(env);
      const importing = spawnCli(env, ['catalogue', 'import', catalogue, '--apply']);
      const ended = once(importing);
      await sleep(1500 + round * 900);
      server.kill('SIGKILL');
      await Promise.all([once(server), ended]);
      const size = await sizeAfterStart(env);
      if (size !== whole && size < 5000)
        throw new Error(`round ${round + 1}: a part of the catalogue answers (${size})`);
      found[size === whole ? 'before' : 'after'] += 1;
      process.stdout.write(`round ${round + 1}: killed, started again, ${size} procedures answer\n`);
      if (size !== whole) await rollBackToFirst(env);
    }
    process.stdout.write(
      `whole old publication ${found.before}, whole new publication ${found.after}, broken 0\n`,
    );
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
}

type Env = NodeJS.ProcessEnv;

async function startServer(env: Env): Promise<ChildProcess> {
  const server = spawn(process.execPath, [path.join(projectRoot, 'dist/main.js')], {
    env,
    stdio: 'ignore',
  });
  for (;;) {
    if (server.exitCode !== null) throw new Error('the server did not start');
    if (await answers()) return server;
    await sleep(100);
  }
}

async function answers(): Promise<boolean> {
  const response = await fetch('http://127.0.0.1:3987/api/chat', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ text: 'làm giấy khai sinh cho con cần gì' }),
  }).catch(() => null);
  if (!response?.ok) return false;
  const { replies } = (await response.json()) as { replies: { procedure?: { code: string } }[] };
  return replies[0]?.procedure?.code === '1.001193';
}

async function sizeAfterStart(env: Env): Promise<number> {
  const server = await startServer(env);
  const lines = await outputOf(env, ['catalogue', 'export', '--format', 'jsonl']);
  server.kill('SIGTERM');
  await once(server);
  return lines.split('\n').length - 1;
}

async function rollBackToFirst(env: Env): Promise<void> {
  await outputOf(env, ['catalogue', 'rollback', '1', '--apply']);
}

function spawnCli(env: Env, args: string[]): ChildProcess {
  return spawn(process.execPath, [path.join(projectRoot, 'dist/cli.js'), ...args], {
    env,
    stdio: 'ignore',
  });
}

async function outputOf(env: Env, args: string[]): Promise<string> {
  const command = spawn(process.execPath, [path.join(projectRoot, 'dist/cli.js'), ...args], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  command.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  await once(command);
  return output;
}

async function once(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null)
    await new Promise((resolve) => child.once('close', resolve));
}

async function sleep(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
