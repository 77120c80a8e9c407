/** What the conversation may ask of the world. Everything else it works out by itself. */

import type { DueExplanation } from '../calendar/due-date.js';
import type { Procedure } from '../catalogue/procedure.js';
import type { AccountName } from '../channels/facts.js';
import type { CodeOnlyResult, HolderView, LookupResult } from '../dossiers/look-up/look-up.js';
import type { DeskQuestion } from '../enquiries/store.js';
import type { Locale, Translate } from '../i18n/locale.js';
import type { OldPlace } from '../places/place.js';
import type { Decision } from '../search/search.js';
import type { Holidays } from '../units/hours.js';
import type { Unit } from '../units/unit.js';
import type { Reading } from './reading/read.js';
import type { ReadingState } from './reading/state.js';

/** What the conversation has of the world: handed in, so that it stays pure. */
export type Lookups = {
  /** What a message does, `today` being the day in Viet Nam. */
  read: (text: string, state: ReadingState, today: string) => Reading;
  /** The procedures that go by a name: one to be followed, a paper to be issued again. */
  search: (name: string) => Decision;
  /** The procedure of the same name that a province ("Gia Lai") has issued for itself; null = it has none. */
  ownOf: (code: string, province: string) => string | null;
  /** A published procedure; null = no such code. */
  procedure: (code: string) => Promise<Procedure | null>;
  /** Every known unit; [] = none. */
  units: () => Promise<Unit[]>;
  /** Old wards and communes with one of these names (see `placeKey`); [] = none, or no table was imported. */
  places: (keys: string[]) => Promise<OldPlace[]>;
  desk: Desk;
  /** Null = no dossier is looked up here (one question on the command line). */
  dossiers: Dossiers | null;
  /** Deletes what is kept of the person who asks, for good; null = nothing is kept (one question on the command line). */
  forgetPerson: (() => Promise<Deleted>) | null;
  /** Others read along: nobody is asked for digits there. */
  isPublic?: boolean;
  /** Null = nobody is told anything unasked from here (one question on the command line, a group). */
  following: Following | null;
  /** The publication this turn is answered from. */
  publication: number;
  /**
   * What the operator has everybody told first; null = nothing. `id`: changes with it. Left out = told by the page
   * itself, or to nobody.
   */
  banner?: (locale: Locale) => Promise<{ id: string; text: string } | null>;
  /** Days off by law, and weekend days worked in exchange. */
  holidays: Holidays;
  translator: (locale: Locale) => Translate;
};

/** What was deleted of a person that they may ask about: questions for the desk, what they followed, a number. */
export type Deleted = { questions: number; followed: number; phone: boolean };

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
  byCode: (code: string) => Promise<CodeOnlyResult>;
  /** Opens a dossier with one or two groups of last digits; a wrong try counts. `hasReceipt`: see `codeOfToken`. */
  lookUp: (code: string, digits: readonly string[], now: Date, hasReceipt?: boolean) => Promise<LookupResult>;
  /** Opens the dossier a code was read out for at the desk, which is used up; a wrong one counts. */
  letIn: (letIn: string, now: Date) => Promise<LookupResult>;
  /** The dossier a receipt's token is for, whose holder then still gives digits; null = unknown or expired. */
  codeOfToken: (token: string, now: Date) => Promise<string | null>;
  /** A dossier opened a moment ago; null = it is gone. */
  again: (code: string, now: Date) => Promise<HolderView | null>;
  /** Who opened it (`web`, `terminal`; `letIn`: a code of the desk), the latest first. */
  views: (code: string) => Promise<{ who: string; at: Date }[]>;
  /** How its due date is worked out; null = it cannot be. */
  explainDue: (code: string) => Promise<DueExplanation | null>;
  /** Name of the procedure in the version it was received under; null = not known. */
  procedureName: (view: HolderView) => Promise<string | null>;
  /** The last day to bring what is missing, `YYYY-MM-DD` (15 days from the notice, NĐ 118/2025 Đ.19.5). */
  supplementBy: (view: HolderView) => Promise<string | null>;
  /** Of how many dossiers it is remembered that this conversation has opened them. */
  openings: () => Promise<number>;
  /** Forgets that it has opened a dossier; null = any. */
  forget: (code: string | null) => Promise<void>;
  /** So many days it is kept that a dossier was opened. */
  keptDays: number;
};

/** What somebody follows. `target`: receipt code, procedure code, or name of a field. */
export type Followed = { kind: 'dossier' | 'procedure' | 'field'; target: string; since: Date };

/** Being told before asking, as one conversation reaches it. Following is the agreement to be told. */
export type Following = {
  /** False: nothing can be sent here unasked (the web page); `links` says where it can. */
  canNotify: boolean;
  /**
   * Pages that open a conversation which can be told, and follow the dossier, or that of a token, there; [] = none.
   * `say`: what the person has to send there; '' = the link says it by itself.
   */
  links: (
    of: { code: string } | { token: string },
  ) => Promise<{ channel: AccountName; url: string | null; say: string }[]>;
  /** Follows; false = too much is followed already. A dossier: only once it has been opened with its digits. */
  follow: (kind: Followed['kind'], target: string) => Promise<boolean>;
  /** Follows the dossier a receipt's token is for; gives its code, null = the token is unknown or has expired. */
  followByToken: (token: string) => Promise<string | null>;
  list: () => Promise<Followed[]>;
  /** False = it was not followed. */
  unfollow: (kind: Followed['kind'], target: string) => Promise<boolean>;
  /** Takes the agreement back; how much was followed. */
  unfollowAll: () => Promise<number>;
  /** Who follows a dossier, in the order they came; `isYou`: this conversation. */
  followers: (
    code: string,
  ) => Promise<{ channel: string; since: Date; byReceipt: boolean; isYou: boolean }[]>;
  /** Removes one of `followers`, counted from 1; false = there is no such one. */
  removeFollower: (code: string, number: number) => Promise<boolean>;
  /** Minutes of the day between which nothing is sent unasked; null = the usual ones. */
  setQuietHours: (hours: { from: number; until: number } | null) => Promise<void>;
  setLocale: (locale: Locale) => Promise<void>;
  /** Where notices go that this channel can no longer bring (`84…`); null = none go by telephone number from here. */
  phone: {
    set: (phone: string) => Promise<void>;
    kept: () => Promise<string | null>;
    /** False = none was kept. */
    forget: () => Promise<boolean>;
  } | null;
  /** Whether a notice with this code came from here; null = none did. `at`: null = not sent yet. */
  verify: (code: string) => Promise<{ at: Date | null; toYou: boolean } | null>;
};
