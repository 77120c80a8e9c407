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
import { inProvince } from './province.js';

/** What the words about a procedure are made from, as its province has it; null = there is no such procedure (any more). */
export async function tellingOf(context: Context, code: string): Promise<Telling | null> {
  const { lookups, t, session, today } = context;
  const published = await lookups.procedure(code);
  if (!published) return null;
  const { procedure, own } = await inProvince(context, published, toldOf(context, code));
  return { procedure, own, t, locale: session.locale, today };
}

/** What is known of the person's case: told before while the procedure was spoken of, and now. */
export function toldOf({ state, reading }: Context, code: string): Circumstances {
  const before = state.subjects.find((one) => one.kind === 'procedure' && one.code === code);
  const now = findAct(reading.acts, 'tell')?.told;
  return retold(before?.kind === 'procedure' ? before.told : {}, now ?? {});
}

/**
 * What fits of what was told of the case. `assumed`: the lines that say whose version it is and what these parts (null = all)
 * were worked out for; `assumedInAll`: the same of everything that a card shows; [] = all of it fits.
 */
export function ownTelling(
  context: Context,
  whole: Telling,
  parts: readonly Attribute[] | null,
): { telling: Telling; assumed: string[]; assumedInAll: string[] } {
  const told = toldOf(context, whole.procedure.code);
  const { procedure, assumed: decided } = ownCaseOf(whole.procedure, told);
  const caseName = procedure.papers.value?.find(({ name }) => name !== null)?.name ?? null;
  const version = whole.own ? [versionText(context, whole.own)] : [];
  const lineOf = (shown: typeof parts) => {
    const own = CASE_PARTS.filter((part) => shown === null || shown.includes(part));
    const slots = [...new Set(own.flatMap((part) => decided[part]))];
    if (slots.length === 0) return version;
    return [
      ...version,
      assumedText(context.t, told, slots, caseName && shorten(oneLine(caseName), MAX_CASE)),
    ];
  };
  return { telling: { ...whole, procedure }, assumed: lineOf(parts), assumedInAll: lineOf(null) };
}
const MAX_CASE = 90;

function versionText({ t }: Context, { code, official }: Procedure): string {
  return t('province.own', { agency: official.promulgatingAgency ?? '', code });
}

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
