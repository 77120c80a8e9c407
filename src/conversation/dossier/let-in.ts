/** A code that a desk has read out to a holder opens the dossier, once. */
import type { DirectAct } from '../reading/direct.js';
import { type Context, say, type Turn } from '../turn.js';
import { nextMinute, show } from './look-up.js';
import { momentText } from './standing.js';

/** What a code read out at the desk opens, or why it does not; null = no dossier is looked up here. */
export async function answerLetIn(
  context: Context,
  { code }: Extract<DirectAct, { kind: 'letIn' }>,
): Promise<Turn | null> {
  const { t, lookups, now } = context;
  const { dossiers, isPublic } = lookups;
  if (!dossiers)
    return isPublic ? say(context, { text: t('dossier.notInGroup') }, { kind: 'dossier' }) : null;
  const result = await dossiers.letIn(code, now);
  if (result.kind === 'open') return show(context, dossiers, result.view);
  const text =
    result.kind === 'wrong'
      ? t('lookup.letIn.wrong', { tries: result.triesLeft })
      : t('lookup.letIn.locked', momentText(nextMinute(result.until)));
  return say(context, { text }, { kind: 'dossier' });
}
