/** What there is to say about a procedure, one section an attribute. An unknown field says so and names whom to ask. Pure. */
import type { Known, SharedField } from '../../catalogue/procedure.js';
import type { Attribute } from '../../search/question.js';
import { type Block, listOf } from '../block.js';
import { plainText } from '../plain-text.js';
import { dateText, feeLines, oneLine, onlineLines, type Telling, timeLines } from './facts.js';
import { shorten } from './page.js';
import { formNames, paperBlocks } from './paper-list.js';

/** `known: false` = the catalogue has nothing; then `lines` is what to do about it. */
export type Section = { attribute: Attribute; known: boolean; lines: string[] };

type Content = { known: boolean; lines: string[] };

const MAX_PLACE = 500;

const CONTENT: Readonly<Record<Attribute, (telling: Telling) => Content>> = {
  papers: (telling) => {
    const text = plainText(paperBlocks(telling, null));
    return listed(telling.procedure.papers, text === '' ? [] : text.split('\n'), telling.t('papers.none'));
  },
  time: (telling) => listed(telling.procedure.timeLimits, timeLines(telling), telling.t('time.none')),
  fee: feeContent,
  place: placeContent,
  online: (telling) => ({
    known: telling.procedure.serviceLevel.value !== null || telling.procedure.online.value !== null,
    lines: onlineLines(telling),
  }),
  form: (telling) => {
    const names = formNames(telling);
    return { known: names.length > 0, lines: names };
  },
  conditions: ({ procedure }) => prose(procedure.conditions.value),
  legal: (telling) => listed(telling.procedure.legalBasis, legalLines(telling), telling.t('legal.none')),
  result: ({ procedure, t }) =>
    listed(procedure.results, (procedure.results.value ?? []).map(oneLine), t('result.none')),
  steps: ({ procedure }) => prose(procedure.steps.value),
};

/** The field whose source and check date stand behind a section. */
const FIELDS: Readonly<Record<Attribute, SharedField>> = {
  papers: 'papers',
  time: 'timeLimits',
  fee: 'fees',
  place: 'place',
  online: 'serviceLevel',
  form: 'papers',
  conditions: 'conditions',
  legal: 'legalBasis',
  result: 'results',
  steps: 'steps',
};

/** Where a section's facts come from. */
export function originOf({ procedure }: Telling, attribute: Attribute): Known<unknown> {
  const field =
    attribute === 'online' && procedure.serviceLevel.value === null ? 'online' : FIELDS[attribute];
  return procedure[field];
}

/** What there is to say of an attribute, without a heading; of an unknown one, whom to ask. */
export function contentOf(telling: Telling, attribute: Attribute): Section {
  const { t } = telling;
  const { known, lines } = CONTENT[attribute](telling);
  if (known) return { attribute, known, lines };
  const text = t('unknown.field', { field: t(`attribute.${attribute}`), place: askAt(telling) });
  return { attribute, known, lines: [...lines, text] };
}

/** Whether the catalogue tells of an attribute. */
export function isKnown(telling: Telling, attribute: Attribute): boolean {
  return CONTENT[attribute](telling).known;
}

/** What is told by its name alone, however many cases of it there are. */
const FACTS: ReadonlySet<Attribute> = new Set<Attribute>(['time', 'fee', 'place', 'online']);

/** What a section is called; an unverified fact is marked there. */
function headingOf(telling: Telling, attribute: Attribute): string {
  const mark = originOf(telling, attribute).verified ? '' : ` ${telling.t('answer.unverified')}`;
  return `${telling.t(`attribute.${attribute}`)}${mark}`;
}

/** One section with its heading. */
export function sectionBlocks(telling: Telling, attribute: Attribute): Block[] {
  const { procedure } = telling;
  const { known, lines } = contentOf(telling, attribute);
  if (!known) return [{ type: 'lead', text: lines.join('\n') }];
  const heading = headingOf(telling, attribute);
  if (attribute === 'papers' && procedure.papers.value?.length) return paperBlocks(telling, heading);
  if (lines.length === 1 || FACTS.has(attribute))
    return [{ type: 'facts', facts: [{ label: heading, values: lines }] }];
  return listOf(heading, lines);
}

/** A section where nothing else was asked for: what is one line leads the answer. */
export function askedBlocks(telling: Telling, attribute: Attribute): Block[] {
  const blocks = sectionBlocks(telling, attribute);
  const [only, ...more] = blocks.flatMap((block) => (block.type === 'facts' ? block.facts : []));
  const [text, ...others] = only?.values ?? [];
  const isLine = blocks.length === 1 && only && text !== undefined && more.length + others.length === 0;
  return isLine ? [{ type: 'lead', label: only.label, text }] : blocks;
}

