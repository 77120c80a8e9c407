/** One procedure to be told of, and the reply that is about it. */
import type { Procedure } from '../../catalogue/procedure.js';
import type { Block } from '../block.js';
import type { Choice } from '../message.js';
import type { ReplyDraft } from '../reply.js';
import { type Context, withChoices } from '../turn.js';
import type { Telling } from '../wording/facts.js';

/** What the words about a procedure are made from; null = there is no such procedure (any more). */
export async function tellingOf(
  { lookups, t, session, today }: Context,
  code: string,
): Promise<Telling | null> {
  const procedure = await lookups.procedure(code);
  return procedure && { procedure, t, locale: session.locale, today };
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
