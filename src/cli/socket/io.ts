/** What a command sees of the outside: streams, files and the person, here or at the other end of a socket. */
import { createReadStream } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import type { Writable } from 'node:stream';
import { SetupError } from '../../config/setup-error.js';
import type { Locale } from '../../i18n/locale.js';
import { type Say, sayIn } from '../../i18n/terminal.js';
import { systemSentence } from '../../operations/failure.js';
import { neutralText } from '../../privacy/neutral-text.js';
import { saveFile } from './save-file.js';

/** All a command has of the world, of the caller's and not of the server's where it runs there. */
export type CommandIo = {
  /** Standard output carries the result and nothing else. */
  out(text: string): Promise<void>;
  /** Standard error carries progress and messages. */
  err(text: string): Promise<void>;
  /** Standard input, in the pieces it comes in. */
  stdin(): AsyncIterable<Uint8Array>;
  /** A file of the caller's, in pieces; throws `SetupError` when it cannot be read. */
  readFile(path: string): AsyncIterable<Uint8Array>;
  writeFile(path: string, data: Uint8Array): Promise<void>;
  /**
   * Writes a file of the caller's that they alone may read, whole or not at all. `replaces`: one that is there gives way;
   * else that fails with EEXIST.
   */
  saveFile(path: string, pieces: AsyncIterable<Uint8Array>, replaces: boolean): Promise<void>;
  /** The caller's name in the operating system. */
  user: string;
  /** The caller's language. */
  locale: Locale;
  /** Whether a person sits at a terminal at both ends of the command. */
  interactive: boolean;
  /** Fires when the caller has gone: long work stops. */
  signal: AbortSignal;
};

/** Nobody reads any more what the command writes, as in `motcua … | head`. */
export class ReaderGone extends Error {}

/** The streams and files of this process. All that commands write to a person passes here, and is made neutral. */
export function localIo(
  signal: AbortSignal,
  {
    stdout = process.stdout,
    stderr = process.stderr,
    locale = 'vi',
  }: { stdout?: Writable; stderr?: Writable; locale?: Locale } = {},
): CommandIo {
  const say = sayIn(locale);
  signal.addEventListener('abort', () => process.stdin.destroy());
  // Whoever writes is told; without a listener the process would end with a stack.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
  return {
    out: (text) => write(stdout, text),
    err: (text) => write(stderr, text),
    stdin: () => process.stdin,
    readFile: (file) => readLocalFile(file, say),
    writeFile: (file, data) => writeLocalFile(file, data, say),
    saveFile,
    user: os.userInfo().username,
    locale,
    interactive: Boolean(process.stdin.isTTY && process.stdout.isTTY),
    signal,
  };
}

/** Whether a person reads standard error as it comes. */
export function isWatched(): boolean {
  return Boolean(process.stderr.isTTY);
}

/** A file in pieces. Throws `SetupError` when it cannot be read. */
export async function* readLocalFile(file: string, say: Say = sayIn('vi')): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(file);
  } catch (error) {
    throw explained(error, file, say);
  }
}

/** Writes a file. Throws `SetupError` when it cannot be written. */
export async function writeLocalFile(file: string, data: Uint8Array, say: Say = sayIn('vi')): Promise<void> {
  await writeFile(file, data).catch((error) => {
    throw explained(error, error.code === 'ENOENT' ? path.dirname(path.resolve(file)) : file, say);
  });
}

function explained(error: unknown, file: string, say: Say): unknown {
  const sentence = systemSentence(error, say, file);
  return sentence === null ? error : new SetupError(sentence, { cause: error });
}

/** Writes and waits until it is taken, so that a slow reader is not outrun. */
async function write(stream: Writable, text: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    stream.write(neutralText(text), (error) => {
      if (!error) resolve();
      else reject('code' in error && GONE.has(String(error.code)) ? new ReaderGone() : error);
    });
  });
}

const GONE: ReadonlySet<string> = new Set(['EPIPE', 'ERR_STREAM_DESTROYED']);
