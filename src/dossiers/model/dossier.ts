/** A dossier, the events it is made of, and what may be said of it from outside. Pure. */

import { z } from 'zod';
import { CLOCK_POLICIES } from '../../catalogue/procedure.js';
import { isoOf } from '../receipt-code/reading.js';
import type { ExtensionRule } from './extension.js';
import type { StaffDuty, Status, StatusPosition, SubState } from './status.js';

/** A receipt code in its canonical spelling, `H21.17-261120-0012`. */
export const receiptCode = z.string().regex(/^[A-Z]\d{2}(\.\d{1,4}){0,3}-(\d{6}|\d{8})-\d{1,7}$/);

/** What two spellings of one dossier share: `H21.17/2026-11-20/12` for `…-12` and `…-0012`. Begins with the unit. */
export function dossierKey(code: string): string {
  const [unit = '', date = '', sequence = ''] = code.split('-');
  return `${unit}/${isoOf(date)}/${Number(sequence)}`;
}

/** The settling agency a receipt code names. */
export function unitOfCode(code: string): string {
  return code.slice(0, code.indexOf('-'));
}

/** Whether a unit is another or above it: `H21` covers `H21` and `H21.17`, not `H2` or `H211`. */
export function covers(unit: string, other: string): boolean {
  return other === unit || other.startsWith(`${unit}.`);
}

/** How a dossier was handed in. */
export const SUBMISSIONS = ['direct', 'online', 'post'] as const;

/** One of `SUBMISSIONS`. */
export type Submission = (typeof SUBMISSIONS)[number];

const EARLIEST = Date.UTC(1900, 0);
const LATEST = Date.UTC(2200, 0);

/** Moments no dossier can have, and no database takes (year 0), are slips of the keyboard. */
export function isPossible(at: Date): boolean {
  return EARLIEST <= at.getTime() && at.getTime() < LATEST;
}

/** A moment as programs write it, with its offset. */
export const instant = z.iso
  .datetime({ offset: true })
  .transform((written) => new Date(written))
  .refine(isPossible, { message: 'out of all time' });
/** What is not personal about a dossier, as first said; an amendment says the fields that changed. */
const dossierFacts = z.object({
  code: receiptCode,
  procedureCode: z.string(),
  /** Version of the procedure in force at reception; null = the catalogue did not have it. */
  procedureVersion: z.string().nullable(),
  submission: z.enum(SUBMISSIONS),
  receivedAt: instant,
  receivingUnit: z.string(),
  settlingUnit: z.string(),
  returningUnit: z.string(),
  parentCode: z.string().nullable(),
  /** Somebody who acts for the unit of that dossier says that this is a part of it. */
  parentConfirmed: z.boolean(),
  clockPolicy: z.enum(CLOCK_POLICIES),
  /** The due date told at filing, which holds from the moment of reception; null = to be computed. */
  toldDueAt: instant.nullable(),
  /** Salted digest of the owner's name and second factors; null = none. */
  ownerDigest: z.string().nullable(),
});

/** What is known of a dossier from its filing, as it is stored. */
export type DossierFacts = z.infer<typeof dossierFacts>;

/** Who may have a dossier: an office, a person in one, the post, another agency. */
export const HOLDER_KINDS = ['unit', 'person', 'post', 'agency'] as const;
export type HolderKind = (typeof HOLDER_KINDS)[number];

/**
 * What an event is. `created` and `amended` carry facts of the dossier; `due` sets the date a reception or a supplement called for;
 * `undo` makes another event as if it had not happened, and with it, where that is the creation, the whole dossier; `correction` sets a state against the rules; `linked` confirms
 * that it is a part of another, or takes that back; `undated` says that the time of its target is not known; `erased` says that what was personal up to its target, owner and
 * free text, was erased.
 */
const EVENT_KINDS = [
  'created',
  'amended',
  'status',
  'due',
  'correction',
  'undo',
  'linked',
  'erased',
  'undated',
] as const;

/** One of `EVENT_KINDS`. */
export type EventKind = (typeof EVENT_KINDS)[number];

/**
 * What else an event says that is not personal: of the dossier, or of itself. Days are `YYYY-MM-DD`. `erasureDue`: the day
 * from which it was to be erased; absent = the program then told no day.
 */
export type EventFacts = Partial<DossierFacts> & {
  supplementBy?: string;
  erasureDue?: string;
  /** The rule a new due date was checked by; left out = the one before `strict`. */
  extensionRule?: ExtensionRule;
  /** The rule on telling of the past it was recorded under; left out = the one before `strict`. */
  timing?: 'strict';
  /** Another day of reception than first told, as somebody claims; the first one holds. */
  claimedReceivedAt?: string;
  /** It tells how the dossier stood: the steps before it are not told, and none is missed. */
  standing?: boolean;
  /** Whoever told it says that the dossier is or was late. */
  saidLate?: boolean;
  /** When it happened, as was claimed: there was no such dossier then, and it is not believed. */
  claimedAt?: string;
  /** When it was told the dossier was late, which it does not take back. */
  seenLate?: boolean;
  /** The due date told with it stood in a file. */
  dueInFile?: boolean;
  /** Who has the dossier from then on, the name apart; null = nobody in particular. */
  holder?: [kind: HolderKind, id: string | null] | null;
  /** The step of the office's own process. */
  step?: string | null;
};

