/**
 * The size a picture declares, read from its first bytes alone: a file of some kilobytes can unfold into gigabytes,
 * so its size must be known before anything decodes it. Only the kinds the decoder takes (stb_image inside
 * zxing-wasm; WebP and HEIC it does not). Pure.
 */
export type PictureSize = { width: number; height: number };

/** Null = not a JPEG, PNG, GIF or BMP, or cut off before its size. */
export function pictureSize(bytes: Uint8Array): PictureSize | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const size = readSize(view);
    return size && size.width > 0 && size.height > 0 ? size : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function readSize(view: DataView): PictureSize | null {
  if (view.getUint16(0) === 0xffd8) return readJpeg(view);
  if (view.getUint32(0) === 0x89504e47 && view.getUint32(4) === 0x0d0a1a0a) return readPng(view);
  if (view.getUint32(0) === 0x47494638) {
    return { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  }
  if (view.getUint16(0) === 0x424d) return readBitmap(view);
  return null;
}

/** The header chunk must come first (PNG, third edition, 11.2.1). */
function readPng(view: DataView): PictureSize | null {
  const isHeader = view.getUint32(12) === 0x49484452;
  return isHeader ? { width: view.getUint32(16), height: view.getUint32(20) } : null;
}

/** The old header of 12 bytes has 16-bit sizes; later ones 32-bit, the height negative when the top row is first. */
function readBitmap(view: DataView): PictureSize {
  if (view.getUint32(14, true) === 12) {
    return { width: view.getUint16(18, true), height: view.getUint16(20, true) };
  }
  return { width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) };
}

/** Walks the segments to the frame header, baseline or progressive (ITU T.81, B.2.2). Ends at the end of `view`. */
function readJpeg(view: DataView): PictureSize {
  for (let at = 2; ; ) {
    while (view.getUint8(at) !== 0xff) at += 1;
    while (view.getUint8(at) === 0xff) at += 1;
    const marker = view.getUint8(at);
    at += 1;
    if (marker >= 0xc0 && marker <= 0xc2) {
      return { width: view.getUint16(at + 5), height: view.getUint16(at + 3) };
    }
    at += view.getUint16(at);
  }
}
