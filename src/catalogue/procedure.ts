/**
 * What the catalogue says of a procedure (thủ tục hành chính). Two layers, joined by code:
 * the *official record*, as the competent authority publishes it (NĐ 63/2010 Đ.8.2), and our *guide*:
 * plain words, everyday names and facts checked by a person. Pure: no I/O, no clock.
 */
import { z } from 'zod';
import { datesOf } from './dates.js';
import { contradicts, outdatedFigures, withoutFigures } from './figures.js';
import type { KnowledgeFact } from './knowledge.js';
import { decisionBehind, isOverruled, type Revision, revisionIn } from './precedence.js';

/** A national procedure code: `1.001193`. Case suffixes and provincial tails are stripped on import. */
export const PROCEDURE_CODE = /^\d\.\d{6}$/;

/** A code of the national catalogue, see `PROCEDURE_CODE`. */
export const procedureCode = z.string().regex(PROCEDURE_CODE);

/** A calendar date in Viet Nam, `YYYY-MM-DD`. */
export const isoDate = z.iso.date();

/** How a dossier is handed in: at the desk, online, by public post. `null` = any way. */
const submissionChannel = z.enum(['direct', 'online', 'post']);

/** How a dossier can be handed in: at the counter, online, by post. */
export type SubmissionChannel = z.infer<typeof submissionChannel>;

const paper = z.object({
  name: z.string().min(1),
  /** Originals and copies to bring; null = the source does not say. */
  originals: z.number().int().nonnegative().nullable(),
  copies: z.number().int().nonnegative().nullable(),
  /** Names of the form files (mẫu đơn, tờ khai) for this paper. */
  forms: z.array(z.string()),
  /** The component code of the national data, e.g. `000.00.00.G15-KQ003208`. */
  code: z.string().nullable(),
  /** Handed in (phải nộp) or only shown (phải xuất trình); null = the source does not say. */
  use: z.enum(['submit', 'show']).nullable(),
});

/** See `paper`. */
export type Paper = z.infer<typeof paper>;

/** The papers of one case (trường hợp). Notes ("Lưu ý…") are not papers and are kept apart. */
const paperCase = z.object({
  /** Null = the general case. */
  name: z.string().nullable(),
  papers: z.array(paper),
  notes: z.array(z.string()),
});

/** The papers of one case, see `paperCase`. */
export type PaperCase = z.infer<typeof paperCase>;

const timeLimit = z.object({
  channel: submissionChannel.nullable(),
  /** The case it applies to; null = the general case. */
  case: z.string().nullable(),
  /** Null when only the text tells (unit OTHER of the national data): show the text, never compute. */
  amount: z.number().positive().nullable(),
  unit: z.enum(['workingDay', 'day', 'hour', 'month']).nullable(),
  text: z.string().nullable(),
});

/** See `timeLimit`. */
export type TimeLimit = z.infer<typeof timeLimit>;

/** "Unknown", "free" and "set by the provincial council" are different values. */
const feeAmount = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('amount'), vnd: z.number().positive() }),
  z.object({ kind: z.literal('free') }),
  z.object({ kind: z.literal('council') }),
  z.object({ kind: z.literal('unknown') }),
]);

const fee = z.object({
  channel: submissionChannel.nullable(),
  case: z.string().nullable(),
  /** fee = lệ phí, charge = phí, price = mức giá. */
  type: z.enum(['fee', 'charge', 'price']).nullable(),
  amount: feeAmount,
  text: z.string().nullable(),
  /** First and last day it applies; null = open. */
  validFrom: isoDate.nullable(),
  validTo: isoDate.nullable(),
});

/** See `fee`. */
export type Fee = z.infer<typeof fee>;

/** Mức độ dịch vụ công: toàn trình, một phần, cung cấp thông tin (NĐ 224/2026; old levels 1–4 are mapped). */
const serviceLevel = z.object({
  level: z.enum(['full', 'partial', 'information']),
  /** Why a partial service needs a visit (NĐ 224/2026 Đ.14); null = not published. */
  reason: z.string().nullable(),
  /** The old level (mức độ 1–4) it was mapped from; null = stated as such by the source. */
  mappedFrom: z.number().int().min(1).max(4).nullable(),
});

