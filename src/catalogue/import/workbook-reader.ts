/** Reads the officers' workbook back into entries; every fault is told with sheet, row and column. */
import { readXlsx } from 'hucre/xlsx';
import { cleanLine } from '../clean.js';
import { guide as guideSchema, officialRecord } from '../procedure.js';
import { capBytes, collectBytes } from './bytes.js';
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
  type GuideRow,
  guideOf,
  officialOf,
  type ProcedureRow,
  type Rows,
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
  const read = {
    procedures: readRows(PROCEDURES, sheets, maxRows, findings),
    papers: readRows(PAPERS, sheets, maxRows, findings),
    timeLimits: readRows(TIME_LIMITS, sheets, maxRows, findings),
    fees: readRows(FEES, sheets, maxRows, findings),
    guides: readRows(GUIDES, sheets, maxRows, findings),
    facts: readRows(FACTS, sheets, maxRows, findings),
  };
  const knowledge = readKnowledge(sheets, maxRows, findings);
  yield* findings;
  yield* entriesOf(byCode(read));
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

function* entriesOf(codes: Map<string, ReadRows>): Generator<CatalogueItem, void, undefined> {
  for (const [code, read] of codes) {
    const puts = read.procedures.filter(({ values }) => values.action !== 'abolish');
    const abolitions = read.procedures.filter(({ values }) => values.action === 'abolish');
    yield* strays(code, read, puts.length > 0);
    const hasGuide = read.guides.length + read.facts.length > 0;
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

/** Rows of the official layer need the procedure's own row; rows of our layer a fact that says whence. */
function* strays(code: string, read: ReadRows, hasPut: boolean): Generator<CatalogueItem, void, undefined> {
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
    ...(official?.data && { official: official.data }),
    ...(ours?.data && { guide: ours.data }),
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
