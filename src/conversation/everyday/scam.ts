/** Somebody calls or writes in the name of an authority, asks for money or codes, or has already had them. */
import type { ScamAbout } from '../reading/acts.js';
import { type Context, say, type Turn } from '../turn.js';

/** What never to do, what to do when it has happened, and how to check. */
export function answerScam(context: Context, about: ScamAbout): Turn {
  const { t, lookups } = context;
  const verify = lookups.following?.canNotify ? [t('scam.verify')] : [];
  const lines =
    about === 'happened'
      ? [t('scam.happened'), t('scam.warn')]
      : [t('scam.warn'), t('scam.check'), ...verify];
  return say(context, { text: lines.join('\n') }, { kind: 'scam' });
}
