import { monitorEventLoopDelay } from 'node:perf_hooks';
import { beforeAll, describe, expect, it } from 'vitest';
import { createPhotoReader, MAX_PHOTO_BYTES, type PhotoReader } from '../../src/photos/reader.js';
import {
  asBitmap,
  asJpeg,
  asPng,
  blackPng,
  blurred,
  cropped,
  grainy,
  type Kind,
  print,
  type Sheet,
  sheet,
} from './pictures.js';
import { readerProgram, threadProgram } from './program.js';

const CODE = 'H21.17-261120-0123';
const ADDRESS = `https://dichvucong.gov.vn/tra-cuu-ho-so?mhs=${CODE}`;
const KINDS: Kind[] = ['QRCode', 'Code128'];
/** Generous: the machine that runs the tests may be busy. */
const PATIENCE = 120_000;

const photo = (kind: Kind, more: Partial<Parameters<typeof print>[1]> = {}) =>
  print(sheet(800, 800), { kind, text: CODE, scale: kind === 'QRCode' ? 6 : 3, ...more });

/** As large as a phone takes, the code small in a corner. */
const large = remember(async (kind: Kind) => {
  const on = await print(sheet(4000, 3000), { kind, text: CODE, scale: 4, at: [3400, 2700], degrees: 4 });
  return asJpeg(grainy(on, 6));
});

/** Made once each: compressing so many pixels takes seconds. */
function remember<K, T>(make: (key: K) => Promise<T>): (key: K) => Promise<T> {
  const made = new Map<K, Promise<T>>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}

