/** Danger comes before everything else: one short reply with the national numbers. */
import { blocksOf } from '../block.js';
import { plainText } from '../plain-text.js';
import type { Act } from '../reading/acts.js';
import type { DirectAct } from '../reading/direct.js';
import { type Context, say, type Turn } from '../turn.js';
import { speakable } from '../wording/speech.js';
import { callsIn } from './hotlines.js';

/** The numbers to call. What was spoken of before stays. */
export function answerEmergency(
  context: Context,
  act: Extract<Act | DirectAct, { kind: 'danger' | 'emergency' }>,
): Turn {
  const { localeChosen, locale: current } = context.session;
  const kinds = act.kind === 'danger' ? act.kinds : [act.about];
  const locale = localeChosen || act.kind !== 'danger' ? current : act.locale;
  const t = context.lookups.translator(locale);
  const told = kinds.map((kind) => t(`emergency.${kind}`));
  const blocks = blocksOf([...told, ...callsIn(t, told), t('emergency.automatic')]);
  return say(
    context,
    { blocks, speech: speakable(plainText(blocks), { locale, region: context.region }) },
    { kind: 'emergency' },
  );
}
