/** What the search index is told of one procedure. Built from the published catalogue, small on purpose. */
export type SearchDocument = {
  /** Of the procedure; or `ELSEWHERE` and a topic, for ways of asking what no procedure answers. */
  code: string;
  name: string;
  plainName: string | null;
  englishName: string | null;
  everydayNames: string[];
  field: string | null;
  agency: string | null;
  levels: string[];
  /** Names of papers and results, each cut to 120 characters. */
  papers: string[];
  results: string[];
  subjects: string[];
  keywords: string[];
  /** Issued by a province for itself (promulgating agency is a provincial people's committee). */
  local: boolean;
  /** The full official record is known, not its title alone. */
  detailed: boolean;
  abolished: boolean;
};

/** How the code of a document begins that is no procedure: "-weather". */
export const ELSEWHERE = '-';