const legalBasis = z.object({ code: z.string().nullable(), name: z.string().nullable() });

/** See `legalBasis`. */
export type LegalBasis = z.infer<typeof legalBasis>;

const administrativeLevel = z.enum(['ministry', 'province', 'commune', 'other']);

/** See `administrativeLevel`. */
export type AdministrativeLevel = z.infer<typeof administrativeLevel>;

/**
 * One version of the official record. `null` always means "the source does not say";
 * an empty list means "the source says there are none".
 */
export const officialRecord = z.object({
  code: procedureCode,
  name: z.string().min(1),
  field: z.string().nullable(),
  levels: z.array(administrativeLevel).nullable(),
  /** The agency that carries it out, and the one that issued it. */
  agency: z.string().nullable(),
  promulgatingAgency: z.string().nullable(),
  papers: z.array(paperCase).nullable(),
  timeLimits: z.array(timeLimit).nullable(),
  fees: z.array(fee).nullable(),
  /** Null = unknown; then `online` is shown as the separate fact it is. */
  serviceLevel: serviceLevel.nullable(),
  /** Whether it can be sent online at all. */
  online: z.boolean().nullable(),
  place: z.string().nullable(),
  subjects: z.array(z.string()).nullable(),
  steps: z.string().nullable(),
  conditions: z.string().nullable(),
  results: z.array(z.string()).nullable(),
  legalBasis: z.array(legalBasis).nullable(),
  keywords: z.array(z.string()),
  url: z.string().nullable(),
  /** How this version came to be published (công bố), domain terms: mới ban hành, sửa đổi, thay thế, bãi bỏ. */
  change: z.enum(['new', 'amended', 'replaced', 'abolished']).nullable(),
  decision: z.string().nullable(),
  decisionDate: isoDate.nullable(),
  effectiveFrom: isoDate.nullable(),
  effectiveTo: isoDate.nullable(),
  replacedBy: procedureCode.nullable(),
  source: z.string(),
  /** The day of the data it was copied from; absent = not known. */
  sourceDate: isoDate.nullable().optional(),
  /** When a person last compared it with the authority's publication; null = nobody has. */
  checkedOn: isoDate.nullable(),
});

/** A procedure as its source publishes it, see `officialRecord`. */
export type OfficialRecord = z.infer<typeof officialRecord>;

/** A fact of our guide: who says so, its dates as in the official record, and whether a check has failed. */
const fact = <T extends z.ZodType>(value: T) =>
  z.object({
    value,
    source: z.string().min(1),
    sourceDate: isoDate.nullable().optional(),
    checkedOn: isoDate.nullable(),
    verified: z.boolean(),
    /** The last day it holds: from the next one the official record answers. Absent = no end is known. */
    until: isoDate.nullable().optional(),
  });

const guideFacts = z
  .object({
    papers: fact(z.array(paperCase)),
    timeLimits: fact(z.array(timeLimit)),
    fees: fact(z.array(fee)),
    serviceLevel: fact(serviceLevel),
    online: fact(z.boolean()),
    place: fact(z.string()),
    steps: fact(z.string()),
    conditions: fact(z.string()),
    results: fact(z.array(z.string())),
    legalBasis: fact(z.array(legalBasis)),
  })
  .partial();

/** See `guideFacts`. */
export type GuideFacts = z.infer<typeof guideFacts>;

/** What supplements do to the time limit: it starts again (NĐ 118/2025 Đ.19.5), stands still meanwhile, or runs on. */
export const CLOCK_POLICIES = ['restart', 'pause', 'none'] as const;

/** What a supplement does to the time limit, see `CLOCK_POLICIES`. */
export type ClockPolicy = (typeof CLOCK_POLICIES)[number];

