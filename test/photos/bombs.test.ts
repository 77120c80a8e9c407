import { deflateRawSync, deflateSync, constants as zlib } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPhotoReader, type PhotoReader } from '../../src/photos/reader.js';
import { wasmWithin } from '../../src/photos/wasm.js';
import { asJpeg, asPng, blackPng, pngOf, print, type Sheet, sheet } from './pictures.js';
import { readerProgram, threadProgram } from './program.js';

const CODE = 'H21.17-261120-0123';
const PATIENCE = 120_000;
const NOT_PICTURE = { ok: false, reason: 'notPicture' };
const TOO_LARGE = { ok: false, reason: 'tooLarge' };
const FOUND = { ok: true, texts: [CODE] };

/** Two gigabytes of zeros in two megabytes: the same 16 megabytes over and over. */
function zeros2G(): Buffer {
  const part = deflateRawSync(Buffer.alloc(2 ** 24), { finishFlush: zlib.Z_FULL_FLUSH });
  const end = Buffer.from([3, 0, 0, 0, 0, 1]);
  return Buffer.concat([Buffer.from([0x78, 0x9c]), ...new Array<Buffer>(128).fill(part), end]);
}

/** The rows of a picture as a PNG has them, none filtered. */
function rowsOf({ width, height, pixels }: Sheet): Buffer {
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) rows.set(pixels.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  return rows;
}

/** A JPEG whose only scan is followed by empty ones, each of which goes over the whole picture. */
async function withEmptyScans(on: Sheet, scans: number, progressive = false): Promise<Uint8Array> {
  const file = Buffer.from(await asJpeg(on, 75, progressive));
  const at = file.lastIndexOf(Buffer.from([0xff, 0xda]));
  const scan = file.subarray(at, at + 2 + file.readUInt16BE(at + 2));
  const end = file.subarray(-2);
  return Buffer.concat([file.subarray(0, -2), ...new Array<Buffer>(scans).fill(scan), end]);
}

/** The corner marks of QR codes, as many as fit: what looks for codes compares each with each. */
function cornerMarks(width: number, height: number): Sheet {
  const on = sheet(width, height, 255);
  for (let i = 0; i < on.pixels.length; i++) {
    const [u, v] = [(i % width) % 9, Math.floor(i / width) % 9];
    const ring = Math.max(Math.abs(u - 3), Math.abs(v - 3));
    if (u < 7 && v < 7 && ring !== 2) on.pixels[i] = 0;
  }
  return on;
}

const photo = () => print(sheet(600, 600), { kind: 'QRCode', text: CODE });

/** How many megabytes more this process, threads and all, held at its height. */
async function growth(work: () => Promise<unknown>): Promise<number> {
  const before = process.resourceUsage().maxRSS;
  await work();
  return (process.resourceUsage().maxRSS - before) / 1024;
}

describe('a small file that unfolds into much', () => {
  let reader: PhotoReader;
  beforeAll(async () => {
    reader = createPhotoReader({ program: readerProgram(), waitMs: PATIENCE, readMs: PATIENCE });
    // So that what threads take anyway is not counted with the first bomb.
    for (let i = 0; i < 3; i++) expect(await reader.read(asPng(await photo()), 'a')).toEqual(FOUND);
    return () => reader.close();
  });

  it('in the rows of a PNG is refused before it is decoded, in the memory of a small picture', async () => {
    const bomb = pngOf(100, 100, zeros2G());
    expect(await growth(async () => expect(await reader.read(bomb, 'a')).toEqual(NOT_PICTURE))).toBeLessThan(
      100,
    );
  });

  it('in the rows of an interlaced PNG is refused as well, and damaged rows are', async () => {
    const bomb = Buffer.from(pngOf(100, 100, zeros2G()));
    bomb[28] = 1;
    expect(await growth(async () => expect(await reader.read(bomb, 'a')).toEqual(NOT_PICTURE))).toBeLessThan(
      100,
    );
    const damaged = deflateSync(rowsOf(await photo()));
    damaged[40] = (damaged[40] ?? 0) ^ 0xff;
    expect(await reader.read(pngOf(600, 600, damaged), 'a')).toEqual(NOT_PICTURE);
  });

  it('in the texts or the colour profile of a PNG is not unfolded at all: the picture is read', async () => {
    const bomb = zeros2G();
    const named = (...before: number[]) => Buffer.concat([Buffer.from('a\0'), Buffer.from(before), bomb]);
    const others: [string, Uint8Array][] = [
      ['zTXt', named(0)],
      ['iTXt', named(1, 0, 0, 0)],
      ['iCCP', named(0)],
    ];
    const png = pngOf(600, 600, deflateSync(rowsOf(await photo())), others);
    expect(await growth(async () => expect(await reader.read(png, 'a')).toEqual(FOUND))).toBeLessThan(100);
  });

  it('is refused by the bytes it unfolds to, not by its pixels alone', async () => {
    const deep = Buffer.from(pngOf(4500, 4500, deflateSync(Buffer.alloc(4501 * 4500))));
    expect(await reader.read(deep, 'a')).toEqual({ ok: true, texts: [] });
    deep[24] = 16;
    deep[25] = 6;
    expect(await reader.read(deep, 'a')).toEqual(TOO_LARGE);
  });

  it.each([false, true])(
    'over and over in the scans of a JPEG (progressive: %s) is refused',
    async (progressive) => {
      const on = await photo();
      expect(await reader.read(await withEmptyScans(on, 3, progressive), 'a')).toMatchObject({ ok: true });
      expect(await reader.read(await withEmptyScans(on, 1000, progressive), 'a')).toEqual(TOO_LARGE);
    },
  );

  it('and an honest progressive JPEG of a whole page is read', async () => {
    const page = await print(sheet(2480, 3508), { kind: 'QRCode', text: CODE });
    expect(await reader.read(await asJpeg(page, 75, true), 'a')).toEqual(FOUND);
  });
});

