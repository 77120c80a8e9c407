/** What a message is when it is no question about a procedure. Pure; the phrases are in `cues.ts`. */

import type { Locale } from '../i18n/locale.js';
import { clean, fold, hasMarks, syllables } from '../search/fold.js';
import {
  CHAT_WORDS,
  DOSSIER,
  EITHER,
  ENGLISH,
  FILLER,
  HUMAN,
  INJECTION,
  LANGUAGE,
  LOANWORDS,
  LOST,
  NAMED_DAY,
  OFFICE,
  SMALL_TALK,
  type SmallTalkTopic,
  WAITING,
  WHERE_CODE,
} from './cues.js';
import { withoutDates } from './day.js';
import { coveredBy, phrasePattern, plainLine, plainWords, shorten, withoutNames } from './words.js';

export type Intent =
  | { kind: 'smallTalk'; topic: SmallTalkTopic | 'injection' | 'empty' }
  | { kind: 'office'; about: 'hours' | 'place' | 'duty' }
  | { kind: 'dossier'; about: 'status' | 'lost' | 'code' }
  | { kind: 'language'; locale: Locale };

/** What is said about the office, or about being served at all, fits in so many words. */
const MAX_SHORT_WORDS = 22;

const VIETNAMESE_LETTER = /[àáâãèéêìíòóôõùúýăđĩũơư\u1ea0-\u1ef9]/i;
const VIETNAMESE_SYLLABLE =
  /^(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?$/;

const compile = <K extends string>(phrases: Readonly<Record<K, string>>) =>
  Object.fromEntries(
    Object.entries<string>(phrases).map(([name, list]) => [name, phrasePattern(list)]),
  ) as Record<K, RegExp>;

const SMALL_TALK_ORDER = Object.keys(SMALL_TALK) as SmallTalkTopic[];
/** The topic of each phrase, written without spaces; the earlier topic where two share a phrase. */
const topicOf = new Map(
  SMALL_TALK_ORDER.toReversed().flatMap((topic) =>
    SMALL_TALK[topic].split('|').map((phrase) => [plainWords(phrase).join(''), topic] as const),
  ),
);
const office = compile(OFFICE);
const human = compile(HUMAN);
const dossier = compile(DOSSIER);
const language = compile(LANGUAGE);
/** A day by name, which is a question about the office when nothing else is said. */
const namedDay = phrasePattern(NAMED_DAY);
const waiting = phrasePattern(WAITING);
const lost = phrasePattern(LOST);
const whereCode = phrasePattern(WHERE_CODE);
const injection = phrasePattern(INJECTION);
const filler = phrasePattern(FILLER);
const englishWords = new Set(ENGLISH.split('|'));
const eitherWords = new Set(EITHER.split('|'));
const loanwords = new Set(LOANWORDS.split('|'));
/** Every syllable of small talk as it is spelt, to tell "điên" from "điện". */
const spellings = new Set(
  syllables(
    [...Object.values(SMALL_TALK), ...Object.values(OFFICE), FILLER].join(' ').replaceAll('|', ' '),
  ).map((syllable) => syllable.exact),
);
const anySmallTalk = phrasePattern(Object.values(SMALL_TALK).join('|'));
const anyOffice = phrasePattern(Object.values(OFFICE).join('|'));

/** What is meant besides a procedure; null = probably a procedure. Receipt and procedure codes are not read here. */
export function intentOf(text: string): Intent | null {
  const line = plainLine(text);
  if (line.trim() === '') return { kind: 'smallTalk', topic: 'empty' };
  return (
    languageIn(line) ??
    (has(line, injection) ? { kind: 'smallTalk', topic: 'injection' } : null) ??
    dossierIn(line) ??
    humanIn(line) ??
    (spelledAsSmallTalk(withoutNames(text))
      ? (officeIn(plainLine(withoutNames(withoutDates(text, ' hôm đó ')))) ?? smallTalkIn(line))
      : null)
  );
}

/** Typed with marks, most syllables must be spelt as some phrase has them; a typing mistake or two is forgiven. */
function spelledAsSmallTalk(text: string): boolean {
  const words = syllables(clean(text).replace(/\p{L}+/gu, shorten));
  if (!hasMarks(words)) return true;
  const strange = words.filter(({ exact, folded }) => !spellings.has(exact) && !CHAT_WORDS.has(folded));
  return strange.length * 2 < words.length;
}

/**
 * Whether the text is written in English: no Vietnamese mark, and half of the words, at least two, English or
 * not shaped like a Vietnamese syllable. One word alone ("more", "help") tells nothing.
 */
export function isEnglish(text: string): boolean {
  if (VIETNAMESE_LETTER.test(text)) return false;
  const words = fold(text).match(/[a-z']+/g) ?? [];
  const common = words.filter((word) => englishWords.has(word)).length;
  const foreign = words.filter((word) => looksForeign(word)).length;
  const signs = common + foreign;
  const telling = words.filter((word) => !eitherWords.has(word)).length;
  return common > 0 && signs >= 2 && signs * 2 >= telling;
}

/** Whether the text is Vietnamese beyond doubt: marks, or three words that all could be and none English. */
export function isVietnamese(text: string): boolean {
  if (VIETNAMESE_LETTER.test(text)) return true;
  const words = fold(text).match(/[a-z']+/g) ?? [];
  return (
    words.length >= 3 && words.every((word) => VIETNAMESE_SYLLABLE.test(word) && !englishWords.has(word))
  );
}

/** "xong chưa", "bao giờ có kết quả" and no more: without a subject, a dossier is waited for. */
export function isWaiting(text: string): boolean {
  const line = plainLine(text);
  return has(line, waiting) && coveredBy(line, waiting, filler);
}

/** Not shaped like a Vietnamese syllable, yet no abbreviation and no word used in Vietnamese. */
function looksForeign(word: string): boolean {
  if (englishWords.has(word) || loanwords.has(word) || CHAT_WORDS.has(word)) return false;
  return word.length >= 4 && /[aeiou]/.test(word) && !VIETNAMESE_SYLLABLE.test(word);
}

function has(line: string, pattern: RegExp): boolean {
  return line.search(pattern) >= 0;
}

function languageIn(line: string): Intent | null {
  for (const locale of ['en', 'vi'] as const) {
    if (has(line, language[locale]) && coveredBy(line, language[locale], filler))
      return { kind: 'language', locale };
  }
  return null;
}

function humanIn(line: string): Intent | null {
  if (line.trim().split(' ').length > MAX_SHORT_WORDS) return null;
  return has(line, human.reach) && has(line, human.person) ? { kind: 'smallTalk', topic: 'human' } : null;
}

function smallTalkIn(line: string): Intent | null {
  if (!coveredBy(line, anySmallTalk, filler)) return null;
  const said = new Set(
    (line.match(anySmallTalk) ?? []).map((phrase) => topicOf.get(phrase.replaceAll(' ', ''))),
  );
  const topic = SMALL_TALK_ORDER.find((candidate) => said.has(candidate));
  return { kind: 'smallTalk', topic: topic ?? 'empty' };
}

function officeIn(line: string): Intent | null {
  if (!coveredBy(line, anyOffice, anySmallTalk, filler)) return null;
  if (has(line, namedDay) && coveredBy(line, office.day, filler)) return { kind: 'office', about: 'hours' };
  // "Có ai trực không" asks for a person, not for a name.
  if (has(line, office.duty) && !/ c[oó] ai /.test(line)) return { kind: 'office', about: 'duty' };
  if (has(line, office.hours) || (has(line, office.work) && has(line, office.day)))
    return { kind: 'office', about: 'hours' };
  if (has(line, office.phone) || (has(line, office.place) && has(line, office.office)))
    return { kind: 'office', about: 'place' };
  return null;
}

function dossierIn(line: string): Intent | null {
  if (has(line, dossier.receipt)) {
    if (has(line, whereCode) && !has(line, lost)) return { kind: 'dossier', about: 'code' };
    return { kind: 'dossier', about: has(line, lost) ? 'lost' : 'status' };
  }
  const asked = has(line, dossier.progress);
  const own = has(line, dossier.noun) || has(line, dossier.mine);
  const contents = has(line, dossier.content);
  const signs = [
    asked && has(line, dossier.noun) && !contents,
    asked && has(line, dossier.mine) && !contents,
    has(line, dossier.overdue) && (own || asked),
    has(line, dossier.withdraw),
    !contents && looksUpDossier(line),
  ];
  return signs.includes(true) ? { kind: 'dossier', about: 'status' } : null;
}

/** "tra cứu hồ sơ", "kiểm tra hs giúp em": the look-up right before the noun. */
const LOOKED_UP = new RegExp(
  `${dossier.lookUp.source} (?:\\S+ ){0,2}(?:(?:bo|cai|tinh trang|trang thai) )?(?:ho ?so|dossier|application)(?= )`,
);

function looksUpDossier(line: string): boolean {
  return LOOKED_UP.test(line);
}
