/** "Cái nào lâu nhất", "hai cái đó khác gì nhau": the procedures spoken of, side by side. */
import { fold } from '../../search/fold.js';
import type { Attribute } from '../../search/question.js';
import { type Block, notesOf } from '../block.js';
import type { Asked } from '../reading/attributes.js';
import { type Context, say, type Turn } from '../turn.js';
import type { Telling } from '../wording/facts.js';
import { labelOf } from '../wording/label.js';
import { originTexts, shortBlocks, withFactsTogether } from '../wording/sections.js';
import { codesOnOffer } from './ask-back.js';
import { partsAsked } from './inside.js';
import { replyAbout, tellingOf } from './telling.js';

/** Several of what was spoken of are meant; two of them. */
const SEVERAL =
  /\b(?:(?:2|hai|ca hai|may|ba|3|cac|tat ca|trong) (?:cai|thu|giay|viec|loai|ben|to|the|thu tuc|kieu)|cai nao|cai mo|ca hai|which one|both|all of them|the two)\b/;
const TWO = /\b(?:2|hai|both|two)\b/;
/** What makes one of them more than the others. */
const MORE = /\b(?:nhat|hon|khac|giong|most|longer|cheaper|faster|difference)\b/;
/** Where nothing in particular is compared. */
const USUAL: readonly Attribute[] = ['time', 'fee', 'place'];
const MAX_PARTS = 3;
const MAX_PART = 220;

/** What is asked of each procedure spoken of; null = not several of them are compared, or only one was spoken of. */
export async function compareSubjects(context: Context, asked: readonly Asked[]): Promise<Turn | null> {
  const said = fold(context.text);
  const isSeveral = SEVERAL.test(said) && MORE.test(said);
  const codes = asked.includes('compare') || isSeveral ? namedIn(context) : [];
  if (codes.length < 2 && !isSeveral) return null;
  const spoken = codes.length < 2 ? spokenOf(context) : codes;
  const compared = TWO.test(said) ? spoken.slice(0, 2) : spoken;
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
function namedIn({ text, lookups, state: { subjects } }: Context): string[] {
  const parts = text.split(BETWEEN);
  if (parts.length < 2) return [];
  const named = parts.flatMap((part) => {
    const found = lookups.search(part);
    return found.kind === 'answer' ? [found.code] : [];
  });
  const [subject] = subjects;
  const all = [...new Set(named)];
  return all.length === 1 && subject?.kind === 'procedure' ? [...new Set([subject.code, ...all])] : all;
}
/** What stands between two that are compared. */
const BETWEEN =
  /\s(?:(?:thì\s|thi\s)?(?:khác|khac)(?:\s(?:gì|gi|với|voi|chi))*|so với|so voi|hay là|hay la|hay|và|với|and|or|versus|vs\.?)\s/iu;

function side(telling: Telling, parts: readonly Attribute[]): Block[] {
  return [
    { type: 'title', text: labelOf(telling.procedure, telling.locale) },
    ...withFactsTogether(parts.flatMap((part) => shortBlocks(telling, part, MAX_PART))),
    ...notesOf(originTexts(telling, [...parts]), 'source'),
  ];
}
