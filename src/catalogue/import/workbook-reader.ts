/** Reads the officers' workbook back into entries; every fault is told with sheet, row and column. */
import { readXlsx } from 'hucre/xlsx';
import { cleanLine } from '../clean.js';
import { tellDatesApart } from '../dates.js';
import { guide as guideSchema, officialRecord } from '../procedure.js';
import { capBytes, collectBytes } from './bytes.js';
import type { Correction } from './correction.js';
import {
  type CatalogueEntry,
  type CatalogueItem,
  type CatalogueReader,
  error,
  ImportRefused,
  type ItemSource,
  limitsOf,
} from './item.js';
import { readKnowledge } from './workbook-knowledge.js';
import {
  abolitionOf,
  feeOf,
  type GuideRow,
  guideOf,
  officialOf,
  type ProcedureRow,
  type Rows,
  timeLimitOf,
} from './workbook-rows.js';
import { FACTS, FEES, GUIDES, PAPERS, PROCEDURES, SHEETS, TIME_LIMITS } from './workbook-sheets.js';
import { type RawSheet, readRows, type SheetRow } from './workbook-table.js';
import { refuseSharedBomb, refuseZipBomb } from './zip-guard.js';

/** Where the content of a workbook comes from when its officer did not say. */
const DEFAULT_SOURCE = 'Tệp danh mục của đơn vị';

/**
 * Reads the workbook: errors cell by cell first, then the entries, in the order of the sheet "Thủ tục".
 * @throws ImportRefused damagedWorkbook, zipBomb, tooLarge, missingSheet, missingColumn, tooManyRows
 */
export const readWorkbook: CatalogueReader = async function* (input, context) {
  const { maxWorkbookBytes, maxRows } = limitsOf(context);
  const bytes = await collectBytes(capBytes(input, maxWorkbookBytes));
  await refuseZipBomb(bytes, maxWorkbookBytes);
  const sheets = await openSheets(bytes);
  refuseSharedBomb(
    [...sheets.values()].flatMap(({ rows }) => rows),
    maxWorkbookBytes,
  );
  const findings: CatalogueItem[] = [];
  // A procedure's row stands for all of it, so that no sheet may be missing beside it; corrections may come alone.
  const correctsOnly =
    ![PROCEDURES, GUIDES, FACTS].some(({ name }) => sheets.has(name)) &&
    [FEES, TIME_LIMITS].some(({ name }) => sheets.has(name));
  const read = {
    procedures: readRows(PROCEDURES, sheets, maxRows, findings, correctsOnly),
    papers: readRows(PAPERS, sheets, maxRows, findings, correctsOnly),
    timeLimits: readRows(TIME_LIMITS, sheets, maxRows, findings, correctsOnly),
    fees: readRows(FEES, sheets, maxRows, findings, correctsOnly),
    guides: readRows(GUIDES, sheets, maxRows, findings, correctsOnly),
    facts: readRows(FACTS, sheets, maxRows, findings, correctsOnly),
  };
  const knowledge = readKnowledge(sheets, maxRows, findings);
  yield* findings;
  yield* entriesOf(byCode(read), codesWithFaults(findings));
  yield* knowledge;
};

async function openSheets(bytes: Uint8Array): Promise<Map<string, RawSheet>> {
  const wanted = new Set<string>(SHEETS.map(({ name }) => name));
  try {
    const { sheets } = await readXlsx(bytes, { sheets: (info) => wanted.has(cleanLine(info.name)) });
    return new Map(sheets.map((sheet) => [cleanLine(sheet.name), sheet]));
  } catch (fault) {
    const reason = fault instanceof Error ? fault.message : String(fault);
    throw new ImportRefused('damagedWorkbook', { row: 0 }, { reason }, { cause: fault });
  }
}

type ReadRows = { [K in keyof Rows]: SheetRow<Rows[K][number]>[] };

/** The rows of each code, in the order in which the codes first appear. */
function byCode(read: ReadRows): Map<string, ReadRows> {
  const codes = new Map<string, ReadRows>();
  for (const [key, rows] of Object.entries(read)) {
    for (const row of rows) {
      const code = row.values.code ?? '';
      const group = codes.get(code) ?? {
        procedures: [],
        papers: [],
        timeLimits: [],
        fees: [],
        guides: [],
        facts: [],
      };
      codes.set(code, group);
      group[key as keyof ReadRows].push(row as never);
    }
  }
  return codes;
}

/** Codes whose own row was told to be wrong: what else the file says of them waits for that one cell. */
function codesWithFaults(findings: readonly CatalogueItem[]): ReadonlySet<string> {
  const own = new Set([PROCEDURES.name, GUIDES.name, FACTS.name]);
  return new Set(
    findings.flatMap((item) =>
      item.kind === 'finding' && own.has(item.finding.where.sheet ?? '')
        ? (item.finding.where.code ?? [])
        : [],
    ),
  );
}

