/** One procedure to be told of, and the reply that is about it. */
import type { Procedure } from '../../catalogue/procedure.js';
import type { Attribute } from '../../search/question.js';
import type { Block } from '../block.js';
import type { Choice } from '../message.js';
import { findAct } from '../reading/acts.js';
import { type Circumstances, retold } from '../reading/circumstances.js';
import type { ReplyDraft } from '../reply.js';
import { type Context, withChoices } from '../turn.js';
import { oneLine, type Telling } from '../wording/facts.js';
import { assumedText } from '../wording/own-case.js';
import { shorten } from '../wording/page.js';
import { CASE_PARTS, ownCaseOf } from './own-case.js';

/** What the words about a procedure are made from; null = there is no such procedure (any more). */
export async function tellingOf(
  { lookups, t, session, today }: Context,
  code: string,
): Promise<Telling | null> {
  const procedure = await lookups.procedure(code);
  return procedure && { procedure, t, locale: session.locale, today };
}

/** What is known of the person's case: told before while the procedure was spoken of, and now. */
export function toldOf({ state, reading }: Context, code: string): Circumstances {
  const before = state.subjects.find((one) => one.kind === 'procedure' && one.code === code);
  const now = findAct(reading.acts, 'tell')?.told;
  return retold(before?.kind === 'procedure' ? before.told : {}, now ?? {});
}

/**
 * What fits of what was told of the case. `assumed`: the line that says what these parts (null = all) were worked out for;
 * `assumedInAll`: the same of everything that a card shows; [] = all of it fits.
 */
export function ownTelling(
  context: Context,
  whole: Telling,
  parts: readonly Attribute[] | null,
): { telling: Telling; assumed: string[]; assumedInAll: string[] } {
  const told = toldOf(context, whole.procedure.code);
  const { procedure, assumed: decided } = ownCaseOf(whole.procedure, told);
  const caseName = procedure.papers.value?.find(({ name }) => name !== null)?.name ?? null;
  const lineOf = (shown: typeof parts) => {
    const own = CASE_PARTS.filter((part) => shown === null || shown.includes(part));
    const slots = [...new Set(own.flatMap((part) => decided[part]))];
    if (slots.length === 0) return [];
    return [assumedText(context.t, told, slots, caseName && shorten(oneLine(caseName), MAX_CASE))];
  };
  return { telling: { ...whole, procedure }, assumed: lineOf(parts), assumedInAll: lineOf(null) };
}
const MAX_CASE = 90;

/** A reply that says which procedure it is about. */
export function replyAbout(
  { code, displayName: name, official }: Procedure,
  blocks: readonly Block[],
  choices: Choice[] = [],
): ReplyDraft {
  return {
    ...withChoices(blocks, choices),
    procedure: { code, name, officialName: official.name, url: official.url },
  };
}
