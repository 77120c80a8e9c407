/** Everything that is worked out from a catalogue and its vocabulary so that messages can be read. */
import { compileAnswers } from '../conversation/reading/answers.js';
import { buildIntentIndex, type IntentIndex } from '../conversation/reading/intent-index.js';
import { collectNames, type Names } from '../conversation/reading/names.js';
import { examplesOf, type Sayings } from '../conversation/reading/reader.js';
import type { ReaderData } from '../conversation/reading/seen.js';
import type { SearchDocument } from '../search/document.js';
import { compileLexicon, type Lexicon } from '../search/lexicon.js';
import { buildIndex, type ProcedureIndex } from '../search/procedure-index.js';
import { createSearcher } from '../search/searcher.js';
import { readConcepts, readIntents } from './intents.js';
import { readShippedLexicon } from './lexicon-store.js';
import { readElsewhere, readShippedPhrases } from './phrases.js';

/** What is built anew for every publication. */
export type Built = { index: ProcedureIndex; names: Names };

/** Builds the index and the names. */
export function buildReading(documents: readonly SearchDocument[], lexicon: Lexicon): Built {
  return { index: buildIndex(documents, lexicon), names: collectNames(documents, lexicon) };
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

/** Works the intents out from the sayings that ship with the program; some seconds' work. */
export function trainIntents(): IntentIndex {
  const [sayings, lexicon] = [readSayings(), compileLexicon(readShippedLexicon())];
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
