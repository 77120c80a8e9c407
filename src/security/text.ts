/** Texts from outside, before anything else looks at them. Pure. */

/** As many marks on one letter as Unicode's own stream-safe format allows (UAX #15); Vietnamese needs two. */
const CROWD = /\p{M}{31}/u;
const CROWDS = /(\p{M}{30})\p{M}+/gu;

/** The text composed (NFC). Putting marks in order takes the square of their number: a crowd of them is thinned out. */
export function nfc(text: string): string {
  return (text.length > 30 && CROWD.test(text) ? text.replace(CROWDS, '$1') : text).normalize('NFC');
}

/** Control characters except tab and line ends, which no database takes or no screen shows; halves of characters. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
const UNFIT = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\p{Cs}/gu;

/** The text as it can be stored and shown: a blank for each character that cannot. */
export function storable(text: string): string {
  return text.replace(UNFIT, ' ');
}

/** A value as JSON that the database takes, whatever texts are in it. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value).replace(/(?<!\\)((?:\\\\)*)\\u(?:0000|d[89a-f][0-9a-f]{2})/g, '$1\ufffd');
}

/** The largest whole number a column of the database takes. */
export const MAX_INTEGER = 2_147_483_647;

/** A text of several lines as one, without the blanks around each. */
export function joinLines(text: string): string {
  return text
    .split('\n')
    .map((line) => line.trim())
    .join(' ');
}

/** What a table says of a word from outside; undefined = nothing. Asked directly it would know `constructor` too. */
export function entryOf<T>(table: Readonly<Record<string, T>>, word: string): T | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
