/**
 * Knowledge: what people ask next about procedures, one fact a row, apart from the official record and untouched by its
 * imports. Citizens see the law and the dates of a fact, officers its source too. Pure: no I/O, no clock.
 */
import { z } from 'zod';
import { unitCode } from '../units/unit.js';
import { PROCEDURE_CODE } from './procedure.js';

/** What a fact is about, with the words officers read and write. */
export const TOPICS = {
  eligibility: 'ai được, điều kiện',
  deadline: 'hạn phải làm',
  fine: 'phạt',
  who: 'ai đi làm',
  missing: 'thiếu giấy tờ',
  validity: 'giá trị, thời hạn dùng',
  result: 'kết quả, bao lâu',
  next: 'làm gì tiếp',
  exemption: 'phí, miễn giảm',
  place: 'nơi làm',
  choose: 'chọn thủ tục nào',
  misunderstanding: 'hay hiểu lầm',
} as const;
export type Topic = keyof typeof TOPICS;
export const TOPIC_NAMES = Object.keys(TOPICS) as [Topic, ...Topic[]];

/** How sure a fact is: read in the law; read in the published record; told by somebody else, so shown as not verified. */
export const CONFIDENCES = {
  law: 'đã đọc văn bản',
  catalogue: 'theo danh mục công bố',
  secondary: 'nguồn khác, chưa đối chiếu',
} as const;
export type Confidence = keyof typeof CONFIDENCES;
export const CONFIDENCE_NAMES = Object.keys(CONFIDENCES) as [Confidence, ...Confidence[]];

const MAX_FACT = 500;
const text = (name: string, max: number) =>
  z.string(`thiếu ${name}`).trim().min(1, `${name} đang trống`).max(max, `${name} dài hơn ${max} ký tự`);
const day = (name: string) => z.iso.date(`${name} cần dạng YYYY-MM-DD và phải có thật`);

/** One fact; the keys stand in the order in which it is exported. */
export const knowledgeFact = z
  .object({
    id: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{0,59}$/, 'mã dòng chỉ gồm chữ thường, số, dấu chấm và gạch nối'),
    /** The procedures it belongs to. */
    codes: z
      .array(z.string().regex(PROCEDURE_CODE, 'mã thủ tục cần dạng 1.001193'), 'thiếu mã thủ tục')
      .min(1, 'cần ít nhất một mã thủ tục'),
    topic: z.enum(TOPIC_NAMES, `chủ đề cần là một trong: ${TOPIC_NAMES.join(', ')}`),
    /** How people ask for it. */
    ask: z
      .array(text('cách hỏi', 200), 'thiếu cách hỏi')
      .min(1, 'cần ít nhất một cách hỏi')
      .max(20, 'nhiều hơn 20 cách hỏi'),
    /** The answer, in plain words, complete in itself. */
    fact: text('câu trả lời', MAX_FACT),
    /** Where it is laid down, for citizens: a law and its article, or the decision that published the record. */
    law: text('căn cứ', 200),
    /** Where it was read, for officers. */
    source: text('nguồn', 300),
    /** The day of that source, or since when it holds. */
    sourceDate: day('ngày của nguồn'),
    /** When a person compared it with the law; null = nobody has. */
    comparedOn: day('ngày đối chiếu').nullable(),
    /** First and last day it holds; null = open. */
    from: day('ngày bắt đầu').nullable(),
    until: day('ngày kết thúc').nullable(),
    /** The unit it holds for (identification code); null = everywhere. */
    unit: unitCode.nullable(),
    confidence: z.enum(CONFIDENCE_NAMES, `độ tin cậy cần là một trong: ${CONFIDENCE_NAMES.join(', ')}`),
  })
  .refine(({ from, until }) => from === null || until === null || from <= until, {
    message: 'ngày kết thúc trước ngày bắt đầu',
    path: ['until'],
  });
export type KnowledgeFact = z.infer<typeof knowledgeFact>;

/** What is done with a row: it is put as given, or removed. */
export type KnowledgeChange =
  | { id: string; put: KnowledgeFact; remove?: never }
  | { id: string; remove: true; put?: never };

/** The facts by procedure code, in their order. */
export function byCode(facts: readonly KnowledgeFact[]): Map<string, KnowledgeFact[]> {
  const found = new Map<string, KnowledgeFact[]>();
  for (const fact of facts) {
    for (const code of fact.codes) found.set(code, [...(found.get(code) ?? []), fact]);
  }
  return found;
}

/** The facts that hold on a day, `YYYY-MM-DD`. */
export function holdingOn(facts: readonly KnowledgeFact[], on: string): KnowledgeFact[] {
  return facts.filter(({ from, until }) => (from ?? on) <= on && on <= (until ?? on));
}

/** What is wrong with a row in words: the first fault of each field, `; ` between them. */
export function faultsOf(error: z.ZodError): string {
  const first = new Map<string, string>();
  for (const { path, message } of error.issues) {
    const field = String(path[0] ?? '');
    if (!first.has(field)) first.set(field, message);
  }
  return [...first.values()].join('; ');
}
