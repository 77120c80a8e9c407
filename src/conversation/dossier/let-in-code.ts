/** The code a desk reads out to a holder, as people type it: `K7MPQ-9PDMH`, "mã tại quầy k7mpq 9pdmh". Pure. */

import { clean } from '../../search/fold.js';
import { CODE_ALPHABET } from '../../security/short-code.js';
import { type Context, say, type Turn } from '../turn.js';
import { nextMinute, show } from './look-up.js';
import { momentText } from './standing.js';

const WHOLE =
  /^((?:(?:mã|ma|tại|tai|của|cua|ở|o|quầy|quay|cán bộ|can bo|đọc|doc|cho|là|la|desk|code|from|the|is|my)[\s:]+)*)([a-z\d]{5})\s*([-–—.\s]?)\s*([a-z\d]{5})[\s.!]*$/i;
const POSSIBLE = new RegExp(`^[${CODE_ALPHABET}]{10}$`);

/** The code in its one spelling; null = the message is something else. */
export function readLetIn(text: string): string | null {
  const [, words = '', first = '', separator = '', second = ''] = WHOLE.exec(clean(text).trim()) ?? [];
  const code = `${first}${second}`.toUpperCase();
  const isMeant = words !== '' || /[-–—]/.test(separator) || (/\d/.test(code) && /[A-Z]/.test(code));
  return POSSIBLE.test(code) && isMeant ? `${code.slice(0, 5)}-${code.slice(5)}` : null;
}

/** What a code read out at the desk opens, or why it does not; null = the message is something else. */
export async function answerLetIn(context: Context): Promise<Turn | null> {
  const { t, lookups, now } = context;
  const { dossiers, isPublic } = lookups;
  const code = readLetIn(context.text);
  if (code === null) return null;
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
