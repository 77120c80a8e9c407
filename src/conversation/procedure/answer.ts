/** An answer about one procedure: all of it, or one thing first with the rest as choices. */
import type { Procedure } from '../../catalogue/procedure.js';
import { fold } from '../../search/fold.js';
import type { Attribute } from '../../search/question.js';
import { type Block, listOf, notesOf, type TitleBlock } from '../block.js';
import type { Choice } from '../message.js';
import { plainText } from '../plain-text.js';
import { writeCommand } from '../reading/command.js';
import type { View } from '../session.js';
import { type Context, say, type Turn } from '../turn.js';
import { cardOf } from '../wording/card.js';
import { dateText, type Telling } from '../wording/facts.js';
import { choicesOf, labelOf } from '../wording/label.js';
import { paginate, shorten } from '../wording/page.js';
import {
  askAt,
  askedBlocks,
  contentOf,
  isKnown,
  originTexts,
  sectionBlocks,
  withFactsTogether,
} from '../wording/sections.js';
import { speakable } from '../wording/speech.js';
import { briefBlocks } from './brief.js';
import { caseChoices } from './case-choices.js';
import { decidingBetween } from './deciding.js';
import { factText, nextCodes, nextSteps } from './passages.js';
import { standingLines, standingOf } from './standing.js';
import { ownTelling, replyAbout, tellingOf } from './telling.js';

/** What a whole answer tells, and what is offered beside an answer about one thing. */
const MAIN = ['papers', 'time', 'fee', 'place', 'online'] as const satisfies readonly Attribute[];
/** What is offered beside a whole answer. */
const FURTHER = ['steps', 'conditions'] as const satisfies readonly Attribute[];
const MAX_LEGAL = 3;
const MAX_LEGAL_CHARACTERS = 250;
const MAX_PAPER_CHARACTERS = 700;
const MAX_BRIEF = 790;

/** `brief`: a conversation has turned to it, and wants to see that it was understood before all of it. */
export type AskedView = View & { alternatives?: readonly string[]; brief?: boolean };

/** The turn that shows a view of a procedure; null = there is no such procedure (any more). */
export async function answerProcedure(context: Context, asked: AskedView): Promise<Turn | null> {
  const whole = await tellingOf(context, asked.code);
  if (whole === null) return null;
  const { telling, assumed, assumedInAll } = ownTelling(context, whole, asked.attribute && [asked.attribute]);
  const attribute = tellable(telling, asked.attribute);
  const replacement = replacementOf(telling);
  const named = attribute === null || attribute === 'result' ? nextCodes(telling.procedure) : [];
  const wanted = [...replacement, ...named, ...(asked.alternatives ?? [])];
  const others = await proceduresOf(context, wanted, asked.code);
  const standIn = others.find(({ code }) => replacement.includes(code)) ?? null;
  const applies = standingLines(telling, standIn);
  const standing = [...applies, ...assumed];
  const pages =
    asked.brief && attribute === null
      ? [briefPage(telling, standing)]
      : pagesOf(telling, attribute, standing);
  const page = Math.min(asked.page, pages.length);
  const next = page < pages.length ? { code: asked.code, attribute, page: page + 1 } : null;
  const alternatives = choicesOf(others, { locale: telling.locale, attribute });
  const choices = [
    ...(next ? [moreChoice(context, next)] : []),
    ...(assumed.length === 0 && attribute === 'papers' ? caseChoices(whole) : []),
    ...(replacement.length > 0 ? [] : offers(telling, attribute)),
    ...alternatives,
  ];
  const deciding = others.map((other) => decidingBetween([telling.procedure, other]));
  const facts = new Set(deciding.flatMap((one) => (one?.no === telling.procedure ? [one.fact] : [])));
  const invitation = (asked.alternatives ?? []).length > 0 ? [context.t('answer.alternatives')] : [];
  const cases = [...facts].map((fact) => context.t(`deciding.other.${fact}`));
  const shown = pages[page - 1] ?? [];
  const { publication } = context.lookups;
  const codes = [asked.code, ...alternatives.flatMap(({ procedure: code }) => code ?? [])];
  const remarks = [...applies, ...assumedInAll];
  const reply = {
    ...replyAbout(telling.procedure, [...shown, ...notesOf([...cases, ...invitation])], choices),
    ...(asked.page === 1
      ? { card: cardOf(telling, { remarks, publication, asked: attribute ? [attribute] : null }) }
      : {}),
    speech: speakable(plainText(shown), { locale: telling.locale, region: context.region }),
    rateable: true,
  };
  return say(context, reply, { kind: 'procedure', codes }, { topic: asked.code, more: next });
}

/** "How do I…" where the catalogue has no steps is a question about everything it does have. */
function tellable(telling: Telling, attribute: Attribute | null): Attribute | null {
  return attribute === 'steps' && !isKnown(telling, 'steps') ? null : attribute;
}

/** The procedure that stands in for one out of force; [] when none is needed or known. */
function replacementOf({ procedure, today }: Telling): string[] {
  const { replacedBy } = procedure.official;
  return standingOf(procedure, today).kind === 'ended' && replacedBy !== null ? [replacedBy] : [];
}

/** The procedures of some codes, without repeats, the one spoken of, and those that are gone. */
async function proceduresOf(
  context: Context,
  codes: readonly string[],
  except: string,
): Promise<Procedure[]> {
  const wanted = [...new Set(codes)].filter((code) => code !== except);
  const found = await Promise.all(wanted.map((code) => context.lookups.procedure(code)));
  return found.filter((procedure) => procedure !== null);
}

