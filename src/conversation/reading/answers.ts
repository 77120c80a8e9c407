/** Answers to a question the assistant asked: yes and no, a number, words of a choice, digits. Pure. */
import { spokenDigits } from '../../dossiers/receipt-code/spoken.js';
import { fold, keysOf, type Syllable } from '../../search/fold.js';
import type { Lexicon } from '../../search/lexicon.js';
import { readCommand } from './command.js';
import type { Offered } from './state.js';
import { findIn, type PhraseSet, phraseSet, restOf, type Words } from './words.js';

/** The blocks `answer-…` and `turn-…` of the intents, ready to look for. */
export type Answers = PhraseSet;

/** What a word means that answers the question asked last. */
export type AnswerMeaning =
  | 'yes'
  | 'no'
  | 'unknown'
  | 'why'
  | 'correct'
  | 'back'
  | 'repeat'
  | 'more'
  | 'none';

/** Words that may stand beside an answer: politeness, persons, what is answered about. */
const AROUND = phraseSet({
  around:
    'và|tôi|mình|em|e|c|anh|chị|cô|chú|bác|ông|bà|cháu|con|mệ|bạn|ad|ạ|nha|nhé|nhe|nghe|nghen|đi|đó|đấy|luôn|thôi|giúp|giùm|hộ|với|cho|rồi|vậy|thế|nữa|hết|ơi|dạ|vâng|à|ừ|nè|này|cái|đâu|mà|thì|là|hen|trước|trước đã|đã|' +
    'xóa|xoá|gửi|rút|làm|hủy|dữ liệu|thông tin|hồ sơ|câu hỏi|mã|đúng|please|it|that|my|data|the|i|em ơi|cứ|nhanh|ngay|liền|hẳn|sạch|mọi thứ|tất cả|của|được|lại|cảm ơn',
});

/** Makes the sayings ready, spelt as messages are. */
export function compileAnswers(intents: ReadonlyMap<string, readonly string[]>, lexicon: Lexicon): Answers {
  const byMeaning = [...intents].flatMap(([intent, ways]) => {
    const meaning = /^(?:answer|turn)-(.+)$/.exec(intent)?.[1];
    return meaning ? [[meaning, ways.filter((way) => !way.includes('|')).join('|')]] : [];
  });
  return phraseSet(Object.fromEntries(byMeaning), lexicon);
}

/** A plain yes or no. */
const PLAIN: ReadonlySet<AnswerMeaning> = new Set(['yes', 'no', 'correct']);

/**
 * Which answer a message is, when it says nothing else: "ừ xóa đi", "thôi đừng", "không nhớ". What stands first
 * decides: "thôi được rồi" is a no.
 */
export function readAnswer({ words, signs, marks }: Words, answers: Answers): AnswerMeaning | null {
  if (words.length === 0) return signs.some((sign) => /[👍👌✅🆗]|ok|strong/u.test(sign)) ? 'yes' : null;
  const found = findIn(words, answers, marks);
  const rest = restOf(words, found);
  const others = restOf(rest, findIn(rest, AROUND, marks));
  if (found.length === 0 || others.length > 0) return null;
  const meanings = found.map(({ meaning }) => meaning as AnswerMeaning);
  // "Không nhớ", "sao phải đưa" say more than the yes or no in them.
  const special = meanings.find((meaning) => !PLAIN.has(meaning));
  const negated = meanings.find((meaning) => meaning === 'no');
  return special ?? (meanings[0] === 'yes' && !negated ? 'yes' : (negated ?? meanings[0] ?? null));
}

/** How a message begins: going back, correcting. What follows is read by itself. */
export function readOpening(
  { words, marks }: Words,
  answers: Answers,
): { meaning: AnswerMeaning; rest: Syllable[] } | null {
  const found = findIn(words, answers, marks).filter(({ meaning }) => meaning !== 'yes');
  // "Đọc lại câu vừa rồi": the same once more is no way back.
  if (found[0]?.meaning === 'repeat') return null;
  // "Mà thôi, quay lại chuyện cưới".
  const back = found.find(({ meaning, start }) => meaning === 'back' && start <= LATEST_BACK);
  const first = found[0] && found[0].meaning !== 'back' && found[0].start <= 3 && back ? back : found[0];
  const meaning = first?.meaning as AnswerMeaning | undefined;
  if (
    !first ||
    (first.start > 3 && first !== back) ||
    !(meaning === 'back' || meaning === 'correct' || meaning === 'no')
  )
    return null;
  return { meaning, rest: words.slice(first.end) };
}

const LATEST_BACK = 6;

