/** Reading bytes: gzip with guards, whole files with a cap. */
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { ImportRefused } from './item.js';

/** Text rarely shrinks more than 30 times; past this size, a ratio above this is an attack. */
const BOMB_RATIO = 200;
const BOMB_MIN_BYTES = 16 * 1024 * 1024;

/** The first `count` bytes (fewer at the end of the file), and the whole input again. */
export async function peekBytes(
  input: AsyncIterable<Uint8Array>,
  count: number,
): Promise<{ head: Uint8Array; whole: AsyncIterable<Uint8Array> }> {
  const iterator = input[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let length = 0;
  while (length < count) {
    const next = await iterator.next();
    if (next.done) break;
    seen.push(next.value);
    length += next.value.length;
  }
  return { head: new Uint8Array(Buffer.concat(seen)), whole: resume(seen, iterator) };
}

async function* resume(
  seen: Uint8Array[],
  iterator: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* seen;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  } finally {
    await iterator.return?.();
  }
}

/** Whether the bytes start like a gzip file. */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/**
 * Decompresses gzip piece by piece.
 * @throws ImportRefused truncatedGzip, damagedGzip, zipBomb
 */
export async function* gunzip(input: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  let packed = 0;
  let unpacked = 0;
  const source = Readable.from(countBytes(input, (length) => (packed += length)));
  const gunzipStream = createGunzip();
  source.on('error', (fault) => gunzipStream.destroy(fault));
  try {
    for await (const chunk of source.pipe(gunzipStream) as AsyncIterable<Uint8Array>) {
      unpacked += chunk.length;
      if (unpacked > BOMB_MIN_BYTES && unpacked > packed * BOMB_RATIO)
        throw new ImportRefused('zipBomb', { row: 0 });
      yield chunk;
    }
  } catch (fault) {
    throw gzipFault(fault);
  } finally {
    gunzipStream.destroy();
    source.destroy();
  }
}

function gzipFault(fault: unknown): unknown {
  const code = fault instanceof Error && 'code' in fault ? fault.code : null;
  if (code === 'Z_BUF_ERROR') return new ImportRefused('truncatedGzip', { row: 0 }, {}, { cause: fault });
  if (code === 'Z_DATA_ERROR') return new ImportRefused('damagedGzip', { row: 0 }, {}, { cause: fault });
  return fault;
}

async function* countBytes(input: AsyncIterable<Uint8Array>, count: (length: number) => void) {
  for await (const chunk of input) {
    count(chunk.length);
    yield chunk;
  }
}

/**
 * Passes the bytes on up to a cap.
 * @throws ImportRefused tooLarge
 */
export async function* capBytes(
  input: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Uint8Array, void, undefined> {
  let total = 0;
  for await (const chunk of input) {
    total += chunk.length;
    if (total > maxBytes) {
      throw new ImportRefused('tooLarge', { row: 0 }, { limitMb: Math.round(maxBytes / 1024 / 1024) });
    }
    yield chunk;
  }
}

/** The whole input in one piece. Use with {@link capBytes}. */
export async function collectBytes(input: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of input) chunks.push(chunk);
  return new Uint8Array(Buffer.concat(chunks));
}
