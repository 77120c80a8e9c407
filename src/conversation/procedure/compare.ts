/** "Cái nào lâu nhất", "hai cái đó khác gì nhau": the procedures spoken of, side by side. */
import type { Attribute } from '../../search/question.js';
import { type Block, notesOf } from '../block.js';
import type { Asked } from '../reading/attributes.js';
import { type Context, say, type Turn } from '../turn.js';
import type { Telling } from '../wording/facts.js';
import { labelOf } from '../wording/label.js';
import { originTexts, shortBlocks, withFactsTogether } from '../wording/sections.js';
import { codesOnOffer } from './ask-back.js';
import { partsAsked } from './found.js';
import { replyAbout, tellingOf } from './telling.js';

/** Where nothing in particular is compared. */
const USUAL: readonly Attribute[] = ['time', 'fee', 'place'];
const MAX_PARTS = 3;
const MAX_PART = 220;

/** What is asked of each procedure spoken of; null = not several of them are compared, or only one was spoken of. */
export async function compareSubjects(context: Context, asked: readonly Asked[]): Promise<Turn | null> {
  const { several, two } = context.reading.compared;
  const codes = asked.includes('compare') || several ? namedIn(context) : [];
  if (codes.length < 2 && !several) return null;
  const spoken = codes.length < 2 ? spokenOf(context) : codes;
  const compared = two ? spoken.slice(0, 2) : spoken;
  const tellings = (await Promise.all(compared.map((code) => tellingOf(context, code)))).filter(
    (one) => one !== null,
  );
  const [first, second] = tellings;
  if (!first || !second) return null;
  const parts = partsAsked(asked).slice(0, MAX_PARTS);
  const shown = parts.length > 0 ? parts : USUAL;
  const blocks = tellings.flatMap((telling) => side(telling, shown));
  return say(
    context,
    { ...replyAbout(first.procedure, blocks), rateable: true },
    { kind: 'procedure', codes: tellings.map(({ procedure }) => procedure.code) },
    { topic: first.procedure.code, more: null },
  );
}

/** Those that stand to choose from, or those that were spoken of. */
function spokenOf({ state }: Context): string[] {
  const offered = codesOnOffer(state);
  return offered.length > 1
    ? offered.slice(0, MAX_OFFERED)
    : state.subjects.flatMap((one) => (one.kind === 'procedure' ? [one.code] : []));
}
const MAX_OFFERED = 3;

/** "Chứng thực chữ ký khác gì chứng thực bản sao": both by name, or the one beside the subject; [] = not so many. */
function namedIn({ reading, state: { subjects } }: Context): string[] {
  const { named } = reading.compared;
  const [subject] = subjects;
  return named.length === 1 && subject?.kind === 'procedure' ? [...new Set([subject.code, ...named])] : named;
}

function side(telling: Telling, parts: readonly Attribute[]): Block[] {
  return [
    { type: 'title', text: labelOf(telling.procedure, telling.locale) },
    ...withFactsTogether(parts.flatMap((part) => shortBlocks(telling, part, MAX_PART))),
    ...notesOf(originTexts(telling, [...parts]), 'source'),
  ];
}
