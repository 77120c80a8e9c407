/** Whether a PNG holds what its header declares: its rows are inflated and thrown away, in little memory. */
import { createInflate } from 'node:zlib';

/** True = the rows inflate to at most `limit` bytes, or end too early; false = to more, or they are damaged. */
export async function inflatesWithin(png: Uint8Array, limit: number): Promise<boolean> {
  const inflate = createInflate({ chunkSize: 64 * 1024 });
  inflate.end(rowsOf(png));
  let size = 0;
  try {
    for await (const part of inflate as AsyncIterable<Buffer>) {
      size += part.length;
      if (size > limit) return false;
    }
    return true;
  } catch (error) {
    // Cut short on its way: the decoder makes of it what it can.
    return error instanceof Error && 'code' in error && error.code === 'Z_BUF_ERROR';
  }
}

const FIRST_CHUNK = 8;
const ROWS = 'IDAT';

/** The compressed rows of all their chunks together. */
function rowsOf(png: Uint8Array): Buffer {
  const file = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  const parts: Buffer[] = [];
  for (let at = FIRST_CHUNK; at + 8 <= file.length; ) {
    const length = file.readUInt32BE(at);
    const data = at + 8;
    if (file.toString('latin1', at + 4, data) === ROWS) parts.push(file.subarray(data, data + length));
    at = data + length + 4;
  }
  return Buffer.concat(parts);
}
