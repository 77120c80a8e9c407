/**
 * How much of what must be published of a procedure is there (NĐ 63/2010 Đ.8.2), and where our guide
 * contradicts the official record. Pure.
 */
import { canonical } from './canonical.js';
import { type Dates, datesOf } from './dates.js';
import { mayBeOutdated, outdatedFigures, states } from './figures.js';
import type { KnowledgeFact } from './knowledge.js';
import { type Revision, revisionIn } from './precedence.js';
import {
  type Guide,
  mergeLayers,
  type OfficialRecord,
  type Procedure,
  SHARED_FIELDS,
  type SharedField,
} from './procedure.js';
import { valueInWords } from './words.js';

/** What must be published of every procedure. */
const DUTIES = {
  name: ({ official }) => official.name !== '',
  steps: ({ official }) => official.steps !== null,
  ways: ({ official, online, place }) =>
    online.value !== null ||
    place.value !== null ||
    (official.timeLimits ?? []).some((limit) => limit.channel !== null),
  papers: ({ papers }) => papers.value !== null,
  timeLimits: ({ timeLimits }) => timeLimits.value !== null,
  subjects: ({ official }) => official.subjects !== null,
  agency: ({ official }) => official.agency !== null,
  results: ({ results }) => results.value !== null,
} satisfies Record<string, (procedure: Procedure) => boolean>;

/** What must be published where it exists: a missing one lowers nothing, but is listed for a look. */
const WHERE_THEY_EXIST = {
  fees: ({ fees }) => fees.value !== null,
  forms: ({ papers }) =>
    (papers.value ?? []).some(({ papers: list }) => list.some((paper) => paper.forms.length > 0)),
  conditions: ({ conditions }) => conditions.value !== null,
  legalBasis: ({ legalBasis }) => legalBasis.value !== null,
} satisfies Record<string, (procedure: Procedure) => boolean>;

/** A part that must be published of every procedure, see `DUTIES`. */
export type PublishingDuty = keyof typeof DUTIES;

/** A part that must be published where the procedure has it, so that its absence may be right. */
export type OptionalDuty = keyof typeof WHERE_THEY_EXIST;

/** How far one procedure has what must be published of it. */
export type Completeness = {
  code: string;
  /** Share of the duties that are met, 0 to 1. */
  score: number;
  missing: PublishingDuty[];
  /** Perhaps rightly absent. */
  unstated: OptionalDuty[];
  conflicts: Conflict[];
};

/** Both layers speak of one field and say different things; `answers` is the layer people are shown. */
export type Conflict = {
  field: SharedField;
  answers: 'official' | 'guide';
  /** Both values in one line, with their dates. */
  recorded: string;
  ours: string;
  dates: Record<'official' | 'guide', Dates>;
};

/** What is missing of one procedure, with our guide (null = none) counted in. `revisions`: as `mergeLayers` takes them. */
export function assessProcedure(
  official: OfficialRecord,
  guide: Guide | null,
  revisions: readonly Revision[] = [],
): Completeness {
  const procedure = mergeLayers(official, guide, [], undefined, revisions);
  const missing = failing(DUTIES, procedure);
  const total = Object.keys(DUTIES).length;
  return {
    code: official.code,
    score: (total - missing.length) / total,
    missing,
    unstated: failing(WHERE_THEY_EXIST, procedure),
    conflicts: findConflicts(official, guide, revisions),
  };
}

/** The same over all procedures, each duty counted. */
export type CatalogueCompleteness = {
  procedures: number;
  /** Mean of the scores, 0 to 1; null when there are no procedures. */
  score: number | null;
  complete: number;
  conflicts: number;
  /** How many procedures lack each duty. */
  missing: Record<PublishingDuty, number>;
  unstated: Record<OptionalDuty, number>;
};

/** The figures of the whole catalogue. */
export function summariseCompleteness(all: Iterable<Completeness>): CatalogueCompleteness {
  const missing = zeroes<PublishingDuty>(DUTIES);
  const unstated = zeroes<OptionalDuty>(WHERE_THEY_EXIST);
  let [procedures, total, complete, conflicts] = [0, 0, 0, 0];
  for (const one of all) {
    procedures += 1;
    total += one.score;
    complete += one.missing.length === 0 ? 1 : 0;
    conflicts += one.conflicts.length;
    for (const duty of one.missing) missing[duty] += 1;
    for (const duty of one.unstated) unstated[duty] += 1;
  }
  return {
    procedures,
    score: procedures ? total / procedures : null,
    complete,
    conflicts,
    missing,
    unstated,
  };
}

