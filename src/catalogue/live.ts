/**
 * The catalogue as this process answers from it: the index of the present publication in memory, swapped whole when
 * a new publication (a new word of the vocabulary, a new fact of the knowledge) appears, whichever process published it.
 */

import { setImmediate } from 'node:timers/promises';
import { every } from '../async/every.js';
import type { ReaderData } from '../conversation/reading/seen.js';
import type { Db } from '../db/open.js';
import type { Log } from '../operations/log.js';
import type { SearchDocument } from '../search/document.js';
import { compileLexicon, type Lexicon, type LexiconEntry } from '../search/lexicon.js';
import type { ExplainingSearcher } from '../search/searcher.js';
import { readerFrom } from './build-reading.js';
import type { ReadingSource } from './index-builder.js';
import { readIntents } from './intents.js';
import { lexiconRevision, listAddedEntries, readShippedLexicon } from './lexicon-store.js';
import { openProcedures } from './live-procedures.js';
import { readElsewhere, readShippedPhrases } from './phrases.js';
import type { Procedure } from './procedure.js';
import { currentPublicationId } from './publication-store.js';
import {
  activeVersions,
  type Layer,
  readGuideDigests,
  readOfficialDigests,
  type VersionRef,
} from './store.js';

/** The catalogue in this process, from opening to `close`. */
export type LiveCatalogue = {
  /** The id of the publication answered from; 0 = none yet. */
  publicationId(): number;
  /** The searcher of that publication. Take it once per question: it may be swapped meanwhile. */
  searcher(): ExplainingSearcher;
  lexicon(): Lexicon;
  /** What messages are read with: the searcher and the sayings. */
  reader(): ReaderData;
  /** Null = not in the catalogue. `day` is the day to answer for, `YYYY-MM-DD`. */
  procedure(code: string, day: string): Promise<Procedure | null>;
  /** Looks for a new publication, word or fact and takes it over; true when there was one. */
  refresh(): Promise<boolean>;
  /** Looks every second until `close`. */
  watch(): void;
  close(): Promise<void>;
};

const WATCH_MS = 1000;
/** Versions read at a time: on the embedded database a read holds up everybody else. */
const PAGE = 25;

type Vocabulary = { revision: string; entries: LexiconEntry[]; lexicon: Lexicon };
type State = { publicationId: number; reader: ReaderData; vocabulary: Vocabulary };

/** Reads the present publication and builds its index. */
export async function openLiveCatalogue(db: Db, source: ReadingSource, log: Log): Promise<LiveCatalogue> {
  const documents = createDocumentCache(db);
  const procedures = await openProcedures(db);
  const sayings = readIntents();
  let state = await load();
  let running: Promise<boolean> | null = null;

  async function load(before?: State): Promise<State> {
    const publicationId = await currentPublicationId(db);
    const vocabulary = await readVocabulary(db, before?.vocabulary);
    const built = await source.buildIndex(await documents.read(publicationId), vocabulary.entries);
    const reader = readerFrom(built, source.intents(), vocabulary.lexicon, sayings);
    return { publicationId, vocabulary, reader };
  }

  async function refreshOnce(): Promise<boolean> {
    const [isNewer, isWiser] = [await refreshIndex(), await procedures.refresh()];
    return isNewer || isWiser;
  }

  async function refreshIndex(): Promise<boolean> {
    const [publicationId, revision] = [await currentPublicationId(db), await lexiconRevision(db)];
    if (publicationId === state.publicationId && revision === state.vocabulary.revision) return false;
    state = await load(state);
    procedures.forget();
    log.info(
      { publication: state.publicationId, procedures: state.reader.searcher.size },
      'catalogue taken over',
    );
    return true;
  }

  function refresh(): Promise<boolean> {
    running ??= refreshOnce().finally(() => {
      running = null;
    });
    return running;
  }

  const looks = every(WATCH_MS, refresh, (error) =>
    log.error({ error }, 'the catalogue could not be refreshed'),
  );
  return {
    publicationId: () => state.publicationId,
    searcher: () => state.reader.searcher,
    lexicon: () => state.vocabulary.lexicon,
    reader: () => state.reader,
    refresh,
    procedure: procedures.read,
    watch: looks.start,
    close: async () => {
      await looks.stop();
      await running?.catch(() => undefined);
    },
  };
}

/** The vocabulary as it is now; the one known already when nothing changed, since compiling takes a while. */
async function readVocabulary(db: Db, known?: Vocabulary): Promise<Vocabulary> {
  const revision = await lexiconRevision(db);
  if (known?.revision === revision) return known;
  const entries = [...readShippedLexicon(), ...(await listAddedEntries(db))];
  return { revision, entries, lexicon: compileLexicon(entries) };
}

/** Keeps what the index is told of each version, so that a small publication reads only what it changed. */
function createDocumentCache(db: Db) {
  const digests = new Map<string, Record<string, unknown>>();
  // Ways of asking that ship with the program, beside those of the guides.
  const phrases = readShippedPhrases();
  const elsewhere = readElsewhere();
  return {
    async read(publicationId: number): Promise<SearchDocument[]> {
      const active = await activeVersions(db, publicationId);
      await readMissing(db, digests, active);
      const kept = new Set(active.map((ref) => ref.versionId));
      for (const id of digests.keys()) if (!kept.has(id)) digests.delete(id);
      return [...assemble(active, digests, phrases), ...elsewhere];
    },
  };
}

async function readMissing(
  db: Db,
  digests: Map<string, Record<string, unknown>>,
  active: VersionRef[],
): Promise<void> {
  const readers = { official: readOfficialDigests, guide: readGuideDigests };
  for (const layer of ['official', 'guide'] as const satisfies Layer[]) {
    const missing = active.filter((ref) => ref.layer === layer && !digests.has(ref.versionId));
    for (let start = 0; start < missing.length; start += PAGE) {
      const page = missing.slice(start, start + PAGE);
      const ids = new Map(page.map((ref) => [ref.code, ref.versionId]));
      for (const digest of await readers[layer](db, [...ids.values()])) {
        digests.set(ids.get(digest.code) ?? '', digest);
      }
      await setImmediate();
    }
  }
}

const NO_GUIDE = { plainName: null, englishName: null, everydayNames: [] };

function assemble(
  active: VersionRef[],
  digests: Map<string, Record<string, unknown>>,
  phrases: Map<string, string[]>,
): SearchDocument[] {
  const guides = new Map(
    active.filter((ref) => ref.layer === 'guide').map((ref) => [ref.code, ref.versionId]),
  );
  return active
    .filter((ref) => ref.layer === 'official')
    .map((ref) => {
      const ours = digests.get(guides.get(ref.code) ?? '') ?? NO_GUIDE;
      const document = { ...ours, ...digests.get(ref.versionId) } as SearchDocument;
      const shipped = phrases.get(ref.code) ?? [];
      return { ...document, everydayNames: [...document.everydayNames, ...shipped] };
    });
}
