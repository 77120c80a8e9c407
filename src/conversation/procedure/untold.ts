/** What the record of the procedure spoken of does not tell. */
import { ATTRIBUTES } from '../../search/question.js';
import type { Choice } from '../message.js';
import { writeCommand } from '../reading/command.js';
import { type Context, say, type Turn, withChoices } from '../turn.js';
import type { Telling } from '../wording/facts.js';
import { labelOf } from '../wording/label.js';
import { askAt, isKnown } from '../wording/sections.js';
import { tellingOf } from './telling.js';

/** At most so many parts of the procedure are offered. */
const MAX_PARTS = 5;

/** Says that the catalogue does not tell, with what it does tell of the topic. Null = the topic is gone. */
export async function answerUntold(context: Context, code: string): Promise<Turn | null> {
  const telling = await tellingOf(context, code);
  if (telling === null) return null;
  const name = labelOf(telling.procedure, telling.locale);
  const text = context.t('followUp.nothing', { name, place: askAt(telling) });
  return say(context, withChoices(text, partsOf(telling)), { kind: 'refusal' }, { more: null });
}

function partsOf(telling: Telling): Choice[] {
  const known = ATTRIBUTES.filter((attribute) => isKnown(telling, attribute));
  return known.slice(0, MAX_PARTS).map((attribute) => ({
    label: telling.t(`attribute.${attribute}`),
    send: writeCommand({ kind: 'view', code: telling.procedure.code, attribute, page: 1 }),
  }));
}
