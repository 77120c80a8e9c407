/** Displeased with an officer, a delay, something in the street: the ways to be heard. Nothing is registered here. */

import { deskLines } from '../office/office.js';
import type { ComplaintAbout } from '../reading/acts.js';
import { type Context, say, type Turn } from '../turn.js';

/** Apology, feedback apart from formal complaint and denunciation, and the office where one is known. */
export async function answerComplaint(context: Context, about: ComplaintAbout): Promise<Turn> {
  const { t } = context;
  if (about === 'street') return say(context, { text: t('complaint.street') }, { kind: 'complaint' });
  const delay = about === 'delay' ? [t('complaint.delay')] : [];
  const lines = [t('complaint.sorry'), t('complaint.ways'), ...delay, ...(await deskLines(context))];
  return say(context, { text: lines.join('\n') }, { kind: 'complaint' });
}
