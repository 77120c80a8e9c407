import { describe, expect, it } from 'vitest';
import { pictureSize } from '../../src/photos/header.js';
import { asBitmap, asJpeg, asPng, blackPng, sheet } from './pictures.js';

describe('the size a picture declares', () => {
  const on = sheet(320, 200);
  const size = { width: 320, height: 200 };

  it('is read from JPEG, PNG, BMP and GIF', () => {
    expect(pictureSize(asJpeg(on))).toEqual(size);
    expect(pictureSize(asPng(on))).toEqual(size);
    expect(pictureSize(asBitmap(on))).toEqual(size);
    expect(pictureSize(Buffer.from('GIF89a\x40\x01\xc8\x00', 'latin1'))).toEqual(size);
    expect(pictureSize(blackPng(60_000, 60_000))).toEqual({ width: 60_000, height: 60_000 });
  });

  it('of a JPEG is that of the frame, not of the preview its camera put before it', () => {
    const whole = Buffer.from(asJpeg(on));
    const preview = Buffer.from(asJpeg(sheet(16, 16)));
    const segment = Buffer.from([0xff, 0xe1, 0, 0]);
    segment.writeUInt16BE(preview.length + 2, 2);
    const photo = Buffer.concat([whole.subarray(0, 2), segment, preview, whole.subarray(2)]);
    expect(pictureSize(photo)).toEqual(size);
  });

  it('of a BMP may have its rows from the top, or the oldest header', () => {
    const bitmap = Buffer.from(asBitmap(on));
    bitmap.writeInt32LE(-200, 22);
    expect(pictureSize(bitmap)).toEqual(size);
    bitmap.writeUInt32LE(12, 14);
    bitmap.writeUInt16LE(320, 18);
    bitmap.writeUInt16LE(200, 20);
    expect(pictureSize(bitmap)).toEqual(size);
  });

  it('is unknown for other files, empty ones, and those cut off before it', () => {
    expect(pictureSize(new Uint8Array())).toBeNull();
    expect(pictureSize(Buffer.from('%PDF-1.7 a document of many pages'))).toBeNull();
    expect(pictureSize(blackPng(0, 5))).toBeNull();
    expect(pictureSize(asPng(on).slice(0, 20))).toBeNull();
    expect(pictureSize(asJpeg(on).slice(0, 60))).toBeNull();
    expect(pictureSize(new Uint8Array([0xff, 0xd8, ...new Array(500).fill(0xff)]))).toBeNull();
  });
});
