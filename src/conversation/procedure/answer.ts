/** An answer about one procedure: all of it, or one thing first with the rest as choices. */
import type { Procedure } from '../../catalogue/procedure.js';
import { fold } from '../../search/fold.js';
import type { Attribute } from '../../search/question.js';
import type { Choice } from '../message.js';
import { writeCommand } from '../reading/command.js';
import type { View } from '../session.js';
import { type Context, say, type Turn } from '../turn.js';
import { cardOf } from '../wording/card.js';
import { dateText, type Telling } from '../wording/facts.js';
import { choicesOf, labelOf } from '../wording/label.js';
import { type Line, paginate, shorten } from '../wording/page.js';
import { askAt, originTexts, type Section, sectionOf } from '../wording/sections.js';
import { speakable } from '../wording/speech.js';
import { briefLines } from './brief.js';
import { caseChoices } from './case-choices.js';
import { factText, nextCodes, nextSteps } from './passages.js';
import { standingOf } from './standing.js';
import { ownTelling, replyAbout, tellingOf } from './telling.js';

/** What a whole answer tells, and what is offered beside an answer about one thing. */
const MAIN = ['papers', 'time', 'fee', 'place', 'online'] as const satisfies readonly Attribute[];
/** What is offered beside a whole answer. */
const FURTHER = ['steps', 'conditions'] as const satisfies readonly Attribute[];
const MAX_LEGAL = 3;
const MAX_LEGAL_CHARACTERS = 250;
const MAX_PAPER_CHARACTERS = 700;
const MAX_BRIEF = 850;

/** `brief`: a conversation has turned to it, and wants to see that it was understood before all of it. */
export type AskedView = View & { alternatives?: readonly string[]; brief?: boolean };

/** The turn that shows a view of a procedure; null = there is no such procedure (any more). */
export async function answerProcedure(context: Context, asked: AskedView): Promise<Turn | null> {
  const whole = await tellingOf(context, asked.code);
  if (whole === null) return null;
  const { telling, assumed } = ownTelling(context, whole, asked.attribute && [asked.attribute]);
  const attribute = tellable(telling, asked.attribute);
  const replacement = replacementOf(telling);
  const named = attribute === null || attribute === 'result' ? nextCodes(telling.procedure) : [];
  const wanted = [...replacement, ...named, ...(asked.alternatives ?? [])];
  const others = await proceduresOf(context, wanted, asked.code);
  const standIn = others.find(({ code }) => replacement.includes(code)) ?? null;
  const standing = [...standingLines(telling, standIn), ...(assumed ? [{ text: assumed }] : [])];
  const pages =
    asked.brief && attribute === null
      ? [briefText(telling, standing)]
      : pagesOf(telling, attribute, standing);
  const page = Math.min(asked.page, pages.length);
  const next = page < pages.length ? { code: asked.code, attribute, page: page + 1 } : null;
  const alternatives = choicesOf(others, { locale: telling.locale, attribute });
  const choices = [
    ...(next ? [{ label: context.t('choice.more'), send: writeCommand({ kind: 'view', ...next }) }] : []),
    ...(assumed === null && attribute === 'papers' ? caseChoices(whole) : []),
    ...(replacement.length > 0 ? [] : offers(telling, attribute)),
    ...alternatives,
  ];
  const invitation = (asked.alternatives ?? []).length > 0 ? `\n\n${context.t('answer.alternatives')}` : '';
  const text = `${pages[page - 1] ?? ''}${invitation}`;
  const codes = [asked.code, ...alternatives.flatMap(({ procedure: code }) => code ?? [])];
  const laidOut = (attribute === null || attribute === 'papers') && asked.page === 1;
  const reply = {
    ...replyAbout(telling.procedure, text, choices),
    ...(laidOut
      ? {
          card: cardOf(
            telling,
            standing.map(({ text: remark }) => remark),
            context.lookups.publication,
          ),
        }
      : {}),
    speech: speakable(pages[page - 1] ?? '', { locale: telling.locale, region: context.region }),
    rateable: true,
  };
  return say(context, reply, { kind: 'procedure', codes }, { topic: asked.code, more: next });
}

