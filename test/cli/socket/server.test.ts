import { EventEmitter, once } from 'node:events';
import { chmodSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runProgram } from '../../../src/cli/program.js';
import { runThroughServer } from '../../../src/cli/socket/client.js';
import { type RunCommand, serveCommands } from '../../../src/cli/socket/server.js';
import { socketPath } from '../../../src/cli/socket/wire.js';
import { newFolder } from '../../support/folder.js';
import { memoryIo } from '../../support/io.js';
import { silentLog } from '../../support/records.js';

describe('commands through a running server', () => {
  const open: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const server of open.splice(0)) await server.close();
  });
  async function serve(folder: string, run: RunCommand): Promise<void> {
    open.push(await serveCommands(folder, run, silentLog));
  }

  it('lend the caller’s arguments, streams, files and exit code', async () => {
    const folder = newFolder('socket');
    await serve(folder, async (argv, io) => {
      let length = 0;
      for await (const piece of io.readFile('in.bin')) length += piece.length;
      let typed = '';
      for await (const piece of io.stdin()) typed += Buffer.from(piece).toString();
      await io.out(`${argv.join(' ')} ${io.user} ${length} ${typed}`);
      await io.err('tiến độ');
      await io.writeFile('out.bin', Buffer.from([0, 255, 10]));
      return 7;
    });
    const { io, written } = memoryIo({ stdin: 'gõ vào', files: { 'in.bin': new Uint8Array(300_000) } });
    expect(await runThroughServer(folder, ['a', 'b'], io)).toBe(7);
    expect(written.out).toBe('a b lan 300000 gõ vào');
    expect(written.err).toBe('tiến độ');
    expect(written.files.get('out.bin')).toEqual(Buffer.from([0, 255, 10]));
  });

  it('tell the command why a file cannot be read', async () => {
    const folder = newFolder('socket');
    await serve(folder, async (_, io) => {
      for await (const _piece of io.readFile('missing')) return 0;
      return 0;
    });
    const { io } = memoryIo();
    const failing = runThroughServer(folder, [], io);
    await expect(failing).rejects.toThrow('Máy chủ đã dừng giữa chừng');
  });

  it('say in a sentence why a file cannot be read', async () => {
    const folder = newFolder('socket');
    await serve(folder, (argv, io) => runProgram(argv, io, async () => ({ database: {} }) as never));
    const { io, written } = memoryIo();
    expect(await runThroughServer(folder, ['unit', 'import', 'missing'], io)).toBe(1);
    expect(written.err).toBe('Không có tệp hoặc thư mục missing. Kiểm tra lại đường dẫn.\n');
  });

  it('end with the code of shells when the caller stops them', async () => {
    const folder = newFolder('socket');
    const interrupted = new AbortController();
    await serve(folder, async (_, io) => {
      interrupted.abort();
      await new Promise((end) => io.signal.addEventListener('abort', end));
      return 0;
    });
    expect(await runThroughServer(folder, [], { ...memoryIo().io, signal: interrupted.signal })).toBe(130);
  });

  it('are not served where no server listens, nor by a socket left by a killed one', async () => {
    const folder = newFolder('socket');
    expect(await runThroughServer(folder, [], memoryIo().io)).toBeNull();
    writeFileSync(socketPath(folder), '');
    expect(await runThroughServer(folder, [], memoryIo().io)).toBeNull();
    await serve(folder, async () => 0);
    expect(await runThroughServer(folder, [], memoryIo().io)).toBe(0);
  });

  it('are open to the owner of the server alone', async () => {
    const folder = newFolder('socket');
    chmodSync(folder, 0o755);
    await serve(folder, async () => 0);
    expect(statSync(socketPath(folder)).mode & 0o777).toBe(0o600);
  });

  it('work where the folder’s path is longer than a socket may have', async () => {
    const folder = path.join(newFolder('socket'), 'a'.repeat(80), 'b'.repeat(80));
    mkdirSync(folder, { recursive: true });
    expect(Buffer.byteLength(socketPath(folder))).toBeLessThan(104);
    await serve(folder, async () => 3);
    expect(await runThroughServer(folder, [], memoryIo().io)).toBe(3);
  });

  it('stop when the caller goes away', async () => {
    const folder = newFolder('socket');
    const steps = new EventEmitter();
    const [began, stopped] = [once(steps, 'began'), once(steps, 'stopped')];
    await serve(folder, async (_, io) => {
      steps.emit('began');
      await once(io.signal, 'abort');
      steps.emit('stopped');
      return 0;
    });
    const socket = net.connect(socketPath(folder), () =>
      socket.write(`${JSON.stringify({ type: 'run', argv: [], user: 'x', interactive: false })}\n`),
    );
    await began;
    socket.destroy();
    await stopped;
  });

  it('survive a client that talks nonsense', async () => {
    const folder = newFolder('socket');
    await serve(folder, async () => 0);
    const socket = net.connect(socketPath(folder), () => socket.write('nonsense\n'));
    await new Promise((resolve) => socket.once('close', resolve));
    expect(await runThroughServer(folder, [], memoryIo().io)).toBe(0);
  });
});
