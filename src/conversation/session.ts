/** What a conversation remembers between two messages: no text of the person, nothing that cannot be worked out again. */
import { z } from 'zod';
import { procedureCode } from '../catalogue/procedure.js';
import { sameReceipt } from '../dossiers/receipt-code/find.js';
import { ATTRIBUTES } from '../search/question.js';
import { MINUTE_MS } from '../time/duration.js';
import { ASKED } from './reading/attributes.js';
import { circumstances, retold } from './reading/circumstances.js';
import { ABOUT } from './reading/state.js';

/** A part of what there is to say about a procedure; `attribute: null` = all of it. Pages count from 1. */
const view = z.object({
  code: procedureCode,
  attribute: z.enum(ATTRIBUTES).nullable(),
  page: z.number().int().min(1).max(500),
});

/** What was shown of a procedure: a part (null = all of it), and which page. */
export type View = z.infer<typeof view>;

/** So many questions of a conversation are remembered, and so many subjects. */
export const MAX_QUESTIONS = 5;
const MAX_SUBJECTS = 5;
const MAX_DOSSIERS = 4;
const MAX_PROCEDURES = 12;
/** So long a warning of fraud is kept in mind. */
export const WARNED_TURNS = 4;

/** A dossier by its code, remembered until then. */
const forAWhile = z.object({ code: z.string().max(60), until: z.iso.datetime() });

/** What is spoken of; `dossier`: the one that is open. */
const spokenOf = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('procedure'),
    code: procedureCode,
    told: circumstances,
    asked: z.array(z.enum(ASKED)).max(ASKED.length),
  }),
  z.object({ kind: z.literal('dossier') }),
]);

/** A subject as it is stored, see `spokenOf`. */
export type SpokenOf = z.infer<typeof spokenOf>;

/** What is remembered of a conversation, as it is stored. */
export const session = z.object({
  locale: z.enum(['vi', 'en']),
  /** The person asked for the language: it no longer follows how they write. */
  localeChosen: z.boolean(),
  /** The procedure spoken of last. */
  topic: procedureCode.nullable(),
  /** What is spoken of, newest first; [] = stored by the version before, or nothing yet. */
  subjects: z.array(spokenOf).max(MAX_SUBJECTS).default([]),
  /** The choices on offer, in order: what each says and what it sends. */
  choices: z.array(z.object({ label: z.string(), send: z.string() })).max(20),
  /** The choices were offered a second time, in other words; then they are left. */
  askedAgain: z.boolean().default(false),
  /** What "xem thêm" shows next. */
  more: view.nullable(),
  /** The next message is the question for the desk. */
  asking: z.boolean().default(false),
  /** Codes of the latest questions left for the desk, whose answers may be waiting. */
  questions: z.array(z.string().max(9)).max(MAX_QUESTIONS).default([]),
  /** A receipt code read without separators that waits for a yes. */
  confirming: forAWhile.nullable().default(null),
  /** When the person agreed to have codes and last digits used for looking up; null = not yet. */
  consentAt: z.iso.datetime().nullable().default(null),
  /** The dossier whose last digits are awaited; `hasReceipt`: its receipt's code for following was sent. */
  awaiting: forAWhile.extend({ hasReceipt: z.boolean().optional() }).nullable().default(null),
  /** The dossier whose holder has given them. */
  opened: forAWhile.nullable().default(null),
  /** Every dossier named of late, newest first; `procedures`: its own and those of its parts, once it was `open`. */
  dossiers: z
    .array(
      forAWhile.extend({ open: z.boolean(), procedures: z.array(z.string().max(40)).max(MAX_PROCEDURES) }),
    )
    .max(MAX_DOSSIERS)
    .default([]),
  /** Spoken of last, beside the subjects: dossiers at all, what is remembered of the person, a danger. */
  about: z.enum(ABOUT).nullable().default(null),
  /** The day on which the operator's banner was told last, with which one it was; '' = none. */
  bannerTold: z.string().max(60).default(''),
  /** For so many turns more what is said may belong to a warning of fraud. */
  warned: z.number().int().min(0).max(WARNED_TURNS).default(0),
  /** A question for the desk, numbers masked, shown and not yet agreed to: the only words of a person kept here. */
  draft: z
    .object({ text: z.string().max(4000), until: z.iso.datetime() })
    .nullable()
    .default(null),
});

