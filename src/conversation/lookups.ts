/** What the conversation may ask of the world. Everything else it works out by itself. */
import type { Procedure } from '../catalogue/procedure.js';
import type { DeskQuestion } from '../desk/store.js';
import type { DueExplanation } from '../dossiers/explanation.js';
import type { CodeOnlyResult, HolderView, LookupResult } from '../dossiers/lookup.js';
import type { OldPlace } from '../places/place.js';
import type { Attribute } from '../search/question.js';
import type { Decision, SearchOptions } from '../search/search.js';
import type { Holidays } from '../units/hours.js';
import type { Unit } from '../units/unit.js';
import type { Locale } from './message.js';
import type { Translate } from './translate.js';

export type Lookups = {
  /** What to do about a question: answer, ask back or decline. */
  search: (text: string, options?: SearchOptions) => Decision;
  /** What is asked of a procedure, null = nothing in particular; `bare`: the text says nothing besides. */
  readAttribute: (text: string) => { attribute: Attribute | null; bare: boolean };
  /** A published procedure; null = no such code. */
  procedure: (code: string) => Promise<Procedure | null>;
  /** Every known unit; [] = none. */
  units: () => Promise<Unit[]>;
  /** Old wards and communes with one of these names (see `placeKey`); [] = none, or no table was imported. */
  places: (keys: string[]) => Promise<OldPlace[]>;
  desk: Desk;
  /** Null = no dossier is looked up here (one question on the command line). */
  dossiers: Dossiers | null;
  /** The publication this turn is answered from. */
  publication: number;
  /** Days off by law. */
  holidays: Holidays;
  translator: (locale: Locale) => Translate;
};

/** The officers' desk, as one conversation reaches it. */
export type Desk = {
  /** Keeps a question and returns its code; null = nothing may be kept here (one question on the command line). */
  leave: ((text: string) => Promise<string>) | null;
  /** The question with a code, whoever asked it; null = none. */
  find: (code: string) => Promise<DeskQuestion | null>;
  /** Answers to this conversation's questions that have not been shown yet; they count as shown. */
  waiting: () => Promise<DeskQuestion[]>;
};

/** Dossiers, as one conversation reaches them. Digits are compared and forgotten. */
export type Dossiers = {
  /** Whether dossiers with codes of a unit's province or ministry are kept here; null = any at all. */
  holds: (unit: string | null) => Promise<boolean>;
  /** What a code alone tells. */
  byCode: (code: string, now: Date) => Promise<CodeOnlyResult>;
  /** Opens a dossier with one or two groups of last digits; a wrong try counts. */
  lookUp: (code: string, digits: readonly string[], now: Date) => Promise<LookupResult>;
  /** A dossier opened a moment ago; null = it is gone. */
  again: (code: string, now: Date) => Promise<HolderView | null>;
  /** Who opened it (`web`, `terminal`), the latest first. */
  views: (code: string) => Promise<{ who: string; at: Date }[]>;
  /** How its due date is worked out; null = it cannot be. */
  explainDue: (code: string) => Promise<DueExplanation | null>;
  /** Name of the procedure in the version it was received under; null = not known. */
  procedureName: (view: HolderView) => Promise<string | null>;
  /** The last day to bring what is missing, `YYYY-MM-DD` (15 days from the notice, NĐ 118/2025 Đ.19.5). */
  supplementBy: (view: HolderView) => Promise<string>;
  /** So many days it is kept that a dossier was opened. */
  keptDays: number;
};
