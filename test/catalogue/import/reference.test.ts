import { createReadStream, readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CatalogueEntry, Finding } from '../../../src/catalogue/import/item.js';
import { writeWorkbook } from '../../../src/catalogue/import/workbook.js';
import { officialRecord } from '../../../src/catalogue/procedure.js';
import { collect } from './collect.js';

const reference = process.env.MOTCUA_REFERENCE;
const data = path.join(reference ?? '', 'data');

/** The real national catalogue; skipped unless MOTCUA_REFERENCE names the folder of the reference data. */
describe.skipIf(!reference)('the national catalogue', () => {
  let entries: CatalogueEntry[];
  let findings: Finding[];
  let seconds: number;
  beforeAll(async () => {
    const start = performance.now();
    ({ entries, findings } = await collect(createReadStream(path.join(data, 'national-catalogue.jsonl.gz'))));
    seconds = (performance.now() - start) / 1000;
  });
  const recordOf = (code: string) => entries.find((entry) => entry.code === code)?.official;

  it('reads in less than ten seconds, all but the three malformed rows', () => {
    expect(seconds).toBeLessThan(10);
    expect(entries).toHaveLength(5771);
    expect(findings.filter(({ key }) => key === 'badCode').map(({ params }) => params.value)).toEqual([
      '1.0133611',
      '1.014955-Xoa',
      '2.009182739',
    ]);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('holds to the model', () => {
    const faulty = entries.filter(({ official }) => !officialRecord.safeParse(official).success);
    expect(faulty).toEqual([]);
  });

  it('warns of the seventeen wrong names', () => {
    expect(findings.filter(({ key }) => key === 'repeatedName')).toHaveLength(17);
  });

  it('registers a birth: papers told from notes, a working day, no fee', () => {
    const record = recordOf('1.001193');
    const [general] = record?.papers ?? [];
    expect(general?.name).toBeNull();
    expect(new Set(general?.papers.map(({ use }) => use))).toEqual(new Set(['submit', 'show', null]));
    expect(general?.notes.some((note) => note.startsWith('Cá nhân có quyền lựa chọn'))).toBe(true);
    expect(record?.timeLimits).toMatchObject([{ amount: 1, unit: 'workingDay' }]);
    expect(record?.fees?.every(({ amount }) => amount.kind === 'free')).toBe(true);
    expect([record?.sourceDate, record?.checkedOn]).toEqual(['2026-07-18', null]);
  });

  it('knows the fees of a driving licence, a building permit and a passport', () => {
    expect(recordOf('3.000349')?.fees).toMatchObject([{ amount: { kind: 'amount', vnd: 135000 } }]);
    expect(recordOf('1.013225')?.fees?.every(({ amount }) => amount.kind === 'council')).toBe(true);
    expect(recordOf('1.001456')?.fees?.some(({ validTo }) => validTo === '2023-12-31')).toBe(true);
  });

  it('goes through a workbook unchanged', async () => {
    const contents = entries.map(({ official }) => ({ ...(official && { official }) }));
    const back = await collect(await writeWorkbook(contents));
    expect(back.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const byCode = new Map(back.entries.map((entry) => [entry.code, entry.official]));
    expect(byCode.size).toBe(entries.length);
    for (const { code, official } of entries) expect(byCode.get(code)).toEqual(official);
  });
});

describe.skipIf(!reference)('the answers of the portal', () => {
  const folder = path.join(data, 'portal-samples');
  it.each(reference ? readdirSync(folder) : [])('%s', async (file) => {
    const { entries, findings } = await collect(createReadStream(path.join(folder, file)));
    const [entry] = entries;
    expect(entry?.code).toBe(path.basename(file, '.json'));
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(entry?.official).toMatchObject({ papers: expect.any(Array), timeLimits: expect.any(Array) });
    expect(entry?.official?.decisionDate).toMatch(/^202[56]-/);
  });
});
