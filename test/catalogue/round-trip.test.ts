import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCatalogueFile } from '../../src/catalogue/import/index.js';
import { writeOwnRow } from '../../src/catalogue/import/own-jsonl.js';
import { writeWorkbook } from '../../src/catalogue/import/workbook.js';
import { importCatalogue } from '../../src/catalogue/import-catalogue.js';
import { type Guide, type OfficialRecord, officialRecord } from '../../src/catalogue/procedure.js';
import { readActive } from '../../src/catalogue/store.js';
import { openTestDatabase } from '../support/database.js';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 });
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value);
const day = fc
  .date({ min: new Date('2020-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const channel = maybe(fc.constantFrom('direct', 'online', 'post'));
const paper = fc.record({
  name: text,
  originals: maybe(fc.nat(9)),
  copies: maybe(fc.nat(9)),
  forms: fc.array(text, { maxLength: 2 }),
  code: maybe(text),
  use: maybe(fc.constantFrom('submit', 'show')),
});
const values = {
  papers: fc.array(
    fc.record({
      name: maybe(text),
      papers: fc.array(paper, { maxLength: 2 }),
      notes: fc.array(text, { maxLength: 2 }),
    }),
    { maxLength: 2 },
  ),
  timeLimits: fc.array(
    fc.record({
      channel,
      case: maybe(text),
      amount: maybe(fc.integer({ min: 1, max: 99 })),
      unit: maybe(fc.constantFrom('workingDay', 'day', 'hour', 'month')),
      text: maybe(text),
    }),
    { maxLength: 2 },
  ),
  fees: fc.array(
    fc.record({
      channel,
      case: maybe(text),
      type: maybe(fc.constantFrom('fee', 'charge', 'price')),
      amount: fc.oneof(
        fc.record({ kind: fc.constant('amount'), vnd: fc.integer({ min: 1, max: 1e9 }) }),
        fc.record({ kind: fc.constantFrom('free', 'council', 'unknown') }),
      ),
      text: maybe(text),
      validFrom: maybe(day),
      validTo: maybe(day),
    }),
    { maxLength: 2 },
  ),
  serviceLevel: fc.record({
    level: fc.constantFrom('full', 'partial', 'information'),
    reason: maybe(text),
    mappedFrom: maybe(fc.integer({ min: 1, max: 4 })),
  }),
  online: fc.boolean(),
  place: text,
  conditions: text,
  results: fc.array(text, { maxLength: 2 }),
  legalBasis: fc.array(fc.record({ code: maybe(text), name: maybe(text) }), { maxLength: 2 }),
};
const official = fc
  .record({
    ...Object.fromEntries(
      Object.entries(values).map(([field, value]) => [field, maybe(value as fc.Arbitrary<unknown>)]),
    ),
    name: text,
    field: maybe(text),
    levels: maybe(fc.uniqueArray(fc.constantFrom('ministry', 'province', 'commune', 'other'))),
    subjects: maybe(fc.array(text, { maxLength: 2 })),
    steps: maybe(text),
    keywords: fc.array(text, { maxLength: 2 }),
    change: maybe(fc.constantFrom('new', 'amended', 'replaced', 'abolished')),
    decision: maybe(text),
    decisionDate: maybe(day),
    effectiveFrom: maybe(day),
    effectiveTo: maybe(day),
    source: text,
    sourceDate: fc.option(day, { nil: undefined }),
    checkedOn: maybe(day),
  })
  .map(({ ...said }) => said as Partial<OfficialRecord>);
const factOf = (value: fc.Arbitrary<unknown>) =>
  fc
    .record({
      value,
      source: text,
      sourceDate: maybe(day),
      checkedOn: maybe(day),
      verified: fc.boolean(),
      until: fc.option(day, { nil: undefined }),
    })
    // A fact has a day at least.
    .map((fact) => ({ ...fact, checkedOn: fact.checkedOn ?? (fact.sourceDate ? null : '2026-01-01') }));
const facts = fc.record(
  Object.fromEntries(
    Object.entries(values).map(([field, value]) => [field, factOf(value as fc.Arbitrary<unknown>)]),
  ),
  { requiredKeys: [] },
);
const ours = fc.record({
  plainName: maybe(text),
  englishName: maybe(text),
  summary: maybe(text),
  everydayNames: fc.array(text, { maxLength: 3 }),
  clockPolicy: fc.constantFrom(undefined, 'restart', 'pause', 'none'),
  facts,
});

/** The keys of every object in another order, as readers of other formats put them. */
function turned<T>(value: T): T {
  if (Array.isArray(value)) return value.map(turned) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, turned(inner)]),
  ) as T;
}

const database = openTestDatabase();
const options = {
  complete: false,
  reason: { by: 'lan', why: 'thử', decision: null },
  onProgress: () => undefined,
  signal: new AbortController().signal,
};

describe('an export nobody has touched', () => {
  async function changesOf(bytes: Uint8Array) {
    async function* pieces() {
      yield bytes;
    }
    const { client } = await database;
    const items = readCatalogueFile(pieces(), { fileName: 'x', today: '2026-11-30' });
    return importCatalogue(client, items, { ...options, apply: false });
  }

  it('changes nothing when it is imported again, whatever the catalogue says, in both formats', async () => {
    const { client } = await database;
    await fc.assert(
      fc.asyncProperty(official, fc.option(ours), async (said, plain) => {
        const code = '1.000001';
        const unknown = Object.fromEntries(Object.keys(officialRecord.shape).map((field) => [field, null]));
        const record: OfficialRecord = turned({ ...unknown, ...said, code } as OfficialRecord);
        const entry = {
          code,
          official: record,
          ...(plain && { guide: turned({ ...plain, code } as Guide) }),
        };
        async function* items() {
          yield { kind: 'entry' as const, entry: { ...entry, origin: { row: 1 } } };
        }
        await importCatalogue(client, items(), { ...options, apply: true });
        const stored = [];
        for await (const standing of readActive(client))
          stored.push({ official: standing.official, ...(standing.guide && { guide: standing.guide }) });
        const files = [
          await writeWorkbook(stored),
          Buffer.from(stored.map((row) => `${writeOwnRow(row)}\n`).join('')),
        ];
        for (const file of files) {
          const { changes, findings } = await changesOf(file);
          expect([changes, findings]).toEqual([[], []]);
        }
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});
