/** A procedure in few lines, where a conversation has turned to it: its papers by name, time, fee, place. Pure. */
import type { Attribute } from '../../search/question.js';
import { oneLine, type Telling } from '../wording/facts.js';
import { type Line, shorten } from '../wording/page.js';
import { originTexts, sectionOf } from '../wording/sections.js';

const MAX_PAPERS = 6;
const MAX_PAPER = 85;
const MAX_LINE = 140;
const SHORT = ['time', 'fee', 'place'] as const satisfies readonly Attribute[];

export function briefLines(telling: Telling): Line[] {
  const { procedure } = telling;
  const summary = procedure.guide?.summary ? [{ text: shorten(procedure.guide.summary, MAX_LINE) }] : [];
  const short = SHORT.flatMap((attribute): Line[] => {
    const { known, lines } = sectionOf(telling, attribute);
    return known ? [{ text: shorten(oneLine(lines.map(({ text }) => text).join(' ')), MAX_LINE) }] : [];
  });
  const origin = originTexts(telling, ['papers', ...SHORT]).slice(0, 1);
  return [...summary, ...paperNames(telling), ...short, ...origin.map((text) => ({ text, gap: true }))];
}

/** The papers of the first case by name; how many cases more there are. */
function paperNames({ procedure, t }: Telling): Line[] {
  const cases = (procedure.papers.value ?? []).filter(({ papers }) => papers.length > 0);
  const [first] = cases;
  if (!first) return [];
  const named = first.name === null ? '' : ` (${shorten(oneLine(first.name), MAX_PAPER)})`;
  const more = first.papers.length - MAX_PAPERS;
  return [
    { text: `${t('attribute.papers')}${named}:`, lead: true },
    ...first.papers
      .slice(0, MAX_PAPERS)
      .map(({ name }) => ({ text: `• ${shorten(oneLine(name), MAX_PAPER)}` })),
    ...(more > 0 ? [{ text: `• ${t('brief.morePapers', { number: more })}` }] : []),
    ...(cases.length > 1 ? [{ text: t('brief.moreCases', { number: cases.length - 1 }) }] : []),
  ];
}