const NUMERALS: Readonly<Record<string, number>> = {
  một: 1,
  nhất: 1,
  'đầu tiên': 1,
  đầu: 1,
  one: 1,
  first: 1,
  '1st': 1,
  hai: 2,
  nhì: 2,
  two: 2,
  second: 2,
  '2nd': 2,
  ba: 3,
  three: 3,
  third: 3,
  tư: 4,
  bốn: 4,
  four: 4,
  fourth: 4,
  năm: 5,
  five: 5,
  fifth: 5,
  sáu: 6,
  six: 6,
  bảy: 7,
  seven: 7,
  tám: 8,
  eight: 8,
  chín: 9,
  nine: 9,
  mười: 10,
};
const LAST = 'cuối cùng|cuối|chót|sau cùng|last';
const numerals = phraseSet({
  ...Object.fromEntries(Array.from({ length: 10 }, (_, i) => [String(i + 1), waysOf(i + 1)])),
  last: LAST,
});
const POINTING = phraseSet({
  point:
    'số|cái số|cái thứ|cái|thứ|chọn|mục|câu|dòng|ý|lựa chọn|phương án|loại|option|number|the|choose|pick|one|lấy',
});
const ORDINAL = keysOf('thứ').folded;
const TAKE = keysOf('lấy').folded;
/** More words than this are a question of their own. */
const MAX_PICK_WORDS = 9;

function waysOf(value: number): string {
  const names = Object.entries(NUMERALS).filter(([, number]) => number === value);
  return [...names.map(([name]) => name), String(value)].join('|');
}

/**
 * Which choices a message points at, from 0: "2", "cái thứ hai, bản sao thôi", "cấp mới", "1 và 3". Null = none of
 * this. A number is read only beside pointing words, or alone.
 */
export function readPick(
  message: Words,
  offered: readonly Offered[],
  answers: Answers,
): number[] | 'none' | 'outOfRange' | null {
  const words = message.typed;
  if (offered.length === 0 || words.length === 0) return null;
  if (readAnswer(message, answers) === 'none') return 'none';
  const numbers = findIn(words, numerals, message.marks);
  const pointing = findIn(words, POINTING, message.marks);
  const polite = findIn(words, AROUND, message.marks);
  const named = byWords(message, offered);
  const alone = restOf(words, [...numbers, ...pointing, ...polite]).length === 0;
  // "Thứ bảy" is a day of the week, and "lấy 1 lượt" once, unless nothing else is said.
  const points = pointing.filter(({ start, end }) =>
    words.slice(start, end).some(({ folded }) => folded !== ORDINAL && folded !== TAKE),
  );
  const pointed = numbers.filter(({ start }) => alone || points.some(({ end }) => end === start));
  if (pointed.length > 0 && (alone || words.length <= MAX_PICK_WORDS)) {
    const places = pointed.map(({ meaning }) => (meaning === 'last' ? offered.length : Number(meaning)) - 1);
    const valid = places.filter((place) => place >= 0 && place < offered.length);
    return valid.length > 0 ? [...new Set(valid)] : 'outOfRange';
  }
  return named === null ? null : [named];
}

/** The choice whose words are said and no other's: "bản sao thôi", "cấp mới". */
function byWords({ words }: Words, offered: readonly Offered[]): number | null {
  const polite = [...findIn(words, AROUND, false), ...findIn(words, POINTING, false)];
  const said = new Set(restOf(words, polite).map(({ folded }) => folded));
  if (said.size === 0 || words.length > MAX_PICK_WORDS) return null;
  const labels = offered.map(({ label }): string[] => fold(label).match(/[a-z0-9]+/g) ?? []);
  const common = (word: string) => labels.filter((label) => label.includes(word)).length;
  const typed = words.map(({ folded }) => folded).join(' ');
  const whole = labels.findIndex((label) => label.join(' ') === typed);
  if (whole >= 0) return whole;
  const telling = [...said].filter((word) => common(word) > 0 && common(word) < offered.length);
  if (telling.length === 0 || [...said].some((word) => common(word) === 0)) return null;
  const fitting = labels.flatMap((label, i) => (holds(label, offered[i], telling) ? [i] : []));
  return fitting.length === 1 ? (fitting[0] ?? null) : null;
}

/** The words of a place stay together: Tân Bình is not Bình Tân. */
function holds(label: readonly string[], choice: Offered | undefined, telling: readonly string[]): boolean {
  const isCommand = choice !== undefined && readCommand(choice.send) !== null;
  if (!isCommand) return ` ${label.join(' ')} `.includes(` ${telling.join(' ')} `);
  return telling.every((word) => label.includes(word));
}

