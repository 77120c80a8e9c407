/** Names of wards and communes in a message: possible ones only, a table says which exist. Pure. */
import { placeKey } from '../../../places/place.js';
import { clean, fold, type Keys, keysOf } from '../../../search/fold.js';
import { sayings } from '../../sayings.js';

/**
 * One way to read a name. `key`: see `placeKey`; `kind`: folded, null = not said; `rest`: the message without it;
 * `after`: what follows it.
 */
export type PlaceReading = { key: string; kind: string | null; words: string[]; rest: string; after: string };

/** A name has at most so many words. */
const MAX_WORDS = 4;
const KINDS = ['phường', 'xã', 'thị trấn'].map((kind) => kind.split(' ').map(keysOf));
/** English puts the kind behind the name, and one word for another. */
const ENGLISH_KINDS: ReadonlySet<string> = new Set(['ward', 'commune', 'township']);
/** "p. Yên Đỗ", "P3", "x. Ia Kha". */
const SHORT: readonly (readonly [RegExp, string])[] = [
  [/(?<![\p{L}\d])[pf](?:\.\s*(?=[\p{L}\d])|(?=\d{1,2}(?![\p{L}\d])))/giu, 'phường '],
  [/(?<![\p{L}\d])x\.\s*(?=\p{L})/giu, 'xã '],
  [/(?<![\p{L}\d])tt\.\s*(?=\p{L})/giu, 'thị trấn '],
];
const TOKEN = /[\p{L}\d']+(?:-[\p{L}\d']+)*/gu;
const BREAK = /[^\p{L}\d'\s-]/u;
/** Dropped, or "Tân Bình, thành phố" would hold Bình Thạnh. */
const CITY = /(?<!\p{L})(?:thành phố|thanh pho)(?!\p{L})/giu;
const noPlace = new Set(
  sayings('no-place')
    .split('|')
    .map((word) => keysOf(word).exact),
);

type Token = { text: string; start: number; end: number };

/** Every reading of every name beside a kind word, longer names first; [] = no kind word with a name. */
export function placeReadings(text: string): PlaceReading[] {
  const plain = SHORT.reduce(
    (said, [short, whole]) => said.replace(short, whole),
    clean(text).replaceAll('’', "'"),
  );
  const tokens = [...plain.matchAll(TOKEN)].map(
    ({ 0: word, index }): Token => ({ text: word, start: index, end: index + word.length }),
  );
  const lengths = Array.from({ length: MAX_WORDS }, (_, i) => MAX_WORDS - i);
  return tokens
    .flatMap((_, i) => lengths.flatMap((length) => readAt(plain, tokens, i, length) ?? []))
    .toSorted((a, b) => b.words.length - a.words.length);
}

/** The name of so many words behind the kind word at a token (in English: before it); null = there is none. */
function readAt(plain: string, tokens: readonly Token[], i: number, length: number): PlaceReading | null {
  const isEnglish = ENGLISH_KINDS.has(fold(tokens[i]?.text ?? ''));
  const width = KINDS.find((kind) => isKind(kind, tokens.slice(i, i + kind.length)))?.length;
  // A "thị xã" is a town: the ward is named before it.
  const isTown = width === 1 && fold(`${tokens[i - 1]?.text} ${tokens[i]?.text}`) === 'thi xa';
  if (isTown || (!isEnglish && width === undefined)) return null;
  const [from, to] = isEnglish ? [i - length, i + 1] : [i, i + (width ?? 1) + length];
  const span = from < 0 ? [] : tokens.slice(from, to);
  const [first, last] = [span[0], span.at(-1)];
  if (!first || !last || span.length < to - from || BREAK.test(plain.slice(first.start, last.end)))
    return null;
  const named = isEnglish ? span.slice(0, -1) : span.slice(width);
  const kind = isEnglish ? null : folded(span.slice(0, width));
  if (isNoName(named[0]?.text ?? '')) return null;
  const words = named.map((token) => token.text.replace(/^0+(?=\d)/, ''));
  const key = placeKey(`${kind ?? 'phuong'} ${words.join(' ')}`);
  const after = plain.slice(last.end).replace(CITY, ' ');
  return { key, kind, words, rest: `${plain.slice(0, first.start).trimEnd()} ${after.trimStart()}`, after };
}

function folded(tokens: readonly Token[]): string {
  return fold(tokens.map((token) => token.text).join(' '));
}

/** Spelt as the kind, or without marks: Phương is a name. */
function isKind(kind: readonly Keys[], typed: readonly Token[]): boolean {
  return kind.every((word, i) => {
    const keys = keysOf(typed[i]?.text ?? '');
    return keys.folded === word.folded && (!keys.marked || keys.exact === word.exact);
  });
}

/** "phường nào", "xã hội": ordinary words, unless a capital makes them a name. */
function isNoName(word: string): boolean {
  return !/^\p{Lu}\p{Ll}/u.test(word) && noPlace.has(keysOf(word).exact);
}