describe('the memory of a decoder', () => {
  it('ends where it is set to end, whatever the file', async () => {
    const { prepareZXingModule, readBarcodes } = await import('zxing-wasm/reader');
    const limit = 64 * 1024 * 1024;
    const overrides = wasmWithin('zxing-wasm/reader/zxing_reader.wasm', limit);
    const memory = async () => {
      const module = await prepareZXingModule({ overrides, fireImmediately: true });
      return (module as unknown as { HEAPU8: Uint8Array }).HEAPU8.length;
    };
    expect(await memory()).toBeLessThan(limit);
    const reading = readBarcodes(pngOf(100, 100, zeros2G()));
    await expect(reading.then((found) => found.filter(({ isValid }) => isValid))).resolves.toEqual([]);
    expect(await memory()).toBeLessThanOrEqual(limit);
    expect(await readBarcodes(asPng(await photo()))).toMatchObject([{ text: CODE }]);
  });
});

describe('a picture that takes long', () => {
  const bomb = asPng(cornerMarks(2400, 2000));

  it('does not hold up the pictures of others', async () => {
    const reader = createPhotoReader({ program: readerProgram(), waitMs: PATIENCE, readMs: PATIENCE });
    let isOver = false;
    const long = reader.read(bomb, 'attacker').finally(() => {
      isOver = true;
    });
    const honest = asPng(await photo());
    const readings = await Promise.all(['a', 'b', 'c'].map((sender) => reader.read(honest, sender)));
    expect(readings).toEqual([FOUND, FOUND, FOUND]);
    expect(isOver).toBe(false);
    await reader.close();
    expect(await long).toMatchObject({ reason: 'failed' });
  });

  it('is given up after its time, its thread with it', async () => {
    const reader = createPhotoReader({ program: readerProgram(), waitMs: PATIENCE, readMs: 50 });
    expect(await reader.read(bomb, 'attacker')).toEqual({ ok: false, reason: 'timedOut' });
    await reader.close();
  });

  // Reads pictures wider than 100 pixels as "read", and never ends with others.
  const endless = `
    import { parentPort, workerData } from 'node:worker_threads';
    if (workerData[19] > 100) parentPort.postMessage({ ok: true, texts: ['read'] });
    else for (;;);`;

  it('leaves its sender one thread of two: the other is for the rest', async () => {
    const reader = createPhotoReader({
      program: threadProgram(endless),
      waitMs: PATIENCE,
      readMs: 2_000,
    });
    const [good, bad] = [blackPng(101, 50), blackPng(50, 50)];
    expect(await reader.read(bad, 'attacker')).toMatchObject({ reason: 'timedOut' });
    const order: string[] = [];
    const note = (what: string) => () => order.push(what);
    const more = [bad, bad].map((picture) => reader.read(picture, 'attacker').then(note('bad')));
    await reader.read(good, 'somebody').then(note('good'));
    expect(order).toEqual(['good']);
    await reader.close();
    await Promise.all(more);
  });
});
