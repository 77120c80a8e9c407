import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { guide, officialRecord } from '../../src/catalogue/procedure.js';

const folder = new URL('../../prisma/seed/catalogue/', import.meta.url);
const seedFile = z.strictObject({
  procedures: z.array(z.strictObject({ official: officialRecord.strict(), guide: guide.strict() })).min(1),
});

const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
const raw = (name: string) => readFileSync(new URL(name, folder), 'utf8');
const procedures = files.flatMap((name) => seedFile.parse(JSON.parse(raw(name))).procedures);
const cases = procedures.map((procedure) => ({ code: procedure.official.code, ...procedure }));
const codes = procedures.map((procedure) => procedure.official.code);

/** The thirty rows people ask for most; a row of two procedures counts twice. */
const MOST_USED =
  `1.001193 1.000656 1.000894 1.004873 2.000635 1.004884 1.004859 1.001022 2.000815 2.000884 2.001035
2.000908 1.004222 1.004194 1.002755 1.010038 1.010041 1.003677 2.001159 1.014061 1.014063 1.014064 3.000228 3.000347
3.000348 1.013067 1.001456 3.000333 1.001612 1.013978 1.013831 1.013225 1.001776 1.014027`.split(/\s+/);

describe('the starter catalogue as a whole', () => {
  it.each(files)('%s has the shape of a seed file', (name) => {
    expect(seedFile.safeParse(JSON.parse(raw(name))).error).toBeUndefined();
  });

  it('names every procedure once', () => {
    expect(new Set(codes).size).toBe(codes.length);
  });

  it('holds every procedure people ask for most, and more', () => {
    expect(codes.length).toBeGreaterThanOrEqual(85);
    expect(MOST_USED.filter((code) => !codes.includes(code))).toEqual([]);
  });

  it('gives one everyday name to one procedure only', () => {
    const names = procedures.flatMap(({ guide }) => guide.everydayNames.map((name) => name.toLowerCase()));
    expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  });

  it.each(files)('%s speaks of no unit that ended on 1 July 2025', (name) => {
    expect(raw(name)).not.toMatch(/cấp huyện|thị trấn|quận/i);
  });

  it.each(files)('%s is written in composed characters (NFC) without hidden ones', (name) => {
    expect(raw(name)).toBe(raw(name).normalize('NFC'));
    expect(raw(name)).not.toMatch(/[\u200b-\u200f\u00a0\ufeff]/);
  });
});

/** What the national record holds no steps of either. */
const NO_STEPS = ['1.001699', '1.001776', '1.014027'];

describe.each(cases)('$code', ({ code, official, guide }) => {
  const { facts } = guide;

  it('joins both layers by one code', () => {
    expect(guide.code).toBe(official.code);
  });

  it('has a plain name, an English gloss, a summary and at least twelve everyday names', () => {
    expect([guide.plainName, guide.englishName, guide.summary]).not.toContain(null);
    expect(guide.everydayNames.length).toBeGreaterThanOrEqual(12);
  });

  it('says papers, time, fee, place and result, each with its source', () => {
    for (const fact of [facts.papers, facts.timeLimits, facts.fees, facts.place, facts.results]) {
      expect(fact?.value.length).toBeGreaterThan(0);
    }
    for (const fact of Object.values(facts)) expect(fact?.source.trim().length).toBeGreaterThan(10);
  });

  it('says its steps where they are published, who it is for, what comes of it and where its forms are', () => {
    expect(official.steps === null).toBe(NO_STEPS.includes(code));
    expect([official.subjects?.length, official.results?.length]).not.toContain(0);
    expect(official.url).toMatch(/^https:\/\/dichvucong\.gov\.vn\/thu-tuc-hanh-chinh\//);
  });

  it('says of which day its sources are, and claims no comparison by a person', () => {
    for (const said of [official, ...Object.values(facts)])
      expect([said?.sourceDate, said?.checkedOn]).toEqual([expect.stringMatching(/^2026-/), null]);
    // What was written over a record is not older than it: else the record would answer instead.
    for (const fact of Object.values(facts))
      expect((fact?.sourceDate ?? '') >= (official.sourceDate ?? '')).toBe(true);
  });

  it('names the publishing decision and its day', () => {
    expect(official.decision).toMatch(/QĐ/);
    expect(official.decisionDate).not.toBeNull();
  });

  it('lists papers, not only notes, in every case', () => {
    for (const paperCase of facts.papers?.value ?? []) expect(paperCase.papers.length).toBeGreaterThan(0);
  });

  it('explains a time it cannot count', () => {
    for (const limit of facts.timeLimits?.value ?? []) {
      expect(limit.amount === null).toBe(limit.unit === null);
      if (limit.amount === null) expect(limit.text).toBeTruthy();
    }
  });

  it('explains a fee it cannot state, and gives no cut that had expired when it was read', () => {
    for (const fee of facts.fees?.value ?? []) {
      if (fee.amount.kind === 'council' || fee.amount.kind === 'unknown') expect(fee.text).toBeTruthy();
      if (fee.validTo !== null) expect(fee.validTo > (facts.fees?.sourceDate ?? '')).toBe(true);
    }
  });

  it('calls nothing fully online that cannot be sent online', () => {
    if (facts.serviceLevel?.value.level === 'full') expect(facts.online?.value).toBe(true);
  });
});

const reference = process.env.MOTCUA_REFERENCE;

describe.skipIf(!reference)('against the national catalogue (needs MOTCUA_REFERENCE)', () => {
  it('keeps every official name', () => {
    const packed = readFileSync(join(reference ?? '', 'data/national-catalogue.jsonl.gz'));
    const names = new Map<string, string>();
    for (const line of gunzipSync(packed).toString('utf8').split('\n')) {
      if (line === '') continue;
      const row = z.object({ code: z.string(), name: z.string() }).parse(JSON.parse(line));
      names.set(row.code, row.name.normalize('NFC').replace(/\s+/g, ' ').trim());
    }
    for (const { official } of procedures) expect(official.name).toBe(names.get(official.code));
  });
});
