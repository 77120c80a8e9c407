/** A dossier, the events it is made of, and what may be said of it from outside. Pure. */

import { z } from 'zod';
import { CLOCK_POLICIES } from '../../catalogue/procedure.js';
import { vietnamDate } from '../../time/clock.js';
import { unitCode } from '../../units/unit.js';
import { isoOf } from '../receipt-code/reading.js';
import type { ExtensionRule } from './extension.js';
import {
  readStatus,
  type StaffDuty,
  type Status,
  type StatusPosition,
  SUB_STATE_OF,
  SUB_STATES,
  type SubState,
} from './status.js';

/** A receipt code in its canonical spelling, `H21.17-261120-0012`. */
const receiptCode = z.string().regex(/^[A-Z]\d{2}(\.\d{1,4}){0,3}-(\d{6}|\d{8})-\d{1,7}$/);

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

const instant = z.iso
  .datetime({ offset: true })
  .transform((written) => new Date(written))
  .refine(isPossible, { message: 'out of all time' });
/** Text a database takes: no zero bytes, no halves of characters. */
const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\0\p{Cs}]*$/u);
const line = text(500);

/** Whose dossier it is. Of the numbers only keyed hashes of the last four digits are kept; null or absent = none given. */
const ownerInput = z.object({
  name: line,
  phone: z.string().max(30).nullish(),
  identity: z.string().max(30).nullish(),
});

/** See `ownerInput`. */
export type OwnerInput = z.infer<typeof ownerInput>;

/** What a desk says of a dossier. Left out says nothing: for a new dossier the default, else it stays as it is. */
export const dossierInput = z.object({
  procedure: text(40),
  receivedAt: instant,
  submission: z.enum(SUBMISSIONS),
  owner: ownerInput.optional(),
  /** The date printed on the receipt; computed when absent. */
  dueAt: instant.optional(),
  receivingUnit: unitCode.optional(),
  settlingUnit: unitCode.optional(),
  returningUnit: unitCode.optional(),
  /** The dossier this one is a part of (liên thông). */
  parentCode: receiptCode.nullable().optional(),
  clockPolicy: z.enum(CLOCK_POLICIES).optional(),
});

/** See `dossierInput`. */
export type DossierInput = z.infer<typeof dossierInput>;

/** A state by its code (4, "4") or official name. */
export const statusInput = z.union([z.number(), z.string()]).transform((value, context): Status => {
  const status = readStatus(value);
  if (status !== null) return status;
  context.addIssue({ code: 'custom', message: 'unknown status' });
  return z.NEVER;
});

/** Something that happened to a dossier. `id`: the sender's own, told again = the same event. */
export const eventInput = z
  .object({
    id: text(200),
    status: statusInput,
    subState: z.enum(SUB_STATES).optional(),
    at: instant,
    reason: text(2000).optional(),
    /** Papers that are missing. */
    missing: z.array(line).max(50).optional(),
    /** The last day to hand in what is missing, where it is not the 15 days of Đ.19.5 NĐ 118/2025; of this notice alone. */
    supplementBy: z.union([z.iso.date(), instant.transform(vietnamDate)]).optional(),
    /** Đồng to be paid. */
    amount: z.number().int().nonnegative().max(1e15).optional(),
    dueAt: instant.optional(),
    /** Number of the letter of apology; with a later `dueAt` this is the one extension allowed. */
    apologyDocument: text(100).optional(),
    /** Sets the state against the rules, with a reason; the event it corrects may be named by its id. */
    correction: z.boolean().optional(),
    corrects: z.string().max(200).optional(),
  })
  .refine(({ status, subState }) => subState === undefined || SUB_STATE_OF[subState].status === status, {
    path: ['subState'],
    message: 'sub-state of another status',
  })
  .refine(
    ({ supplementBy, status, at, reason, missing }) =>
      supplementBy === undefined ||
      (status === 5 && supplementBy >= vietnamDate(at) && (reason ?? missing) !== undefined),
    { path: ['supplementBy'], message: 'only with a request for supplements, and no earlier' },
  );

/** See `eventInput`. */
export type EventInput = z.infer<typeof eventInput>;

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

/**
 * What an event is. `created` and `amended` carry facts of the dossier; `due` sets the date a reception or a supplement called for;
 * `undo` makes another event as if it had not happened; `correction` sets a state against the rules; `linked` confirms
 * that it is a part of another, or takes that back; `erased` says that what was personal up to its target, owner and
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
};

/** An event as recorded. Nothing of it ever changes, but that its free text and names may be erased. */
export type DossierEvent = {
  /** 1, 2, … in order of receipt. */
  position: number;
  kind: EventKind;
  /** The system it came from, within which `id` is unique. */
  source: string;
  id: string;
  /** Null for `amended`, `due`, `undo`, `linked` and `erased`. */
  status: Status | null;
  subState: SubState | null;
  /** When it happened. */
  at: Date;
  /** When it was told to us. */
  recordedAt: Date;
  actorKind: Actor['kind'];
  actorId: string;
  amount: number | null;
  dueAt: Date | null;
  apologyDocument: string | null;
  /** Position of the event it corrects, undoes, sets the due date for, or up to which it says that all was erased. */
  target: number | null;
  facts: EventFacts | null;
  /** A reason or missing papers were given, even if they have been erased since. */
  details: boolean;
  /** Erasable. */
  actorName: string | null;
  reason: string | null;
  missing: string[] | null;
};

/** Where events told by the program itself come from; no other source may use the name. */
export const OWN_SOURCE = 'motcua';

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
  /** Position of the event that says most of the state: the last in it with a reason or missing papers. */
  statusPosition: number;
  dueAt: Date | null;
  /** The first due date; never changes. */
  dueOriginal: Date | null;
  extensionCount: number;
  apologyDocument: string | null;
  /** End of processing (9); null = open. */
  settledAt: Date | null;
  /** It was once late, whatever has happened to its due date or state since. */
  wasLate: boolean;
  /** At least one event broke the rules. */
  irregular: boolean;
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
