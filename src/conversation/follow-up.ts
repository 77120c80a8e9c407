/** A message that goes on with the procedure spoken of before: "còn nếu mất bản gốc?". */
import { ATTRIBUTES } from '../search/question.js';
import type { Decision } from '../search/search.js';
import { commandFor } from './command.js';
import { FOLLOW_UP, FOLLOW_UP_ASKING } from './cues.js';
import type { Telling } from './facts.js';
import { labelOf } from './label.js';
import type { Choice } from './message.js';
import { askAt, contentOf } from './sections.js';
import { type Context, say, type Turn, withChoices } from './turn.js';
import { phrasePattern, plainLine } from './words.js';

/** At most so many parts of the procedure are offered. */
const MAX_PARTS = 5;

const opening = atStart(FOLLOW_UP);
const asking = atStart(FOLLOW_UP_ASKING);
const THEN_WHAT = / thi sao $/;

function atStart(phrases: string): RegExp {
  return new RegExp(`^ (?:${phrasePattern(phrases).source.slice('(?<= )'.length)})`);
}

/** The procedure that a message goes on with; null = it stands by itself. */
export function topicOf({ text, session }: Context): string | null {
  return session.topic !== null && opening.test(plainLine(text)) ? session.topic : null;
}

/** Whether a follow-up is a question by its form: "còn …", "nếu …", "… thì sao". */
export function asksOn(context: Context): boolean {
  const line = plainLine(context.text);
  return topicOf(context) !== null && (asking.test(line) || THEN_WHAT.test(line));
}

/**
 * What the search decides about a follow-up: its topic's siblings (procedures of the same field) come first, others
 * only when the message names them by itself. Decline = the catalogue does not say it.
 */
export async function decideFollowUp(context: Context, code: string): Promise<Decision> {
  const { text, lookups } = context;
  const decision = lookups.search(text, { topic: code });
  const byItself = () => lookups.search(text);
  if (decision.kind === 'answer') {
    const { attribute } = lookups.readAttribute(text);
    if (decision.code === code && attribute === null && !answers(byItself(), code))
      return { kind: 'decline' };
    return { ...decision, alternatives: await siblings(context, code, decision.alternatives) };
  }
  const codes = decision.kind === 'choices' ? await siblings(context, code, decision.codes) : [];
  if (codes.length > 0)
    return codes.every((each) => each === code)
      ? { kind: 'decline' }
      : { kind: 'choices', codes: [...new Set([...codes, ...(codes.length === 1 ? [code] : [])])] };
  return decision.kind === 'choices' ? byItself() : decision;
}

function answers(decision: Decision, code: string): boolean {
  return decision.kind === 'answer' && decision.code === code;
}

/** Those of the codes whose procedures are of the same field. */
async function siblings(context: Context, code: string, codes: readonly string[]): Promise<string[]> {
  const field = (await context.lookups.procedure(code))?.official.field;
  const found = await Promise.all(codes.map((each) => context.lookups.procedure(each)));
  return found.flatMap((procedure) => (procedure?.official.field === field ? (procedure?.code ?? []) : []));
}

/** Says that the catalogue does not tell, with what it does tell of the topic. Null = the topic is gone. */
export async function answerUntold(context: Context, code: string): Promise<Turn | null> {
  const { t, lookups, session, today } = context;
  const procedure = await lookups.procedure(code);
  if (procedure === null) return null;
  const telling: Telling = { procedure, t, locale: session.locale, today };
  const name = labelOf(procedure, session.locale);
  const text = t('followUp.nothing', { name, place: askAt(telling) });
  return say(context, withChoices(text, partsOf(telling)), { kind: 'refusal' }, { more: null });
}

function partsOf(telling: Telling): Choice[] {
  const known = ATTRIBUTES.filter((attribute) => contentOf(telling, attribute).known);
  return known.slice(0, MAX_PARTS).map((attribute) => ({
    label: telling.t(`attribute.${attribute}`),
    send: commandFor({ code: telling.procedure.code, attribute, page: 1 }),
  }));
}
