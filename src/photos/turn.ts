/** Turning pictures. Pure. */

/** Pixels row by row, each of four bytes: red, green, blue and one that says nothing. */
export type Pixels = { data: Uint8Array | Uint8ClampedArray; width: number; height: number };

/** Larger than this a picture is made smaller by being turned: codes fill more of it. */
const MAX_PIXELS = 5_000_000;

/** The picture turned clockwise on white ground, large enough to lose no corner. */
export function turn(picture: Pixels, degrees: number) {
  const { width, height } = picture;
  const step = Math.max(1, Math.sqrt((width * height) / MAX_PIXELS));
  const cos = Math.cos((degrees * Math.PI) / 180);
  const sin = Math.sin((degrees * Math.PI) / 180);
  const outWidth = Math.ceil((Math.abs(width * cos) + Math.abs(height * sin)) / step);
  const outHeight = Math.ceil((Math.abs(width * sin) + Math.abs(height * cos)) / step);
  const out = new Uint8ClampedArray(outWidth * outHeight * 4).fill(255);
  const from = new Uint32Array(picture.data.buffer, picture.data.byteOffset, width * height);
  const to = new Uint32Array(out.buffer);
  for (let y = 0; y < outHeight; y++) {
    const dy = (y - outHeight / 2) * step;
    for (let x = 0; x < outWidth; x++) {
      const dx = (x - outWidth / 2) * step;
      const fromX = Math.floor(dx * cos + dy * sin + width / 2);
      const fromY = Math.floor(dy * cos - dx * sin + height / 2);
      if (fromX < 0 || fromY < 0 || fromX >= width || fromY >= height) continue;
      to[y * outWidth + x] = from[fromY * width + fromX] as number;
    }
  }
  return { data: out, width: outWidth, height: outHeight, colorSpace: 'srgb' as const };
}
