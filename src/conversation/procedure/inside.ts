/** A question inside the procedure spoken of: the passages of its record that speak of the same things are quoted. */
import type { Translate } from '../../i18n/locale.js';
import { ATTRIBUTES, type Attribute } from '../../search/question.js';
import { type Block, type ListItem, listOf, notesOf } from '../block.js';
import { plainText } from '../plain-text.js';
import type { Asked } from '../reading/attributes.js';
import { type Context, say, type Turn } from '../turn.js';
import { cardOf } from '../wording/card.js';
import type { Telling } from '../wording/facts.js';
import { choicesOf, labelOf } from '../wording/label.js';
import { paginate, shorten } from '../wording/page.js';
import {
  askAt,
  askedBlocks,
  isKnown,
  originTexts,
  sectionBlocks,
  withFactsTogether,
} from '../wording/sections.js';
import { bestOf, type FoundPassage, findAnswer, NEAR, partsAsked } from './found.js';
import { waiversFor } from './own-case.js';
import { codesNamed, type Part, passagesOf, type RecordPassage } from './passages.js';
import { standingLines } from './standing.js';
import { ownTelling, replyAbout, tellingOf, toldOf } from './telling.js';
import { beginningOf, wantsYesOrNo } from './yes-or-no.js';

/** At most so many other procedures are on offer. */
const MAX_NAMED = 3;
/** At most so many passages are quoted, each so long, and so much in all: a pointed question wants no whole record. */
const MAX_QUOTED = 3;
const MAX_PASSAGE = 320;
const MAX_TEXT = 660;
/** Several parts at once are told this short. */
const MAX_PART = 420;
const MAX_PARTS = 3;
/** What another part says is told beside them where it says so much of what is asked, and there is room. */
const BESIDE = 0.45;
const MAX_BESIDE = 780;
/** So much of whom the fee is waived for. */
const MAX_WAIVER = 500;

/** What is asked of a procedure beside words of its own: the parts with their lines, or what the record says of the words. */
export async function answerPointed(
  context: Context,
  code: string,
  asked: readonly Asked[],
): Promise<Turn | null> {
  const telling = await tellingOf(context, code);
  if (!telling) return null;
  const parts = partsAsked(asked).slice(0, MAX_PARTS);
  if (parts.length === 0) return answerInside(context, code, asked);
  const found = bestOf(telling, context, asked);
  // Where the record has no such part, another may speak of what is asked.
  const isTold = parts.some((part) => isKnown(telling, part));
  if (!isTold && (found[0]?.share ?? 0) >= NEAR) return answerInside(context, code, asked);
  // Who asks for the papers wants all of them, unless the words are about one.
  if (parts.length === 1 && parts[0] === 'papers') return null;
  const { telling: own, assumed } = ownTelling(context, telling, parts);
  const isAlone = parts.length === 1;
  const told = withFactsTogether(parts.flatMap((part) => partBlocks(own, part, found, isAlone)));
  // The steps tell of every case.
  const isOther = (part: Part) =>
    !parts.some((one) => one === part) && (part !== 'steps' || assumed.length === 0);
  const others = found.filter(({ passage: { part }, share }) => share >= BESIDE && isOther(part));
  const waivers = parts.includes('fee') ? waiversFor(passagesOf(telling), toldOf(context, code)) : [];
  const beside = [
    ...quotes(
      telling,
      waivers.map((passage) => ({ passage })),
      MAX_WAIVER,
    ),
    ...quotes(
      telling,
      others.filter(({ passage }) => !waivers.includes(passage)),
      MAX_BESIDE - plainText(told).length,
    ),
  ];
  const name = labelOf(telling.procedure, telling.locale);
  const blocks: Block[] = [
    { type: 'title', text: name },
    ...notesOf(assumed, 'warning'),
    ...told,
    ...listOf(null, beside),
    ...notesOf(originTexts(own, parts), 'source'),
  ];
  return sayAbout(context, telling, { blocks, asked: parts });
}

/** A fee, a time: nobody is told some of the amounts and not the others. */
const WHOLE: ReadonlySet<Attribute> = new Set(['fee', 'time']);

/** A part with its heading; of a long one the lines that speak of what is asked, said to be no more than that. */
function partBlocks(
  telling: Telling,
  attribute: Attribute,
  found: readonly FoundPassage[],
  isAlone: boolean,
): Block[] {
  const most = isAlone ? MAX_TEXT : MAX_PART;
  const whole = isAlone ? askedBlocks(telling, attribute) : sectionBlocks(telling, attribute);
  if (plainText(whole).length <= most || WHOLE.has(attribute)) return whole;
  const best = found.filter(({ passage, share }) => passage.part === attribute && share >= NEAR);
  if (best.length === 0) return firstWithin(whole, most);
  const quoted = best.slice(0, MAX_QUOTED).map(({ passage }) => shorten(passage.text, MAX_PASSAGE));
  return listOf(telling.t('inside.some', { part: telling.t(`attribute.${attribute}`) }), quoted);
}

