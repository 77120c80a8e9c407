/** The server as a process of its own, built from the sources as they stand. */
import { type ChildProcess, spawn } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { build, type Plugin } from 'vite';
import { inject } from 'vitest';
import { writeIntentsFile } from '../../src/catalogue/intents-file.js';
import { projectRoot } from '../../src/config/paths.js';
import { newFolder } from './folder.js';
import { shippedIntents } from './reader.js';

/** A server of a test runs for seconds: making its WebAssembly faster first would take as much again as all it does. */
const FLAGS = ['--liftoff-only'];

export type Program = {
  /** Starts the server; resolves when it answers at `address`. */
  serve(env: Record<string, string>): Promise<{ process: ChildProcess; address: string }>;
};

/** See `beginAs`: each restore begins a database. */
function beginningAs(cluster: string): Plugin {
  const begin = JSON.stringify(path.join(projectRoot, 'test/support/begin.ts'));
  return {
    name: 'begin-as',
    transform: (code, id) =>
      id === path.join(projectRoot, 'src/main.ts')
        ? `import { beginAs } from ${begin};\nbeginAs(() => ${JSON.stringify(cluster)});\n${code}`
        : null,
  };
}

/** Builds it into a folder of its own, beside the data it needs. */
export async function buildProgram(): Promise<Program> {
  const folder = newFolder('program');
  for (const name of ['prisma', 'locales', 'package.json'])
    symlinkSync(path.join(projectRoot, name), path.join(folder, name));
  const cluster = inject('cluster');
  await build({
    configFile: path.join(projectRoot, 'vite.server.config.ts'),
    logLevel: 'error',
    plugins: cluster === null ? [] : [beginningAs(cluster)],
    build: { outDir: path.join(folder, 'dist'), emptyOutDir: true },
  });
  writeIntentsFile(path.join(folder, 'dist/intents.bin'), shippedIntents());
  return {
    serve: async (env) => {
      const port = await freePort();
      const child = spawn(process.execPath, [...FLAGS, path.join(folder, 'dist/main.js')], {
        cwd: folder,
        env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'warn', PORT: String(port), ...env },
      });
      // Of a run that is broken off nothing goes on.
      const stop = () => void child.kill('SIGKILL');
      process.once('exit', stop);
      child.once('exit', () => process.off('exit', stop));
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.on('data', (text) => {
          said += String(text);
        });
      const address = `http://127.0.0.1:${port}`;
      for (;;) {
        if (child.exitCode !== null) throw new Error(`the server did not start: ${said}`);
        if (
          await fetch(`${address}/readyz`).then(
            ({ ok }) => ok,
            () => false,
          )
        )
          return { process: child, address };
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
  };
}

/** Ends a process, and waits until it has. */
export async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await ended;
}

async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as net.AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
