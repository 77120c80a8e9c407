/** Runs a command through the server that holds the embedded database, lending it this process's streams and files. */
import net from 'node:net';
import { PassThrough } from 'node:stream';
import { sayIn } from '../../i18n/terminal.js';
import { describeFailure, tellMoreAt } from '../../operations/failure.js';
import { CommandFailed } from '../command.js';
import { drained } from './drained.js';
import type { CommandIo } from './io.js';
import { type FromServer, fromServer, receive, send, socketPath } from './wire.js';

/** The exit code of a command stopped with Ctrl-C, as shells have it. */
export const INTERRUPTED = 130;

/**
 * Runs a command there; resolves with its exit code, or null when no server listens.
 * Throws `CommandFailed` when the server goes away in the middle.
 */
export async function runThroughServer(
  dataDir: string,
  argv: string[],
  io: CommandIo,
): Promise<number | null> {
  const socket = await connect(socketPath(dataDir));
  if (!socket) return null;
  const { user, locale, interactive } = io;
  await send(socket, { type: 'run', argv, user, locale, interactive });
  const sources = new Map<number, AsyncIterator<Uint8Array>>();
  const saves = createSaves(socket, io);
  io.signal.addEventListener('abort', () => socket.destroy());
  try {
    for await (const message of untilGone(socket)) {
      if (message.type === 'exit') return message.code;
      // Output keeps its order and slows a fast server down; a line to be typed must not hold it up.
      if (message.type === 'out' || message.type === 'err') await io[message.type](message.text);
      else if (message.type === 'save' || message.type === 'save-piece')
        saves.take(message).catch(() => socket.destroy());
      else answer(message, socket, sources, io).catch(() => socket.destroy());
    }
  } catch (error) {
    // Killed, the server resets the connection instead of ending it.
    if ((error as NodeJS.ErrnoException).code !== 'ECONNRESET') throw error;
  } finally {
    socket.destroy();
    await saves.giveUp();
  }
  if (io.signal.aborted) return INTERRUPTED;
  throw new CommandFailed('Máy chủ đã dừng giữa chừng. Kiểm tra kết quả rồi chạy lại lệnh.');
}

/** Whether a server holds the embedded database of a folder and takes commands. */
export async function serverListens(dataDir: string): Promise<boolean> {
  const socket = await connect(socketPath(dataDir));
  socket?.destroy();
  return socket !== null;
}

/** What the server sends, until it ends or is gone, however it went. */
async function* untilGone(socket: net.Socket): AsyncGenerator<FromServer> {
  try {
    yield* receive(socket, fromServer);
  } catch {
    // The command has not ended: whoever reads says so.
  }
}

async function connect(address: string): Promise<net.Socket | null> {
  return new Promise((resolve) => {
    const socket = net.connect(address, () => resolve(socket));
    socket.once('error', () => resolve(null));
  });
}

type Request = Extract<FromServer, { type: 'pull' | 'write' }>;

async function answer(
  message: Request,
  socket: net.Socket,
  sources: Map<number, AsyncIterator<Uint8Array>>,
  io: CommandIo,
): Promise<void> {
  const { id, path } = message;
  try {
    if (message.type === 'write') {
      await io.writeFile(message.path, Buffer.from(message.data, 'base64'));
      return await send(socket, { type: 'written', id });
    }
    const source =
      sources.get(id) ?? (path === null ? io.stdin() : io.readFile(path))[Symbol.asyncIterator]();
    sources.set(id, source);
    const next = await source.next();
    await send(socket, {
      type: 'piece',
      id,
      data: next.done ? null : Buffer.from(next.value).toString('base64'),
    });
  } catch (error) {
    const reply =
      message.type === 'write' ? ({ type: 'written' } as const) : { type: 'piece' as const, data: null };
    await send(socket, {
      ...reply,
      id,
      error: describeFailure(error, tellMoreAt(undefined), sayIn(io.locale)),
    });
  }
}

type Save = Extract<FromServer, { type: 'save' | 'save-piece' }>;

/** Files that are saved piece by piece; what is not whole when the server ends is given up. */
function createSaves(socket: net.Socket, io: CommandIo) {
  const open = new Map<number, { pipe: PassThrough; done: Promise<Error | null> }>();

  async function write(message: Save): Promise<Error | null> {
    if (message.type === 'save') {
      const pipe = new PassThrough();
      const done = io.saveFile(message.path, pipe, message.replaces).then(
        () => null,
        (error: Error) => {
          pipe.destroy();
          return error;
        },
      );
      open.set(message.id, { pipe, done });
      return null;
    }
    const save = open.get(message.id);
    if (!save || save.pipe.destroyed) return (await save?.done) ?? new Error('no such file is being saved');
    if (message.data === null) {
      save.pipe.end();
      return save.done;
    }
    if (!save.pipe.write(Buffer.from(message.data, 'base64'))) await drained(save.pipe);
    return save.pipe.destroyed ? save.done : null;
  }

  return {
    take: async (message: Save) => {
      const error = await write(message);
      await send(socket, { type: 'written', id: message.id, ...(error ? { error: error.message } : {}) });
    },
    giveUp: async () => {
      for (const { pipe, done } of open.values()) {
        if (!pipe.writableEnded) pipe.destroy(new Error('the server has stopped'));
        await done;
      }
    },
  };
}
