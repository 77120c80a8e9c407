/** Texts too long for one message of a platform. Pure. */
import { nfc } from '../security/text.js';

/**
 * The text in pieces of at most `max` UTF-16 units, cut at an empty line or the end of a line where one is near, else
 * between words, and inside a word only where it is longer than a message. NFC; white space at the cuts is left out; `[]` = a blank text.
 */
export function splitText(text: string, max: number): string[] {
  const pieces: string[] = [];
  let rest = nfc(text).trim();
  while (rest.length > max) {
    const end = cutBefore(rest, max);
    pieces.push(rest.slice(0, end).trimEnd());
    rest = rest.slice(end).trimStart();
  }
  return rest === '' ? pieces : [...pieces, rest];
}

/** The text in at most `max` units, with "…" in place of what does not fit. */
export function truncate(text: string, max: number): string {
  const whole = nfc(text).trim();
  if (whole.length <= max) return whole;
  return `${whole.slice(0, cutBefore(whole, max - 1)).trimEnd()}…`;
}

/** Where to cut a text that is longer than `max`: at most there, and after the first unit. */
function cutBefore(text: string, max: number): number {
  const head = text.slice(0, max + 1);
  const border = head.lastIndexOf('\n\n');
  if (border > max / 2) return border;
  const line = head.lastIndexOf('\n');
  if (line > max / 2) return line;
  const gap = head.search(/\s\S*$/);
  if (gap > 0) return gap;
  // Never between the halves of a character.
  return /[\uD800-\uDBFF]/.test(text[max - 1] ?? '') && max > 1 ? max - 1 : max;
}
