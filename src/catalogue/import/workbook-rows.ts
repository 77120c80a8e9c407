/** Entries of the catalogue ↔ rows of the workbook's sheets. Pure. */
import type {
  Fee,
  Guide,
  GuideFacts,
  LegalBasis,
  OfficialRecord,
  PaperCase,
  SharedField,
  TimeLimit,
} from '../procedure.js';
import type { Abolition, CatalogueEntry } from './item.js';
import type { EmptyList } from './workbook-choices.js';
import type { RowOf } from './workbook-columns.js';
import type { FACTS, FEES, GUIDES, PAPERS, PROCEDURES, TIME_LIMITS } from './workbook-sheets.js';

/** A row of the sheet of procedures, one for each code. */
export type ProcedureRow = RowOf<typeof PROCEDURES.columns>;
type PaperRow = RowOf<typeof PAPERS.columns>;
type TimeRow = RowOf<typeof TIME_LIMITS.columns>;
type FeeRow = RowOf<typeof FEES.columns>;

/** A row of the sheet of guides, at most one for each code. */
export type GuideRow = RowOf<typeof GUIDES.columns>;
type FactRow = RowOf<typeof FACTS.columns>;

/** The rows of one code or of the whole workbook, sheet by sheet. */
export type Rows = {
  procedures: ProcedureRow[];
  papers: PaperRow[];
  timeLimits: TimeRow[];
  fees: FeeRow[];
  guides: GuideRow[];
  facts: FactRow[];
};
type Layer = 'official' | 'guide';

const EMPTY_PROCEDURE: Omit<ProcedureRow, 'code' | 'action'> = {
  name: null,
  field: null,
  levels: null,
  agency: null,
  promulgatingAgency: null,
  service: null,
  serviceReason: null,
  serviceMappedFrom: null,
  online: null,
  place: null,
  subjects: null,
  steps: null,
  conditions: null,
  results: null,
  legalBasis: null,
  keywords: null,
  url: null,
  none: null,
  change: null,
  decision: null,
  decisionDate: null,
  effectiveFrom: null,
  effectiveTo: null,
  replacedBy: null,
  source: null,
  sourceDate: null,
  checkedOn: null,
};
const EMPTY_LISTS: readonly EmptyList[] = [
  'papers',
  'timeLimits',
  'fees',
  'levels',
  'subjects',
  'results',
  'legalBasis',
];

/** All the rows one entry needs. {@link entryOf} makes the entry again. */
export function rowsOf({ official, guide, abolish }: Omit<CatalogueEntry, 'code' | 'origin'>): Rows {
  const facts = guide?.facts;
  const tables = (
    layer: Layer,
    code: string,
    from: Partial<Pick<OfficialRecord, 'papers' | 'timeLimits' | 'fees'>>,
  ) => ({
    papers: paperRows(layer, code, from.papers ?? []),
    timeLimits: (from.timeLimits ?? []).map((limit) => ({ code, layer, ...limit })),
    fees: (from.fees ?? []).map((fee) => feeRow(layer, code, fee)),
  });
  const ours = {
    papers: facts?.papers?.value ?? null,
    timeLimits: facts?.timeLimits?.value ?? null,
    fees: facts?.fees?.value ?? null,
  };
  const parts = [
    ...(official ? [tables('official', official.code, official)] : []),
    ...(guide ? [tables('guide', guide.code, ours)] : []),
  ];
  return {
    procedures: [...(official ? [procedureRow(official)] : []), ...(abolish ? [abolitionRow(abolish)] : [])],
    papers: parts.flatMap((part) => part.papers),
    timeLimits: parts.flatMap((part) => part.timeLimits),
    fees: parts.flatMap((part) => part.fees),
    guides: guide ? [guideRow(guide)] : [],
    facts: guide ? factRows(guide) : [],
  };
}

