/** What every catalogue reader yields: entries and findings, one after the other, as the file is read. */
import type { KnowledgeChange } from '../knowledge.js';
import type { Guide, OfficialRecord } from '../procedure.js';
import type { Correction } from './correction.js';
import type { FindingKey } from './messages.js';

/** Where in the file: `row` counts from 1 (lines of a JSON-lines file, rows of a sheet, values of a JSON file). */
export type ItemSource = { row: number; sheet?: string };

/** An explicit abolition (bãi bỏ): the only way an import takes a procedure out. */
export type Abolition = {
  code: string;
  decision: string | null;
  decisionDate: string | null;
  effectiveFrom: string | null;
  replacedBy: string | null;
};

/** What a file says of one procedure. A layer left out is not touched by the import. */
export type CatalogueEntry = {
  code: string;
  official?: OfficialRecord;
  guide?: Guide;
  abolish?: Abolition;
  /** Of single fees and time limits of records the file says nothing else of. */
  corrections?: Correction[];
  origin: ItemSource;
};

/**
 * Something to tell the officer. An `error` means that what the row says could not be taken over: nothing of
 * the file may be published until it is put right. A `warning` was dealt with as its text says.
 */
export type Finding = {
  severity: 'error' | 'warning';
  where: ItemSource & { column?: string; code?: string };
  key: FindingKey;
  params: Record<string, string | number>;
};

/** What a file yields: entries, what becomes known beside them, and findings about rows that are neither. */
export type CatalogueItem =
  | { kind: 'entry'; entry: CatalogueEntry }
  | { kind: 'knowledge'; change: KnowledgeChange; origin: ItemSource }
  | { kind: 'finding'; finding: Finding };

/** What a reader needs to know besides the bytes. `today` is a day in Viet Nam, YYYY-MM-DD. */
export type ImportContext = {
  fileName: string;
  today: string;
  /** When the file was last compared with the authority's publication, where the file itself does not say. */
  checkedOn?: string;
  limits?: Partial<ImportLimits>;
};

/** Size caps against hostile files; bytes are counted after decompression. */
export type ImportLimits = {
  maxBytes: number;
  maxWorkbookBytes: number;
  maxLineChars: number;
  maxRows: number;
};

const ITEM_LIMITS: ImportLimits = {
  maxBytes: 512 * 1024 * 1024,
  maxWorkbookBytes: 100 * 1024 * 1024,
  maxLineChars: 32_000_000,
  maxRows: 100_000,
};

/** The limits of this import: the defaults, except where the context says otherwise. */
export function limitsOf(context: ImportContext): ImportLimits {
  return { ...ITEM_LIMITS, ...context.limits };
}

/** A reader of one format. */
export type CatalogueReader = (
  input: AsyncIterable<Uint8Array>,
  context: ImportContext,
) => AsyncIterable<CatalogueItem>;

/**
 * The file as a whole cannot be taken over (truncated, wrong encoding, too large, contradictory…).
 * Whatever was yielded before must be thrown away.
 */
export class ImportRefused extends Error {
  readonly finding: Finding;
  constructor(
    key: FindingKey,
    where: Finding['where'],
    params: Finding['params'] = {},
    options?: ErrorOptions,
  ) {
    super(key, options);
    this.name = 'ImportRefused';
    this.finding = { severity: 'error', where, key, params };
  }
}

/** A finding as an item. */
export function warning(
  key: FindingKey,
  where: Finding['where'],
  params: Finding['params'] = {},
): CatalogueItem {
  return { kind: 'finding', finding: { severity: 'warning', where, key, params } };
}

/** An error about one cell or row as an item; reading goes on, so that the officer sees all of them at once. */
export function error(
  key: FindingKey,
  where: Finding['where'],
  params: Finding['params'] = {},
): CatalogueItem {
  return { kind: 'finding', finding: { severity: 'error', where, key, params } };
}
