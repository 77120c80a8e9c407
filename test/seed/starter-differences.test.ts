import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readCatalogueFile } from '../../src/catalogue/import/index.js';
import {
  type Guide,
  mergeLayers,
  type OfficialRecord,
  SHARED_FIELDS,
} from '../../src/catalogue/procedure.js';
import { readStarterCatalogue } from '../../src/catalogue/seed.js';
import { fold } from '../../src/search/fold.js';
import { differencesOf, HARD_FACTS, softDifferences } from './comparison.js';

const listed = z
  .strictObject({
    reasons: z.record(z.string(), z.string().min(20)),
    differences: z.array(
      z.strictObject({
        code: z.string(),
        fact: z.enum(HARD_FACTS),
        national: z.array(z.string()),
        ours: z.array(z.string()),
        reason: z.string(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('../../prisma/seed/differences.json', import.meta.url), 'utf8')));

const records = readStarterCatalogue();
const guides = new Map<string, Guide>();
const starter = new Map<string, OfficialRecord>();
for (const { layer, record } of records) {
  if (layer === 'guide') guides.set(record.code, record);
  else starter.set(record.code, record);
}
const procedures = [...starter.values()].flatMap((official) => {
  const guide = guides.get(official.code);
  return guide ? [{ official, guide }] : [];
});

/** The day of the latest source: later than that, a fee of the national data may expire without anyone's fault. */
const lastRead = procedures
  .flatMap(({ guide }) =>
    Object.values(guide.facts).flatMap((fact) => (fact?.sourceDate ? [fact.sourceDate] : [])),
  )
  .reduce((latest, day) => (day > latest ? day : latest));

describe('the list of differences', () => {
  it('speaks of procedures of the starter catalogue, of each fact once', () => {
    const keys = listed.differences.map(({ code, fact }) => `${code} ${fact}`);
    expect(listed.differences.filter(({ code }) => !starter.has(code))).toEqual([]);
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
  });

  it('gives every difference a known reason, and every reason a difference', () => {
    const used = new Set(listed.differences.map(({ reason }) => reason));
    expect([...used].sort()).toEqual(Object.keys(listed.reasons).sort());
  });
});

const reference = process.env.MOTCUA_REFERENCE;

describe.skipIf(!reference)('against the national catalogue (needs MOTCUA_REFERENCE)', () => {
  it('differs only as the list says and explains, and in all that the list says', async ({ annotate }) => {
    const national = await readNational();
    const pairs = procedures.map((ours) => ({ ours, theirs: national.get(ours.official.code) }));
    expect(pairs.filter(({ theirs }) => !theirs).map(({ ours }) => ours.official.code)).toEqual([]);
    const found = pairs.flatMap(({ ours, theirs }) => (theirs ? differencesOf(ours, theirs) : []));
    const explained = listed.differences.map(({ reason, ...difference }) => difference);
    expect(inOrder(found)).toEqual(inOrder(explained));
    for (const { ours, theirs } of pairs) {
      const told = theirs ? softDifferences(ours, theirs) : [];
      if (told.length > 0) await annotate(`${ours.official.code}: ${told.join('; ')}`);
    }
  });

  it('answers with what it says over the national record, too', async () => {
    const national = await readNational();
    const overruled = procedures.flatMap(({ official, guide }) => {
      const record = national.get(official.code);
      if (!record) return [official.code];
      const merged = mergeLayers(record, guide, [], '2026-11-30');
      const told = SHARED_FIELDS.filter((field) => guide.facts[field] && merged[field].layer !== 'guide');
      return told.map((field) => `${official.code} ${field}`);
    });
    expect(overruled).toEqual([]);
  });

  it('copies no question of the evaluation as an everyday name', () => {
    const folder = join(reference ?? '', 'eval');
    const questions = new Set(
      readdirSync(folder)
        .filter((name) => name.endsWith('questions.jsonl'))
        .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
        .filter((line) => line !== '')
        .map((line) => bare(z.object({ q: z.string() }).parse(JSON.parse(line)).q)),
    );
    const names = procedures.flatMap(({ guide }) => guide.everydayNames);
    expect(names.filter((name) => questions.has(bare(name)))).toEqual([]);
  });
});

async function readNational(): Promise<Map<string, OfficialRecord>> {
  const file = createReadStream(join(reference ?? '', 'data/national-catalogue.jsonl.gz'));
  const national = new Map<string, OfficialRecord>();
  for await (const item of readCatalogueFile(file, { fileName: 'national', today: lastRead })) {
    if (item.kind === 'entry' && item.entry.official && starter.has(item.entry.code))
      national.set(item.entry.code, item.entry.official);
  }
  return national;
}

/** As lines, so that a failure shows the differing ones alone. */
function inOrder(
  differences: readonly { code: string; fact: string; national: string[]; ours: string[] }[],
): string[] {
  return differences
    .map(
      ({ code, fact, national, ours }) => `${code} ${fact}: [${national.join(', ')}] → [${ours.join(', ')}]`,
    )
    .sort();
}

/** Folded, without punctuation: "Mất sổ đỏ?" → "mat so do". */
function bare(text: string): string {
  return fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