/** "How do I…" where the catalogue has no steps is a question about everything it does have. */
function tellable(telling: Telling, attribute: Attribute | null): Attribute | null {
  return attribute === 'steps' && !sectionOf(telling, 'steps').known ? null : attribute;
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

function briefText(telling: Telling, standing: readonly Line[]): string {
  const lines = standingOf(telling.procedure, telling.today).kind === 'ended' ? [] : briefLines(telling);
  const name = labelOf(telling.procedure, telling.locale);
  return paginate([...standing, ...lines], { title: name, again: name, budget: MAX_BRIEF })[0] ?? name;
}

/** Every page of a view, worked out anew each time. */
function pagesOf(telling: Telling, attribute: Attribute | null, standing: readonly Line[]): string[] {
  const { t } = telling;
  const name = labelOf(telling.procedure, telling.locale);
  const title = titleOf(telling);
  const again = t('answer.continued', { name });
  if (standingOf(telling.procedure, telling.today).kind === 'ended')
    return paginate(standing, { title, again });
  const lines = attribute === null ? wholeLines(telling) : partLines(telling, attribute);
  const next = attribute === null || attribute === 'result' ? nextLines(telling) : [];
  return paginate([...standing, ...lines, ...next], { title: attribute === null ? title : name, again });
}

/** What people do next, where it is another procedure. */
function nextLines(telling: Telling): Line[] {
  const facts = nextSteps(telling.procedure).map((fact) => ({ text: `• ${factText(telling, fact)}` }));
  return facts.length > 0 ? [{ text: telling.t('next.heading'), lead: true, gap: true }, ...facts] : [];
}

/** Plain name first, the official one once in brackets. */
function titleOf({ procedure, t, locale }: Telling): string {
  const { displayName, official, guide } = procedure;
  const name = locale === 'en' && guide?.englishName ? guide.englishName : displayName;
  return fold(name).includes(fold(official.name))
    ? name
    : t('answer.title', { name, official: official.name });
}

function partLines(telling: Telling, attribute: Attribute): Line[] {
  const { known, lines } = sectionOf(telling, attribute);
  return known ? [...lines, ...originLines(telling, [attribute])] : lines;
}

/** Short facts come before a long list of papers, so that the first page holds what matters. */
function wholeLines(telling: Telling): Line[] {
  const { procedure, t } = telling;
  const summary = procedure.guide?.summary ? [{ text: procedure.guide.summary }] : [];
  const sections = MAIN.map((attribute) => sectionOf(telling, attribute));
  const known = sections.filter((section) => section.known);
  const papers = known.filter(({ attribute }) => attribute === 'papers');
  const short = known.filter(({ attribute }) => attribute !== 'papers');
  const isLong = textLength(papers) > MAX_PAPER_CHARACTERS;
  const ordered = isLong ? [...short, ...papers] : [...papers, ...short];
  const facts = (isLong ? short : ordered).flatMap(({ lines }) => lines);
  const rest = isLong ? papers.flatMap(({ lines }) => lines) : [];
  const later = isLong ? [{ text: t('papers.below') }] : [];
  const ending = [
    ...unknownLines(telling, sections),
    ...legalLines(telling),
    ...originLines(
      telling,
      known.map(({ attribute }) => attribute),
    ),
  ];
  return [...summary, ...later, ...facts, ...ending, ...rest];
}

function textLength(sections: readonly Section[]): number {
  return sections.flatMap(({ lines }) => lines).reduce((size, { text }) => size + text.length + 1, 0);
}

/** One line for everything the catalogue does not know, with the place to ask. */
function unknownLines(telling: Telling, sections: readonly Section[]): Line[] {
  const { t } = telling;
  const unknown = sections.filter((section) => !section.known);
  if (unknown.length === 0) return [];
  const place = askAt(telling);
  if (unknown.length === sections.length) return [{ text: t('unknown.all', { place }), gap: true }];
  const fields = unknown.map(({ attribute }) => t(`attribute.${attribute}`).toLowerCase()).join(', ');
  const agency = unknown.flatMap(({ attribute, lines }) => (attribute === 'place' ? lines.slice(0, -1) : []));
  return [
    ...agency.map((line) => ({ ...line, gap: true })),
    { text: t('unknown.fields', { fields, place }), gap: true },
  ];
}

/** The first laws, and the decision that published the record. */
function legalLines(telling: Telling): Line[] {
  const { procedure, t } = telling;
  const { decision, decisionDate } = procedure.official;
  const count = procedure.legalBasis.value?.length ?? 0;
  const listed = count === 0 ? [] : sectionOf(telling, 'legal').lines.slice(0, MAX_LEGAL + 1);
  const shown = listed.map((line) => ({ ...line, text: shorten(line.text, MAX_LEGAL_CHARACTERS) }));
  const more = count > MAX_LEGAL ? [{ text: t('legal.more', { number: count - MAX_LEGAL }) }] : [];
  const date = decisionDate === null ? '' : t('legal.dated', { date: dateText(decisionDate) });
  const published =
    decision === null ? [] : [{ text: t('legal.decision', { decision, date }), gap: count === 0 }];
  return [...shown, ...more, ...published];
}

function originLines(telling: Telling, attributes: readonly Attribute[]): Line[] {
  return originTexts(telling, attributes).map((text, i) => ({ text, gap: i === 0 }));
}

function standingLines({ procedure, t, locale, today }: Telling, replacement: Procedure | null): Line[] {
  const standing = standingOf(procedure, today);
  const date = standing.date === null ? '' : dateText(standing.date);
  const { decision, replacedBy } = procedure.official;
  if (standing.kind === 'current') return [];
  if (standing.kind === 'future') return [{ text: t('standing.future', { date }) }];
  if (standing.kind === 'ending') return [{ text: t('standing.ending', { date }) }];
  const since = date === '' ? '' : t('standing.since', { date });
  const by = decision === null ? '' : t('standing.by', { decision });
  const now = replacement ? labelOf(replacement, locale) : replacedBy;
  return [
    { text: t('standing.ended', { since, by }) },
    { text: now === null ? t('standing.noReplacement') : t('standing.replacement', { name: now }) },
  ];
}

function offers(telling: Telling, attribute: Attribute | null): Choice[] {
  const { procedure, t } = telling;
  const further = FURTHER.filter((name) => sectionOf(telling, name).known);
  const offered = attribute === null ? further : MAIN.filter((name) => name !== attribute);
  return offered.map((name) => ({
    label: t(`attribute.${name}`),
    send: writeCommand({ kind: 'view', code: procedure.code, attribute: name, page: 1 }),
  }));
}
