/** One answer of the national portal's public API (thủ tục hành chính chi tiết) → catalogue items. Pure. */
import { z } from 'zod';
import { entryOf } from '../../security/text.js';
import { vietnamDate } from '../../time/clock.js';
import { cleanLine, lineOrNull, normaliseProcedureCode } from '../clean.js';
import type { AdministrativeLevel, Fee, SubmissionChannel, TimeLimit } from '../procedure.js';
import { type CatalogueItem, type ImportContext, warning } from './item.js';
import type { JsonValue } from './json-values.js';
import { mapRecord, type SourceRecord } from './source-record.js';

const text = z.string().nullish();
const flag = z.boolean().nullish();
const count = z.number().int().nonnegative().nullish();
const list = <T extends z.ZodType>(item: T) =>
  z
    .array(item)
    .nullish()
    .transform((items) => items ?? []);
const named = z.object({ name: text, code: text });

const portalRecord = z.object({
  code: z.string(),
  name: z.string(),
  category: named.nullish(),
  isMinistry: flag,
  isProvince: flag,
  isWard: flag,
  isOtherAgency: flag,
  isFullProcess: flag,
  isOfflineOnly: flag,
  executionSteps: list(z.object({ name: text, description: text })),
  executionMethods: list(
    z.object({
      submissionMethod: text,
      processingTime: z.number().nullish(),
      processingTimeUnit: text,
      description: text,
      fees: list(z.object({ type: text, value: z.number().nonnegative().nullish(), description: text })),
    }),
  ),
  executionCases: list(
    z.object({
      name: text,
      profileComponents: list(
        z.object({
          name: z.string(),
          code: text,
          originalQty: count,
          copyQty: count,
          attachments: list(z.object({ fileName: text })),
        }),
      ),
    }),
  ),
  cases: list(
    z.object({ name: text, processingDay: z.object({ qty: z.number().nullish(), type: text }).nullish() }),
  ),
  requirementsAndConditions: text,
  legalBasisesDetails: list(named),
  resultsDetails: list(named),
  subjectTypesDetails: list(named),
  departmentPromulgateName: text,
  departmentsExecuting: list(named),
  unitGroupsExecuting: list(named),
  executingAgencies: text,
  dossierReceivingAddresses: text,
  keywords: text,
  decisionNo: text,
  procedureProposal: z.object({ proposalNumber: text, decisionDate: z.number().nullish() }).nullish(),
  id: text,
});
type PortalRecord = z.infer<typeof portalRecord>;

const CHANNELS: Record<string, SubmissionChannel> = { DIRECT: 'direct', ONLINE: 'online', POSTAL: 'post' };
/** OTHER is left out on purpose: its number means nothing. */
const UNITS: Record<string, TimeLimit['unit']> = {
  WORKING_DAY: 'workingDay',
  DAY: 'day',
  HOUR: 'hour',
  MONTH: 'month',
};
const FEE_TYPES: Record<string, Fee['type']> = { FEE: 'fee', SERVICE_FEE: 'charge', PRICE_LEVEL: 'price' };
const PORTAL = 'Cổng Dịch vụ công quốc gia';
const PAGE = 'https://dichvucong.gov.vn/thu-tuc-hanh-chinh/';

/** Whether a JSON value is an answer of the portal (`{ code: "OK", data: … }`) or the record inside one. */
export function isPortalAnswer(value: object): boolean {
  return 'executionMethods' in value || ('data' in value && 'code' in value && !('name' in value));
}

/** The entry of one answer with a warning for each trap; an answer without a usable record is a warning alone. */
export function readPortalAnswer({ row, value }: JsonValue, context: ImportContext): CatalogueItem[] {
  const inner = (value as { data?: unknown }).data ?? value;
  const parsed = portalRecord.safeParse(inner);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return [
      warning('badRow', { row }, { reason: `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}` }),
    ];
  }
  const code = normaliseProcedureCode(parsed.data.code);
  if (code === null) return [warning('badCode', { row }, { value: cleanLine(parsed.data.code) })];
  if (lineOrNull(parsed.data.name) === null) return [warning('missingName', { row, code })];
  const { checkedOn, today } = context;
  const dates = { sourceDate: checkedOn ?? today, checkedOn: checkedOn ?? null };
  const { record, traps } = mapRecord({ ...sourceRecord(code, parsed.data), ...dates }, today);
  return [
    { kind: 'entry', entry: { code, official: record, origin: { row } } },
    ...traps.map(({ key, params }) => warning(key, { row, code }, params)),
  ];
}

