/** Danger told of in so many words: it comes before everything else. Pure; see `prisma/seed/sayings/emergency.txt`. */
import type { Locale } from '../../../i18n/locale.js';
import { type CuePhrase, phrasesIn, readPhrases } from '../../phrase-match.js';
import { sayings } from '../../sayings.js';
import { EMERGENCIES, type EmergencyAbout } from '../acts.js';

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
