/** What the reader is taught from: the sayings that ship, and the vocabulary. Pure. */
import type { SearchDocument } from '../../search/document.js';
import { ELSEWHERE } from '../../search/document.js';
import type { Lexicon } from '../../search/lexicon.js';
import { type Concepts, ELSEWHERE_MEANING, type Examples, PROCEDURE } from './intent-index.js';

/** Sayings by intent, names of things, of procedures by code, and of what is elsewhere by topic, as they ship. */
export type Sayings = {
  intents: ReadonlyMap<string, readonly string[]>;
  concepts: Concepts;
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
  const own = [...intents].filter(([intent]) => !/^(?:answer|turn)-/.test(intent));
  return new Map([
    ...own,
    [
      PROCEDURE,
      [...said, ...ways.filter((_, i) => i % PROCEDURE_SHARE === 0), ...(intents.get(PROCEDURE) ?? [])],
    ],
    [
      ELSEWHERE_MEANING,
      [
        ...topics.flatMap(({ everydayNames }) =>
          everydayNames.flatMap((line) => [line, ...line.split(', ')]),
        ),
        ...(intents.get(ELSEWHERE_MEANING) ?? []),
      ],
    ],
  ]);
}
