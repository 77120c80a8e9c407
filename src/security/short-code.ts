/** Codes that people read out and type. */
import { randomInt } from 'node:crypto';

/** Letters and digits that are not mistaken for each other, spoken or written. */
export const CODE_ALPHABET = 'ACDEFGHJKLMNPQRTUVWXY34679';

/** A random code in two groups of `size` characters each: `H7KQ-9PDM`. A character holds 4.7 bits. */
export function newShortCode(size: number): string {
  const group = () =>
    Array.from({ length: size }, () => CODE_ALPHABET[randomInt(CODE_ALPHABET.length)]).join('');
  return `${group()}-${group()}`;
}
