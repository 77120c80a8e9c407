/** Everything that is worked out from a catalogue and its vocabulary so that messages can be read. */
import { compileAnswers } from '../conversation/reading/answers.js';
import { buildIntentIndex, type IntentIndex } from '../conversation/reading/intent-index.js';
import { collectNames, type Names } from '../conversation/reading/names.js';
import { examplesOf, type Sayings } from '../conversation/reading/reader.js';
import type { ReaderData } from '../conversation/reading/seen.js';
import type { SearchDocument } from '../search/document.js';
import type { Lexicon } from '../search/lexicon.js';
import { buildIndex, type ProcedureIndex } from '../search/procedure-index.js';
import { createSearcher } from '../search/searcher.js';
import { readConcepts, readIntents } from './intents.js';
import { readElsewhere, readShippedPhrases } from './phrases.js';

/** `intents`: null = not worked out, for they are known already: no catalogue changes them. */
export type Built = { index: ProcedureIndex; names: Names; intents: IntentIndex | null };

/** Builds the index and the names and, where they are wanted, the intents: a second's work and 10 MB. */
export function buildReading(
  documents: readonly SearchDocument[],
  lexicon: Lexicon,
  wantsIntents: boolean,
): Built {
  return {
    index: buildIndex(documents, lexicon),
    names: collectNames(documents, lexicon),
    intents: wantsIntents ? trainIntents(lexicon) : null,
  };
}

/** What messages are read with, put together from what was built. `sayings`: by intent, as they ship. */
export function readerFrom(
  { index, names }: Built,
  intents: IntentIndex,
  lexicon: Lexicon,
  sayings: ReadonlyMap<string, readonly string[]>,
): ReaderData {
  return {
    searcher: createSearcher(index, lexicon),
    lexicon,
    intents,
    names,
    answers: compileAnswers(sayings, lexicon),
  };
}

function trainIntents(lexicon: Lexicon): IntentIndex {
  const sayings = readSayings();
  return buildIntentIndex(examplesOf(sayings, lexicon), sayings.concepts, lexicon);
}

/** The sayings that ship with the program. */
export function readSayings(): Sayings {
  return {
    intents: readIntents(),
    concepts: readConcepts(),
    procedures: readShippedPhrases(),
    elsewhere: readElsewhere(),
  };
}