/** The same in one fact of about so many characters: every line is begun, as one of two fees would pass for the only one. */
export function shortBlocks(telling: Telling, attribute: Attribute, max: number): Block[] {
  const { known, lines } = contentOf(telling, attribute);
  if (!known) return [{ type: 'lead', text: shorten(oneLine(lines.join(' ')), max) }];
  const share = Math.max(MIN_LINE, Math.floor(max / lines.length));
  const values = lines
    .slice(0, MAX_LINES)
    .map((line) => shorten(oneLine(line), lines.length > 1 ? share : max));
  const more = lines.length - values.length;
  const rest = more > 0 ? [telling.t('brief.moreLines', { number: more })] : [];
  return [{ type: 'facts', facts: [{ label: headingOf(telling, attribute), values: [...values, ...rest] }] }];
}
const MAX_LINES = 4;
const MIN_LINE = 70;

/** Facts that follow each other are one block. */
export function withFactsTogether(blocks: readonly Block[]): Block[] {
  const together: Block[] = [];
  for (const block of blocks) {
    const last = together.at(-1);
    if (block.type === 'facts' && last?.type === 'facts')
      together[together.length - 1] = { type: 'facts', facts: [...last.facts, ...block.facts] };
    else together.push(block);
  }
  return together;
}

/**
 * Where the facts of some attributes come from, every source once: when a person checked it, else of which day the data
 * is; and until when a fact holds that has an end. [] = of the record itself.
 */
export function originTexts(telling: Telling, attributes: readonly Attribute[]): string[] {
  const { t, procedure } = telling;
  const told = attributes.map((attribute) => originOf(telling, attribute));
  const origins = told.length > 0 ? told : [{ ...procedure.official, until: null }];
  const lines = origins.map(({ source, sourceDate = null, checkedOn, until }) => {
    const name = publisherOf(source) ?? t('unknown.short');
    const origin =
      checkedOn !== null
        ? t('answer.checked', { source: name, date: dateText(checkedOn) })
        : sourceDate !== null
          ? t('answer.dated', { source: withoutDate(name, sourceDate), date: dateText(sourceDate) })
          : t('answer.source', { source: name });
    return until === null ? origin : `${origin} ${t('answer.until', { date: dateText(until) })}`;
  });
  return [...new Set(lines)];
}

/** Who published a fact: by which way a copy came here is no business of citizens. */
function publisherOf(source: string | null): string | null {
  return source?.replace(/, qua \S+\/\S+$/u, '') ?? null;
}

/** The source without the day of its data, which is said behind it. */
function withoutDate(source: string, day: string): string {
  const date = dateText(day);
  return source.endsWith(date)
    ? source.slice(0, -date.length).replace(/,?\s*dữ liệu( ngày)?\s*$/u, '')
    : source;
}

/** Whom to ask about what the catalogue does not know. */
export function askAt({ procedure, t }: Telling): string {
  const agency = procedure.official.agency;
  return agency === null ? t('unknown.desk') : t('unknown.agency', { agency: shorten(oneLine(agency), 150) });
}

/** A list of the source: unknown, stated to be empty, or its lines. */
function listed(field: Known<readonly unknown[]>, lines: string[], none: string): Content {
  if (field.value === null) return { known: false, lines: [] };
  return { known: true, lines: lines.length > 0 ? lines : [none] };
}

/** Longer text of the source by its own lines. */
function prose(text: string | null): Content {
  const lines = (text ?? '').split(/\n+/).map(oneLine);
  return { known: text !== null, lines: lines.filter((line) => line !== '') };
}

function feeContent(telling: Telling): Content {
  const { procedure, t } = telling;
  const { lines, expired } = feeLines(telling);
  if (expired !== null && expired !== '')
    return { known: true, lines: [t('fee.expired', { date: dateText(expired), place: askAt(telling) })] };
  return listed(procedure.fees, lines, t('fee.none'));
}

function placeContent({ procedure, t }: Telling): Content {
  const { place, official } = procedure;
  const agency =
    official.agency === null ? [] : [t('place.agency', { agency: shorten(oneLine(official.agency), 200) })];
  const step = place.value === null ? placeInSteps(procedure.steps.value) : null;
  if (step !== null) return { known: true, lines: [...agency, t('place.inSteps', { step })] };
  if (place.value === null) return { known: false, lines: agency };
  return { known: true, lines: [shorten(oneLine(place.value), MAX_PLACE)] };
}

/** Where it is handed in, as the first step that says so has it; null = none does. */
function placeInSteps(steps: string | null): string | null {
  const said = (steps ?? '').split(/\n+|(?<=[.;])\s+/u).map(oneLine);
  const step = said.find((one) => HANDED_IN.test(one));
  return step === undefined ? null : shorten(step, MAX_STEP);
}
const HANDED_IN = /nộp (?:\p{L}+ ){0,5}hồ sơ[^.;]{0,60}? (?:tại|đến|tới|về|cho) /iu;
const MAX_STEP = 280;

function legalLines({ procedure }: Telling): string[] {
  return (procedure.legalBasis.value ?? []).map(({ code, name }) => {
    const title = name === null ? (code ?? '') : oneLine(name);
    return name !== null && code !== null && !name.includes(code) ? `${title} (${code})` : title;
  });
}
