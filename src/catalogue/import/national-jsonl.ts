/** One row of the national catalogue in its JSON-lines form → catalogue items. Pure. */
import { z } from 'zod';
import { entryOf } from '../../security/text.js';
import { cleanLine, lineOrNull, normaliseProcedureCode } from '../clean.js';
import type { AdministrativeLevel, Fee, SubmissionChannel, TimeLimit } from '../procedure.js';
import { type CatalogueItem, type ImportContext, warning } from './item.js';
import type { JsonValue } from './json-values.js';
import { mapRecord, type SourceRecord } from './source-record.js';

const text = z.string().nullish();
const texts = z
  .array(z.string().nullable())
  .nullish()
  .transform((list) => (list ?? []).filter((item) => item !== null));
const count = z.number().int().nonnegative().nullish();
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);

const feeRow = z.object({ type: text, valueVnd: z.number().nonnegative().nullish(), note: text, text: text });
/** `qty` is a text where the source wrote the time in words. */
const methodRow = z.object({
  method: text,
  qty: z.union([z.number(), z.string()]).nullish(),
  unit: text,
  note: text,
  fees: list(feeRow),
});

/** The keys of a row this importer uses; others may be there. Only code and name must be. */
const nationalRow = z.object({
  code: z.string(),
  name: z.string(),
  field: text,
  level: texts,
  agency: text,
  promulgatingAgency: text,
  documents: list(
    z.object({ name: z.string(), originals: count, copies: count, case: text, forms: texts, code: text }),
  ),
  caseTimes: list(z.object({ case: text, qty: z.number().nullish(), unit: text })),
  methods: z.array(methodRow).nullish(),
  serviceLevel: text,
  onlineSubmission: z.boolean().nullish(),
  subjects: texts,
  steps: text,
  conditions: text,
  results: texts,
  legalBasis: list(z.object({ code: text, name: text })),
  decision: text,
  url: text,
  source: text,
});
type NationalRow = z.infer<typeof nationalRow>;

const CHANNELS: Record<string, SubmissionChannel> = {
  'trực tiếp': 'direct',
  'trực tuyến': 'online',
  'dịch vụ bưu chính': 'post',
};
const UNITS: Record<string, TimeLimit['unit']> = {
  'ngày làm việc': 'workingDay',
  ngày: 'day',
  giờ: 'hour',
  tháng: 'month',
};
const FEE_TYPES: Record<string, Fee['type']> = { 'lệ phí': 'fee', phí: 'charge', 'mức giá': 'price' };
const LEVELS: Record<string, AdministrativeLevel> = {
  'cấp bộ': 'ministry',
  'cấp tỉnh': 'province',
  'cấp xã': 'commune',
  'cơ quan khác': 'other',
};
const PORTAL = 'Cổng Dịch vụ công quốc gia';

/** Whether a JSON value has the shape of a national row. */
export function isNationalRow(value: object): boolean {
  return 'code' in value && 'name' in value && !('executionMethods' in value);
}

/** The entry of one row with a warning for each trap; a malformed row is a warning alone. */
export function readNationalRow({ row, value }: JsonValue, context: ImportContext): CatalogueItem[] {
  const parsed = nationalRow.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const reason = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
    return [warning('badRow', { row }, { reason })];
  }
  const { data } = parsed;
  const code = normaliseProcedureCode(data.code);
  if (code === null) return [warning('badCode', { row }, { value: cleanLine(data.code) })];
  if (lineOrNull(data.name) === null) return [warning('missingName', { row, code })];
  const listing = catalogueListing(value as object, context);
  const { record, traps } = mapRecord(sourceRecord(code, data, listing), context.today);
  return [
    { kind: 'entry', entry: { code, official: record, origin: { row } } },
    ...traps.map(({ key, params }) => warning(key, { row, code }, params)),
    ...(listing.missingOn ? [warning('notInCatalogue', { row, code }, { date: listing.missingOn })] : []),
  ];
}

type Listing = { sourceDate: string | null; checkedOn: string | null; missingOn: string | null };

