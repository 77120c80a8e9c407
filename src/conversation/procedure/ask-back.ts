/** Several procedures fit: one question, at most four choices and "something else". */
import type { Attribute } from '../../search/question.js';
import type { Choice } from '../message.js';
import { readView, SOMETHING_ELSE, writeCommand } from '../reading/command.js';
import type { ReadingState } from '../reading/state.js';
import { type Context, say, type Turn } from '../turn.js';
import { choicesOf } from '../wording/label.js';
import { decidingBetween } from './deciding.js';

/** At most this many choices in a question. */
const MAX_CHOICES = 4;

/**
 * Asks which is meant, or of a single one whether it is, keeping what was asked about it for the answer; null when none of
 * the codes is published. What was spoken of before stays.
 */
export async function askBack(
  context: Context,
  codes: readonly string[],
  attribute: Attribute | null,
): Promise<Turn | null> {
  const wanted = [...new Set(codes)].slice(0, MAX_CHOICES);
  const found = (await Promise.all(wanted.map((code) => context.lookups.procedure(code)))).filter(
    (procedure) => procedure !== null,
  );
  if (found.length === 0) return null;
  const deciding = decidingBetween(found);
  const offered = deciding ? [deciding.yes, deciding.no] : found;
  const named = choicesOf(offered, { locale: context.session.locale, attribute });
  const choices = withOther(context, deciding ? named.map(asYesOrNo(context)) : named);
  const outcome = { kind: 'choices' as const, codes: offered.map(({ code }) => code) };
  const text = context.t(
    deciding ? `deciding.${deciding.fact}` : found.length === 1 ? 'choices.only' : 'choices.which',
  );
  return say(context, { text, choices }, outcome, { more: null });
}

/** The first is what a yes leads to, the second what a no does. */
function asYesOrNo({ t }: Context): (choice: Choice, place: number) => Choice {
  return (choice, place) => ({
    ...choice,
    label: t(place === 0 ? 'deciding.yes' : 'deciding.no', { name: choice.label }),
  });
}

/** The procedures of the choice that waits; [] = none does. */
export function codesOnOffer({ pending }: ReadingState): string[] {
  return pending?.kind === 'whichProcedure'
    ? pending.choices.flatMap(({ send }) => readView(send)?.code ?? [])
    : [];
}

/** The choices once more, in other words, where what was said points at none; null = nothing is asked, or it was twice. */
export function askOnceMore(context: Context): Turn | null {
  const { session, state, t } = context;
  if (state.pending?.kind !== 'whichProcedure' || session.askedAgain) return null;
  const codes = session.choices.flatMap(({ send }) => readView(send)?.code ?? []);
  const choices = session.choices.map(({ label, send }) => {
    const code = readView(send)?.code;
    return code ? { label, send, procedure: code } : { label, send };
  });
  return say(
    context,
    { text: t('choices.again'), choices },
    { kind: 'choices', codes },
    { askedAgain: true },
  );
}

function withOther({ t }: Context, choices: Choice[]): Choice[] {
  return [...choices, { label: t('choices.other'), send: SOMETHING_ELSE }];
}

/**
 * "Bao nhiêu tiền?" while the procedures of a question are still on offer: the same question, now about that.
 * Null when nothing but procedures, each once, has to be on offer and is not.
 */
export function askAgain(context: Context, attribute: Attribute): Turn | null {
  const offered = context.session.choices.filter(({ send }) => send !== SOMETHING_ELSE);
  const choices = offered.flatMap(({ label, send }) => {
    // An example question names nothing.
    const view = label.endsWith('?') ? null : readView(send);
    return view ? [{ label, send: writeCommand({ ...view, attribute }), procedure: view.code }] : [];
  });
  const codes = [...new Set(choices.map(({ procedure }) => procedure))];
  if (codes.length === 0 || choices.length < offered.length || codes.length < choices.length) return null;
  const text = context.t('choices.whichOf', { attribute: context.t(`attribute.${attribute}`).toLowerCase() });
  return say(context, { text, choices: withOther(context, choices) }, { kind: 'choices', codes });
}
