/** Danger comes before everything else: one short reply with the national numbers. */
import type { Locale } from '../../i18n/locale.js';
import { blocksOf } from '../block.js';
import { type CuePhrase, phrasesIn, readPhrases } from '../phrase-match.js';
import { plainText } from '../plain-text.js';
import { type Act, EMERGENCIES, type EmergencyAbout } from '../reading/acts.js';
import { sayings } from '../sayings.js';
import { type Context, say, type Turn } from '../turn.js';
import { speakable } from '../wording/speech.js';
import { callsIn } from './hotlines.js';

const MAX_KINDS = 3;

type Danger = { kind: EmergencyAbout | null; locale: Locale };

/** What each phrase tells of; no kind: that it is not happening now. */
const meanings = new Map<CuePhrase, Danger>([
  ...EMERGENCIES.flatMap((kind) =>
    (['vi', 'en'] as const).flatMap((locale) =>
      readPhrases(sayings(`danger-${kind}-${locale}`)).map((phrase): [CuePhrase, Danger] => [
        phrase,
        { kind, locale },
      ]),
    ),
  ),
  ...readPhrases(sayings('not-now')).map((phrase): [CuePhrase, Danger] => [
    phrase,
    { kind: null, locale: 'vi' },
  ]),
]);
const phrases = [...meanings.keys()];

/** What danger a message tells of, and in which language; null = none. Administrative questions tell of none. */
export function emergencyIn(text: string): { kinds: EmergencyAbout[]; locale: Locale } | null {
  const said = phrasesIn(text, phrases);
  const told = said.flatMap((phrase) => meanings.get(phrase) ?? []);
  const kinds = EMERGENCIES.filter((kind) => told.some((danger) => danger.kind === kind));
  const [first] = told;
  if (kinds.length === 0 || first === undefined) return null;
  if (told.some(({ kind }) => kind === null) && !said.some(({ always }) => always)) return null;
  const clear = kinds.filter((kind) => kind !== 'unclear');
  return { kinds: (clear.length > 0 ? clear : kinds).slice(0, MAX_KINDS), locale: first.locale };
}

/** The numbers to call; null = there is no danger. What was spoken of before stays. */
export function answerEmergency(context: Context, act: Act): Turn | null {
  const { localeChosen, locale: current } = context.session;
  const read = act.kind === 'emergency' ? { kinds: [act.about], locale: current } : null;
  const emergency = emergencyIn(context.text) ?? read;
  if (emergency === null) return null;
  const locale = localeChosen ? current : emergency.locale;
  const t = context.lookups.translator(locale);
  const told = emergency.kinds.map((kind) => t(`emergency.${kind}`));
  const blocks = blocksOf([...told, ...callsIn(t, told), t('emergency.automatic')]);
  return say(
    context,
    { blocks, speech: speakable(plainText(blocks), { locale, region: context.region }) },
    { kind: 'emergency' },
  );
}
