/** Turning pictures. Pure. */

/** Pixels row by row, each of three bytes: red, green, blue. */
export type Pixels = { data: Uint8Array; width: number; height: number };

/** The picture turned clockwise on white ground, large enough to lose no corner; four bytes a pixel, as `ImageData`. */
export function turn(picture: Pixels, degrees: number) {
  const cos = Math.cos((degrees * Math.PI) / 180);
  const sin = Math.sin((degrees * Math.PI) / 180);
  const { data, width, height } = picture;
  const outWidth = Math.ceil(Math.abs(width * cos) + Math.abs(height * sin));
  const outHeight = Math.ceil(Math.abs(width * sin) + Math.abs(height * cos));
  const out = new Uint8ClampedArray(outWidth * outHeight * 4).fill(255);
  for (let y = 0; y < outHeight; y++) {
    const dy = y - outHeight / 2;
    for (let x = 0; x < outWidth; x++) {
      const dx = x - outWidth / 2;
      const fromX = Math.floor(dx * cos + dy * sin + width / 2);
      const fromY = Math.floor(dy * cos - dx * sin + height / 2);
      if (fromX < 0 || fromY < 0 || fromX >= width || fromY >= height) continue;
      const from = (fromY * width + fromX) * 3;
      const to = (y * outWidth + x) * 4;
      out[to] = data[from] as number;
      out[to + 1] = data[from + 1] as number;
      out[to + 2] = data[from + 2] as number;
    }
  }
  return { data: out, width: outWidth, height: outHeight, colorSpace: 'srgb' as const };
}
