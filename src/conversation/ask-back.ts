/** Several procedures fit: one question, at most five choices. */
import type { Attribute } from '../search/question.js';
import { commandFor, readCommand } from './command.js';
import { choicesOf } from './label.js';
import { namesAmong } from './pick.js';
import { type Context, say, type Turn } from './turn.js';

/** At most this many choices in a question. */
export const MAX_CHOICES = 5;

/**
 * Asks which is meant, keeping what was asked about it for the answer; null when fewer than two of the codes are
 * published. `topic`: what a follow-up goes on with; otherwise there is none until the person has chosen.
 */
export async function askBack(
  context: Context,
  codes: readonly string[],
  attribute: Attribute | null,
  topic: string | null = null,
): Promise<Turn | null> {
  const wanted = [...new Set(codes)].slice(0, MAX_CHOICES);
  const found = (await Promise.all(wanted.map((code) => context.lookups.procedure(code)))).filter(
    (procedure) => procedure !== null,
  );
  if (found.length < 2) return null;
  const choices = choicesOf(found, { locale: context.session.locale, attribute });
  const outcome = { kind: 'choices' as const, codes: found.map(({ code }) => code) };
  return say(context, { text: context.t('choices.which'), choices }, outcome, {
    topic,
    more: null,
  });
}

/**
 * "Bao nhiêu tiền?" while the procedures of a question are still on offer: the same question, now about that.
 * Null when there are not two procedures on offer.
 */
export function askAgain(context: Context, attribute: Attribute): Turn | null {
  const choices = namesAmong(context.session.choices).flatMap(({ label, send }) => {
    const view = readCommand(send);
    return view ? [{ label, send: commandFor({ ...view, attribute }), procedure: view.code }] : [];
  });
  const codes = [...new Set(choices.map(({ procedure }) => procedure))];
  if (codes.length < 2 || choices.length < context.session.choices.length || codes.length < choices.length)
    return null;
  return say(context, { text: context.t('choices.which'), choices }, { kind: 'choices', codes });
}
