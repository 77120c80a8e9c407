/** QR codes to print. */
import { prepareZXingModule, writeBarcode } from 'zxing-wasm/writer';
import { wasmWithin } from './wasm.js';

const MAX_MEMORY = 256 * 1024 * 1024;

/** `terminal`: in block characters, for light letters on a dark ground. */
export type DrawnCode = { svg: string; png: Uint8Array; terminal: string };

/** Dots a module of a PNG has: sharp on a receipt some 4 cm wide. */
const SCALE = 12;

/** Draws a text as a QR code that can still be read with 15 % of it soiled. */
export async function drawQr(text: string): Promise<DrawnCode> {
  prepareZXingModule({ overrides: wasmWithin('zxing-wasm/writer/zxing_writer.wasm', MAX_MEMORY) });
  const drawing = { format: 'QRCode', options: 'ecLevel=M' } as const;
  const drawn = await writeBarcode(text, { ...drawing, scale: SCALE });
  const inverted = await writeBarcode(text, { ...drawing, scale: 1, invert: true });
  if (drawn.error || !drawn.image) throw new Error(`no QR code could be drawn: ${drawn.error}`);
  return {
    svg: drawn.svg.trimStart(),
    png: new Uint8Array(await drawn.image.arrayBuffer()),
    terminal: inverted.utf8,
  };
}
