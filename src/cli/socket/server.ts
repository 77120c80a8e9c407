/** Runs commands for clients of the private socket, inside the process that holds the embedded database. */
import { chmodSync, rmSync } from 'node:fs';
import net from 'node:net';
import { listenOnSocket } from '../../db/data-folder.js';
import type { Log } from '../../operations/log.js';
import { CommandFailed } from '../command.js';
import type { CommandIo } from './io.js';
import { type FromClient, fromClient, receive, send, socketPath } from './wire.js';

/** Runs one command with the caller's streams and files; resolves with its exit code. */
export type RunCommand = (argv: string[], io: CommandIo) => Promise<number>;

/** Listens until `close`. The folder lock must be held: a socket file found here is stale and is replaced. */
export async function serveCommands(
  dataDir: string,
  run: RunCommand,
  log: Log,
): Promise<{ close(): Promise<void> }> {
  const address = socketPath(dataDir);
  if (process.platform !== 'win32') rmSync(address, { force: true });
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
    serve(socket, run).catch((error) => {
      log.error({ error }, 'a command ended badly');
      socket.destroy();
    });
  });
  // Made under a mask that lets nobody else in, so that there is no moment in which it is open to others.
  const mask = process.umask(0o177);
  try {
    await listenOnSocket(server, address);
  } finally {
    process.umask(mask);
  }
  if (process.platform !== 'win32') chmodSync(address, 0o600);
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

async function serve(socket: net.Socket, run: RunCommand): Promise<void> {
  const gone = new AbortController();
  socket.once('close', () => gone.abort());
  socket.on('error', () => socket.destroy());
  const messages = receive(socket, fromClient);
  const first = await messages.next();
  if (first.done || first.value.type !== 'run') return;
  const { argv, user, locale, interactive } = first.value;
  const borrowed = borrow(socket, gone.signal);
  const delivering = deliver(messages, borrowed.take);
  const io: CommandIo = {
    out: (text) => send(socket, { type: 'out', text }),
    err: (text) => send(socket, { type: 'err', text }),
    stdin: () => borrowed.read(null),
    readFile: borrowed.read,
    writeFile: borrowed.write,
    saveFile: borrowed.save,
    user,
    locale,
    interactive,
    signal: gone.signal,
  };
  const code = await run(argv, io);
  await send(socket, { type: 'exit', code });
  socket.end();
  await delivering;
}

async function deliver(
  messages: AsyncIterable<FromClient>,
  take: (message: FromClient) => void,
): Promise<void> {
  try {
    for await (const message of messages) take(message);
  } catch {
    // The client went away in the middle of a message; the signal has told the command.
  }
}

/** Reads and writes files at the client's end: each request has an id, and its answer settles it. */
function borrow(socket: net.Socket, signal: AbortSignal) {
  const waiting = new Map<number, { resolve(answer: FromClient): void; reject(error: Error): void }>();
  let lastId = 0;
  signal.addEventListener('abort', () => {
    for (const { reject } of waiting.values()) reject(new Error('the caller has gone'));
  });
  const ask = (id: number, message: Parameters<typeof send>[1]) =>
    new Promise<FromClient>((resolve, reject) => {
      if (signal.aborted) reject(new Error('the caller has gone'));
      waiting.set(id, { resolve, reject });
      send(socket, message).catch(reject);
    });
  return {
    take(answer: FromClient) {
      if (answer.type === 'run') return;
      const request = waiting.get(answer.id);
      waiting.delete(answer.id);
      if (answer.error === undefined) request?.resolve(answer);
      else request?.reject(new CommandFailed(answer.error));
    },
    async *read(path: string | null): AsyncGenerator<Uint8Array> {
      lastId += 1;
      const id = lastId;
      for (;;) {
        const piece = await ask(id, { type: 'pull', id, path });
        if (piece.type !== 'piece' || piece.data === null) return;
        yield Buffer.from(piece.data, 'base64');
      }
    },
    async write(path: string, data: Uint8Array) {
      lastId += 1;
      const id = lastId;
      await ask(id, { type: 'write', id, path, data: Buffer.from(data).toString('base64') });
    },
    async save(path: string, pieces: AsyncIterable<Uint8Array>, replaces: boolean) {
      lastId += 1;
      const id = lastId;
      await ask(id, { type: 'save', id, path, replaces });
      for await (const piece of pieces) {
        const data = Buffer.from(piece).toString('base64');
        await ask(id, { type: 'save-piece', id, data });
      }
      await ask(id, { type: 'save-piece', id, data: null });
    },
  };
}
