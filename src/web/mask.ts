/** Numbers that could open somebody's file are never kept: masked before a message is stored or shown. Pure. */

const MASK = '••••';

// No look-behind here: the browsers of older phones cannot even read a script that has one.
const SECRETS: readonly (readonly [RegExp, string])[] = [
  // Identity and phone numbers, written in one piece or in groups. A letter, dot or dash before one: a receipt code.
  [/(^|[^\p{L}\d.-])(?:\+84|0)(?:[ .]?\d){8,11}(?![\d-])/gu, `$1${MASK}`],
  [/(^|[^\p{L}\d.-])\d{9,12}(?![\d-])/gu, `$1${MASK}`],
  // The four digits asked for as proof: alone, called the last ones, or after a receipt code.
  [/^[^\p{L}\d]*\d{4}[^\p{L}\d]*$/u, MASK],
  [/((?:cuối|cuoi|last)\D{0,20})\d{4}(?!\d)/giu, `$1${MASK}`],
  [/(-\d{6,8}-\d{1,7}[^\d-]\D*)\d{4}(?!\d)/gu, `$1${MASK}`],
];

/** The text without identity numbers, phone numbers and the four digits that prove who asks. */
export function maskSecrets(text: string): string {
  return SECRETS.reduce((masked, [secret, shown]) => masked.replace(secret, shown), text);
}

/** Whether something was masked in the text. */
export function isMasked(text: string): boolean {
  return text.includes(MASK);
}