/** Quotes what the record says of the words of the message; what is only near is told as that. Null = nothing is. */
export async function answerInside(
  context: Context,
  code: string,
  asked: readonly Asked[] = [],
): Promise<Turn | null> {
  const telling = await tellingOf(context, code);
  if (!telling) return null;
  const answer = findAnswer(telling, context, asked);
  if (!answer) return null;
  const { best, near, sure, isTopic, answers } = answer;
  const { t } = context;
  const name = labelOf(telling.procedure, telling.locale);
  const { whether } = context.reading;
  const begins = answers ? beginningOf(best.text, whether, best.topic !== null) : null;
  const known = begins ? (`inside.${begins}` as const) : 'inside.found';
  const unsure = isTopic ? 'inside.beside' : wantsYesOrNo(whether) ? 'inside.unclear' : 'inside.near';
  const first = t(sure || begins ? known : unsure, { name });
  const ending = sure ? [] : [t('inside.ask', { place: askAt(telling) })];
  const quoted = quotes(
    telling,
    begins ? near.map(withoutQuestionOf(best)) : near,
    MAX_TEXT - first.length - ending.join('').length,
  );
  const parts = near.slice(0, quoted.length).flatMap(({ passage: { part } }) => attributeOf(part));
  const attributes = [...new Set(parts)];
  const blocks = [
    ...listOf(first, quoted),
    ...notesOf(ending),
    ...notesOf(originTexts(telling, attributes), 'source'),
  ];
  return sayAbout(context, telling, { blocks, asked: [] });
}

/** What an answer begins with needs no question beside it. */
function withoutQuestionOf(best: RecordPassage): (one: FoundPassage) => Pick<FoundPassage, 'passage'> {
  return (one) => (one.passage === best ? { passage: { ...best, ask: undefined } } : one);
}

/** The passages with what they are of, a fact with the question it answers, none within another, as long as there is room. */
function quotes({ t }: Telling, found: readonly Pick<FoundPassage, 'passage'>[], room: number): ListItem[] {
  const put: ListItem[] = [];
  let left = room;
  for (const { passage } of found) {
    const said = shorten(passage.text, MAX_PASSAGE);
    const text = passage.ask ? t('inside.asked', { ask: passage.ask, said }) : said;
    if (put.some((item) => item.text.includes(text) || text.includes(item.text))) continue;
    if (put.length >= MAX_QUOTED || (put.length > 0 && text.length > left)) continue;
    put.push({ label: partName(passage.part, t), text });
    left -= text.length;
  }
  return put;
}

function attributeOf(part: Part): Attribute[] {
  return ATTRIBUTES.filter((attribute) => attribute === part);
}

/** What is told of a procedure; others that the words name by their code are on offer. */
async function sayAbout(
  context: Context,
  whole: Telling,
  { blocks, asked }: { blocks: readonly Block[]; asked: Attribute[] },
): Promise<Turn> {
  const { procedure, locale } = whole;
  const { code } = procedure;
  const named = [...new Set(codesNamed(plainText(blocks)))].filter((each) => each !== code);
  const others = await Promise.all(named.slice(0, MAX_NAMED).map((each) => context.lookups.procedure(each)));
  const choices = choicesOf(
    others.filter((one) => one !== null),
    { locale, attribute: null },
  );
  const { publication } = context.lookups;
  // The card shows all parts, of one's own case.
  const { telling, assumedInAll } = ownTelling(context, whole, null);
  const remarks = [...standingLines(telling, null), ...assumedInAll];
  const card = cardOf(telling, { remarks, publication, asked });
  const reply = { ...replyAbout(procedure, blocks, choices), card, rateable: true };
  return say(context, reply, { kind: 'procedure', codes: [code] }, { topic: code, more: null });
}

/** The first page of a part that is longer, or as much of its first item as fits. */
function firstWithin(blocks: readonly Block[], budget: number): Block[] {
  const [first] = paginate(blocks, { title: NO_TITLE, again: NO_TITLE, budget });
  return [...(first ?? []).slice(1), { type: 'lead', text: '…' }];
}
const NO_TITLE = { type: 'title' as const, text: '' };

function partName(part: Part, t: Translate): string {
  return part === 'subjects' || part === 'summary' || part === 'knowledge'
    ? t(`part.${part}`)
    : t(`attribute.${part}`);
}
