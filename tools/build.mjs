// Builds when something has changed since the last build. Says so on standard error: standard output is for results.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const stamp = path.join(root, 'dist/.built');
const SOURCES = [
  'src',
  'prisma/schema.prisma',
  'prisma/seed',
  'vite.config.ts',
  'vite.server.config.ts',
  'package-lock.json',
];

function newest(file) {
  const stats = statSync(file);
  if (!stats.isDirectory()) return stats.mtimeMs;
  if (path.basename(file) === 'generated') return 0;
  return Math.max(stats.mtimeMs, ...readdirSync(file).map((name) => newest(path.join(file, name))));
}

function run(program, args) {
  const file = path.resolve(root, 'node_modules', program);
  const { status } = spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: ['ignore', 2, 2] });
  if (status !== 0) {
    process.stderr.write('Không dựng được chương trình. Chạy lại: npm ci && npm run build\n');
    process.exit(1);
  }
}

const runVite = (...args) => run('vite/bin/vite.js', ['build', '--logLevel', 'warn', ...args]);

/** Builds unless the last build is newer than every source. */
export function buildIfNeeded({ force = false } = {}) {
  const built = existsSync(stamp) ? statSync(stamp).mtimeMs : 0;
  if (!force && SOURCES.every((source) => newest(path.join(root, source)) < built)) return;
  process.stderr.write('Đang dựng chương trình…\n');
  // Beside the old one, which a running server may still be reading; it goes when the new one is whole.
  const [dist, draft] = [path.join(root, 'dist'), path.join(root, 'dist.new')];
  rmSync(draft, { recursive: true, force: true });
  run('prisma/build/index.js', ['generate', '--no-hints']);
  runVite('--config', 'vite.server.config.ts', '--outDir', draft);
  run(path.join(draft, 'train.js'), [path.join(draft, 'intents.bin')]);
  runVite('--outDir', path.join(draft, 'web'));
  rmSync(dist, { recursive: true, force: true });
  renameSync(draft, dist);
  writeFileSync(stamp, '');
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  buildIfNeeded({ force: process.argv.includes('--force') });
