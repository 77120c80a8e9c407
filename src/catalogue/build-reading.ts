/** Everything that is worked out from a catalogue and its vocabulary so that messages can be read. */
import { buildIntentIndex, type IntentIndex } from '../conversation/reading/intent-index.js';
import { collectNames, type Names } from '../conversation/reading/names.js';
import { examplesOf, type Sayings } from '../conversation/reading/reader.js';
import type { SearchDocument } from '../search/document.js';
import type { Lexicon } from '../search/lexicon.js';
import { buildIndex, type ProcedureIndex } from '../search/procedure-index.js';
import { readIntents } from './intents.js';
import { readElsewhere, readShippedPhrases } from './phrases.js';

export type Built = { index: ProcedureIndex; names: Names; intents: IntentIndex };

/** Builds the index and the names; `known`: the intents as worked out before, which no catalogue changes. */
export function buildReading(
  documents: readonly SearchDocument[],
  lexicon: Lexicon,
  known: IntentIndex | null,
): Built {
  return {
    index: buildIndex(documents, lexicon),
    names: collectNames(documents, lexicon),
    intents: known ?? buildIntentIndex(examplesOf(readSayings(), lexicon), lexicon),
  };
}

/** The sayings that ship with the program. */
export function readSayings(): Sayings {
  return { intents: readIntents(), procedures: readShippedPhrases(), elsewhere: readElsewhere() };
}
