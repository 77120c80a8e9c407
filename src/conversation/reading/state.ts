/**
 * What a conversation remembers for reading the next message: the question asked last, what is spoken of, the next
 * page. No text of the person.
 */
import { z } from 'zod';
import { procedureCode } from '../../catalogue/procedure.js';
import { ASKED } from './attributes.js';
import { circumstances } from './circumstances.js';
import { readCommand } from './command.js';

const choice = z.object({ label: z.string().max(300), send: z.string().max(120) });
export type Offered = z.infer<typeof choice>;
const receipt = z.string().max(60);
/** How often the same question was asked: once more in other words, then it is left. */
const times = z.number().int().min(1).max(9).default(1);

/** A question the assistant asked, waiting for its answer. */
export const pending = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('whichProcedure'),
    choices: z.array(choice).max(20),
    /** Asked before the choice; kept for the answer. */
    asked: z.array(z.enum(ASKED)).max(ASKED.length).default([]),
    times,
  }),
  z.object({ kind: z.literal('whichDossier'), choices: z.array(choice).max(20), times }),
  /** Any other list on offer. */
  z.object({ kind: z.literal('choose'), choices: z.array(choice).max(20), times }),
  z.object({ kind: z.literal('receiptCode'), times }),
  z.object({ kind: z.literal('digits'), code: receipt, until: z.iso.datetime(), times }),
  /** A yes or no: `code` of the receipt it is about. */
  z.object({
    kind: z.literal('confirm'),
    of: z.enum(['receiptCode', 'deleteData', 'leaveQuestion', 'withdraw', 'unfollow', 'other']),
    code: receipt.nullable().default(null),
    times,
  }),
  z.object({ kind: z.literal('leaveQuestion'), times }),
]);
export type Pending = z.infer<typeof pending>;

const view = z.object({
  code: procedureCode,
  attribute: z.enum(ASKED).nullable(),
  page: z.number().int().min(1).max(500),
});

export const subject = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('procedure'),
    code: procedureCode,
    /** The case chosen among the record's; null = the plain one. */
    case: z.string().max(200).nullable().default(null),
    told: circumstances.default({}),
    asked: z.array(z.enum(ASKED)).max(ASKED.length).default([]),
  }),
  z.object({ kind: z.literal('dossier'), code: receipt, until: z.iso.datetime() }),
]);
export type Subject = z.infer<typeof subject>;

/** So many subjects are kept. */
export const MAX_SUBJECTS = 5;

export const readingState = z.object({
  pending: pending.nullable().default(null),
  /** Newest first. */
  subjects: z.array(subject).max(MAX_SUBJECTS).default([]),
  /** What "xem thêm" shows next. */
  more: view.nullable().default(null),
});
export type ReadingState = z.infer<typeof readingState>;

export const EMPTY_STATE: ReadingState = { pending: null, subjects: [], more: null };

/** The fields of a session as stored before, which told the same in other words. */
const earlier = z
  .object({
    topic: procedureCode.nullable(),
    choices: z.array(choice).max(20),
    more: view.nullable(),
    confirming: z.object({ code: receipt, until: z.iso.datetime() }).nullable(),
    asking: z.boolean().default(false),
    awaiting: z.object({ code: receipt, until: z.iso.datetime() }).nullable().default(null),
    opened: z.object({ code: receipt, until: z.iso.datetime() }).nullable().default(null),
  })
  .partial();

/**
 * The state as stored, now or by the version before; what does not parse is an empty one.
 * @internal Used by tests and benches.
 */
export function openState(stored: unknown): ReadingState {
  const isNow = typeof stored === 'object' && stored !== null && 'subjects' in stored;
  if (isNow) return readingState.safeParse(stored).data ?? EMPTY_STATE;
  const old = earlier.safeParse(stored).data;
  return old ? fromEarlier(old) : EMPTY_STATE;
}

function fromEarlier(old: z.infer<typeof earlier>): ReadingState {
  const { topic, opened, more } = old;
  const subjects: Subject[] = [
    ...(opened ? [{ kind: 'dossier' as const, ...opened }] : []),
    ...(topic ? [{ kind: 'procedure' as const, code: topic, case: null, told: {}, asked: [] }] : []),
  ];
  return { pending: waitingFor(old), subjects, more: more ?? null };
}

/** The question that waits, told by what a session keeps. */
export function waitingFor({
  asking,
  confirming,
  awaiting,
  choices = [],
}: Omit<z.infer<typeof earlier>, 'topic' | 'more' | 'opened'>): Pending | null {
  const once = { times: 1 };
  if (asking) return { kind: 'leaveQuestion', ...once };
  if (confirming) return { kind: 'confirm', of: 'receiptCode', code: confirming.code, ...once };
  if (awaiting) return { kind: 'digits', ...awaiting, ...once };
  const commands = choices.map(({ send }) => readCommand(send));
  if (commands.some((command) => command?.kind === 'deleteNow'))
    return { kind: 'confirm', of: 'deleteData', code: null, ...once };
  if (choices.length === 0) return null;
  const views = commands.flatMap((command) => (command?.kind === 'view' ? [command] : []));
  const codes = new Set(views.map(({ code }) => code));
  // "Something else" stands at the end.
  if (views.length < choices.length - 1 || codes.size < 2) return { kind: 'choose', choices, ...once };
  const named = choices.slice(0, views.length);
  // Examples are questions of their own.
  if (named.some(({ label }) => label.endsWith('?'))) return { kind: 'choose', choices, ...once };
  const asked = views[0]?.attribute ? [views[0].attribute] : [];
  return { kind: 'whichProcedure', choices: named, asked, ...once };
}

/**
 * A subject on top, once; the one at the bottom goes when there are too many. What was told of it before stays.
 * @internal Used by tests and benches.
 */
export function withSubject(state: ReadingState, next: Subject): ReadingState {
  const same = (one: Subject) => one.kind === next.kind && one.code === next.code;
  const before = state.subjects.find(same);
  const kept =
    before?.kind === 'procedure' && next.kind === 'procedure'
      ? { ...next, case: next.case ?? before.case, told: { ...before.told, ...next.told } }
      : next;
  const others = state.subjects.filter((one) => !same(one));
  return { ...state, subjects: [kept, ...others].slice(0, MAX_SUBJECTS) };
}

/**
 * The state without what was to be remembered until now only.
 * @internal Used by tests and benches.
 */
export function currentState(state: ReadingState, now: Date): ReadingState {
  const lives = (until: string) => Date.parse(until) > now.getTime();
  const waiting = state.pending?.kind === 'digits' && !lives(state.pending.until) ? null : state.pending;
  const subjects = state.subjects.filter((one) => one.kind === 'procedure' || lives(one.until));
  return { ...state, pending: waiting, subjects };
}