/**
 * Of which day the row is: the key `inCatalogueYYYYMMDD` names the day the authority's catalogue was copied. False there
 * means that the row was not in it. Without the key, the caller's word or today. Only the caller can tell of a check.
 */
function catalogueListing(row: object, { checkedOn, today }: ImportContext): Listing {
  for (const [key, listed] of Object.entries(row)) {
    const [, year, month, day] = /^inCatalogue(\d{4})(\d{2})(\d{2})$/.exec(key) ?? [];
    if (year) {
      const date = `${year}-${month}-${day}`;
      return listed === true
        ? { sourceDate: date, checkedOn: null, missingOn: null }
        : { sourceDate: null, checkedOn: null, missingOn: date };
    }
  }
  return { sourceDate: checkedOn ?? today, checkedOn: checkedOn ?? null, missingOn: null };
}

function sourceRecord(code: string, row: NationalRow, { sourceDate, checkedOn }: Listing): SourceRecord {
  return {
    code,
    name: row.name,
    field: row.field ?? null,
    levels: levelsOf(row.level),
    agency: row.agency ?? null,
    promulgatingAgency: row.promulgatingAgency ?? null,
    papers: papersOf(row),
    ...waysOf(row),
    caseTimes: row.caseTimes.map((time) => ({
      name: time.case ?? null,
      amount: time.qty ?? null,
      unit: look(UNITS, time.unit),
    })),
    fullyOnline: cleanLine(row.serviceLevel ?? '').toLowerCase() === 'toàn trình',
    online: row.onlineSubmission ?? null,
    place: null,
    subjects: row.subjects,
    steps: row.steps ?? null,
    conditions: row.conditions ?? null,
    results: row.results,
    legalBasis: row.legalBasis.map((basis) => ({ code: basis.code ?? null, name: basis.name ?? null })),
    keywords: [],
    url: row.url ?? null,
    decision: row.decision ?? null,
    decisionDate: null,
    source: row.source ? `${PORTAL}, qua ${cleanLine(row.source)}` : PORTAL,
    sourceDate,
    checkedOn,
  };
}

function papersOf(row: NationalRow): SourceRecord['papers'] {
  return row.documents.map((paper) => ({
    name: paper.name,
    originals: paper.originals ?? null,
    copies: paper.copies ?? null,
    case: paper.case ?? null,
    forms: paper.forms,
    code: paper.code ?? null,
  }));
}

/** The ways of handing in ("cách thức thực hiện"): each with its time and its fees. */
function waysOf(row: NationalRow): Pick<SourceRecord, 'times' | 'fees' | 'channels'> {
  const methods = row.methods?.map((method) => ({ ...method, channel: look(CHANNELS, method.method) })) ?? [];
  return {
    times: methods.map((method) => ({
      channel: method.channel,
      amount: typeof method.qty === 'number' ? method.qty : null,
      unit: look(UNITS, method.unit),
      note: timeNote(method.qty, method.note),
    })),
    fees: methods.flatMap((method) =>
      method.fees.map((fee) => ({
        channel: method.channel,
        type: look(FEE_TYPES, fee.type),
        value: fee.valueVnd ?? null,
        note: fee.note ?? null,
        text: fee.text ?? null,
      })),
    ),
    channels: row.methods
      ? methods.map(({ channel }) => channel).filter((channel) => channel !== null)
      : null,
  };
}

/** Levels in the order of the source; null when it names none that is known. */
function levelsOf(raw: readonly string[]): AdministrativeLevel[] | null {
  const levels = raw.map((level) => look(LEVELS, level)).filter((level) => level !== null);
  return levels.length > 0 ? [...new Set(levels)] : null;
}

/** A time in words stands where the number should; "Theo mô tả" only points to the note. */
function timeNote(qty: string | number | null | undefined, note: string | null | undefined): string | null {
  const words = typeof qty === 'string' && !/^(theo mô tả|\d+([.,]\d+)?)$/iu.test(qty.trim()) ? [qty] : [];
  return [...words, ...(note ? [note] : [])].join('\n') || null;
}

function look<T>(table: Record<string, T>, key: string | null | undefined): T | null {
  return entryOf(table, cleanLine(key ?? '').toLowerCase()) ?? null;
}