function* entriesOf(
  codes: Map<string, ReadRows>,
  faulty: ReadonlySet<string>,
): Generator<CatalogueItem, void, undefined> {
  for (const [code, read] of codes) {
    if (faulty.has(code)) continue;
    const puts = read.procedures.filter(({ values }) => values.action !== 'abolish');
    const abolitions = read.procedures.filter(({ values }) => values.action === 'abolish');
    const corrections = correctionsIn(read);
    yield* strays(code, read, corrections);
    const hasGuide = read.guides.length + read.facts.length > 0;
    const [correction] = corrections;
    if (correction !== undefined && puts.length + abolitions.length === 0 && !hasGuide) {
      yield { kind: 'entry', entry: { code, corrections, origin: correction.origin } };
      continue;
    }
    const count = Math.max(puts.length, abolitions.length, read.guides.length, hasGuide ? 1 : 0);
    for (let index = 0; index < count; index += 1) {
      yield* entryOf(code, read, {
        put: puts[index],
        abolition: abolitions[index],
        // Facts without a row of the guide make a guide too.
        guide: read.guides[index] ?? (index === 0 && read.facts.length > 0 ? 'facts' : undefined),
      });
    }
  }
}

/** Rows of fees and time limits of a layer of which the file says nothing else. */
function correctionsIn(read: ReadRows): Correction[] {
  const isOwn = { official: read.procedures.length > 0, guide: read.guides.length + read.facts.length > 0 };
  const fees = read.fees.map(({ row, values }): Correction => {
    const origin = { row, sheet: FEES.name };
    return { field: 'fees', layer: values.layer ?? 'official', row: feeOf(values), origin };
  });
  const limits = read.timeLimits.map(({ row, values }): Correction => {
    const origin = { row, sheet: TIME_LIMITS.name };
    return { field: 'timeLimits', layer: values.layer ?? 'official', row: timeLimitOf(values), origin };
  });
  return [...fees, ...limits].filter(({ layer }) => !isOwn[layer]);
}

/** Other rows of the official layer need the procedure's own row; rows of our layer a fact that says whence. */
function* strays(
  code: string,
  read: ReadRows,
  corrections: readonly Correction[],
): Generator<CatalogueItem, void, undefined> {
  const hasPut = read.procedures.some(({ values }) => values.action !== 'abolish');
  const tables = [
    ['papers', PAPERS, read.papers],
    ['timeLimits', TIME_LIMITS, read.timeLimits],
    ['fees', FEES, read.fees],
  ] as const;
  for (const [field, spec, rows] of tables) {
    const hasFact = read.facts.some(({ values }) => values.field === field);
    for (const { row, values } of rows) {
      const isOurs = values.layer === 'guide';
      if (isOurs ? hasFact : hasPut) continue;
      if (corrections.some(({ origin }) => origin.row === row && origin.sheet === spec.name)) continue;
      const sheet = isOurs ? FACTS.name : PROCEDURES.name;
      yield error('unknownProcedure', { row, sheet: spec.name, code }, { code, sheet });
    }
  }
}

type Chosen = {
  put: SheetRow<ProcedureRow> | undefined;
  abolition: SheetRow<ProcedureRow> | undefined;
  guide: SheetRow<GuideRow> | 'facts' | undefined;
};

function* entryOf(code: string, read: ReadRows, chosen: Chosen): Generator<CatalogueItem, void, undefined> {
  const { put, abolition, guide } = chosen;
  const rows = valuesOf(read);
  const origin = originOf(read, chosen);
  const official = put && officialRecord.safeParse(officialOf(put.values, rows, { source: DEFAULT_SOURCE }));
  const ours =
    guide && guideSchema.safeParse(guideOf(code, guide === 'facts' ? undefined : guide.values, rows));
  for (const parsed of [official, ours]) {
    if (!parsed || parsed.success) continue;
    const [issue] = parsed.error.issues;
    const reason = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`;
    yield error('invalidRecord', { ...origin, code }, { code, reason });
    return;
  }
  const entry: CatalogueEntry = {
    code,
    ...(official?.data && { official: tellDatesApart(official.data) }),
    ...(ours?.data && { guide: tellDatesApart(ours.data) }),
    ...(abolition && { abolish: abolitionOf(abolition.values) }),
    origin,
  };
  yield { kind: 'entry', entry };
}

function originOf(read: ReadRows, { put, abolition, guide }: Chosen): ItemSource {
  if (put ?? abolition) return { row: (put ?? abolition)?.row ?? 0, sheet: PROCEDURES.name };
  if (guide && guide !== 'facts') return { row: guide.row, sheet: GUIDES.name };
  return { row: read.facts[0]?.row ?? 0, sheet: FACTS.name };
}

function valuesOf(read: ReadRows): Rows {
  const values = Object.entries(read).map(([key, rows]) => [key, rows.map((row) => row.values)]);
  return Object.fromEntries(values) as Rows;
}
