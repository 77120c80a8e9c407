/** The thread that looks for codes in one picture, and ends with it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';
import jpeg from 'jpeg-js';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import type { PhotoReading } from './reader.js';
import { type Pixels, turn } from './turn.js';

// From the package: left alone, the library would fetch it from the network.
const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(wasm)).buffer } });

const OPTIONS: ReaderOptions = {
  // What receipts carry. More kinds make a grainy picture take up to five times as long.
  formats: ['QRCode', 'Code128'],
  tryHarder: true,
  tryRotate: true,
  tryInvert: true,
  tryDownscale: true,
  textMode: 'Plain',
  maxNumberOfSymbols: 16,
};

/**
 * Bars are found along straight lines only, so a bar code held askew by more than some 15° is not. Between the
 * quarter turns, which the library tries itself, these leave none further askew than 9°. The white that fills the
 * corners also lets a QR code be read whose own corner the edge of the picture cuts off.
 */
const TURNS = [-18, 18, -36, 36];
/** Photos as chat applications send them. The decoder in JavaScript is too slow for those as phones take them. */
const MAX_TURNED_PIXELS = 5_000_000;

async function readTurned(picture: Uint8Array): Promise<string[]> {
  if (picture[0] !== 0xff) return [];
  const limits = { maxResolutionInMP: MAX_TURNED_PIXELS / 1e6, maxMemoryUsageInMB: 256 };
  let pixels: Pixels;
  try {
    pixels = jpeg.decode(picture, { useTArray: true, formatAsRGBA: false, ...limits });
  } catch {
    // Too large, or not complete: what could be read of it has been tried.
    return [];
  }
  for (const degrees of TURNS) {
    const results = await readBarcodes(turn(pixels, degrees), OPTIONS);
    if (results.length > 0) return results.map(({ text }) => text);
  }
  return [];
}

async function read(picture: Uint8Array): Promise<PhotoReading> {
  const results = await readBarcodes(picture, OPTIONS);
  // A picture that cannot be decoded comes back as one result of no format.
  if (results.some(({ isValid }) => !isValid)) return { ok: false, reason: 'notPicture' };
  const texts = results.map(({ text }) => text);
  return { ok: true, texts: texts.length > 0 ? texts : await readTurned(picture) };
}

parentPort?.postMessage(await read(workerData as Uint8Array));
