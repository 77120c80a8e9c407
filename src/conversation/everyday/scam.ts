/** Somebody calls or writes in the name of an authority, asks for money or codes, or has already had them. */
import type { MessageKey } from '../../i18n/locale.js';
import { blocksOf } from '../block.js';
import type { ScamAbout } from '../reading/acts.js';
import { type Context, say, type Turn } from '../turn.js';
import { callsIn } from './hotlines.js';

/** What never to do, what to do when it has happened, how to check. */
const TOLD: Readonly<Record<ScamAbout, readonly MessageKey[]>> = {
  call: ['scam.warn', 'scam.check'],
  link: ['scam.warn', 'scam.link', 'scam.check'],
  real: ['scam.real', 'scam.never', 'scam.check'],
  happened: ['scam.happened', 'scam.never'],
  again: ['scam.again'],
  whom: ['scam.whom'],
  after: ['scam.happened', 'scam.never'],
};

/** A message may be from here after all. */
const CHECKED: ReadonlySet<ScamAbout> = new Set<ScamAbout>(['call', 'link', 'real']);

/** The warning, and how to check what came from here. */
export function answerScam(context: Context, about: ScamAbout): Turn {
  const { t, lookups } = context;
  const verify = CHECKED.has(about) && lookups.following ? [t('scam.verify')] : [];
  const lines = [...TOLD[about].map((key) => t(key)), ...verify];
  return say(context, { blocks: blocksOf([...lines, ...callsIn(t, lines)]) }, { kind: 'scam' });
}
