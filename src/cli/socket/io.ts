/** What a command sees of the outside: streams, files and the person, here or at the other end of a socket. */
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import process from 'node:process';
import { drained } from './drained.js';

export type CommandIo = {
  /** Standard output carries the result and nothing else. */
  out(text: string): Promise<void>;
  /** Standard error carries progress and messages. */
  err(text: string): Promise<void>;
  /** Standard input, in the pieces it comes in. */
  stdin(): AsyncIterable<Uint8Array>;
  /** A file of the caller's, in pieces; fails with the system's error when it cannot be read. */
  readFile(path: string): AsyncIterable<Uint8Array>;
  writeFile(path: string, data: Uint8Array): Promise<void>;
  /** The caller's name in the operating system. */
  user: string;
  /** Whether a person sits at a terminal at both ends of the command. */
  interactive: boolean;
  /** Fires when the caller has gone: long work stops. */
  signal: AbortSignal;
};

/** The streams and files of this process. */
export function localIo(signal: AbortSignal): CommandIo {
  signal.addEventListener('abort', () => process.stdin.destroy());
  return {
    out: (text) => write(process.stdout, text),
    err: (text) => write(process.stderr, text),
    stdin: () => process.stdin,
    readFile: (path) => createReadStream(path),
    writeFile: (path, data) => writeFile(path, data),
    user: os.userInfo().username,
    interactive: Boolean(process.stdin.isTTY && process.stdout.isTTY),
    signal,
  };
}

/** Writes and waits until the stream takes more, so that a slow reader is not outrun. */
async function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  if (!stream.write(text)) await drained(stream);
}
