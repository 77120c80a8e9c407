/** What a file of text says, whatever code page it was written in. Pure. */
import { nfc } from '../../security/text.js';
import { convert } from './old-fonts.js';

/** One way to read the bytes. */
export type Decoding = { encoding: string; text: string };

/**
 * The ways in which bytes may be read as text, the likeliest first. A mark at the head, or zeros between the letters, tell
 * it; else it is UTF-8 where it can be. Of the rest only what it then says can tell: the caller takes the first that
 * makes sense.
 */
export function decodings(bytes: Uint8Array): Decoding[] {
  const marked = markOf(bytes);
  if (marked) return [decoded(bytes, marked)];
  const plain = utf8(bytes);
  if (plain !== null) return [{ encoding: 'utf-8', text: nfc(plain) }];
  const western = decoded(bytes, 'windows-1252');
  const asFont = (old: 'tcvn3' | 'vni') => ({ encoding: old, text: convert(western.text, old) });
  const newer = decoded(bytes, 'windows-1258');
  if (IN_TCVN3.test(western.text)) return [asFont('tcvn3'), newer, asFont('vni')];
  return [newer, asFont('vni'), asFont('tcvn3')];
}

/** Signs within a word, which are letters in TCVN3 alone. */
const IN_TCVN3 = /\p{L}[µ¸¶·¹¨»¾¼½©®ª«¬]|[§®]\p{L}/u;

function markOf(bytes: Uint8Array): string | null {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  if (a === 0xfe && b === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 400);
  const zeros = (odd: number) => head.filter((byte, index) => index % 2 === odd && byte === 0).length;
  if (zeros(1) > head.length / 8 && zeros(0) === 0) return 'utf-16le';
  return zeros(0) > head.length / 8 && zeros(1) === 0 ? 'utf-16be' : null;
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function decoded(bytes: Uint8Array, encoding: string): Decoding {
  return { encoding, text: nfc(new TextDecoder(encoding).decode(bytes)) };
}