function procedureRow(record: OfficialRecord): ProcedureRow {
  const { papers, timeLimits, fees, serviceLevel, ...plain } = record;
  const none = EMPTY_LISTS.filter((field) => record[field]?.length === 0);
  return {
    ...plain,
    action: 'put',
    service: serviceLevel?.level ?? null,
    serviceReason: serviceLevel?.reason ?? null,
    serviceMappedFrom: serviceLevel?.mappedFrom ?? null,
    none: none.length > 0 ? none : null,
    sourceDate: record.sourceDate ?? null,
  };
}

function abolitionRow(abolish: Abolition): ProcedureRow {
  return { ...EMPTY_PROCEDURE, ...abolish, action: 'abolish' };
}

function paperRows(layer: Layer, code: string, cases: readonly PaperCase[]): PaperRow[] {
  return cases.flatMap(({ name, papers, notes }, index): PaperRow[] => {
    const empty = { originals: null, copies: null, use: null, forms: null, paperCode: null };
    const shared = { code, layer, caseNumber: index + 1, case: name, ...empty };
    if (papers.length + notes.length === 0) return [{ ...shared, kind: 'case', name: null }];
    return [
      ...papers.map((paper) => ({
        ...shared,
        kind: 'paper' as const,
        ...paper,
        code,
        paperCode: paper.code,
      })),
      ...notes.map((note) => ({ ...shared, kind: 'note' as const, name: note })),
    ];
  });
}

function feeRow(layer: Layer, code: string, { amount, ...fee }: Fee): FeeRow {
  return { code, layer, ...fee, kind: amount.kind, vnd: amount.kind === 'amount' ? amount.vnd : null };
}

function guideRow({ facts: _, clockPolicy, ...guide }: Guide): GuideRow {
  return { ...guide, clockPolicy: clockPolicy ?? null };
}

function factRows({ code, facts }: Guide): FactRow[] {
  const fields = Object.keys(facts) as SharedField[];
  return fields.flatMap((field) => {
    const fact = facts[field];
    if (fact === undefined) return [];
    const { source, sourceDate = null, checkedOn, verified, until = null } = fact;
    const said = { source, sourceDate, checkedOn, verified, until };
    return [{ code, field, ...said, ...factCells(field, facts) }];
  });
}

/** The cells that hold the value; papers, times and fees have sheets of their own. */
function factCells(field: SharedField, facts: GuideFacts) {
  const level = field === 'serviceLevel' ? facts.serviceLevel?.value : undefined;
  return {
    service: level?.level ?? null,
    serviceReason: level?.reason ?? null,
    serviceMappedFrom: level?.mappedFrom ?? null,
    online: field === 'online' ? (facts.online?.value ?? null) : null,
    text:
      field === 'place' || field === 'steps' || field === 'conditions' ? (facts[field]?.value ?? null) : null,
    results: field === 'results' ? (facts.results?.value ?? null) : null,
    legalBasis: field === 'legalBasis' ? (facts.legalBasis?.value ?? null) : null,
  };
}

/** What the row of a procedure and the rows of the other sheets make. Unchecked: see the schemas. */
export function officialOf(row: ProcedureRow, rows: Rows, defaults: { source: string }): unknown {
  const { action, service, serviceReason, serviceMappedFrom, none, ...plain } = row;
  const isNone = (field: EmptyList) => none?.includes(field) ?? false;
  const listOf = <T>(field: EmptyList, list: T[] | null) => (list?.length ? list : isNone(field) ? [] : null);
  return {
    ...plain,
    levels: listOf('levels', row.levels),
    subjects: listOf('subjects', row.subjects),
    results: listOf('results', row.results),
    legalBasis: listOf('legalBasis', row.legalBasis),
    keywords: row.keywords ?? [],
    serviceLevel: serviceLevelOf({ service, serviceReason, serviceMappedFrom }),
    papers: listOf('papers', casesOf(rows.papers, 'official')),
    timeLimits: listOf('timeLimits', timesOf(rows.timeLimits, 'official')),
    fees: listOf('fees', feesOf(rows.fees, 'official')),
    source: row.source ?? defaults.source,
  };
}

