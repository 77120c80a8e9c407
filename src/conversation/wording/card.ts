/** A procedure answer laid out, for channels that can show more than text. Pure. */

import type { Attribute } from '../../search/question.js';
import type { CardSection, ProcedureCard } from '../message.js';
import type { Telling } from './facts.js';
import { labelOf } from './label.js';
import { paperCards } from './paper-list.js';
import { contentOf, isKnown, originOf, originTexts, type Section } from './sections.js';

/** The sections of a card in order; what is not known is left out of the last three. */
const FIRST = ['time', 'fee', 'place', 'online'] as const satisfies readonly Attribute[];
const WHERE_KNOWN = ['conditions', 'result', 'legal'] as const satisfies readonly Attribute[];

/** `remarks`: what to know first; `publication`: what it was answered from; `asked`: see `ProcedureCard`. */
type About = Pick<ProcedureCard, 'remarks' | 'publication' | 'asked'>;

/** The card of a procedure. Where the facts come from begins with what was asked. */
export function cardOf(telling: Telling, { remarks, publication, asked }: About): ProcedureCard {
  const { procedure, locale } = telling;
  const main = FIRST.map((attribute) => contentOf(telling, attribute));
  const further = WHERE_KNOWN.map((attribute) => contentOf(telling, attribute)).filter(({ known }) => known);
  const shown = [...main, ...further];
  const told = [contentOf(telling, 'papers'), ...shown].filter(({ known }) => known);
  return {
    code: procedure.code,
    name: labelOf(procedure, locale),
    officialName: procedure.official.name,
    asked,
    summary: procedure.guide?.summary ?? null,
    remarks,
    papers: paperCards(telling),
    sections: shown.map((section) => cardSection(telling, section)),
    onlineUrl: procedure.online.value === true ? procedure.official.url : null,
    origins: originTexts(telling, [
      ...(asked ?? []).filter((attribute) => isKnown(telling, attribute)),
      ...told.map(({ attribute }) => attribute),
    ]),
    publication,
  };
}

function cardSection(telling: Telling, { attribute, known, lines }: Section): CardSection {
  return {
    attribute,
    title: telling.t(`attribute.${attribute}`),
    lines,
    known,
    verified: originOf(telling, attribute).verified,
  };
}
