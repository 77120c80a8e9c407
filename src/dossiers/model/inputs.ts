/** What desks and their software tell of a dossier, checked. Pure. */

import { z } from 'zod';
import { CLOCK_POLICIES } from '../../catalogue/procedure.js';
import { vietnamDate } from '../../time/clock.js';
import { unitCode } from '../../units/unit.js';
import { HOLDER_KINDS, instant, receiptCode, SUBMISSIONS } from './dossier.js';
import { readStatus, type Status, SUB_STATE_OF, SUB_STATES } from './status.js';

/** Text a database takes: no zero bytes, no halves of characters. */
const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .regex(/^[^\0\p{Cs}]*$/u);
const line = text(500);

/**
 * Whose dossier it is. Of the numbers only keyed hashes of the last four digits are kept; null = none given, absent = as it
 * was for the same owner.
 */
export const ownerInput = z.object({
  name: line.nullish(),
  phone: z.string().max(30).nullish(),
  identity: z.string().max(30).nullish(),
});
export type OwnerInput = z.infer<typeof ownerInput>;

/** Who has a dossier now: an office by its code, a person by name. `null` = nobody in particular. */
export const holderInput = z
  .object({ kind: z.enum(HOLDER_KINDS), id: text(100).nullish(), name: line.nullish() })
  .refine(({ id, name }) => id != null || name != null, { path: ['name'], message: 'nobody' })
  .nullable();

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
  holder: holderInput.optional(),
  /** The step of the office's own process. */
  step: text(200).nullable().optional(),
});
/**
 * `accepted`: it was formally received at `receivedAt` (state 2), or only handed in (1); left out = unless it was sent
 * online. `dueInFile`: `dueAt` stood in a file of the desk's software.
 */
export type DossierInput = z.infer<typeof dossierInput> & { accepted?: boolean; dueInFile?: boolean };

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
    /** Null = nobody knows; it is no later than now. */
    at: instant.nullable(),
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
    holder: holderInput.optional(),
    step: text(200).nullable().optional(),
  })
  .refine(({ status, subState }) => subState === undefined || SUB_STATE_OF[subState].status === status, {
    path: ['subState'],
    message: 'sub-state of another status',
  })
  .refine(
    ({ supplementBy, status, at, reason, missing }) =>
      supplementBy === undefined ||
      (status === 5 && (at === null || supplementBy >= vietnamDate(at)) && (reason ?? missing) !== undefined),
    { path: ['supplementBy'], message: 'only with a request for supplements, and no earlier' },
  );
/** `standing`, `saidLate`: see `EventFacts`. */
export type EventInput = z.infer<typeof eventInput> & { standing?: boolean; saidLate?: boolean };
