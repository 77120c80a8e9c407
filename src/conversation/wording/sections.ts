/** What there is to say about a procedure, one section an attribute. An unknown field says so and names whom to ask. Pure. */
import type { Known, SharedField } from '../../catalogue/procedure.js';
import type { Attribute } from '../../search/question.js';
import { dateText, feeLines, oneLine, onlineLines, type Telling, timeLines } from './facts.js';
import { type Line, shorten } from './page.js';
import { formNames, paperLines } from './paper-list.js';

/** `known: false` = the catalogue has nothing; then `lines` is what to do about it. */
export type Section = { attribute: Attribute; known: boolean; lines: Line[] };

type Content = { known: boolean; lines: (string | Line)[] };

const MAX_PLACE = 500;

const CONTENT: Readonly<Record<Attribute, (telling: Telling) => Content>> = {
  papers: (telling) => listed(telling.procedure.papers, paperLines(telling), telling.t('papers.none')),
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
  steps: ({ procedure }) => prose(procedure.official.steps),
};

/** The field whose source and check date stand behind a section; null = the official record alone. */
const FIELDS: Readonly<Record<Attribute, SharedField | null>> = {
  papers: 'papers',
  time: 'timeLimits',
  fee: 'fees',
  place: 'place',
  online: 'serviceLevel',
  form: 'papers',
  conditions: 'conditions',
  legal: 'legalBasis',
  result: 'results',
  steps: null,
};

/** Where a section's facts come from. */
export function originOf({ procedure }: Telling, attribute: Attribute): Known<unknown> {
  const field =
    attribute === 'online' && procedure.serviceLevel.value === null ? 'online' : FIELDS[attribute];
  if (field) return procedure[field];
  const { source, sourceDate = null, checkedOn } = procedure.official;
  return { value: null, layer: 'official', source, sourceDate, checkedOn, verified: true, until: null };
}

/** What there is to say of an attribute, without a heading; of an unknown one, whom to ask. */
export function contentOf(telling: Telling, attribute: Attribute): Section {
  const { t } = telling;
  const { known, lines } = CONTENT[attribute](telling);
  if (known) return { attribute, known, lines: asLines(lines) };
  const text = t('unknown.field', { field: t(`attribute.${attribute}`), place: askAt(telling) });
  return { attribute, known, lines: [...asLines(lines), { text, gap: true }] };
}

/** One section with its heading; an unverified fact is marked in the heading. */
export function sectionOf(telling: Telling, attribute: Attribute): Section {
  const { t } = telling;
  const { known, lines } = contentOf(telling, attribute);
  if (!known) return { attribute, known, lines };
  const mark = originOf(telling, attribute).verified ? '' : ` ${t('answer.unverified')}`;
  const [only, ...more] = lines;
  const heading = `${t(`attribute.${attribute}`)}${mark}:`;
  if (only && more.length === 0 && !only.lead && attribute !== 'papers')
    return { attribute, known, lines: [{ text: `${heading} ${only.text}`, gap: true }] };
  const bulleted = attribute === 'papers' ? lines : lines.map(bullet);
  return { attribute, known, lines: [{ text: heading, lead: true, gap: true }, ...bulleted] };
}

/**
 * Where the facts of some attributes come from, every source once: when a person checked it, else of which day the data
 * is; and until when a fact holds that has an end.
 */
export function originTexts(telling: Telling, attributes: readonly Attribute[]): string[] {
  const { t } = telling;
  const told = attributes.length > 0 ? attributes : (['steps'] as const);
  const lines = told.map((attribute) => {
    const { source, sourceDate, checkedOn, until } = originOf(telling, attribute);
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

function asLines(lines: readonly (string | Line)[]): Line[] {
  return lines.map((line) => (typeof line === 'string' ? { text: line } : line));
}

function bullet(line: Line): Line {
  return { ...line, text: `• ${line.text}` };
}

/** A list of the source: unknown, stated to be empty, or its lines. */
function listed(field: Known<readonly unknown[]>, lines: (string | Line)[], none: string): Content {
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
  if (place.value === null) return { known: false, lines: agency };
  return { known: true, lines: [shorten(oneLine(place.value), MAX_PLACE)] };
}

function legalLines({ procedure }: Telling): string[] {
  return (procedure.legalBasis.value ?? []).map(({ code, name }) => {
    const title = name === null ? (code ?? '') : oneLine(name);
    return name !== null && code !== null && !name.includes(code) ? `${title} (${code})` : title;
  });
}
