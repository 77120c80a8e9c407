/** Names short enough for a button, and different from each other. Pure. */

import type { Procedure } from '../../catalogue/procedure.js';
import { factsOf } from '../../channels/facts.js';
import type { Locale, Translate } from '../../i18n/locale.js';
import type { Attribute } from '../../search/question.js';
import type { Choice } from '../message.js';
import { writeCommand } from '../reading/command.js';
import { plainLine } from '../words.js';
import { oneLine } from './facts.js';
import { shorten } from './page.js';

const MAX_LABEL = 90;
const MAX_AGENCY = 40;

/** The plain name, without "Thủ tục"; in English its English name first. */
export function labelOf({ displayName, guide }: Procedure, locale: Locale): string {
  const name = shorten(capital(oneLine(displayName).replace(/^thủ tục\s+(?=\S)/i, '')), MAX_LABEL);
  return locale === 'en' && guide?.englishName ? `${guide.englishName} (${name})` : name;
}

/** One choice a procedure, asking for the same attribute of each (null = everything). Equal names are told apart by who carries them out, else by the code. */
export function choicesOf(
  procedures: readonly Procedure[],
  { locale, attribute }: { locale: Locale; attribute: Attribute | null },
): Choice[] {
  const names = procedures.map((procedure) => labelOf(procedure, locale));
  const sharesName = sharers(names);
  const withAgency = procedures.map(({ official }, i) => {
    const agency = official.promulgatingAgency ?? official.agency;
    const name = names[i] ?? '';
    return !sharesName(name) || agency === null ? name : `${name} – ${shorten(oneLine(agency), MAX_AGENCY)}`;
  });
  const sharesLabel = sharers(withAgency);
  return procedures.map(({ code }, i) => {
    const label = withAgency[i] ?? code;
    return {
      label: sharesLabel(label) ? `${label} (${code})` : label,
      send: writeCommand({ kind: 'view', code, attribute, page: 1 }),
      procedure: code,
    };
  });
}

/** Whether a name, however it is spelt, stands more than once among these. */
function sharers(names: readonly string[]): (name: string) => boolean {
  const lines = names.map(plainLine);
  const repeated = new Set(lines.filter((line, i) => lines.indexOf(line) !== i));
  return (name) => repeated.size > 0 && repeated.has(plainLine(name));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Who looks a dossier up by a code given at the desk is told as that, not by channel. */
const LET_IN = 'letIn';

/** A channel as people call it. */
export function channelName(t: Translate, channel: string): string {
  if (channel === LET_IN) return t('lookup.who.letIn');
  const facts = factsOf(channel);
  return facts ? t(facts.nameKey) : channel;
}
