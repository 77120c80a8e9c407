/** Figures of time limits and fees that a decision has changed, found again where they were written in words. Pure. */
import { knownUntil } from './dates.js';
import type { KnowledgeFact, Topic } from './knowledge.js';
import type { Revision } from './precedence.js';
import type { Fee, Guide, Procedure, TimeLimit } from './procedure.js';

/** Figures that no longer hold, as people read them, and since when ('' = not known). */
export type Outdated = { since: string; figures: readonly string[] };

const UNITS: Readonly<Record<NonNullable<TimeLimit['unit']>, string>> = {
  workingDay: 'ngày làm việc',
  day: 'ngày',
  hour: 'giờ',
  month: 'tháng',
};

/** Topics whose days and sums are not those of handling a dossier: how long a paper is good, what is fined… */
const OTHER_DAYS: ReadonlySet<Topic> = new Set(['deadline', 'fine', 'who', 'eligibility', 'validity']);

/** The fields whose values are figures. */
const FIELDS = ['timeLimits', 'fees'] as const;

type Field = (typeof FIELDS)[number];

/** What was said before the newest record or comparison, and what answers now does not say. */
export function outdatedFigures(
  answers: Pick<Procedure, Field>,
  { since }: Revision,
  ours: Guide | null,
  revisions: readonly Revision[],
): Outdated {
  const figures = FIELDS.flatMap((field) => {
    const answer = answers[field];
    // What ships was copied once; only a record, or somebody who compared it, tells of a change.
    if (answer.value === null || (answer.layer === 'guide' && answer.checkedOn === null)) return [];
    const before = [...revisions.map(({ record }) => record[field]), ours?.facts[field]?.value ?? null];
    const held = new Set(figuresOf(answer.value));
    const remarks = answer.value.map(({ text }) => text ?? '').join('\n');
    return before.flatMap(figuresOf).filter((figure) => !held.has(figure) && !states(remarks, [figure]));
  });
  return { since, figures: [...new Set(figures)] };
}

function figuresOf(rows: readonly (TimeLimit | Fee)[] | null): string[] {
  return (rows ?? []).flatMap((row) => {
    if (!('unit' in row)) return row.amount.kind === 'amount' ? [`${inDigits(row.amount.vnd)} đồng`] : [];
    return row.amount === null || row.unit === null ? [] : [`${inDigits(row.amount)} ${UNITS[row.unit]}`];
  });
}

function inDigits(number: number): string {
  return number.toLocaleString('vi-VN');
}

/** Whether a text states one of the figures: "3 ngày" is neither in "13 ngày" nor in "3 ngày làm việc". */
export function states(text: string, figures: readonly string[]): boolean {
  return figures.some((figure) => {
    const [number = '', ...words] = figure.split(' ');
    const unit = words.join(' ');
    const end = unit === 'ngày' ? '(?! làm việc|\\p{L})' : '(?!\\p{L})';
    return new RegExp(`(?<![\\d.,])0?${number.replaceAll('.', '\\.')} ${unit}${end}`, 'iu').test(text);
  });
}

/** Whether a fact is older than the change and states what it changed of the handling of a dossier. */
export function contradicts(fact: KnowledgeFact, outdated: Outdated): boolean {
  return !OTHER_DAYS.has(fact.topic) && mayBeOutdated(fact, outdated);
}

/** Whether a fact is older than the change and states such a figure, of whatever. */
export function mayBeOutdated({ fact, sourceDate, comparedOn }: KnowledgeFact, outdated: Outdated): boolean {
  return knownUntil({ sourceDate, checkedOn: comparedOn }) < outdated.since && states(fact, outdated.figures);
}

/** A text without the sentences that state such a figure; null = nothing is left. */
export function withoutFigures(text: string | null, { figures }: Outdated): string | null {
  if (text === null || !states(text, figures)) return text;
  const kept = text.split(/(?<=[.!?])\s+/u).filter((sentence) => !states(sentence, figures));
  return kept.length > 0 ? kept.join(' ') : null;
}