function sourceRecord(code: string, data: PortalRecord): Omit<SourceRecord, 'sourceDate' | 'checkedOn'> {
  const decided = data.procedureProposal;
  return {
    code,
    name: data.name,
    field: data.category?.name ?? null,
    levels: levelsOf(data),
    agency: executingAgency(data),
    promulgatingAgency: data.departmentPromulgateName ?? null,
    papers: papersOf(data),
    ...waysOf(data),
    caseTimes: data.cases.map((time) => ({
      name: time.name ?? null,
      amount: time.processingDay?.qty ?? null,
      unit: entryOf(UNITS, time.processingDay?.type ?? '') ?? null,
    })),
    fullyOnline: data.isFullProcess === true,
    online: data.isOfflineOnly === true ? false : null,
    place: data.dossierReceivingAddresses ?? null,
    subjects: namesOf(data.subjectTypesDetails),
    steps: data.executionSteps.flatMap((step) => [step.name, step.description].filter(Boolean)).join('\n'),
    conditions: data.requirementsAndConditions ?? null,
    results: namesOf(data.resultsDetails),
    legalBasis: data.legalBasisesDetails.map((basis) => ({
      code: basis.code ?? null,
      name: basis.name ?? null,
    })),
    keywords: (data.keywords ?? '').split(/[,;\n]/),
    url: data.id ? PAGE + data.id : null,
    decision: data.decisionNo || decided?.proposalNumber || null,
    // Midnight in Viet Nam, which is the day before in UTC.
    decisionDate: decided?.decisionDate ? vietnamDate(new Date(decided.decisionDate)) : null,
    source: PORTAL,
  };
}

function waysOf(data: PortalRecord): Pick<SourceRecord, 'times' | 'fees' | 'channels'> {
  const methods = data.executionMethods.map((method) => ({
    ...method,
    channel: entryOf(CHANNELS, method.submissionMethod ?? '') ?? null,
  }));
  return {
    times: methods.map((method) => ({
      channel: method.channel,
      amount: method.processingTime ?? null,
      unit: entryOf(UNITS, method.processingTimeUnit ?? '') ?? null,
      note: method.description ?? null,
    })),
    fees: methods.flatMap((method) =>
      method.fees.map((fee) => ({
        channel: method.channel,
        type: entryOf(FEE_TYPES, fee.type ?? '') ?? null,
        value: fee.value ?? null,
        note: fee.description ?? null,
        // The portal itself shows "0 đồng" for a zero without a description.
        text: fee.value === 0 ? '0 đồng' : null,
      })),
    ),
    channels:
      methods.length > 0 ? methods.map(({ channel }) => channel).filter((channel) => channel !== null) : null,
  };
}

function papersOf(data: PortalRecord): SourceRecord['papers'] {
  return data.executionCases.flatMap((group) =>
    group.profileComponents.map((paper) => ({
      name: paper.name,
      originals: paper.originalQty ?? null,
      copies: paper.copyQty ?? null,
      case: group.name ?? null,
      forms: paper.attachments.map((file) => file.fileName ?? ''),
      code: paper.code ?? null,
    })),
  );
}

function levelsOf(data: PortalRecord): AdministrativeLevel[] | null {
  const flags: [boolean | null | undefined, AdministrativeLevel][] = [
    [data.isMinistry, 'ministry'],
    [data.isProvince, 'province'],
    [data.isWard, 'commune'],
    [data.isOtherAgency, 'other'],
  ];
  const levels = flags.filter(([set]) => set === true).map(([, level]) => level);
  return levels.length > 0 ? levels : null;
}

/** Free text where there is one, else the departments or groups of units. */
function executingAgency(data: PortalRecord): string | null {
  const names = [...namesOf(data.departmentsExecuting), ...namesOf(data.unitGroupsExecuting)];
  return lineOrNull(data.executingAgencies) ?? lineOrNull(names.join(', '));
}

function namesOf(items: readonly { name?: string | null | undefined }[]): string[] {
  return items.map((item) => item.name ?? '').filter((name) => name !== '');
}