/** The fields of which both layers speak and differ. [] when there is no guide. */
export function findConflicts(
  official: OfficialRecord,
  guide: Guide | null,
  revisions: readonly Revision[] = [],
): Conflict[] {
  if (guide === null) return [];
  const merged = mergeLayers(official, guide, [], undefined, revisions);
  return SHARED_FIELDS.flatMap((field) => {
    const fact = guide.facts[field];
    if (fact === undefined || official[field] === null || saysTheSame(field, official[field], fact.value))
      return [];
    return [
      {
        field,
        answers: merged[field].layer,
        recorded: valueInWords(field, official[field]) ?? '',
        ours: valueInWords(field, fact.value) ?? '',
        dates: { official: datesOf(official), guide: datesOf(fact) },
      },
    ];
  });
}

/**
 * What a new record makes of the guide. Fields in which it answers where our guide did: `differ` in what can be compared,
 * or in wording at most. `kept`: what it changed, and our guide answers and differs: its dates do not say that it is
 * newer. `restated`: where else the figures stand that it changed.
 */
export type Overruled = {
  differ: Conflict[];
  wording: SharedField[];
  kept: Conflict[];
  restated: { summary: string | null; facts: readonly KnowledgeFact[] };
};

/**
 * `before`: what stood (null = nothing); `revisions`: those published, `after` not yet among them; `isDecided`: it is
 * published under a decision, so that what it says for the first time is a change, too.
 */
export function overruledBy(
  before: OfficialRecord | null,
  after: Revision,
  layer: {
    guide: Guide;
    knowledge: readonly KnowledgeFact[];
    revisions: readonly Revision[];
    isDecided: boolean;
  },
): Overruled {
  const { guide, knowledge, isDecided } = layer;
  const revisions = [...layer.revisions, after];
  const merge = (record: OfficialRecord) => mergeLayers(record, guide, [], undefined, revisions);
  const [answered, answers] = [before && merge(before), merge(after.record)];
  const fields = SHARED_FIELDS.filter(
    (field) =>
      guide.facts[field] !== undefined &&
      answers[field].layer === 'official' &&
      (answered === null || answered[field].layer === 'guide'),
  );
  const conflicts = findConflicts(after.record, guide, revisions);
  const differ = conflicts.filter(({ field }) => fields.includes(field));
  const isChanged = (field: SharedField) =>
    before !== null &&
    (before[field] !== null || isDecided) &&
    canonical(before[field]) !== canonical(after.record[field]);
  const known =
    answered && outdatedFigures(answered, revisionIn(revisions, answered.official), guide, revisions);
  const { since, figures } = outdatedFigures(answers, after, guide, revisions);
  const outdated = { since, figures: figures.filter((figure) => !known?.figures.includes(figure)) };
  const summary = guide.summary !== null && states(guide.summary, outdated.figures) ? guide.summary : null;
  return {
    differ,
    wording: fields.filter((field) => !differ.some((conflict) => conflict.field === field)),
    kept: conflicts.filter(({ field, answers: layer }) => layer === 'guide' && isChanged(field)),
    restated: { summary, facts: knowledge.filter((fact) => mayBeOutdated(fact, outdated)) },
  };
}

/** Whether there is anything for a person to compare. */
export function isOverruling({ differ, wording, kept, restated: { summary, facts } }: Overruled): boolean {
  return differ.length + wording.length + kept.length + facts.length > 0 || summary !== null;
}

/**
 * Wording is ours to choose; only what can be compared counts: numbers and kinds of fees and time limits, level,
 * online. Papers, places, conditions, results and legal bases differ when the official side says "none" and we do not,
 * or the other way round.
 */
const COMPARED: Record<SharedField, (value: never) => unknown> = {
  fees: (fees: NonNullable<OfficialRecord['fees']>) =>
    distinct(fees.map(({ channel, amount }) => [channel, amount])),
  timeLimits: (limits: NonNullable<OfficialRecord['timeLimits']>) =>
    distinct(limits.filter(({ amount }) => amount !== null).map(({ amount, unit }) => [amount, unit])),
  serviceLevel: ({ level }: NonNullable<OfficialRecord['serviceLevel']>) => level,
  online: (online: boolean) => online,
  papers: (cases: unknown[]) => cases.length > 0,
  results: (results: unknown[]) => results.length > 0,
  legalBasis: (bases: unknown[]) => bases.length > 0,
  place: (place: string) => place !== '',
  steps: (steps: string) => steps !== '',
  conditions: (conditions: string) => conditions !== '',
};

function saysTheSame(field: SharedField, official: unknown, ours: unknown): boolean {
  const compared = COMPARED[field] as (value: unknown) => unknown;
  return JSON.stringify(compared(official)) === JSON.stringify(compared(ours));
}

function distinct(items: unknown[]): string[] {
  return [...new Set(items.map((item) => JSON.stringify(item)))].sort();
}

function failing<K extends string>(
  tests: Record<K, (procedure: Procedure) => boolean>,
  procedure: Procedure,
): K[] {
  return (Object.keys(tests) as K[]).filter((key) => !tests[key](procedure));
}

function zeroes<K extends string>(table: Record<K, unknown>): Record<K, number> {
  return Object.fromEntries(Object.keys(table).map((key) => [key, 0])) as Record<K, number>;
}
