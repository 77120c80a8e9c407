/** Fields and values of the catalogue in the words of officers, as their workbook has them. Pure. */
import { labelsOf } from './import/workbook-cells.js';
import {
  ADMINISTRATIVE_LEVELS,
  CHANGES,
  CHANNELS,
  CLOCK_POLICIES_IN_WORDS,
  FEE_KINDS,
  FEE_TYPES,
  PAPER_USES,
  SERVICE_LEVELS,
  TIME_UNITS,
} from './import/workbook-choices.js';
import { KNOWLEDGE } from './import/workbook-knowledge.js';
import { FACTS, GUIDES, PAPERS, PROCEDURES } from './import/workbook-sheets.js';
import { CONFIDENCES, TOPICS } from './knowledge.js';

/** What the workbook has no column for: it keeps these on sheets of their own, or says them by what a row does. */
const OWN_SHEETS: Record<string, string> = {
  papers: 'Giấy tờ',
  timeLimits: 'Thời hạn',
  fees: 'Phí',
  serviceLevel: 'Mức dịch vụ công',
};

/** A field by its name: `decisionDate` → "Ngày quyết định", `facts.fees` → "Điều đã kiểm chứng: Phí". */
export function fieldInWords(field: string): string {
  if (field.startsWith('facts.')) return `${FACTS.name}: ${fieldInWords(field.slice('facts.'.length))}`;
  const columns: Record<string, { header: string }> = {
    ...KNOWLEDGE.columns,
    ...GUIDES.columns,
    ...PROCEDURES.columns,
  };
  return OWN_SHEETS[field] ?? columns[field]?.header ?? field;
}

/** What the values of a key are called. */
const NAMES: Record<string, Readonly<Record<string, string>>> = {
  channel: labelsOf(CHANNELS),
  unit: labelsOf(TIME_UNITS),
  type: labelsOf(FEE_TYPES),
  kind: labelsOf(FEE_KINDS),
  level: labelsOf(SERVICE_LEVELS),
  levels: labelsOf(ADMINISTRATIVE_LEVELS),
  change: labelsOf(CHANGES),
  clockPolicy: labelsOf(CLOCK_POLICIES_IN_WORDS),
  use: labelsOf(PAPER_USES),
  topic: TOPICS,
  confidence: CONFIDENCES,
};

/** Keys whose values do not tell by themselves what they are. */
const SAID_BEFORE: Record<string, string> = {
  originals: PAPERS.columns.originals.header.toLowerCase(),
  copies: PAPERS.columns.copies.header.toLowerCase(),
  forms: 'mẫu',
  code: 'mã',
  notes: 'lưu ý',
  validFrom: 'từ',
  validTo: 'đến hết',
  reason: 'vì',
  mappedFrom: 'mức độ cũ',
  source: 'nguồn',
  sourceDate: 'ngày của nguồn',
  checkedOn: 'đối chiếu',
  until: 'đúng đến hết',
  verified: 'đã xác minh:',
};

/** A value in one line; null = unknown. */
export function valueInWords(field: string, value: unknown): string | null {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? 'có' : 'không';
  if (typeof value === 'number') return value.toLocaleString('vi-VN');
  if (typeof value === 'string') return stringInWords(field, value);
  if (Array.isArray(value)) return listInWords(field, value);
  return objectInWords(value as Record<string, unknown>);
}

function stringInWords(field: string, value: string): string {
  const named = NAMES[field];
  if (named && Object.hasOwn(named, value)) return named[value] ?? value;
  return value.replace(/^(\d{4})-(\d{2})-(\d{2})$/, '$3/$2/$1');
}

function listInWords(field: string, items: readonly unknown[]): string {
  return items.length === 0 ? 'không có' : items.map((item) => valueInWords(field, item) ?? '–').join('; ');
}

function objectInWords(value: Record<string, unknown>): string {
  if (value.kind === 'amount') return `${valueInWords('vnd', value.vnd)} đồng`;
  const isTime = typeof value.amount === 'number';
  const parts = Object.entries(value).flatMap(([key, inner]) => {
    // "3 ngày làm việc" belongs together; what a fee costs is an object of its own.
    if (isTime && key === 'unit') return [];
    if (isTime && key === 'amount')
      return [`${valueInWords(key, inner)} ${valueInWords('unit', value.unit) ?? ''}`.trim()];
    const said =
      Array.isArray(inner) && inner.length === 0 && key !== 'value' ? null : valueInWords(key, inner);
    if (said === null) return [];
    return [SAID_BEFORE[key] === undefined ? said : `${SAID_BEFORE[key]} ${said}`];
  });
  return parts.join(', ');
}
