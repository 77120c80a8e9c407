/** What the conversation may ask of the world. Everything else it works out by itself. */
import type { Procedure } from '../catalogue/procedure.js';
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
  /** The publication this turn is answered from. */
  publication: number;
  /** Days off by law. */
  holidays: Holidays;
  translator: (locale: Locale) => Translate;
};
