import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pictureSize } from '../../src/photos/header.js';
import { asBitmap, asJpeg, asPng, blackPng, sheet } from './pictures.js';

/** Which part of an interlaced PNG each pixel of eight by eight belongs to (PNG, third edition, figure 8). */
const ADAM7 = [
  '16462646',
  '77777777',
  '56565656',
  '77777777',
  '36463646',
  '77777777',
  '56565656',
  '77777777',
];

/** What the rows of an interlaced PNG come to, counted pixel by pixel. */
function interlacedBytes(width: number, height: number, bits: number): number {
  const rows = new Map<string, number>();
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const row = `${ADAM7[y % 8]?.[x % 8]} ${y}`;
      rows.set(row, (rows.get(row) ?? 0) + bits);
    }
  }
  return [...rows.values()].reduce((all, filled) => all + 1 + Math.ceil(filled / 8), 0);
}

describe('the size a picture declares', () => {
  const on = sheet(320, 200);
  const size = { width: 320, height: 200 };

  it('is read from JPEG, PNG and BMP, with what it unfolds to', async () => {
    expect(pictureSize(await asJpeg(on))).toEqual({ ...size, unfolded: 320 * 200 * 3, passes: 1 });
    expect(pictureSize(asPng(on))).toEqual({ ...size, unfolded: (320 * 4 + 1) * 200, passes: 1 });
    expect(pictureSize(asBitmap(on))).toEqual({ ...size, unfolded: 320 * 3 * 200, passes: 1 });
    const black = { width: 60_000, height: 60_000, unfolded: 60_001 * 60_000, passes: 1 };
    expect(pictureSize(blackPng(60_000, 60_000))).toEqual(black);
  });

  it('of a progressive JPEG counts the coefficients, and every scan whatever stands between them', async () => {
    const web = await asJpeg(on, 75, true);
    const known = pictureSize(web);
    expect(known).toMatchObject({ ...size, unfolded: 320 * 200 * 9 });
    expect(known?.passes).toBeGreaterThan(3);
    const end = Buffer.from([0xff, 0xfe, 0, 6, 0xff, 0xd9, 0xff, 0xda]);
    const scan = Buffer.from(web.subarray(Buffer.from(web).lastIndexOf(Buffer.from([0xff, 0xda])), -2));
    const more = Buffer.concat([web.subarray(0, -2), end, scan, Buffer.from([0xff, 0xd9]), scan]);
    expect(pictureSize(more)?.passes).toBe((known?.passes ?? 0) + 1);
  });

  it('of an interlaced PNG is what its rows come to', () => {
    const side = fc.integer({ min: 1, max: 40 });
    const samples: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
    const type = fc.constantFrom(0, 2, 3, 4, 6);
    fc.assert(
      fc.property(side, side, fc.constantFrom(1, 2, 4, 8, 16), type, (width, height, depth, type) => {
        const png = Buffer.from(blackPng(width, height));
        [png[24], png[25], png[28]] = [depth, type, 1];
        const unfolded = interlacedBytes(width, height, depth * (samples[type] ?? 0));
        expect(pictureSize(png)).toEqual({ width, height, unfolded, passes: 1 });
      }),
    );
  });

  it('of a JPEG is that of the frame, not of the preview its camera put before it', async () => {
    const whole = Buffer.from(await asJpeg(on));
    const preview = Buffer.from(await asJpeg(sheet(16, 16)));
    const segment = Buffer.from([0xff, 0xe1, 0, 0]);
    segment.writeUInt16BE(preview.length + 2, 2);
    const photo = Buffer.concat([whole.subarray(0, 2), segment, preview, whole.subarray(2)]);
    expect(pictureSize(photo)).toMatchObject({ ...size, passes: 1 });
  });

  it('of a BMP may have its rows from the top, or the oldest header', () => {
    const bitmap = Buffer.from(asBitmap(on));
    bitmap.writeInt32LE(-200, 22);
    expect(pictureSize(bitmap)).toMatchObject(size);
    bitmap.writeUInt32LE(12, 14);
    bitmap.writeUInt16LE(320, 18);
    bitmap.writeUInt16LE(200, 20);
    bitmap.writeUInt16LE(24, 24);
    expect(pictureSize(bitmap)).toMatchObject(size);
  });

  it('of a BMP that declares more than its file holds is unknown', () => {
    const bitmap = Buffer.from(asBitmap(on));
    bitmap.writeInt32LE(5000, 22);
    expect(pictureSize(bitmap)).toBeNull();
  });

  it('is unknown where a JPEG is nothing but markers, which would be gone through for long', async () => {
    const whole = await asJpeg(on);
    expect(
      pictureSize(Buffer.concat([whole.slice(0, -2), Buffer.alloc(500_000, 'ff00', 'hex')])),
    ).not.toBeNull();
    expect(pictureSize(Buffer.concat([whole.slice(0, -2), Buffer.alloc(700_000, 'ff00', 'hex')]))).toBeNull();
  });

  it('is unknown for other files, empty ones, and those cut off before it', async () => {
    expect(pictureSize(new Uint8Array())).toBeNull();
    expect(pictureSize(Buffer.from('GIF89a\x40\x01\xc8\x00', 'latin1'))).toBeNull();
    expect(pictureSize(Buffer.from('%PDF-1.7 a document of many pages'))).toBeNull();
    expect(pictureSize(blackPng(0, 5))).toBeNull();
    expect(pictureSize(asPng(on).slice(0, 20))).toBeNull();
    expect(pictureSize((await asJpeg(on)).slice(0, 60))).toBeNull();
    expect(pictureSize(new Uint8Array([0xff, 0xd8, ...new Array(500).fill(0xff)]))).toBeNull();
  });
});