/** An event as recorded. Nothing of it ever changes, but that its free text and names may be erased. */
export type DossierEvent = {
  /** 1, 2, … in order of receipt. */
  position: number;
  kind: EventKind;
  /** The system it came from, within which `id` is unique. */
  source: string;
  id: string;
  /** Null for `amended`, `due`, `undo`, `linked`, `undated` and `erased`. */
  status: Status | null;
  subState: SubState | null;
  /** When it happened; where that is not known, when it was told, which is no earlier. */
  at: Date;
  atKnown: boolean;
  /** When it was told to us. */
  recordedAt: Date;
  actorKind: Actor['kind'];
  actorId: string;
  amount: number | null;
  dueAt: Date | null;
  apologyDocument: string | null;
  /** Position of the event it corrects, undoes, sets the due date for, is about, or up to which it says that all was erased. */
  target: number | null;
  facts: EventFacts | null;
  /** A reason or missing papers were given, even if they have been erased since. */
  details: boolean;
  /** Erasable. */
  actorName: string | null;
  reason: string | null;
  missing: string[] | null;
  /** Of whoever `facts.holder` is about. */
  holderName: string | null;
};

/** Where events told by the program itself come from; no other source may use the name. */
export const OWN_SOURCE = 'motcua';
/** Where events told by files come from. */
export const IMPORT_SOURCE = 'import';

/** Who tells something: a person is held to the rules, a connected system is believed and its breaches are flagged. */
export type Actor = {
  kind: 'person' | 'system';
  /** Of the account or key; kept for good. */
  id: string;
  /** Erasable. */
  name: string | null;
  source: string;
  /** It acts on the dossiers of this unit and those below; null = of all, '' = of none but the one it tells of. */
  unit: string | null;
  /** What a person may do; not looked at for systems. */
  duties: readonly StaffDuty[];
  mayCorrect: boolean;
};

/** What the events of a dossier amount to. */
export type DossierState = {
  status: Status;
  subState: SubState | null;
  /** When the event that set the state happened. */
  statusAt: Date;
  /** Else `statusAt` is the latest that can have been. */
  statusKnown: boolean;
  /** Position of the event that says most of the state: the last in it with a reason or missing papers. */
  statusPosition: number;
  dueAt: Date | null;
  /** The first due date; never changes. */
  dueOriginal: Date | null;
  extensionCount: number;
  apologyDocument: string | null;
  /** End of processing (9); null = open. */
  settledAt: Date | null;
  /** Else nobody knows when it was settled: at the latest at `settledAt`. */
  settledKnown: boolean;
  /** It was once late, whatever has happened to its due date or state since. */
  wasLate: boolean;
  /** At least one event broke the rules. */
  irregular: boolean;
  /** Its filing was taken back: it counts as if it were not there. */
  voided: boolean;
  /** Who has it now; null = not told. */
  holderKind: HolderKind | null;
  holderId: string | null;
  /** Erasable. */
  holderName: string | null;
  /** Null = not known. */
  holderSince: Date | null;
  /** Where it is in the office's own process; null = not told. */
  step: string | null;
  /** When all that is personal was erased; null = it was not, or something came since. */
  erasedAt: Date | null;
};

/** A dossier as stored. `version` counts its changes. */
export type Dossier = DossierFacts &
  DossierState & {
    key: string;
    /** The settling agency by the code. */
    unit: string;
    version: number;
    /** Null = none given, or erased. */
    ownerName: string | null;
    hasPhone: boolean;
    hasIdentity: boolean;
  };

/** An event with what became of it. */
export type HistoryEntry = DossierEvent & {
  /** It broke the rules: a forbidden transition, or a change of the due date that is not allowed. */
  irregular: boolean;
  undone: boolean;
  /** Where the dossier stood before; null = it did not exist. */
  before: StatusPosition | null;
};

/** An event with its link in the dossier's chain. `salt` is erased with the text; `digest: null` = there was none. */
export type StoredEvent = DossierEvent & { salt: string | null; digest: string | null; link: string };

/** A dossier with what only the program needs: the keyed hashes of the second factors and the end of its chain. */
export type StoredDossier = Dossier & {
  ownerSalt: string | null;
  phoneHash: string | null;
  identityHash: string | null;
  chainLength: number;
  chainLink: string;
};