function briefPage(telling: Telling, standing: readonly string[]): Block[] {
  const blocks = standingOf(telling.procedure, telling.today).kind === 'ended' ? [] : briefBlocks(telling);
  const title = nameOf(telling);
  return (
    paginate([...notesOf(standing, 'warning'), ...blocks], { title, again: title, budget: MAX_BRIEF })[0] ?? [
      title,
    ]
  );
}

/** Every page of a view, worked out anew each time. */
function pagesOf(telling: Telling, attribute: Attribute | null, standing: readonly string[]): Block[][] {
  const { t } = telling;
  const name = nameOf(telling);
  const title = titleOf(telling);
  const again: TitleBlock = { type: 'title', text: t('answer.continued', { name: name.text }) };
  const first = notesOf(standing, 'warning');
  if (standingOf(telling.procedure, telling.today).kind === 'ended') return paginate(first, { title, again });
  const blocks = attribute === null ? wholeBlocks(telling) : partBlocks(telling, attribute);
  const next = attribute === null || attribute === 'result' ? nextBlocks(telling) : [];
  return paginate([...first, ...blocks, ...next], { title: attribute === null ? title : name, again });
}

/** What people do next, where it is another procedure. */
function nextBlocks(telling: Telling): Block[] {
  const facts = nextSteps(telling.procedure).map((fact) => factText(telling, fact));
  return listOf(telling.t('next.heading'), facts);
}

function nameOf({ procedure, locale }: Telling): TitleBlock {
  return { type: 'title', text: labelOf(procedure, locale) };
}

/** Plain name first, the official one once in brackets. */
function titleOf({ procedure, locale }: Telling): TitleBlock {
  const { displayName, official, guide } = procedure;
  const text = locale === 'en' && guide?.englishName ? guide.englishName : displayName;
  const isSame = fold(text).includes(fold(official.name));
  return { type: 'title', text, ...(isSame ? {} : { official: official.name }) };
}

function partBlocks(telling: Telling, attribute: Attribute): Block[] {
  const origins = isKnown(telling, attribute) ? originNotes(telling, [attribute]) : [];
  return [...askedBlocks(telling, attribute), ...origins];
}

/** Short facts come before a long list of papers, so that the first page holds what matters. */
function wholeBlocks(telling: Telling): Block[] {
  const { procedure, t } = telling;
  const summary: Block[] = procedure.guide?.summary ? [{ type: 'lead', text: procedure.guide.summary }] : [];
  const known = MAIN.filter((attribute) => isKnown(telling, attribute));
  const blocksOf = (attributes: readonly Attribute[]) =>
    withFactsTogether(attributes.flatMap((attribute) => sectionBlocks(telling, attribute)));
  const papers = blocksOf(known.filter((attribute) => attribute === 'papers'));
  const short = blocksOf(known.filter((attribute) => attribute !== 'papers'));
  const ending = [...unknownNotes(telling), ...legalBlocks(telling), ...originNotes(telling, known)];
  return plainText(papers).length > MAX_PAPER_CHARACTERS
    ? [...summary, ...notesOf([t('papers.below')]), ...short, ...ending, ...papers]
    : [...summary, ...papers, ...short, ...ending];
}

/** One line for everything the catalogue does not know, with the place to ask. */
function unknownNotes(telling: Telling): Block[] {
  const { t } = telling;
  const unknown = MAIN.filter((attribute) => !isKnown(telling, attribute));
  if (unknown.length === 0) return [];
  const place = askAt(telling);
  if (unknown.length === MAIN.length) return notesOf([t('unknown.all', { place })]);
  const fields = unknown.map((attribute) => t(`attribute.${attribute}`).toLowerCase()).join(', ');
  // Of an unknown place the agency may be known.
  const agency = unknown.includes('place') ? contentOf(telling, 'place').lines.slice(0, -1) : [];
  return notesOf([...agency, t('unknown.fields', { fields, place })]);
}

/** The first laws, and the decision that published the record. */
function legalBlocks(telling: Telling): Block[] {
  const { procedure, t } = telling;
  const { decision, decisionDate } = procedure.official;
  const count = procedure.legalBasis.value?.length ?? 0;
  const listed = count === 0 ? [] : shortLaws(sectionBlocks(telling, 'legal'));
  const more = count > MAX_LEGAL ? [t('legal.more', { number: count - MAX_LEGAL })] : [];
  const date = decisionDate === null ? '' : t('legal.dated', { date: dateText(decisionDate) });
  const published = decision === null ? [] : [t('legal.decision', { decision, date })];
  return [...listed, ...notesOf([...more, ...published])];
}

function shortLaws(blocks: readonly Block[]): Block[] {
  return blocks.map((block) =>
    block.type === 'list'
      ? {
          ...block,
          items: block.items
            .slice(0, MAX_LEGAL)
            .map((item) => ({ ...item, text: shorten(item.text, MAX_LEGAL_CHARACTERS) })),
        }
      : block,
  );
}

function originNotes(telling: Telling, attributes: readonly Attribute[]): Block[] {
  return notesOf(originTexts(telling, attributes), 'source');
}

function offers(telling: Telling, attribute: Attribute | null): Choice[] {
  const { procedure, t } = telling;
  const further = FURTHER.filter((name) => isKnown(telling, name));
  const offered = attribute === null ? further : MAIN.filter((name) => name !== attribute);
  return offered.map((name) => ({
    label: t(`attribute.${name}`),
    send: writeCommand({ kind: 'view', code: procedure.code, attribute: name, page: 1 }),
    shows: name,
  }));
}

function moreChoice({ t }: Context, next: View): Choice {
  return { label: t('choice.more'), send: writeCommand({ kind: 'view', ...next }), shows: 'more' };
}
