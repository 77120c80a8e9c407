/** The server as a process of its own, compiled from the sources as they stand. */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import ts from 'typescript';
import { projectRoot } from '../../src/config/paths.js';

export type Program = {
  /** Starts the server; resolves when it answers at `address`. */
  serve(env: Record<string, string>): Promise<{ process: ChildProcess; address: string }>;
  remove(): void;
};

/** Compiles it into a folder of its own, beside the packages and data it needs. */
export function compileProgram(): Program {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'motcua-program-'));
  for (const name of ['node_modules', 'prisma', 'locales', 'package.json'])
    symlinkSync(path.join(projectRoot, name), path.join(folder, name));
  const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2023 };
  for (const file of readdirSync(path.join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' })) {
    const source = path.join(projectRoot, 'src', file);
    const target = path.join(folder, 'src', file.replace(/\.ts$/, '.js'));
    if (statSync(source).isDirectory()) continue;
    mkdirSync(path.dirname(target), { recursive: true });
    if (!file.endsWith('.ts')) copyFileSync(source, target);
    else
      writeFileSync(target, ts.transpileModule(readFileSync(source, 'utf8'), { compilerOptions }).outputText);
  }
  return {
    serve: async (env) => {
      const port = await freePort();
      const child = spawn(process.execPath, [path.join(folder, 'src/main.js')], {
        cwd: folder,
        env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'warn', PORT: String(port), ...env },
      });
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
    remove: () => rmSync(folder, { recursive: true, force: true }),
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