const DIGIT_NAMES: Readonly<Record<string, string>> = {
  không: '0',
  linh: '0',
  lẻ: '0',
  một: '1',
  mốt: '1',
  hai: '2',
  ba: '3',
  bốn: '4',
  tư: '4',
  năm: '5',
  lăm: '5',
  sáu: '6',
  bảy: '7',
  bẩy: '7',
  tám: '8',
  chín: '9',
  zero: '0',
  one: '1',
  two: '2',
  three: '3',
  four: '4',
  five: '5',
  six: '6',
  seven: '7',
  eight: '8',
  nine: '9',
};
/** "3404 à lộn 4304": what stands before was a slip. */
const SLIP = /^.*\d\D*(?<![a-z])(?:lon|nham|khong phai|a quen|sai|y la|sorry|i mean)(?![a-z])(?=.*\d{4})/;
const digitNames = new Map(Object.entries(DIGIT_NAMES).map(([name, digit]) => [fold(name), digit]));
const GROUPED = /(?<=\d)[ .-](?=\d)/g;
/** The last digits of both numbers. */
const PAIR = /(?<!\d[ .-]?)(\d{4})[^\d]+(\d{4})(?![ .-]?\d)/;
/** "Năm 2025", "tháng 12": no number of anybody. */
const DATED = /(?:nam|thang|ngay|mung|hom|luc) \d{1,4}(?!\d)|\d{1,2}\/\d{1,2}(?:\/\d{2,4})?/g;
const WHOLE_NUMBER = /(?<!\d)(?:\+?84|0)?\d{8,12}(?!\d)/g;
/** "4 số cuối": a number that is none of the digits. */
const COUNT =
  /(?<!\d)4(?=\s*(?:chu\s*)?so(?![a-z]))|(?<=last )4(?!\d)|(?:ca|cho) (?:[234]|hai|ba)(?: (?:cai|ho so|bo|ma))?(?![a-z\d])|(?<!\d)[234] (?:cai|ho so|bo)(?![a-z])/g;
/** More words than this tell a story. */
const MAX_DIGIT_WORDS = 16;

/**
 * The last four digits of one or two numbers, with words around them, dictated, or the whole number: "số là 3456",
 * "ba bốn năm sáu", "sđt 0905 123 456". `malformed`: digits, but not four. Null = no digits.
 */
export function readDigits(text: string): string[] | 'malformed' | null {
  const plain = fold(text).replace(SLIP, ' ').replace(COUNT, ' ').replace(DATED, ' ');
  if ((plain.match(/[a-z0-9]+/g) ?? []).length > MAX_DIGIT_WORDS) return null;
  const dictated = dictatedDigits(plain) ?? tensOf(text);
  if (dictated) return dictated.length === 4 || dictated.length >= 9 ? [dictated.slice(-4)] : 'malformed';
  if (!/\d/.test(plain) || /\d[a-z]|[a-z]\d/.test(plain)) return null;
  const pair = PAIR.exec(plain);
  if (pair) return pair.slice(1);
  const joined = plain.replace(GROUPED, '');
  const whole = joined.match(WHOLE_NUMBER);
  if (whole) return [...new Set(whole.map((number) => number.slice(-4)))].slice(0, 2);
  const groups = plain.match(/\d+/g) ?? [];
  const isSpelt = groups.every(({ length }) => length === 1) || isTwice(groups);
  const spelt = isSpelt ? [groups.join('')] : groups;
  const fit = spelt.length <= 2 && spelt.every(({ length }) => length === 4);
  return fit ? spelt : 'malformed';
}

/** "34-56". */
function isTwice(groups: readonly string[]): boolean {
  return groups.length === 2 && groups.every(({ length }) => length === 2);
}

/** "Ba mươi bốn năm mươi sáu": four digits in tens; null = another number, or none. */
function tensOf(text: string): string | null {
  const words =
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/\p{L}+|\d+/gu) ?? [];
  if (!words.some((word) => fold(word) === 'muoi')) return null;
  const from = words.findIndex((word) => digitNames.has(fold(word)) || fold(word) === 'muoi');
  const said = words.slice(from).filter((word) => !AFTER_DIGITS.has(fold(word)));
  return spokenDigits(said).find(({ length }) => length === 4) ?? null;
}
const AFTER_DIGITS: ReadonlySet<string> = new Set('a nha nhe em anh chi do day ne con co chu bac'.split(' '));

/** Four names of digits or more in a row; null = fewer. */
function dictatedDigits(plain: string): string | null {
  const words = plain.match(/[a-z]+|\d+/g) ?? [];
  let run = '';
  for (const word of [...words, '']) {
    const digit = digitNames.get(word) ?? (/^\d$/.test(word) ? word : undefined);
    if (digit !== undefined) run += digit;
    else if (run.length >= 4) break;
    else run = '';
  }
  return run.length >= 4 && words.some((word) => digitNames.has(word)) ? run : null;
}
