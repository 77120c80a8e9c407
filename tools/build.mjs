// Builds when something has changed since the last build. Says so on standard error: standard output is for results.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { lockFile } from './lock-file.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [dist, draft] = [path.join(root, 'dist'), path.join(root, 'dist.new')];
const stamp = path.join(dist, '.built');
const SOURCES = [
  'src',
  'prisma/schema.prisma',
  'prisma/seed',
  'vite.config.ts',
  'vite.server.config.ts',
  'package-lock.json',
];

const vite = (...args) => ['vite/bin/vite.js', 'build', '--logLevel', 'warn', ...args];

/** What is built, in order: its name, and the program that builds it with its arguments. */
const STEPS = [
  ['phần đọc cơ sở dữ liệu', 'prisma/build/index.js', 'generate', '--no-hints'],
  ['máy chủ và các lệnh', ...vite('--config', 'vite.server.config.ts', '--outDir', draft)],
  ['phần hiểu câu hỏi', path.join(draft, 'train.js'), path.join(draft, 'intents.bin')],
  ['trang trò chuyện', ...vite('--outDir', path.join(draft, 'web'))],
];

const say = (text) => process.stderr.write(`${text}\n`);

/** Builds unless the last build is newer than every source; while another process builds, waits for it. */
export function buildIfNeeded({ force = false } = {}) {
  if (!force && isFresh()) return;
  const unlock = lockFile(path.join(root, 'dist.lock'), () =>
    say('Chương trình đang được dựng ở cửa sổ khác; đang chờ…'),
  );
  const isBuilt = (!force && isFresh()) || build();
  unlock();
  if (isBuilt) return;
  say('Không dựng được chương trình. Chạy lại: npm ci && npm run build');
  process.exit(1);
}

function isFresh() {
  const built = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  return SOURCES.every((source) => newest(path.join(root, source)) < built);
}

function newest(file) {
  const stats = statSync(file);
  if (!stats.isDirectory()) return stats.mtimeMs;
  if (path.basename(file) === 'generated') return 0;
  return Math.max(stats.mtimeMs, ...readdirSync(file).map((name) => newest(path.join(file, name))));
}

/** Whether it went well. */
function build() {
  say('Đang dựng chương trình, lần đầu và sau mỗi lần cập nhật…');
  // Beside the old one, which a running server may still be reading; it goes when the new one is whole.
  rmSync(draft, { recursive: true, force: true });
  for (const [at, [name, program, ...args]] of STEPS.entries()) {
    say(`  ${at + 1}/${STEPS.length} ${name}`);
    if (!run(program, args)) return false;
  }
  rmSync(dist, { recursive: true, force: true });
  renameSync(draft, dist);
  writeFileSync(stamp, '');
  return true;
}

/** Whether it went well. What a program says is shown only where it did not. */
function run(program, args) {
  const file = path.resolve(root, 'node_modules', program);
  const { status, stdout, stderr } = spawnSync(process.execPath, [file, ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  if (status !== 0) process.stderr.write(Buffer.concat([stdout, stderr]));
  return status === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  buildIfNeeded({ force: process.argv.includes('--force') });
