/**
 * Reads a question: which words say what is wanted, which only ask ("mất mấy ngày"), which are filler, and
 * the official words that everyday ones stand for. Everything it knows comes from the lexicon. Pure.
 */
import { hasMarks, type Syllable, syllables } from './fold.js';
import { findPhrases, type Lexicon, type LexiconKind, type Match, maskOf } from './lexicon.js';

/** What is asked about a procedure. */
export const ATTRIBUTES = [
  'papers',
  'time',
  'fee',
  'place',
  'online',
  'form',
  'conditions',
  'legal',
  'result',
  'steps',
] as const;

/** One of `ATTRIBUTES`: a part of a procedure that can be asked for. */
export type Attribute = (typeof ATTRIBUTES)[number];

/**
 * One word to look for. Words of the same unit say one thing, in the asker's words or in official ones. `common`: it says
 * what is done, or what every second title says, and names no thing.
 */
export type Token = { word: Syllable; weight: number; unit: number; official: boolean; common: boolean };

/** A question as it is searched with. */
export type Question = {
  words: Syllable[];
  tokens: Token[];
  attribute: Attribute | null;
  /** Bit masks over the lexicon's actions and variants: asked for, and (special cases) not out of place. */
  actions: number;
  variants: number;
  allowed: number;
  /** How much it sounds like administrative business, and like another world. */
  domain: number;
  outside: number;
  /** Whether it names anything at all: "thế còn phí?" does not. */
  names: boolean;
  /** The things it could mean, when it says no more than an ambiguous phrase; else []. */
  readings: string[];
};

/** Mends mistyped syllables; what it cannot better it returns unchanged. */
export type Corrector = (words: Syllable[]) => Syllable[];

const WEIGHTS = {
  typedBesideOfficial: 0.85,
  name: 1,
  number: 0.2,
  filler: 0.5,
  official: 0.6,
  fullLength: 4,
};

/** A question of as many letters as are read has no more words, unless it means to cost time. */
export const MAX_WORDS = 350;

/** Reads a question. `correct` mends mistyped syllables before anything is looked up. */
export function readQuestion(
  text: string,
  lexicon: Lexicon,
  correct: Corrector = (words) => words,
): Question {
  const typed = syllables(text).slice(0, MAX_WORDS);
  const marks = hasMarks(typed);
  const words = rewrite(typed, marks, lexicon, correct);
  const find = (kind: LexiconKind) => findPhrases(words, lexicon.kinds[kind], { marks });
  const everyday = find('everyday');
  const taken = spans(words.length, everyday);
  const cues = find('cue').filter((cue) => !overlaps(cue, taken));
  const silent = spans(words.length, [...cues, ...find('filler')]);
  const tokens = tokensOf(words, everyday, { silent, lexicon, marks });
  const stream = tokens.filter((token) => token.official).map((token) => token.word);
  const masks = (kind: 'action' | 'variant', allowed = false) =>
    maskOf(words, lexicon, kind, { marks, allowed }) | maskOf(stream, lexicon, kind, { marks, allowed });
  return {
    words,
    tokens,
    attribute: asAttribute(cues[0]?.phrase.meaning),
    actions: masks('action'),
    variants: masks('variant'),
    allowed: masks('variant', true),
    domain: strength(find('domain')) + everyday.length * 2,
    outside: strength(find('outside')),
    names: tokens.some(({ official, weight, word }) => official || (weight === 1 && !word.protected)),
    readings: readingsOf(words, { ambiguous: find('ambiguous'), everyday, actions: find('action'), silent }),
  };
}

/** Which attribute a text asks for; null when none. */
export function attributeOf(text: string, lexicon: Lexicon): Attribute | null {
  return readQuestion(text, lexicon).attribute;
}

/** Words in ordinary spelling: abbreviations, chat style and regional words written out. */
export function spellWords(typed: Syllable[], lexicon: Lexicon, marks = hasMarks(typed)): Syllable[] {
  const kinds = ['abbreviation', 'chat', 'regional'] as const;
  return kinds.reduce((current, kind) => {
    const rewriting = kind !== 'abbreviation';
    const matches = findPhrases(current, lexicon.kinds[kind], { marks, rewriting });
    return replace(current, matches);
  }, typed);
}

