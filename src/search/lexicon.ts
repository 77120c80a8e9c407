/**
 * The vocabulary: data that ships as tab-separated files and that the catalogue officer extends.
 * Here it is parsed and made quick to match; what each kind does to a question is told in `question.ts`.
 */
import { type Syllable, syllables } from './fold.js';

/** What a phrase is for. A file `chat.tsv` holds entries of kind `chat`. */
export const LEXICON_KINDS = [
  /** Short form → full form (gplx → giấy phép lái xe); applies to capitals too. */
  'abbreviation',
  /** Chat style and frequent misspellings → ordinary spelling. Never inside protected words. */
  'chat',
  /** Regional words → common ones. Never inside protected words. */
  'regional',
  /** Everyday phrase → the official words it stands for. */
  'everyday',
  /** A request that could be several things → the things, separated by "|". */
  'ambiguous',
  /** A thing named alone → the code of the procedure that is its plain case. */
  'head',
  /** How people ask for one attribute → the attribute's name. */
  'cue',
  /** What people say when they ask on about a procedure → the words of its record, several ways after commas. */
  'record',
  /** Words that say nothing about which procedure is meant. */
  'filler',
  /** Words that show that administrative business is meant at all → strong or weak. */
  'domain',
  /** Words that stand in every second title and say little of the object, however rare in a small catalogue. */
  'generic',
  /** Words of other worlds (weather, lottery, crime) → strong or weak. */
  'outside',
  /** What is done to the object → name of the action (new, reissue, extend, …). */
  'action',
  /** Words in a title that make it a special case → its name; "name?": a question with them allows it. */
  'variant',
] as const;

/** One of `LEXICON_KINDS`. */
export type LexiconKind = (typeof LEXICON_KINDS)[number];

/** A line of the vocabulary; `note`: for its officer, null = none. */
export type LexiconEntry = { kind: LexiconKind; phrase: string; meaning: string; note: string | null };

/** A phrase ready to match. */
export type Phrase = { words: Syllable[]; meaning: string; meaningWords: Syllable[] };

/** Per kind: phrases by their first folded syllable, longest first. */
export type Lexicon = {
  kinds: Record<LexiconKind, Map<string, Phrase[]>>;
  /** Names of the actions and variants in order: bit i of a mask is the i-th name (at most 31 each). */
  actions: string[];
  variants: string[];
};

const FORGIVING = 3;

/** A place where a phrase was found: syllables [start, end). */
export type Match = { start: number; end: number; phrase: Phrase };

/**
 * Parses the shipped files, keyed by file name. Lines starting with # and empty lines are skipped; columns are
 * phrase, meaning, note. Throws on a file that is not named after a kind: it would silently do nothing.
 */
export function parseLexicon(tsvByFileName: Readonly<Record<string, string>>): LexiconEntry[] {
  return Object.entries(tsvByFileName).flatMap(([file, text]) => {
    const name = file.replace(/\.tsv$/, '');
    const kind = LEXICON_KINDS.find((known) => known === name);
    if (kind === undefined) throw new Error(`${file}: not a lexicon kind (${LEXICON_KINDS.join(', ')})`);
    return text
      .split(/\r?\n/)
      .filter((line) => line.trim() !== '' && !line.startsWith('#'))
      .map((line) => {
        const [phrase = '', meaning = '', note = ''] = line.split('\t').map((cell) => cell.trim());
        return { kind, phrase, meaning, note: note === '' ? null : note };
      });
  });
}

/** Makes entries quick to match. A later entry of the same kind and phrase replaces an earlier one. */
export function compileLexicon(entries: readonly LexiconEntry[]): Lexicon {
  const kinds = Object.fromEntries(LEXICON_KINDS.map((kind) => [kind, new Map<string, Phrase[]>()]));
  const unique = new Map(entries.map((entry) => [`${entry.kind}\t${entry.phrase.toLowerCase()}`, entry]));
  for (const entry of unique.values()) {
    const words = syllables(entry.phrase);
    const first = words[0];
    const phrases = kinds[entry.kind];
    if (!first || !phrases) continue;
    const phrase = { words, meaning: entry.meaning, meaningWords: syllables(entry.meaning) };
    phrases.set(first.folded, [...(phrases.get(first.folded) ?? []), phrase]);
  }
  for (const phrases of Object.values(kinds))
    for (const list of phrases.values()) list.sort((a, b) => b.words.length - a.words.length);
  const named = (kind: LexiconKind) => [
    ...new Set([...unique.values()].filter((e) => e.kind === kind).map((e) => e.meaning.replace(/\?$/, ''))),
  ];
  return {
    kinds: kinds as Record<LexiconKind, Map<string, Phrase[]>>,
    actions: named('action').slice(0, 31),
    variants: named('variant').slice(0, 31),
  };
}

/**
 * Every occurrence of a kind's phrases, longest first at each place and not overlapping, left to right.
 * `marks`: the text was typed with marks, so those must agree; a syllable without any may be one that lost them,
 * and one in four may be wrong. `rewriting`: protected syllables do not match.
 */
export function findPhrases(
  words: readonly Syllable[],
  phrases: ReadonlyMap<string, Phrase[]>,
  options: { marks: boolean; rewriting?: boolean },
): Match[] {
  const matches: Match[] = [];
  for (let start = 0; start < words.length; ) {
    const phrase = phrases
      .get(words[start]?.folded ?? '')
      ?.find((candidate) => fits(words, start, candidate.words, options));
    const end = start + (phrase?.words.length ?? 1);
    if (phrase) matches.push({ start, end, phrase });
    start = end;
  }
  return matches;
}

/** The bits of the actions or variants that words mention. `allowed`: meanings ending in "?" count too. */
export function maskOf(
  words: readonly Syllable[],
  lexicon: Lexicon,
  kind: 'action' | 'variant',
  options: { marks: boolean; allowed?: boolean },
): number {
  const names = kind === 'action' ? lexicon.actions : lexicon.variants;
  let mask = 0;
  for (const { phrase } of findPhrases(words, lexicon.kinds[kind], options)) {
    const onlyAllows = phrase.meaning.endsWith('?');
    if (!onlyAllows || options.allowed) mask |= 1 << names.indexOf(phrase.meaning.replace(/\?$/, ''));
  }
  return mask >>> 0;
}

function fits(
  words: readonly Syllable[],
  start: number,
  phrase: readonly Syllable[],
  options: { marks: boolean; rewriting?: boolean },
): boolean {
  let wrong = 0;
  for (let i = 0; i < phrase.length; i += 1) {
    const typed = words[start + i];
    const wanted = phrase[i];
    if (!typed || typed.folded !== wanted?.folded) return false;
    if (options.rewriting && typed.protected && !wanted.protected) return false;
    if (typed.exact !== wanted.exact && (typed.marked || phrase.length === 1)) wrong += 1;
  }
  // "mô" is a regional word, "mo" may be anything: a single syllable is rewritten only as it is spelt.
  if (!options.marks && !(options.rewriting && phrase.length === 1)) return true;
  return wrong * FORGIVING <= phrase.length && (wrong === 0 || phrase.length > 1);
}