describe('a photo of a receipt', () => {
  let reader: PhotoReader;
  beforeAll(() => {
    reader = createPhotoReader({ program: readerProgram(), waitMs: PATIENCE, readMs: PATIENCE });
    return () => reader.close();
  });
  const read = async (on: Sheet, quality?: number) => reader.read(await asJpeg(on, quality), 'a');
  const found = (...texts: string[]) => ({ ok: true, texts });

  describe.each(KINDS)('with a %s', (kind) => {
    it.each([0, 90, 180, 270])('is read turned by %i°', async (degrees) => {
      expect(await read(await photo(kind, { degrees }))).toEqual(found(CODE));
    });

    it.each([7, 30, 45, 117, -60])('is read askew by %i°', async (degrees) => {
      expect(await read(await photo(kind, { degrees }))).toEqual(found(CODE));
    });

    it('is read when dim: a quarter of the contrast', async () => {
      const on = await print(sheet(900, 600, 95), { kind, text: CODE, scale: 4, black: 40, white: 95 });
      expect(await read(on)).toEqual(found(CODE));
    });

    it('is read when grainy, blurred or strongly compressed', async () => {
      expect(await read(grainy(await photo(kind), 40))).toEqual(found(CODE));
      expect(await read(blurred(await photo(kind), 1))).toEqual(found(CODE));
      expect(await read(grainy(await photo(kind), 10), 40)).toEqual(found(CODE));
    });

    it('is read small in a corner of a picture as large as a phone takes', async () => {
      expect(await reader.read(await large(kind), 'a')).toEqual(found(CODE));
    });

    it('is read from PNG and BMP', async () => {
      const on = await photo(kind);
      expect(await reader.read(asPng(on), 'a')).toEqual(found(CODE));
      expect(await reader.read(asBitmap(on), 'a')).toEqual(found(CODE));
    });
  });

  it('is read when the white around the code is cropped off but for a module', async () => {
    const on = await photo('QRCode', { at: [400, 400], scale: 8 });
    // 21 modules of 8 pixels about (400, 400).
    expect(await read(cropped(on, 308, 308, 184, 184))).toEqual(found(CODE));
  });

  it('is read when the edge of the picture cuts off a part the code can spare', async () => {
    const tip = await print(sheet(600, 600), { kind: 'QRCode', text: ADDRESS, scale: 8, degrees: 45 });
    // The corner without a finder pattern points down; its tip is 33 modules × 8 / √2 below the middle.
    expect(await read(cropped(tip, 0, 0, 600, 470))).toEqual(found(ADDRESS));
    const bars = await photo('Code128', { at: [400, 400] });
    expect(await read(cropped(bars, 0, 400, 800, 200))).toEqual(found(CODE));
  });

  it('gives a look-up address as it stands, and every code of several', async () => {
    const on = await print(sheet(1200, 1000), { kind: 'QRCode', text: ADDRESS, at: [300, 300] });
    await print(on, { kind: 'QRCode', text: 'https://zalo.me/123', at: [900, 300] });
    await print(on, { kind: 'Code128', text: CODE, scale: 3, at: [600, 800] });
    const reading = await read(on);
    expect(reading.ok && reading.texts.toSorted()).toEqual([CODE, ADDRESS, 'https://zalo.me/123']);
  });

  it('without a code gives none', async () => {
    expect(await read(grainy(sheet(640, 480), 30))).toEqual(found());
  });

  it('cut short never shows the photo read before it', async () => {
    const whole = await asJpeg(await photo('QRCode'));
    expect(await reader.read(whole, 'a')).toEqual(found(CODE));
    expect(await reader.read(whole.slice(0, 700), 'a')).not.toMatchObject({ texts: [CODE] });
  });

  it('is refused when it is none: other bytes, another kind, a header alone', async () => {
    const refused = { ok: false, reason: 'notPicture' };
    expect(await reader.read(new Uint8Array(), 'a')).toEqual(refused);
    expect(await reader.read(Buffer.from('%PDF-1.7 không phải ảnh'), 'a')).toEqual(refused);
    expect(await reader.read(Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1'), 'a')).toEqual(refused);
    expect(await reader.read(asPng(await photo('QRCode')).slice(0, 40), 'a')).toEqual(refused);
    expect(await reader.read((await asJpeg(await photo('QRCode'))).slice(0, 100), 'a')).toEqual(refused);
  });

  it('is refused when it is too large, as a file or unfolded', async () => {
    const refused = { ok: false, reason: 'tooLarge' };
    expect(await reader.read(blackPng(60_000, 60_000), 'a')).toEqual(refused);
    expect(await reader.read(blackPng(10_000, 5_001), 'a')).toEqual(refused);
    expect(await reader.read(new Uint8Array(MAX_PHOTO_BYTES + 1), 'a')).toEqual(refused);
  });

  it('leaves the event loop free while a large one is read', async () => {
    const picture = await large('QRCode');
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    expect(await reader.read(picture, 'a')).toEqual(found(CODE));
    delay.disable();
    expect(delay.max / 1e6).toBeLessThan(200);
  });
});

describe('a thread that fails', () => {
  // Reads pictures wider than 100 pixels as "read", and fails at others.
  const flaky = (failure: string) => `
    import { parentPort, workerData } from 'node:worker_threads';
    if (workerData[19] > 100) parentPort.postMessage({ ok: true, texts: ['read'] });
    else { ${failure} }`;
  const good = blackPng(101, 50);
  const bad = blackPng(50, 50);

  it('is given up after its time, and the next photo is read', async () => {
    const hanging = threadProgram(flaky('for (;;);'));
    const reader = createPhotoReader({ program: hanging, readMs: 1000 });
    expect(await reader.read(bad, 'a')).toEqual({ ok: false, reason: 'timedOut' });
    expect(await reader.read(good, 'a')).toEqual({ ok: true, texts: ['read'] });
    await reader.close();
  });

  it.each([
    ['throws', 'throw new Error("broken");', 'broken'],
    ['ends itself', 'process.exit(7);', '(7)'],
    ['takes too much memory', 'const all = []; for (;;) all.push(new Array(1e5).fill(0.5));', 'memory'],
  ])('because it %s spoils its own photo only', async (_, failure, message) => {
    const reader = createPhotoReader({
      program: threadProgram(flaky(failure)),
      waitMs: PATIENCE,
      readMs: PATIENCE,
    });
    const readings = await Promise.all([reader.read(bad, 'a'), reader.read(good, 'a')]);
    expect(readings[0]).toMatchObject({
      ok: false,
      reason: 'failed',
      error: { message: expect.stringContaining(message) },
    });
    expect(readings[1]).toEqual({ ok: true, texts: ['read'] });
    await reader.close();
  });

  it('is ended by closing, waiting photos too; too many waiting are refused at once', async () => {
    const reader = createPhotoReader({
      program: threadProgram(flaky('for (;;);')),
      waitMs: PATIENCE,
      readMs: PATIENCE,
    });
    const readings = Array.from({ length: 10 }, () => reader.read(bad, 'a'));
    expect(await reader.read(bad, 'a')).toEqual({ ok: false, reason: 'timedOut' });
    await reader.close();
    for (const reading of await Promise.all(readings)) expect(reading).toMatchObject({ reason: 'failed' });
  });
});
