/** What the conversation may ask of the world. Everything else it works out by itself. */
import type { Procedure } from '../catalogue/procedure.js';
import type { DeskQuestion } from '../desk/store.js';
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