function rewrite(typed: Syllable[], marks: boolean, lexicon: Lexicon, correct: Corrector): Syllable[] {
  const read = spellWords(typed, lexicon, marks);
  const mended = correct(read);
  const same = mended.length === read.length && mended.every((word, i) => word === read[i]);
  return same ? read : spellWords(mended, lexicon, marks);
}

function replace(words: Syllable[], matches: Match[]): Syllable[] {
  let at = 0;
  const parts = matches.flatMap(({ start, end, phrase }) => {
    const before = words.slice(at, start);
    at = end;
    return [...before, ...phrase.meaningWords];
  });
  return [...parts, ...words.slice(at)];
}

type Beside = { silent: boolean[]; lexicon: Lexicon; marks: boolean };

function tokensOf(words: Syllable[], everyday: Match[], { silent, lexicon, marks }: Beside): Token[] {
  const common = commonIn(words, lexicon, marks);
  const starts = new Map(everyday.map((match) => [match.start, match]));
  const tokens: Token[] = [];
  for (let i = 0, unit = 0; i < words.length; unit += 1) {
    const match = starts.get(i);
    const end = match?.end ?? i + 1;
    for (let at = i; at < end; at += 1) {
      const word = words[at];
      const weight = match
        ? WEIGHTS.typedBesideOfficial
        : silent[at] || !word
          ? WEIGHTS.filler
          : weightOf(word);
      if (word)
        tokens.push({ word, weight, unit, official: false, common: (silent[at] || common[at]) ?? false });
    }
    const official = match?.phrase.meaningWords ?? [];
    const weight = WEIGHTS.official * Math.min(1, Math.sqrt(WEIGHTS.fullLength / official.length));
    const officially = commonIn([...official], lexicon, true);
    official.forEach((word, at) => {
      tokens.push({ word, weight, unit, official: true, common: officially[at] ?? false });
    });
    i = end;
  }
  return tokens;
}

/** Which of the words say what is done, or what every second title says. */
function commonIn(words: Syllable[], lexicon: Lexicon, marks: boolean): boolean[] {
  const kinds = ['action', 'generic'] as const;
  return spans(
    words.length,
    kinds.flatMap((kind) => findPhrases(words, lexicon.kinds[kind], { marks })),
  );
}

function weightOf(word: Syllable): number {
  if (/^\d+$/.test(word.folded)) return WEIGHTS.number;
  return word.protected ? WEIGHTS.name : 1;
}

function spans(length: number, matches: readonly Match[]): boolean[] {
  const inside = new Array<boolean>(length).fill(false);
  for (const { start, end } of matches) inside.fill(true, start, end);
  return inside;
}

function overlaps(match: Match, taken: boolean[]): boolean {
  return taken.slice(match.start, match.end).some(Boolean);
}

function strength(matches: readonly Match[]): number {
  return matches.reduce((sum, { phrase }) => sum + (phrase.meaning === 'strong' ? 2 : 1), 0);
}

/** Readings count only when the ambiguous phrase is all that is said: no other thing, no action, nothing wider. */
function readingsOf(
  words: Syllable[],
  seen: { ambiguous: Match[]; everyday: Match[]; actions: Match[]; silent: boolean[] },
): string[] {
  const { ambiguous, everyday, actions, silent } = seen;
  const said = spans(words.length, ambiguous);
  const other = words.some((_, i) => !said[i] && !silent[i]);
  const [first] = ambiguous;
  if (other || !first) return [];
  const apart = ({ start, end }: Match) => end <= first.start || start >= first.end;
  const beyond = ({ start, end }: Match) => start < first.start || end > first.end;
  if (everyday.some(beyond) || actions.some(apart)) return [];
  return first.phrase.meaning.split('|').map((reading) => reading.trim());
}

function asAttribute(name: string | undefined): Attribute | null {
  return ATTRIBUTES.find((attribute) => attribute === name) ?? null;
}
