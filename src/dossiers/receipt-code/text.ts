/** Chat text made ready for reading codes: one spelling of dashes, dots, digits and letters, every character traceable. Pure. */

/** `chars` is what the reader sees; `at[i]` is where `chars[i]` starts in the original (one entry more: the end). */
export type TracedText = { chars: string; at: readonly number[] };

const DASHES = /[\p{Pd}\u00AD\u2043\u2212_~]/u;
const DOTS = /[·•∙。]/u;
const SLASHES = /[\\⁄∕]/u;
const INVISIBLE = /\p{Cf}/u;

/** `%2D`, `%2E`, `%2F`, `%5F`, `%3D`, `%20`: what a copied address may hold in a code or right before it. */
const PERCENT = /^%(?:2[DEF0]|5F|3D)/i;

/** NFKC, upper case, every dash to `-`, every dot to `.`, slashes to `/`; invisible characters are dropped. */
export function traceText(text: string): TracedText {
  let chars = '';
  const at: number[] = [];
  let i = 0;
  while (i < text.length) {
    const source = PERCENT.exec(text.slice(i, i + 3))?.[0] ?? String.fromCodePoint(text.codePointAt(i) ?? 0);
    const shown = spellCharacter(source);
    for (let k = 0; k < shown.length; k += 1) at.push(i);
    chars += shown;
    i += source.length;
  }
  at.push(text.length);
  return { chars, at };
}

function spellCharacter(source: string): string {
  const plain = source.length === 3 && source.startsWith('%') ? decodeURIComponent(source) : source;
  if (DASHES.test(plain)) return '-';
  if (INVISIBLE.test(plain)) return '';
  const spelled = plain.normalize('NFKC').toUpperCase();
  if (DOTS.test(spelled)) return '.';
  if (SLASHES.test(spelled)) return '/';
  return DASHES.test(spelled) ? '-' : spelled;
}

/** A phone or identity number written in groups, no more digits after it: `0905 112 233`, `079 123 456 789`. */
const GROUPED_NUMBER =
  /(?<![\p{L}\p{M}\p{N}.,/-])(?:\+?84[\s.-]?\d{2,3}|0[1-9]\d{1,2})(?:[\s.-]\d{2,4}){2,4}(?![\s.-]?\d)/gu;

/** Every character of such numbers becomes `#`: their first group must not be taken for a sequence number. */
export function hideGroupedNumbers(chars: string): string {
  return chars.replace(GROUPED_NUMBER, (number) => {
    const digits = number.replace(/\D/g, '').length;
    return digits >= 9 && digits <= 12 ? '#'.repeat(number.length) : number;
  });
}
