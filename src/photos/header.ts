/**
 * What a picture unfolds to, read from its file without decoding it: a file of some kilobytes can unfold into
 * gigabytes, or be gone through thousands of times. Only the kinds that are read: JPEG, PNG and BMP. Pure.
 */

/** How large a picture becomes when it is unpacked, by its header alone. */
export type PictureSize = {
  width: number;
  height: number;
  /**
   * Bytes: the filtered rows of a PNG, the samples of a JPEG (of a progressive one with the coefficients kept until
   * its end), the rows of a BMP.
   */
  unfolded: number;
  /** How often a JPEG goes over the whole picture (its scans); 1 for the others. */
  passes: number;
};

/** Null = not a JPEG, PNG or BMP, or cut off before its size. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const size = readSize(file);
    return size && size.width > 0 && size.height > 0 ? size : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readSize(file: Buffer): PictureSize | null {
  if (file.readUInt16BE(0) === 0xffd8) return readJpeg(file);
  if (file.readUInt32BE(0) === 0x89504e47 && file.readUInt32BE(4) === 0x0d0a1a0a) return readPng(file);
  if (file.readUInt16BE(0) === 0x424d) return readBitmap(file);
  return null;
}

/** Samples a pixel by colour type (PNG, third edition, 11.2.1). */
const PNG_SAMPLES: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Where the pixels of the seven parts of an interlaced PNG begin, and how far they lie apart (8.1). */
const PNG_PARTS = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** The header chunk must come first. Each row has a byte more for its filter. */
function readPng(file: Buffer): PictureSize | null {
  if (file.readUInt32BE(12) !== 0x49484452) return null;
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  const bits = file.readUInt8(24) * (PNG_SAMPLES[file.readUInt8(25)] ?? 4);
  const parts = file.readUInt8(28) === 0 ? [[0, 0, 1, 1] as const] : PNG_PARTS;
  const sizes = parts.map(([x, y, across, down]) => {
    const [pixels, rows] = [Math.ceil((width - x) / across), Math.ceil((height - y) / down)];
    return pixels > 0 && rows > 0 ? rows * (1 + Math.ceil((pixels * bits) / 8)) : 0;
  });
  return { width, height, unfolded: sizes.reduce((all, size) => all + size, 0), passes: 1 };
}

/**
 * The old header of 12 bytes has 16-bit sizes; later ones 32-bit, the height negative when the top row is first.
 * Null = fewer rows than it declares: what is not in the file would be made up.
 */
function readBitmap(file: Buffer): PictureSize | null {
  const isOld = file.readUInt32LE(14) === 12;
  const width = isOld ? file.readUInt16LE(18) : file.readInt32LE(18);
  const height = isOld ? file.readUInt16LE(20) : Math.abs(file.readInt32LE(22));
  const unfolded = Math.ceil((width * file.readUInt16LE(isOld ? 24 : 28)) / 8) * height;
  return unfolded > 0 && unfolded <= file.length ? { width, height, unfolded, passes: 1 } : null;
}

/** Walks the segments to the frame header, baseline or progressive (ITU T.81, B.2.2), and on to the end. */
function readJpeg(file: Buffer): PictureSize | null {
  let frame: Omit<PictureSize, 'passes'> | null = null;
  let passes = 0;
  for (const { marker, at } of segments(file)) {
    if (marker === SCAN) passes += 1;
    if (frame || marker < 0xc0 || marker > 0xc2) continue;
    const [height, width] = [file.readUInt16BE(at + 3), file.readUInt16BE(at + 5)];
    const bytesASample = marker === 0xc2 ? 3 : 1;
    frame = { width, height, unfolded: width * height * file.readUInt8(at + 7) * bytesASample };
  }
  return frame && { ...frame, passes };
}

const SCAN = 0xda;
const END = 0xd9;
/** Of the largest file, coded bytes escape some 40,000 times; this many take a few hundredths of a second. */
const MAX_MARKERS = 300_000;

/** The segments of a JPEG by marker, `at` the length after it; also of one cut short. What is coded is passed over. */
function* segments(file: Buffer): Generator<{ marker: number; at: number }> {
  let markers = 0;
  for (let at = file.indexOf(0xff, 2); at >= 0; at = file.indexOf(0xff, at)) {
    markers += 1;
    if (markers > MAX_MARKERS) throw new RangeError('too many markers');
    while (file[at] === 0xff) at += 1;
    const marker = file[at] ?? END;
    at += 1;
    if (marker === END) return;
    // Escaped and restart markers stand within what is coded, and have no length.
    if (marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)) continue;
    if (at + 2 > file.length) return;
    yield { marker, at };
    at += file.readUInt16BE(at);
  }
}
