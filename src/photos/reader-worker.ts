/** The thread that looks for codes in one picture, and ends with it. */
import { parentPort, workerData } from 'node:worker_threads';
import decodeJpeg, { init as prepareJpeg } from '@jsquash/jpeg/decode.js';
import { prepareZXingModule, type ReaderOptions, readBarcodes } from 'zxing-wasm/reader';
import { pictureSize } from './header.js';
import { inflatesWithin } from './inflate.js';
import type { PhotoReading } from './reader.js';
import { type Pixels, turn } from './turn.js';
import { wasmWithin } from './wasm.js';

/** Of each decoder; the largest pictures that are let in take some 400 MB. */
const MAX_MEMORY = 512 * 1024 * 1024;
prepareZXingModule({ overrides: wasmWithin('zxing-wasm/reader/zxing_reader.wasm', MAX_MEMORY) });

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
/** As phones take them; those of chat applications are smaller. */
const MAX_TURNED_PIXELS = 16_000_000;

async function readTurned(picture: Uint8Array): Promise<string[]> {
  const size = pictureSize(picture);
  if (picture[0] !== 0xff || !size || size.width * size.height > MAX_TURNED_PIXELS) return [];
  await prepareJpeg(wasmWithin('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm', MAX_MEMORY));
  let pixels: Pixels;
  try {
    pixels = await decodeJpeg(new Uint8Array(picture).buffer);
  } catch {
    // Not complete: what could be read of it has been tried.
    return [];
  }
  for (const degrees of TURNS) {
    const results = await readBarcodes(turn(pixels, degrees), OPTIONS);
    if (results.length > 0) return results.map(({ text }) => text);
  }
  return [];
}

async function read(picture: Uint8Array): Promise<PhotoReading> {
  const size = pictureSize(picture);
  const isPng = picture[0] === 0x89;
  if (!size || (isPng && !(await inflatesWithin(picture, size.unfolded)))) {
    return { ok: false, reason: 'notPicture' };
  }
  const results = await readBarcodes(picture, OPTIONS);
  // A picture that cannot be decoded comes back as one result of no format.
  if (results.some(({ isValid }) => !isValid)) return { ok: false, reason: 'notPicture' };
  const texts = results.map(({ text }) => text);
  return { ok: true, texts: texts.length > 0 ? texts : await readTurned(picture) };
}

parentPort?.postMessage(await read(workerData as Uint8Array));
