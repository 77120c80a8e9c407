/** What the index is told of a row of the national catalogue file, with and without what ships about it. */
import { readShippedPhrases } from '../src/catalogue/phrases.js';
import { readStarterCatalogue } from '../src/catalogue/seed.js';
import type { SearchDocument } from '../src/search/document.js';

/** The keys of a national catalogue row used here; unknown is null. */
export type NationalRow = {
  code: string;
  name: string;
  field: string | null;
  level: string[] | null;
  agency: string | null;
  promulgatingAgency: string | null;
  documents: { name: string }[] | null;
  results: string[] | null;
  subjects: string[] | null;
  hasDetail: boolean;
};

const MAX_TEXT = 120;

/** A row without any other name than its official one. */
export function toSearchDocument(row: NationalRow): SearchDocument {
  const issuer = row.promulgatingAgency ?? '';
  const local = /^(UBND|ủy ban nhân dân (tỉnh|thành phố))/i.test(issuer);
  return {
    code: row.code,
    name: row.name.replace(/\s+/g, ' '),
    plainName: null,
    englishName: null,
    everydayNames: [],
    field: row.field,
    agency: [row.agency, local ? issuer : null].filter((part) => part !== null).join('; '),
    levels: row.level ?? [],
    papers: (row.documents ?? []).map(({ name }) => name.slice(0, MAX_TEXT)),
    results: (row.results ?? []).map((result) => result.slice(0, MAX_TEXT)),
    subjects: row.subjects ?? [],
    keywords: [],
    local,
    detailed: row.hasDetail,
    abolished: false,
  };
}

/** The same procedures with the names and phrases that ship with the program. */
export function withGuides(documents: readonly SearchDocument[]): SearchDocument[] {
  const phrases = readShippedPhrases();
  const guides = new Map(
    readStarterCatalogue().flatMap(({ layer, record }) =>
      layer === 'guide' ? [[record.code, record] as const] : [],
    ),
  );
  return documents.map((document) => {
    const guide = guides.get(document.code);
    return {
      ...document,
      plainName: guide?.plainName ?? null,
      englishName: guide?.englishName ?? null,
      everydayNames: [...(guide?.everydayNames ?? []), ...(phrases.get(document.code) ?? [])],
    };
  });
}
