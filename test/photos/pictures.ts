/** Pictures of receipts as phones take them: drawn, turned, darkened, blurred and compressed. */
import { deflateSync } from 'node:zlib';
import encodeJpeg, { init as prepareJpeg } from '@jsquash/jpeg/encode.js';
import { PNG } from 'pngjs';
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import { wasmWithin } from '../../src/photos/wasm.js';

const MAX_MEMORY = 2 ** 30;
prepareZXingModule({ overrides: wasmWithin('zxing-wasm/writer/zxing_writer.wasm', MAX_MEMORY) });
await prepareJpeg(wasmWithin('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm', MAX_MEMORY));

/** Brightness, row by row. */
export type Sheet = { width: number; height: number; pixels: Uint8Array };
export type Kind = 'QRCode' | 'Code128';

export function sheet(width: number, height: number, brightness = 230): Sheet {
  return { width, height, pixels: new Uint8Array(width * height).fill(brightness) };
}

type Print = {
  kind: Kind;
  text: string;
  /** Middle of the code; the middle of the sheet when left out. */
  at?: [x: number, y: number];
  /** Pixels per module. */
  scale?: number;
  degrees?: number;
  black?: number;
  white?: number;
  /** Modules of white around the code. */
  quiet?: number;
};

/** Draws a code on the sheet, turned about its middle; bars are a quarter as high as wide. */
export async function print(
  on: Sheet,
  { kind, text, scale = 6, degrees = 0, ...more }: Print,
): Promise<Sheet> {
  const { at = [on.width / 2, on.height / 2], black = 20, white = 235, quiet = 4 } = more;
  const { symbol, error } = await writeBarcode(text, { format: kind, scale: 1, addQuietZones: false });
  if (error) throw new Error(error);
  const high = kind === 'Code128' ? symbol.width / 4 : symbol.height;
  const cos = Math.cos((degrees * Math.PI) / 180);
  const sin = Math.sin((degrees * Math.PI) / 180);
  const reach = Math.ceil((Math.hypot(symbol.width, high) / 2 + 2 * quiet) * scale);
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const x = Math.round(at[0]) + dx;
      const y = Math.round(at[1]) + dy;
      if (x < 0 || y < 0 || x >= on.width || y >= on.height) continue;
      const column = Math.floor((dx * cos + dy * sin) / scale + symbol.width / 2);
      const row = Math.floor((dy * cos - dx * sin) / scale + high / 2);
      const within = (margin: number) =>
        column >= -margin && row >= -margin && column < symbol.width + margin && row < high + margin;
      if (!within(quiet)) continue;
      const module = kind === 'Code128' ? column : row * symbol.width + column;
      const dark = within(0) && (symbol.data[module] ?? 255) < 128;
      on.pixels[y * on.width + x] = dark ? black : white;
    }
  }
  return on;
}

/** Grain of up to `amount` levels, the same every time. */
export function grainy(on: Sheet, amount: number): Sheet {
  let seed = 1;
  const pixels = new Uint8ClampedArray(on.pixels);
  for (let i = 0; i < pixels.length; i++) {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    pixels[i] = (pixels[i] ?? 0) + ((seed >> 16) % (2 * amount + 1)) - amount;
  }
  return { ...on, pixels: new Uint8Array(pixels.buffer) };
}

/** Mean over `2 × radius + 1` pixels, along and across. */
export function blurred(on: Sheet, radius: number): Sheet {
  const smear = (pixels: Uint8Array, step: number) =>
    pixels.map((level, i) => {
      let sum = 0;
      for (let k = -radius; k <= radius; k++) sum += pixels[i + k * step] ?? level;
      return sum / (2 * radius + 1);
    });
  return { ...on, pixels: smear(smear(on.pixels, 1), on.width) };
}

/** The part from (x, y). */
export function cropped(on: Sheet, x: number, y: number, width: number, height: number): Sheet {
  const part = sheet(width, height);
  for (let row = 0; row < height; row++) {
    const from = (y + row) * on.width + x;
    part.pixels.set(on.pixels.subarray(from, from + width), row * width);
  }
  return part;
}

function rgba({ pixels }: Sheet): Buffer {
  const data = new Uint32Array(pixels.length);
  // Each of the three colours, and opaque.
  for (let i = 0; i < pixels.length; i++) data[i] = (pixels[i] ?? 0) * 0x010101 + 0xff000000;
  return Buffer.from(data.buffer);
}

/** `progressive`: in several scans, as the web likes it; else in one, as cameras do. */
export async function asJpeg(on: Sheet, quality = 75, progressive = false): Promise<Uint8Array> {
  const image = { width: on.width, height: on.height, data: rgba(on) } as never;
  return new Uint8Array(await encodeJpeg(image, { quality, progressive, baseline: !progressive }));
}

export function asPng(on: Sheet): Uint8Array {
  const png = new PNG({ width: on.width, height: on.height });
  png.data = rgba(on);
  return PNG.sync.write(png, { deflateLevel: 1 });
}

/** Uncompressed, 24 bits a pixel, bottom row first. */
export function asBitmap({ width, height, pixels }: Sheet): Uint8Array {
  const stride = Math.ceil((width * 3) / 4) * 4;
  const file = Buffer.alloc(54 + stride * height);
  file.write('BM');
  file.writeUInt32LE(file.length, 2);
  file.writeUInt32LE(54, 10);
  file.writeUInt32LE(40, 14);
  file.writeInt32LE(width, 18);
  file.writeInt32LE(height, 22);
  file.writeUInt16LE(1, 26);
  file.writeUInt16LE(24, 28);
  pixels.forEach((level, i) => {
    const at = 54 + (height - 1 - Math.floor(i / width)) * stride + (i % width) * 3;
    file.fill(level, at, at + 3);
  });
  return file;
}

/** A PNG file of a black picture of any size: small, however large the picture. */
export function blackPng(width: number, height: number): Uint8Array {
  return pngOf(width, height, deflateSync(Buffer.alloc(Math.min((width + 1) * height, 1_000_000))));
}

/** A PNG file, grey, with compressed `rows` and other chunks before them. */
export function pngOf(
  width: number,
  height: number,
  rows: Uint8Array,
  others: readonly [type: string, data: Uint8Array][] = [],
): Uint8Array {
  const chunk = (type: string, data: Uint8Array) => {
    const part = Buffer.alloc(12 + data.length);
    part.writeUInt32BE(data.length);
    part.write(type, 4);
    part.set(data, 8);
    return part;
  };
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 0, 0, 0, 0]);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  const signature = Buffer.from('89504e470d0a1a0a', 'hex');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    ...others.map(([type, data]) => chunk(type, data)),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}
