/** A procedure in few lines, where a conversation has turned to it: its papers by name, time, fee, place. Pure. */
import type { Attribute } from '../../search/question.js';
import { type Block, listOf, notesOf } from '../block.js';
import { oneLine, type Telling } from '../wording/facts.js';
import { shorten } from '../wording/page.js';
import { isKnown, originTexts, shortBlocks, withFactsTogether } from '../wording/sections.js';

const MAX_PAPERS = 6;
const MAX_PAPER = 85;
const MAX_LINE = 140;
const SHORT = ['time', 'fee', 'place'] as const satisfies readonly Attribute[];

export function briefBlocks(telling: Telling): Block[] {
  const { procedure } = telling;
  const summary: Block[] = procedure.guide?.summary
    ? [{ type: 'lead', text: shorten(procedure.guide.summary, MAX_LINE) }]
    : [];
  const known = SHORT.filter((attribute) => isKnown(telling, attribute));
  const short = known.flatMap((attribute) => shortBlocks(telling, attribute, MAX_LINE));
  const origin = originTexts(telling, ['papers', ...SHORT]).slice(0, 1);
  return [...summary, ...paperNames(telling), ...withFactsTogether(short), ...notesOf(origin, 'source')];
}

/** The papers of the first case by name; how many cases more there are. */
function paperNames({ procedure, t }: Telling): Block[] {
  const cases = (procedure.papers.value ?? []).filter(({ papers }) => papers.length > 0);
  const [first] = cases;
  if (!first) return [];
  const named = first.name === null ? '' : ` (${shorten(oneLine(first.name), MAX_PAPER)})`;
  const names = first.papers.slice(0, MAX_PAPERS).map(({ name }) => shorten(oneLine(name), MAX_PAPER));
  const more = first.papers.length - names.length;
  const rest = more > 0 ? [t('brief.morePapers', { number: more })] : [];
  const others = cases.length > 1 ? [t('brief.moreCases', { number: cases.length - 1 })] : [];
  return [...listOf(`${t('attribute.papers')}${named}`, [...names, ...rest]), ...notesOf(others)];
}
