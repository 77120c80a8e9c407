/**
 * The protocol between a command and the server that holds the embedded database: JSON lines over a private socket.
 * The server runs the command; the client lends it its streams and files, piece by piece, as it asks for them.
 */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import type net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { LOCALES } from '../../i18n/locale.js';
import { drained } from './drained.js';

/** A line from the command to the server. */
export const fromClient = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('run'),
    argv: z.array(z.string()),
    user: z.string(),
    locale: z.enum(LOCALES).default('vi'),
    interactive: z.boolean(),
  }),
  /** The answer to `pull`: the next piece in base64, null at the end, or a sentence why it cannot be read. */
  z.object({
    type: z.literal('piece'),
    id: z.number(),
    data: z.string().nullable(),
    error: z.string().optional(),
  }),
  z.object({ type: z.literal('written'), id: z.number(), error: z.string().optional() }),
]);

/** See `fromClient`. */
export type FromClient = z.infer<typeof fromClient>;

/** A line from the server to the command. */
export const fromServer = z.discriminatedUnion('type', [
  z.object({ type: z.literal('out'), text: z.string() }),
  z.object({ type: z.literal('err'), text: z.string() }),
  /** Asks for the next piece of a source; the first time, `path` names it (null = standard input). */
  z.object({ type: z.literal('pull'), id: z.number(), path: z.string().nullable() }),
  z.object({ type: z.literal('write'), id: z.number(), path: z.string(), data: z.string() }),
  /** Begins a file to be saved whole; then its pieces, null at the end. Each is answered by `written`. */
  z.object({ type: z.literal('save'), id: z.number(), path: z.string(), replaces: z.boolean() }),
  z.object({ type: z.literal('save-piece'), id: z.number(), data: z.string().nullable() }),
  z.object({ type: z.literal('exit'), code: z.number() }),
]);

/** See `fromServer`. */
export type FromServer = z.infer<typeof fromServer>;

/** The longest path a local socket may have: 107 bytes on Linux, 103 on macOS. */
const MAX_SOCKET_PATH = 103;

/**
 * Where the server of a data folder listens for commands: in the folder, or, where that path is too long, in a folder
 * of the same user's under the system's temporary one.
 */
export function socketPath(dataDir: string): string {
  if (process.platform === 'win32') return `\\\\.\\pipe\\motcua-${digest(dataDir)}`;
  const beside = path.join(dataDir, 'motcua.sock');
  if (Buffer.byteLength(beside) <= MAX_SOCKET_PATH) return beside;
  const folder = path.join(os.tmpdir(), `motcua-${os.userInfo().uid}`);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return path.join(folder, `${digest(dataDir)}.sock`);
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}

/** Sends a message and waits until the other end keeps up. A message to somebody who has gone is dropped. */
export async function send(socket: net.Socket, message: FromClient | FromServer): Promise<void> {
  if (socket.destroyed) return;
  if (!socket.write(`${JSON.stringify(message)}\n`)) await drained(socket);
}

/** The messages that come in, in order, until the other end closes. Throws on a malformed one. */
export async function* receive<T>(socket: net.Socket, schema: z.ZodType<T>): AsyncGenerator<T> {
  let rest = '';
  socket.setEncoding('utf8');
  for await (const chunk of socket) {
    const lines = (rest + String(chunk)).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield schema.parse(JSON.parse(line));
  }
}