/** See `session`. */
export type Session = z.infer<typeof session>;

/** The version before kept the code that waits for a yes by itself, for one turn and without an end. */
const before = z.looseObject({ confirm: z.string().max(60) });

function withConfirming(stored: unknown): unknown {
  const old = before.safeParse(stored);
  return old.success ? { confirming: { code: old.data.confirm, until: NEVER }, ...old.data } : stored;
}

const NEVER = '9999-12-31T00:00:00Z';

/** The session as stored, now or by the version before, or a fresh one when there is none or it does not parse. */
export function openSession(stored: unknown): Session {
  const parsed = session.safeParse(withConfirming(stored));
  return (
    parsed.data ?? session.parse({ locale: 'vi', localeChosen: false, topic: null, choices: [], more: null })
  );
}

/** So long a dossier, or a question not yet agreed to, is remembered. */
const REMEMBERED_MS = 15 * MINUTE_MS;

/** Something to be remembered from now on. */
export function remembered<T extends object>(what: T, now: Date): T & { until: string } {
  return { ...what, until: new Date(now.getTime() + REMEMBERED_MS).toISOString() };
}

const FOR_A_WHILE = ['confirming', 'awaiting', 'opened', 'draft'] as const;

/** The dossiers named, with one more or one that has been opened now. */
export function withDossier(
  dossiers: Session['dossiers'],
  code: string,
  now: Date,
  opened: { procedures: string[] } | null = null,
): Session['dossiers'] {
  const before = dossiers.find((one) => sameReceipt(one.code, code));
  // What was open stays so for its own quarter of an hour.
  const kept =
    before && opened === null
      ? { ...before, code }
      : remembered(
          { code, open: opened !== null, procedures: opened?.procedures.slice(0, MAX_PROCEDURES) ?? [] },
          now,
        );
  // "Cái thứ nhất" stays the first however often it is looked at.
  const all = before ? dossiers.map((one) => (one === before ? kept : one)) : [kept, ...dossiers];
  return all.slice(0, MAX_DOSSIERS);
}

/** Dossiers named of late beside the one that is open or being opened. */
export function othersOf({ opened, awaiting, dossiers }: Session): Session['dossiers'] {
  const current = opened ?? awaiting;
  return dossiers.filter(({ code }) => current === null || !sameReceipt(code, current.code));
}

/** The session without what was to be remembered until now only, and without choices that are about it. */
export function withoutExpired(given: Session, now: Date): Session {
  const isOver = (name: (typeof FOR_A_WHILE)[number]) =>
    Date.parse(given[name]?.until ?? '') <= now.getTime();
  const over = FOR_A_WHILE.filter(isOver);
  const gone = given.dossiers.filter(({ until }) => Date.parse(until) <= now.getTime());
  const codes = [
    ...over.flatMap((name) => (name === 'draft' ? [] : (given[name]?.code ?? []))),
    ...gone.map(({ code }) => code),
  ];
  const named = given.choices.some(({ send }) => codes.some((code) => send.includes(code)));
  return {
    ...given,
    ...Object.fromEntries(over.map((name) => [name, null])),
    dossiers: given.dossiers.filter((one) => !gone.includes(one)),
    ...(named || over.includes('draft') ? { choices: [] } : {}),
  };
}

/** The subjects with one more on top, once. What was told of it before stays. */
export function withSubject(subjects: readonly SpokenOf[], next: SpokenOf): SpokenOf[] {
  const same = (one: SpokenOf) =>
    one.kind === 'procedure' ? next.kind === 'procedure' && one.code === next.code : next.kind === one.kind;
  const before = subjects.find(same);
  const kept =
    before?.kind === 'procedure' && next.kind === 'procedure'
      ? { ...next, told: retold(before.told, next.told) }
      : next;
  return [kept, ...subjects.filter((one) => !same(one))].slice(0, MAX_SUBJECTS);
}

/** What is spoken of where the session names no subjects: the dossier that is open, and the procedure spoken of last. */
export function lastSpokenOf({ opened, topic }: Session): SpokenOf[] {
  const procedure = (code: string) => ({ kind: 'procedure' as const, code, told: {}, asked: [] });
  return [...(opened ? [{ kind: 'dossier' as const }] : []), ...(topic ? [procedure(topic)] : [])];
}
