/**
 * What a conversation remembers for reading the next message: the question asked last, what is spoken of, the next
 * page. No text of the person.
 */
import type { Attribute } from '../../search/question.js';
import type { Asked } from './attributes.js';
import type { Circumstances } from './circumstances.js';

/** A choice on offer: what it says, and what it sends. */
export type Offered = { label: string; send: string };

/** A question the assistant asked, waiting for its answer. */
export type Pending =
  /** `asked`: before the choice; kept for the answer. */
  | { kind: 'whichProcedure'; choices: Offered[]; asked: Attribute[] }
  /** Any other list on offer. */
  | { kind: 'choose'; choices: Offered[] }
  /** `code` of the receipt. */
  | { kind: 'digits'; code: string }
  /** A yes or no: `code` of the receipt it is about. */
  | { kind: 'confirm'; of: 'receiptCode' | 'deleteData' | 'leaveQuestion'; code: string | null }
  | { kind: 'leaveQuestion' };

/** What is spoken of, with what was told and asked about it. */
export type Subject =
  | { kind: 'procedure'; code: string; told: Circumstances; asked: Asked[] }
  /** `procedures`: its own and those of its parts. */
  | { kind: 'dossier'; code: string; procedures?: readonly string[] };

/** A dossier named of late; `open`: its holder has opened it. */
export type NamedDossier = { code: string; open: boolean; procedures: readonly string[] };

/** What was spoken of last beside the subjects: dossiers at all, a receipt that was lost, what is remembered of the person, a danger. */
export const ABOUT = ['dossiers', 'lost', 'data', 'danger'] as const;
export type About = (typeof ABOUT)[number];

/** What has gone before, as far as reading needs it. */
export type ReadingState = {
  pending: Pending | null;
  /** Everything on offer, whatever is asked. */
  offered?: readonly Offered[];
  /** Newest first. */
  subjects: readonly Subject[];
  about?: About | null;
  /** In the order in which they were named. */
  dossiers?: readonly NamedDossier[];
  /** Other dossiers than the one that is open or being opened were named of late. */
  others?: boolean;
  /** A warning of fraud was given a few turns ago. */
  warned?: boolean;
  /** A question for the desk was left in this conversation. */
  asked?: boolean;
  /** What "xem thêm" shows next. */
  more: { code: string; attribute: Attribute | null; page: number } | null;
};

/** Nothing has been said yet. */
export const EMPTY_STATE: ReadingState = { pending: null, subjects: [], more: null };

/** The same with one of its subjects on top, and no question waiting. */
export function onTop(state: ReadingState, subject: Subject): ReadingState {
  const subjects = [subject, ...state.subjects.filter((one) => one !== subject)];
  return { ...state, pending: null, subjects };
}
