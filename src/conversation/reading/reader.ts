/** Puts the reader together from its data: the sayings, the catalogue's names and the search. Pure. */
import type { SearchDocument } from '../../search/document.js';
import { ELSEWHERE } from '../../search/document.js';
import type { Lexicon } from '../../search/lexicon.js';
import type { ExplainingSearcher } from '../../search/searcher.js';
import { compileAnswers } from './answers.js';
import {
  buildIntentIndex,
  ELSEWHERE_MEANING,
  type Examples,
  type IntentIndex,
  PROCEDURE,
} from './intent-index.js';
import { collectNames } from './names.js';
import type { ReaderData } from './seen.js';

/** Sayings by intent, of procedures by code, and of what is elsewhere by topic, as they ship. */
export type Sayings = {
  intents: ReadonlyMap<string, readonly string[]>;
  procedures: ReadonlyMap<string, readonly string[]>;
  elsewhere: readonly SearchDocument[];
};

/** What stands in `elsewhere` for the search alone: to the reader each is an intent of its own. */
const TOLD_BY_INTENTS: ReadonlySet<string> = new Set([
  'denunciation',
  'neighbours',
  'police',
  'gibberish-abuse',
]);
/** Of the ways of asking for procedures every fourth is enough to know one by. */
const PROCEDURE_SHARE = 4;

/** Words of the vocabulary that name a thing of a procedure. */
const THINGS = ['ambiguous', 'everyday', 'head'] as const;

/** What the intents are told apart from. */
export function examplesOf({ intents, procedures, elsewhere }: Sayings, lexicon: Lexicon): Examples {
  const ways = [...procedures.values()].flat();
  const things = THINGS.flatMap((kind) => [...lexicon.kinds[kind].values()].flat());
  const said = things.map(({ words }) => words.map(({ text }) => text).join(' '));
  const topics = elsewhere.filter(({ code }) => !TOLD_BY_INTENTS.has(code.slice(ELSEWHERE.length)));
  return new Map([
    [PROCEDURE, [...said, ...ways.filter((_, i) => i % PROCEDURE_SHARE === 0)]],
    [
      ELSEWHERE_MEANING,
      topics.flatMap(({ everydayNames }) => everydayNames.flatMap((line) => [line, ...line.split(', ')])),
    ],
    ...[...intents].filter(([intent]) => !/^(?:answer|turn)-/.test(intent)),
  ]);
}

/**
 * Everything the reader needs; the intents' index is worked out once and shared by catalogues.
 * @internal Used by tests and benches.
 */
export function createReader(
  sayings: Sayings,
  documents: readonly SearchDocument[],
  { lexicon, searcher, intents }: { lexicon: Lexicon; searcher: ExplainingSearcher; intents?: IntentIndex },
): ReaderData {
  return {
    searcher,
    lexicon,
    intents: intents ?? buildIntentIndex(examplesOf(sayings, lexicon), lexicon),
    answers: compileAnswers(sayings.intents, lexicon),
    names: collectNames(documents, lexicon),
  };
}
