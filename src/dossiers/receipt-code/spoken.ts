/** Numbers and codes as they are read out: "hai mốt chấm mười bảy gạch hai sáu mười một …". Pure. */
import { clean, fold } from '../../search/fold.js';
import { type FoundCode, findReceiptCodes } from './find.js';

const DIGITS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    0: 'khong',
    1: 'mot',
    2: 'hai',
    3: 'ba',
    4: 'bon tu',
    5: 'nam lam',
    6: 'sau',
    7: 'bay',
    8: 'tam',
    9: 'chin',
  }).flatMap(([digit, names]) => names.split(' ').map((name) => [name, digit])),
);
const SIGNS: Readonly<Record<string, string>> = { cham: '.', gach: '-', tru: '-', xuyet: '/', cheo: '/' };
/** Said beside a sign and nothing by themselves. */
const SILENT: ReadonlySet<string> = new Set(['ngang', 'noi', 'duoi', 'dau', 'phay', 'roi', 'xong', 'so']);
/** So many ways are followed at most; every "mươi" without marks has two. */
const MAX_WAYS = 32;

/**
 * The digits that words may mean, likeliest first; [] = other words stand among them. "Ba mươi bốn" is 34, "mười một" 11;
 * without marks "sáu mười một" is 61 or 6 and 11.
 */
export function spokenDigits(words: readonly string[]): string[] {
  const ways = [{ at: 0, digits: '' }];
  const done: string[] = [];
  while (ways.length > 0 && done.length < MAX_WAYS) {
    const { at, digits } = ways.shift() as { at: number; digits: string };
    if (at >= words.length) done.push(digits);
    else ways.unshift(...stepsFrom(words, at).map(({ next, said }) => ({ at: next, digits: digits + said })));
  }
  return [...new Set(done)];
}

type Step = { next: number; said: string };

function stepsFrom(words: readonly string[], at: number): Step[] {
  const plain = (i: number) => fold(words[i] ?? '');
  const digit = (i: number) => DIGITS[plain(i)];
  const word = plain(at);
  if (/^\d+$/.test(word)) return [{ next: at + 1, said: word }];
  if (SILENT.has(word)) return [{ next: at + 1, said: '' }];
  if (word === 'linh' || word === 'le') return [{ next: at + 1, said: '0' }];
  // "Mười", and never "mươi".
  if (word === 'muoi')
    return words[at] === 'mươi'
      ? []
      : [
          { next: at + 1, said: '10' },
          ...(digit(at + 1) ? [{ next: at + 2, said: `1${digit(at + 1)}` }] : []),
        ].reverse();
  const own = DIGITS[word];
  if (own === undefined) return [];
  const single = { next: at + 1, said: own };
  if (plain(at + 1) === 'tram') return hundreds(words, at, own);
  if (plain(at + 1) !== 'muoi' || words[at + 1] === 'mười') return [single];
  const ones = digit(at + 2);
  const tens: Step[] = [
    ...(ones === undefined ? [] : [{ next: at + 3, said: own + ones }]),
    { next: at + 2, said: `${own}0` },
  ];
  return words[at + 1] === 'mươi' ? tens : [...tens, single];
}

/** "Ba trăm lẻ hai", "ba trăm mười hai", "ba trăm". */
function hundreds(words: readonly string[], at: number, own: string): Step[] {
  const rest = fold(words[at + 2] ?? '');
  const ones = DIGITS[fold(words[at + 3] ?? '')];
  if ((rest === 'linh' || rest === 'le') && ones) return [{ next: at + 4, said: `${own}0${ones}` }];
  const isMore = rest === 'muoi' || DIGITS[rest] !== undefined;
  return [{ next: at + 2, said: isMore ? own : `${own}00` }];
}

/** A code that was read out, to be confirmed; [] = none, or no day of reception fits. */
export function spokenCodes(text: string, today?: string): FoundCode[] {
  const words =
    clean(text)
      .toLowerCase()
      .match(/[\p{L}\p{M}]+|\d+/gu) ?? [];
  const first = words.findIndex((word, i) => LETTER.has(fold(word)) && isNumber(words[i + 1] ?? ''));
  if (first < 0) return [];
  const parts: { sign: string; words: string[] }[] = [{ sign: 'H', words: [] }];
  for (const word of words.slice(first + 1)) {
    const sign = SIGNS[fold(word)];
    if (sign) parts.push({ sign, words: [] });
    else if (!isNumber(word)) break;
    else parts.at(-1)?.words.push(word);
  }
  if (parts.length < MIN_PARTS) return [];
  const written = parts.reduce<string[]>(
    (before, part) =>
      before
        .flatMap((head) => spokenDigits(part.words).map((digits) => `${head}${part.sign}${digits}`))
        .slice(0, MAX_WAYS),
    [''],
  );
  const [code] = written
    .flatMap((one) => findReceiptCodes(one, today))
    .filter((found) => found.kind === 'receipt');
  return code?.kind === 'receipt' ? [{ ...code, kind: 'guess', unique: true, original: text }] : [];
}

/** Unit, day and sequence at least. */
const MIN_PARTS = 3;
const LETTER: ReadonlySet<string> = new Set(['h', 'hat', 'hac', 'hats', 'hach']);

function isNumber(word: string): boolean {
  const plain = fold(word);
  return /^\d+$/.test(plain) || plain in DIGITS || SILENT.has(plain) || NUMBER_WORDS.has(plain);
}
const NUMBER_WORDS: ReadonlySet<string> = new Set(['muoi', 'linh', 'le', 'tram']);
