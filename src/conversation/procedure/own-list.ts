/** The papers of one's own case: the list by itself, and what changes with what is told. */
import { blocksOf } from '../block.js';
import { findAct } from '../reading/acts.js';
import { type Context, say, type Turn } from '../turn.js';
import { labelOf } from '../wording/label.js';
import { answerProcedure } from './answer.js';
import { caseChoices } from './case-choices.js';
import { answerPointed } from './inside.js';
import { CASE_PARTS, ownCaseOf } from './own-case.js';
import { replyAbout, tellingOf, toldOf } from './telling.js';

/** "Danh sách cho trường hợp của tôi": the papers of the case that was told of; where it was not, which it is. */
export async function answerOwnList(context: Context, code: string): Promise<Turn | null> {
  const telling = await tellingOf(context, code);
  if (!telling) return null;
  const { assumed } = ownCaseOf(telling.procedure, toldOf(context, code));
  const choices = assumed.papers.length === 0 ? caseChoices(telling) : [];
  if (choices.length === 0) return answerProcedure(context, { code, attribute: 'papers', page: 1 });
  const { t } = context;
  const blocks = blocksOf([t('case.which', { name: labelOf(telling.procedure, telling.locale) })]);
  const reply = replyAbout(telling.procedure, blocks, choices);
  return say(context, reply, { kind: 'procedure', codes: [code] }, { topic: code, more: null });
}

/** What is told now chooses the case of a part: that part, for the case. Null = nothing falls away by it. */
export async function answerOwnCase(context: Context, code: string): Promise<Turn | null> {
  const now = Object.keys(findAct(context.reading.acts, 'tell')?.told ?? {});
  const telling = now.length > 0 && context.reading.whether === null ? await tellingOf(context, code) : null;
  if (!telling) return null;
  // "Tôi ở Thanh Hóa": that province has a version of its own.
  if (telling.own && now.includes('place'))
    return answerProcedure(context, { code, attribute: null, page: 1, brief: true });
  const { assumed } = ownCaseOf(telling.procedure, toldOf(context, code));
  const parts = CASE_PARTS.filter((part) => assumed[part].some((slot) => now.includes(slot)));
  const [part] = parts;
  if (!part) return null;
  return part === 'papers'
    ? answerProcedure(context, { code, attribute: 'papers', page: 1 })
    : answerPointed(context, code, parts);
}
