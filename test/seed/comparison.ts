import type { Fee, Guide, OfficialRecord, TimeLimit } from '../../src/catalogue/procedure.js';

/** The facts in which a difference must be explained. */
export const HARD_FACTS = [
  'name',
  'field',
  'levels',
  'timeLimits',
  'fees',
  'online',
  'serviceLevel',
  'decision',
  'legalBasis',
] as const;
type HardFact = (typeof HARD_FACTS)[number];

/** What one side says and the other does not; [] = nothing beyond the other side, or nothing at all. */
export type Difference = { code: string; fact: HardFact; national: string[]; ours: string[] };

type Layers = { official: OfficialRecord; guide: Guide };

/** What of ours people are shown, fact by fact, against the national record of the same code. */
export function differencesOf({ official, guide }: Layers, national: OfficialRecord): Difference[] {
  const { facts } = guide;
  const ours: OfficialRecord = {
    ...official,
    timeLimits: facts.timeLimits?.value ?? official.timeLimits,
    fees: facts.fees?.value ?? official.fees,
    online: facts.online?.value ?? official.online,
    serviceLevel: facts.serviceLevel?.value ?? official.serviceLevel,
    legalBasis: facts.legalBasis?.value ?? official.legalBasis,
  };
  return HARD_FACTS.flatMap((fact) => {
    const [theirs, mine] = [VALUES[fact](national), VALUES[fact](ours)];
    const difference = {
      code: official.code,
      fact,
      national: without(theirs, mine),
      ours: without(mine, theirs),
    };
    return difference.national.length + difference.ours.length > 0 ? [difference] : [];
  });
}

/** Each fact as the set of values that can be compared; wording, order and repeats over the channels do not count. */
const VALUES: Record<HardFact, (record: OfficialRecord) => string[]> = {
  name: ({ name }) => [name],
  field: ({ field }) => stated(field),
  levels: ({ levels }) => levels ?? [],
  timeLimits: ({ timeLimits }) => (timeLimits ?? []).flatMap(countedTime),
  fees: ({ fees }) => (fees ?? []).map(feeValue),
  online: ({ online }) => stated(online),
  serviceLevel: ({ serviceLevel }) => stated(serviceLevel?.level ?? null),
  decision: ({ decision }) => stated(decision),
  legalBasis: ({ legalBasis }) => (legalBasis ?? []).flatMap(({ code }) => stated(code).map(bareCode)),
};

function countedTime({ amount, unit }: TimeLimit): string[] {
  return amount === null ? [] : [`${amount} ${unit}`];
}

function feeValue({ amount }: Fee): string {
  return amount.kind === 'amount' ? String(amount.vnd) : amount.kind;
}

/** "Luật 60/2014/QH13" and "60/2014/QH13" name one text. */
function bareCode(code: string): string {
  return /\d[\d.]*\/.*$/u.exec(code)?.[0] ?? code;
}

function stated(value: string | boolean | null): string[] {
  return value === null ? [] : [String(value)];
}

function without(values: readonly string[], others: readonly string[]): string[] {
  return [...new Set(values)].filter((value) => !others.includes(value)).sort();
}

/** How many papers in how many cases, and who carries it out: told for a look, ours by choice of words. */
export function softDifferences({ official, guide }: Layers, national: OfficialRecord): string[] {
  const papers = [national.papers, guide.facts.papers?.value ?? official.papers].map(
    (cases) => `${(cases ?? []).flatMap(({ papers: list }) => list).length}/${(cases ?? []).length}`,
  );
  return [
    ...(papers[0] === papers[1] ? [] : [`papers/cases ${papers.join(' → ')}`]),
    ...(national.agency === official.agency ? [] : [`agency ${national.agency} → ${official.agency}`]),
  ];
}
