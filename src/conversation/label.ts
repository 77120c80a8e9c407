/** Names short enough for a button, and different from each other. Pure. */
import type { Procedure } from '../catalogue/procedure.js';
import type { Attribute } from '../search/question.js';
import { commandFor } from './command.js';
import { oneLine } from './facts.js';
import type { Choice, Locale } from './message.js';
import { shorten } from './page.js';
import { plainLine } from './words.js';

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
  const withAgency = procedures.map(({ official }, i) => {
    const agency = official.promulgatingAgency ?? official.agency;
    const name = names[i] ?? '';
    return isUnique(name, names) || agency === null
      ? name
      : `${name} – ${shorten(oneLine(agency), MAX_AGENCY)}`;
  });
  return procedures.map(({ code }, i) => {
    const label = withAgency[i] ?? code;
    return {
      label: isUnique(label, withAgency) ? label : `${label} (${code})`,
      send: commandFor({ code, attribute, page: 1 }),
      procedure: code,
    };
  });
}

function isUnique(name: string, names: readonly string[]): boolean {
  return names.filter((other) => plainLine(other) === plainLine(name)).length <= 1;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
