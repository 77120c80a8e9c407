/** Refuses zip bombs before a spreadsheet library unpacks them. */
import { promisify } from 'node:util';
import { inflateRaw } from 'node:zlib';
import { ImportRefused } from './item.js';

const inflate = promisify(inflateRaw);

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 65_535;
/** A workbook of ours has about 20 parts. */
const MAX_PARTS = 2_000;
/** What stands in these fields where the directory is named elsewhere, in a ZIP64 record. */
const ZIP64_COUNT = 0xffff;
const ZIP64_FIELD = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;

type Part = { method: number; packed: Uint8Array };

/**
 * Unpacks every part once, counting, and keeps nothing: sizes written in a zip file are no proof.
 * @throws ImportRefused damagedWorkbook, zipBomb
 */
export async function refuseZipBomb(bytes: Uint8Array, maxBytes: number): Promise<void> {
  let left = maxBytes;
  for (const { method, packed } of readParts(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
    const content = method === STORED ? packed : await unpacked(packed, left);
    left -= content.length;
    if (left < 0 || hasManyColumns(content)) throw new ImportRefused('zipBomb', { row: 0 });
  }
}

/** A text that many cells share is read once for each of them. */
const SHARED = 4;

/**
 * Weighs the texts of cells as often as they are read: a workbook names a long one once, and any number of cells by it.
 * @throws ImportRefused zipBomb
 */
export function refuseSharedBomb(rows: readonly (readonly unknown[])[], maxBytes: number): void {
  let left = maxBytes * SHARED;
  for (const cells of rows) {
    for (const cell of cells) if (typeof cell === 'string') left -= cell.length;
    if (left < 0) throw new ImportRefused('zipBomb', { row: 0 });
  }
}

/** Each may stand for 16,384 columns, which the reader goes through one by one. */
const COLUMNS = /<(?:[^\s<>/:]+:)?col[\s/>]/g;
const MAX_COLUMNS = 1_000;

function hasManyColumns(content: Uint8Array): boolean {
  const text = Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString('latin1');
  let count = 0;
  for (const _ of text.matchAll(COLUMNS)) {
    count += 1;
    if (count > MAX_COLUMNS) return true;
  }
  return false;
}

async function unpacked(packed: Uint8Array, left: number): Promise<Uint8Array> {
  try {
    return await inflate(packed, { maxOutputLength: Math.max(left, 1) });
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? fault.code : null;
    if (code === 'ERR_BUFFER_TOO_LARGE') throw new ImportRefused('zipBomb', { row: 0 }, {}, { cause: fault });
    throw damaged('zip', fault);
  }
}

/** The parts named in the central directory, which is what readers go by. */
function readParts(zip: Buffer): Part[] {
  const end = findEnd(zip);
  const count = zip.readUInt16LE(end + 10);
  const fields = [zip.readUInt32LE(end + 12), zip.readUInt32LE(end + 16)];
  // Its reader would go by another directory than ours; no workbook this small needs one.
  if (count === ZIP64_COUNT || fields.includes(ZIP64_FIELD)) throw damaged('ZIP64');
  if (count > MAX_PARTS) throw new ImportRefused('zipBomb', { row: 0 });
  const parts: Part[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (at + 46 > zip.length || zip.readUInt32LE(at) !== DIRECTORY_ENTRY) throw damaged('zip');
    parts.push(readPart(zip, at));
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return parts;
}

function readPart(zip: Buffer, at: number): Part {
  const method = zip.readUInt16LE(at + 10);
  const local = zip.readUInt32LE(at + 42);
  if (local + 30 > zip.length || (method !== STORED && method !== DEFLATED)) throw damaged('zip');
  const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
  return { method, packed: zip.subarray(start, start + zip.readUInt32LE(at + 20)) };
}

function findEnd(zip: Buffer): number {
  const lowest = Math.max(0, zip.length - END_BYTES - MAX_COMMENT_BYTES);
  for (let at = zip.length - END_BYTES; at >= lowest; at -= 1) {
    if (zip.readUInt32LE(at) === END_OF_DIRECTORY) return at;
  }
  throw damaged('zip');
}

function damaged(reason: string, cause?: unknown): ImportRefused {
  return new ImportRefused('damagedWorkbook', { row: 0 }, { reason }, { cause });
}
