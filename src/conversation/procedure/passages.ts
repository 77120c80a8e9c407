/** The record of a procedure cut into passages that can answer by themselves: one paper, one note, one sentence. Pure. */
import type { KnowledgeFact, Topic } from '../../catalogue/knowledge.js';
import type { PaperCase, Procedure } from '../../catalogue/procedure.js';
import type { Locale } from '../../i18n/locale.js';
import { type Passage, passageOf } from '../../search/passages.js';
import { ATTRIBUTES, type Attribute } from '../../search/question.js';
import { dateText, oneLine, type Telling } from '../wording/facts.js';
import { shorten } from '../wording/page.js';
import { contentOf } from '../wording/sections.js';

/** Where a passage stands: a part of the record, who it is for and what it is about, or what people ask next. */
export type Part = Attribute | 'subjects' | 'summary' | 'knowledge';
/**
 * `topic`: of a fact that stands beside the record; null = of the record. `general`: it holds of most procedures. `ask`: a
 * way of asking that a fact answers.
 */
export type RecordPassage = Passage & {
  part: Part;
  topic: Topic | null;
  general?: true;
  ask?: string | undefined;
};

/** A sentence ends here when another begins. */
const SENTENCE = /(?<=[.;:])\s+(?=[\p{Lu}(+•-])/u;
/** A shorter piece says too little by itself and goes with the next. */
const MIN_PIECE = 40;
/** A fact about more procedures is about none in particular. */
const MANY = 40;
const MAX_CASE_NAME = 110;
const MAX_CASE = 420;

/** Parts whose lines are taken as they are told. */
const LINES: readonly Attribute[] = ATTRIBUTES.filter(
  (attribute) => !['papers', 'conditions', 'steps'].includes(attribute),
);

/** Cutting a record takes longer than asking it: kept for as long as the record is, a language each. */
const known = new WeakMap<Procedure, Map<Locale, RecordPassage[]>>();

/** Every passage of a record, in the order of its parts. */
export function passagesOf(telling: Telling): RecordPassage[] {
  const { procedure, locale } = telling;
  const byLocale = known.get(procedure) ?? new Map<Locale, RecordPassage[]>();
  known.set(procedure, byLocale);
  const passages = byLocale.get(locale) ?? cut(telling);
  byLocale.set(locale, passages);
  return passages;
}

function cut(telling: Telling): RecordPassage[] {
  const { procedure } = telling;
  const { official, guide } = procedure;
  const put = (part: Part, texts: readonly (string | null | undefined)[], about = ''): RecordPassage[] =>
    texts.flatMap((text) => (text ? [{ part, topic: null, ...passageOf(text, about) }] : []));
  return [
    ...procedure.knowledge
      .filter(({ unit }) => unit === null)
      .map((one) => ({
        part: 'knowledge' as const,
        topic: one.topic,
        ask: one.ask[0],
        ...(one.codes.length > MANY ? { general: true as const } : {}),
        ...passageOf(factText(telling, one), one.ask.join(' ; ')),
      })),
    ...put('summary', pieces(guide?.summary)),
    ...(procedure.papers.value ?? []).flatMap((one) => put('papers', paperTexts(one), one.name ?? '')),
    ...put('conditions', pieces(procedure.conditions.value)),
    ...put('steps', pieces(procedure.steps.value)),
    ...put('subjects', [(official.subjects ?? []).map(oneLine).join('; ')]),
    ...LINES.flatMap((attribute) => {
      const { known, lines } = contentOf(telling, attribute);
      // A remark on a fee is nothing without its amount.
      return known ? put(attribute, attribute === 'fee' ? lines.map(oneLine) : lines.flatMap(pieces)) : [];
    }),
  ];
}

/** What people do next that is another procedure: facts that name one by its code; [] = none is known. */
export function nextSteps({ code, knowledge }: Procedure): KnowledgeFact[] {
  return knowledge.filter(
    ({ topic, unit, fact }) =>
      topic === 'next' && unit === null && codesNamed(fact).some((one) => one !== code),
  );
}

/** The procedures that come next, each once. */
export function nextCodes(procedure: Procedure): string[] {
  const codes = nextSteps(procedure).flatMap(({ fact }) => codesNamed(fact));
  return [...new Set(codes)].filter((code) => code !== procedure.code);
}

/** The codes of procedures in a text, as often as they stand there. */
export function codesNamed(text: string): string[] {
  return text.match(/\b\d\.\d{6}\b/g) ?? [];
}

/** A fact with its law and day; said not to be verified where it is not. */
export function factText({ t }: Telling, { fact, law, sourceDate, confidence }: KnowledgeFact): string {
  const mark = confidence === 'secondary' ? `; ${t('knowledge.unverified')}` : '';
  return `${fact} (${law}; ${dateText(sourceDate)}${mark})`;
}

/** Each paper and each note, and of a case with a name also the whole of it. */
function paperTexts({ name, papers, notes }: PaperCase): string[] {
  const caseName = name === null ? '' : shorten(oneLine(name), MAX_CASE_NAME);
  const names = papers.map((paper) => oneLine(paper.name));
  const inCase = (text: string) => (caseName === '' ? text : `${caseName}: ${text}`);
  const whole = caseName !== '' && names.length > 1 ? [inCase(shorten(names.join('; '), MAX_CASE))] : [];
  return [...whole, ...names.map(inCase), ...notes.flatMap(pieces)];
}

/** A text by its sentences. */
function pieces(text: string | null | undefined): string[] {
  const sentences = (text ?? '').split(/\n+/).flatMap((line) => oneLine(line).split(SENTENCE));
  const put: string[] = [];
  for (const sentence of sentences) {
    const last = put.at(-1);
    if (last !== undefined && last.length < MIN_PIECE) put[put.length - 1] = `${last} ${sentence}`;
    else if (sentence !== '') put.push(sentence);
  }
  return put;
}