function serviceLevelOf(row: Pick<FactRow, 'service' | 'serviceReason' | 'serviceMappedFrom'>) {
  if (row.service === null) return null;
  return { level: row.service, reason: row.serviceReason, mappedFrom: row.serviceMappedFrom };
}

/** An abolition row as the abolition it stands for. */
export function abolitionOf({
  code,
  decision,
  decisionDate,
  effectiveFrom,
  replacedBy,
}: ProcedureRow): Abolition {
  return { code: code ?? '', decision, decisionDate, effectiveFrom, replacedBy };
}

/** What the row of a guide and the rows of the other sheets make. Unchecked: see the schemas. */
export function guideOf(code: string, row: GuideRow | undefined, rows: Rows): unknown {
  const facts = rows.facts.map((fact) => {
    const { source, sourceDate, checkedOn, verified, until } = fact;
    const said = { source, sourceDate, checkedOn, verified, ...(until && { until }) };
    return [fact.field, { value: factValue(fact, rows), ...said }] as const;
  });
  return {
    code,
    plainName: row?.plainName ?? null,
    englishName: row?.englishName ?? null,
    summary: row?.summary ?? null,
    everydayNames: row?.everydayNames ?? [],
    ...(row?.clockPolicy && { clockPolicy: row.clockPolicy }),
    facts: Object.fromEntries(facts),
  };
}

function factValue(fact: FactRow, rows: Rows): unknown {
  const values: Record<SharedField, () => unknown> = {
    papers: () => casesOf(rows.papers, 'guide'),
    timeLimits: () => timesOf(rows.timeLimits, 'guide'),
    fees: () => feesOf(rows.fees, 'guide'),
    serviceLevel: () => serviceLevelOf(fact),
    online: () => fact.online,
    place: () => fact.text,
    steps: () => fact.text,
    conditions: () => fact.text,
    results: () => fact.results ?? [],
    legalBasis: (): LegalBasis[] => fact.legalBasis ?? [],
  };
  return fact.field === null ? null : values[fact.field]();
}

/** Rows belong together by the number of their case; where an officer left it out, by its name. */
function casesOf(rows: readonly PaperRow[], layer: Layer): PaperCase[] {
  const cases = new Map<string, PaperCase>();
  for (const row of rows) {
    if ((row.layer ?? 'official') !== layer) continue;
    const key = row.caseNumber === null ? `name ${row.case ?? ''}` : `number ${row.caseNumber}`;
    const group = cases.get(key) ?? { name: row.case, papers: [], notes: [] };
    cases.set(key, group);
    if (row.kind === 'note') group.notes.push(row.name ?? '');
    else if (row.kind !== 'case') {
      const { name, originals, copies, use, forms, paperCode } = row;
      group.papers.push({ name: name ?? '', originals, copies, forms: forms ?? [], code: paperCode, use });
    }
  }
  return [...cases.values()];
}

function timesOf(rows: readonly TimeRow[], layer: Layer): TimeLimit[] {
  return rows.filter((row) => (row.layer ?? 'official') === layer).map(timeLimitOf);
}

/** The time limit of a row. */
export function timeLimitOf({ channel, case: name, amount, unit, text }: TimeRow): TimeLimit {
  return { channel, case: name, amount, unit, text };
}

function feesOf(rows: readonly FeeRow[], layer: Layer): Fee[] {
  return rows.filter((row) => (row.layer ?? 'official') === layer).map(feeOf);
}

/** The fee of a row. */
export function feeOf({ code, layer: _, kind, vnd, ...fee }: FeeRow): Fee {
  return { ...fee, amount: amountOf(kind, vnd) };
}

function amountOf(kind: FeeRow['kind'], vnd: number | null): Fee['amount'] {
  return kind === 'amount' ? { kind, vnd: vnd ?? 0 } : { kind: kind ?? 'unknown' };
}