/** One version of our layer for one code. It survives every import of official records. */
export const guide = z.object({
  code: procedureCode,
  /** What people call it, e.g. "Làm giấy khai sinh". */
  plainName: z.string().nullable(),
  englishName: z.string().nullable(),
  /** One or two plain sentences: what it is for, when one needs it. */
  summary: z.string().nullable(),
  /** Names and phrases people use when they ask for it. */
  everydayNames: z.array(z.string()),
  /** Absent = `restart`. Taken by a dossier when it is filed. */
  clockPolicy: z.enum(CLOCK_POLICIES).optional(),
  facts: guideFacts,
});

/** Our layer over a procedure, in plain words, see `guide`. */
export type Guide = z.infer<typeof guide>;

/** A value with where it comes from. `value: null` = unknown. */
export type Known<T> = {
  value: T | null;
  layer: 'official' | 'guide';
  source: string | null;
  /** The day of that source, and when a person compared it. */
  sourceDate: string | null;
  checkedOn: string | null;
  verified: boolean;
  /** The last day it holds; null = no end is known. */
  until: string | null;
};

/** The fields both layers may speak of. */
export const SHARED_FIELDS = [
  'papers',
  'timeLimits',
  'fees',
  'serviceLevel',
  'online',
  'place',
  'steps',
  'conditions',
  'results',
  'legalBasis',
] as const;

/** A field both layers may speak of, see `mergeLayers` for which one answers. */
export type SharedField = (typeof SHARED_FIELDS)[number];

/** A procedure as the conversation sees it: both layers merged, each shared field with its origin. */
export type Procedure = {
  code: string;
  /** As published, but with the steps that answer. */
  official: OfficialRecord;
  guide: Guide | null;
  /** The plain name where there is one, otherwise the official name. */
  displayName: string;
  /** What people ask next, as far as it holds on the day asked about, for all units. [] = nothing is known. */
  knowledge: readonly KnowledgeFact[];
} & { [F in SharedField]: Known<NonNullable<OfficialRecord[F]>> };

/**
 * Merges the layers as they are to be answered on a day (`YYYY-MM-DD`). Where both speak, what is newer answers: see
 * `isOverruled`; on equal dates the guide, which was written over the record. A fact whose end is over says nothing.
 * What people ask next, and the summary, do not repeat a figure that a newer decision has changed. `revisions`: the
 * versions of the record that were published, in order.
 */
export function mergeLayers(
  official: OfficialRecord,
  ours: Guide | null,
  knowledge: readonly KnowledgeFact[] = [],
  on?: string,
  revisions: readonly Revision[] = [],
): Procedure {
  const revision = revisionIn(revisions, official);
  const fields = Object.fromEntries(
    SHARED_FIELDS.map((field) => [field, pick(field, revision, ours, revisions, on)]),
  ) as Pick<Procedure, SharedField>;
  const outdated = outdatedFigures(fields, revision, ours, revisions);
  return {
    code: official.code,
    official: { ...official, steps: fields.steps.value },
    guide: ours && { ...ours, summary: withoutFigures(ours.summary, outdated) },
    displayName: ours?.plainName ?? official.name,
    knowledge: knowledge.filter((fact) => !contradicts(fact, outdated)),
    ...fields,
  };
}

function pick(
  field: SharedField,
  revision: Revision,
  ours: Guide | null,
  revisions: readonly Revision[],
  on?: string,
): Known<unknown> {
  const { record: official } = revision;
  const recorded: Known<unknown> = {
    value: official[field],
    layer: 'official',
    ...(decisionBehind(revision) ?? { source: official.source, ...datesOf(official) }),
    verified: true,
    until: null,
  };
  const fact = ours?.facts[field];
  if (!fact || (on !== undefined && (fact.until ?? on) < on)) return recorded;
  if (isOverruled(field, revision, fact, revisions)) return recorded;
  const { value, source, verified, until = null } = fact;
  return { value, layer: 'guide', source, ...datesOf(fact), verified, until };
}
