/** What the record of the procedure spoken of does not tell. */
import { ATTRIBUTES } from '../../search/question.js';
import { blocksOf } from '../block.js';
import type { Choice } from '../message.js';
import { findAct } from '../reading/acts.js';
import { writeCommand } from '../reading/command.js';
import { type Context, say, type Turn, withChoices } from '../turn.js';
import type { Telling } from '../wording/facts.js';
import { labelOf } from '../wording/label.js';
import { askAt, isKnown } from '../wording/sections.js';
import { replyAbout, tellingOf } from './telling.js';

/** At most so many parts of the procedure are offered. */
const MAX_PARTS = 5;

/** Says that the catalogue does not tell, with what it does tell of the topic. Null = the topic is gone. */
export async function answerUntold(context: Context, code: string): Promise<Turn | null> {
  const telling = await tellingOf(context, code);
  if (telling === null) return null;
  const { procedure, locale } = telling;
  const about = { name: labelOf(procedure, locale), place: askAt(telling) };
  if (onlyTells(context)) {
    const reply = replyAbout(procedure, blocksOf([context.t('followUp.noted', about)]), partsOf(telling));
    return say(context, reply, { kind: 'procedure', codes: [code] }, { topic: code, more: null });
  }
  const text = context.t('followUp.nothing', about);
  return say(context, withChoices(text, partsOf(telling)), { kind: 'refusal' }, { more: null });
}

/** "Tôi ở Gia Lai": something is told of the case and nothing is asked. It is remembered. */
function onlyTells({ reading: { acts, whether } }: Context): boolean {
  const told = findAct(acts, 'tell')?.told ?? {};
  const asked = findAct(acts, 'ask')?.asked ?? [];
  return Object.keys(told).length > 0 && asked.length === 0 && whether === null;
}

function partsOf(telling: Telling): Choice[] {
  const known = ATTRIBUTES.filter((attribute) => isKnown(telling, attribute));
  return known.slice(0, MAX_PARTS).map((attribute) => ({
    label: telling.t(`attribute.${attribute}`),
    send: writeCommand({ kind: 'view', code: telling.procedure.code, attribute, page: 1 }),
  }));
}
