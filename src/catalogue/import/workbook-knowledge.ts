/** The sheet of the knowledge: what people ask next, one fact a row. Pure. */
import {
  CONFIDENCE_NAMES,
  CONFIDENCES,
  type Confidence,
  faultsOf,
  type KnowledgeFact,
  knowledgeFact,
  TOPIC_NAMES,
  TOPICS,
  type Topic,
} from '../knowledge.js';
import { idFor } from '../knowledge-id.js';
import { type CatalogueItem, error } from './item.js';
import { choiceCell, codesCell, dateCell, listCell, textCell } from './workbook-cells.js';
import { column, type RowOf, sheet } from './workbook-columns.js';
import { type RawSheet, readRows, type SheetRow } from './workbook-table.js';

export const KNOWLEDGE = sheet(
  'Điều dân hay hỏi',
  {
    codes: column('Mã thủ tục', 14, codesCell, true),
    id: column('Mã dòng', 18, textCell),
    action: column(
      'Thao tác',
      12,
      choiceCell<'put' | 'remove'>([
        ['put', 'cập nhật'],
        ['remove', 'gỡ'],
      ]),
    ),
    topic: column('Chủ đề', 22, choiceCell<Topic>(TOPIC_NAMES.map((name) => [name, TOPICS[name]]))),
    ask: column('Cách hỏi', 40, listCell),
    fact: column('Câu trả lời', 60, textCell),
    law: column('Căn cứ', 30, textCell),
    source: column('Nguồn (cho cán bộ)', 30, textCell),
    sourceDate: column('Ngày của nguồn', 12, dateCell),
    comparedOn: column('Ngày đối chiếu', 12, dateCell),
    from: column('Đúng từ', 12, dateCell),
    until: column('Đúng đến', 12, dateCell),
    unit: column('Riêng đơn vị', 12, textCell),
    confidence: column(
      'Độ tin cậy',
      24,
      choiceCell<Confidence>(CONFIDENCE_NAMES.map((name) => [name, CONFIDENCES[name]])),
    ),
  },
  (row) => {
    if (row.action === 'remove') return row.id === null ? 'id' : null;
    const needed = ['topic', 'ask', 'fact', 'law', 'source', 'sourceDate', 'confidence'] as const;
    return needed.find((key) => row[key] === null) ?? null;
  },
);
type KnowledgeSheetRow = RowOf<typeof KNOWLEDGE.columns>;

/** The row of a fact. {@link readKnowledge} makes the fact again. */
export function knowledgeRow(fact: KnowledgeFact): KnowledgeSheetRow {
  return { ...fact, action: null };
}

/** What the sheet says, faults as errors; [] where the workbook has no such sheet, as older ones. */
export function readKnowledge(
  sheets: ReadonlyMap<string, RawSheet>,
  maxRows: number,
  findings: CatalogueItem[],
): CatalogueItem[] {
  if (!sheets.has(KNOWLEDGE.name)) return [];
  return readRows(KNOWLEDGE, sheets, maxRows, findings).map(toItem);
}

function toItem({ row, values: { action, ...given } }: SheetRow<KnowledgeSheetRow>): CatalogueItem {
  const origin = { row, sheet: KNOWLEDGE.name };
  if (action === 'remove') {
    return { kind: 'knowledge', change: { id: given.id ?? '', remove: true }, origin };
  }
  const { codes, topic, fact } = given;
  const id = given.id ?? (codes && topic && fact ? idFor({ codes, topic, fact }) : null);
  const parsed = knowledgeFact.safeParse({ ...given, id });
  if (!parsed.success) return error('badKnowledge', origin, { reason: faultsOf(parsed.error) });
  return { kind: 'knowledge', change: { id: parsed.data.id, put: parsed.data }, origin };
}
