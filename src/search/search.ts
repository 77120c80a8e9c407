/**
 * The searcher: from a citizen's words to procedures. Pure; see `procedure-index.ts` for how it ranks and
 * `decide.ts` for when it answers, asks back or declines.
 */

/** What to do about a question. */
export type Decision =
  /** Sure of one procedure. `alternatives`: at most four others to offer as "did you mean". */
  | { kind: 'answer'; code: string; alternatives: string[] }
  /** Several fit: two to five, best first. `family`: those of them that hold together, at least one. */
  | { kind: 'choices'; codes: string[]; family: string[] }
  /** None fits. `about`: which of the things no procedure answers it seems to be ("fines"). */
  | { kind: 'decline'; about?: string };

/** The procedures a decision names, best first; [] = none fits. */
export function codesOf(decision: Decision): string[] {
  if (decision.kind === 'decline') return [];
  return decision.kind === 'answer' ? [decision.code, ...decision.alternatives] : decision.codes;
}

/** What a question is searched with beside its text. */
export type SearchOptions = {
  /** The procedure spoken of before: a follow-up ("còn nếu mất bản gốc?") is read with it in mind. */
  topic?: string;
};

/** The search over one publication. */
export type Searcher = {
  /** How many procedures it knows. */
  size: number;
  search(text: string, options?: SearchOptions): Decision;
};
