/**
 * Builds what runs on Node as bundles that need no package beside them: the server and the commands with their threads,
 * or (`--mode bench`) the benches. What only some commands use lies in files of its own, loaded when it is wanted.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const root = import.meta.dirname;

/** Files that packages read, by the place where the bundled code looks for them. */
const FILES = {
  'pglite.wasm': '@electric-sql/pglite/dist/pglite.wasm',
  'pglite.data': '@electric-sql/pglite/dist/pglite.data',
  'initdb.wasm': '@electric-sql/pglite/dist/initdb.wasm',
  'node_modules/@jsquash/jpeg/package.json': '@jsquash/jpeg/package.json',
  'node_modules/@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm': '@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm',
  'node_modules/zxing-wasm/package.json': 'zxing-wasm/package.json',
  'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm': 'zxing-wasm/dist/reader/zxing_reader.wasm',
  'node_modules/zxing-wasm/dist/writer/zxing_writer.wasm': 'zxing-wasm/dist/writer/zxing_writer.wasm',
};

const shipFiles: Plugin = {
  name: 'ship-files',
  generateBundle() {
    for (const [fileName, from] of Object.entries(FILES))
      this.emitFile({ type: 'asset', fileName, source: readFileSync(path.join(root, 'node_modules', from)) });
  },
};

const WORKERS = {
  'index-worker': 'src/catalogue/index-worker.ts',
  'reader-worker': 'src/photos/reader-worker.ts',
};
const PROGRAM = { main: 'src/main.ts', cli: 'src/cli.ts', train: 'src/train.ts', ...WORKERS };
/** Those that start themselves again as a thread or a process need a file of their own. */
const BENCHES = ['main', 'fanout-server', 'fanout-platform', 'webhook-load', 'webhooks'];
const BENCH = { ...Object.fromEntries(BENCHES.map((name) => [name, `bench/${name}.ts`])), ...WORKERS };

export default defineConfig(({ mode }) => ({
  root,
  publicDir: false,
  plugins: [shipFiles],
  // node-fetch, a dependency of grammY, takes it for a Node that has no URL; it would bring the deprecated punycode.
  resolve: { alias: { 'whatwg-url': 'node:url' } },
  // pg looks for it in vain: a driver in C that is not used.
  ssr: { noExternal: true, external: ['pg-native'] },
  build: {
    ssr: true,
    outDir: path.join(root, mode === 'bench' ? 'dist/bench' : 'dist'),
    target: 'node20.19',
    sourcemap: true,
    minify: false,
    license: { fileName: 'licences.md' },
    rolldownOptions: {
      input: mode === 'bench' ? BENCH : PROGRAM,
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        sourcemapExcludeSources: true,
      },
      // PGlite's own, compiled by Emscripten.
      onLog: (level, log, report) => log.code !== 'EVAL' && report(level, log),
    },
  },
}));
