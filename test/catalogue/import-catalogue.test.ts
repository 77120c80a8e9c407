import { beforeEach, describe, expect, it } from 'vitest';
import { findProcedure } from '../../src/catalogue/find.js';
import type { CatalogueEntry, CatalogueItem } from '../../src/catalogue/import/item.js';
import { type ImportOptions, importCatalogue } from '../../src/catalogue/import-catalogue.js';
import type { KnowledgeChange } from '../../src/catalogue/knowledge.js';
import { changeKnowledge, listKnowledge } from '../../src/catalogue/knowledge-store.js';
import { currentPublicationId, listPublications } from '../../src/catalogue/publication-store.js';
import { findActive } from '../../src/catalogue/store.js';
import type { Client } from '../../src/db/open.js';
import { openTestDatabase } from '../support/database.js';
import { guideFor, knowledgeOf, official } from '../support/records.js';

const database = openTestDatabase();

describe('an import', () => {
  let client: Client;
  beforeEach(async () => {
    client = (await database).client;
  });

  const entry = (given: Omit<CatalogueEntry, 'origin'>): CatalogueItem => ({
    kind: 'entry',
    entry: { ...given, origin: { row: 1 } },
  });
  const row = (code: string, name: string) => entry({ code, official: official({ code, name }) });
  const closing = {
    decision: '9/QĐ',
    decisionDate: '2026-01-01',
    effectiveFrom: '2026-02-01',
    replacedBy: null,
  };

  async function run(items: CatalogueItem[], options: Partial<ImportOptions> = {}) {
    async function* stream() {
      yield* items;
    }
    return importCatalogue(client, stream(), {
      apply: true,
      complete: false,
      reason: { by: 'lan', why: 'tep.xlsx', decision: '1/QĐ' },
      onProgress: () => undefined,
      signal: new AbortController().signal,
      ...options,
    });
  }

  it('is a dry run first: it tells what would change and changes nothing', async () => {
    const report = await run([row('1.000001', 'Một'), row('1.000002', 'Hai')], { apply: false });
    expect(report.counts).toMatchObject({ added: 2, amended: 0, unchanged: 0 });
    expect(report.publicationId).toBeNull();
    expect(await currentPublicationId(client)).toBe(0);
  });

  it('publishes with who, why and the decision, and again nothing when nothing changed', async () => {
    const first = await run([row('1.000001', 'Một'), row('1.000002', 'Hai')]);
    expect(await currentPublicationId(client)).toBe(first.publicationId);
    expect((await listPublications(client))[0]).toMatchObject({
      by: 'lan',
      why: 'tep.xlsx',
      decision: '1/QĐ',
    });
    const again = await run([row('1.000001', 'Một'), row('1.000002', 'Hai')]);
    expect(again).toMatchObject({ publicationId: null, counts: { unchanged: 2 } });
    expect(await currentPublicationId(client)).toBe(first.publicationId);
  });

  it('adds and amends, field by field; what it does not mention stays', async () => {
    const report = await run([row('1.000002', 'Hai, sửa'), row('1.000003', 'Ba')]);
    expect(report.counts).toMatchObject({ added: 1, amended: 1, abolished: 0 });
    const amended = report.changes.find((change) => change.kind === 'amended');
    expect(amended?.differences).toEqual([{ field: 'name', before: 'Hai', after: 'Hai, sửa' }]);
    expect((await findActive(client, '1.000001')).official?.name).toBe('Một');
  });

  it('keeps our layer through an import of official records', async () => {
    await run([entry({ code: '1.000001', guide: guideFor({ code: '1.000001', plainName: 'Việc một' }) })]);
    await run([row('1.000001', 'Một, sửa')]);
    expect((await findActive(client, '1.000001')).guide?.plainName).toBe('Việc một');
  });

  it('abolishes by an explicit row, keeping the record and the decision', async () => {
    const report = await run([entry({ code: '1.000003', abolish: { code: '1.000003', ...closing } })]);
    expect(report.counts).toMatchObject({ abolished: 1, amended: 0 });
    expect((await findActive(client, '1.000003')).official).toMatchObject({
      name: 'Ba',
      change: 'abolished',
      decision: '9/QĐ',
    });
  });

  it('refuses to abolish what is not there, and then publishes nothing of the file', async () => {
    const before = await currentPublicationId(client);
    const report = await run([
      row('1.000004', 'Bốn'),
      entry({ code: '1.999999', abolish: { code: '1.999999', ...closing } }),
    ]);
    expect(report.publicationId).toBeNull();
    expect(report.findings).toMatchObject([{ severity: 'error', key: 'abolishUnknown' }]);
    expect(await currentPublicationId(client)).toBe(before);
    expect((await findActive(client, '1.000004')).official).toBeNull();
  });

  it('abolishes what a complete file does not mention, once', async () => {
    const file = [row('1.000001', 'Một, sửa')];
    expect((await run(file, { complete: true })).counts).toMatchObject({ abolished: 1, unchanged: 1 });
    expect((await findActive(client, '1.000002')).official?.change).toBe('abolished');
    expect((await run(file, { complete: true })).publicationId).toBeNull();
  });

  const learn = (change: KnowledgeChange): CatalogueItem => ({
    kind: 'knowledge',
    change,
    origin: { row: 7 },
  });

  it('lists each fact of the guide that a newer decision changed, and where its figure stands else', async () => {
    const code = '1.000055';
    const fact = { source: 'ta', sourceDate: '2026-07-18', checkedOn: null, verified: true };
    const limit = (amount: number) => [
      { channel: null, case: null, amount, unit: 'workingDay' as const, text: null },
    ];
    const facts = { timeLimits: { ...fact, value: limit(3) }, place: { ...fact, value: 'Ở xã' } };
    const summary = 'Xin giấy độc thân. Xong trong 3 ngày làm việc.';
    const before = official({ code, timeLimits: limit(3), place: 'UBND cấp xã' });
    await run([entry({ code, official: before, guide: guideFor({ code, summary, facts }) })]);
    const about = (id: string, given: object) =>
      knowledgeOf({ id, codes: [code], topic: 'result', ...given });
    await changeKnowledge(
      client,
      [
        about('old', { fact: 'Sau 3 ngày làm việc có giấy.' }),
        about('other', { fact: 'Giấy dùng trong 13 ngày làm việc.' }),
        about('newer', { fact: 'Không còn 3 ngày làm việc.', comparedOn: '2026-12-01' }),
      ].map((put) => ({ id: put.id, put })),
      'lan',
    );
    const decided = { ...before, timeLimits: limit(2), decision: '99/QĐ-UBND', effectiveFrom: '2026-11-27' };
    const report = await run([entry({ code, official: decided })]);
    expect(report.overruled).toMatchObject([
      {
        code,
        differ: [{ field: 'timeLimits', recorded: '2 ngày làm việc', ours: '3 ngày làm việc' }],
        wording: [],
        restated: { summary, facts: [{ id: 'old' }] },
      },
    ]);
    const again = await run([entry({ code, official: { ...decided, place: 'Trung tâm phục vụ' } })]);
    expect(again.overruled).toMatchObject([{ code, differ: [], wording: ['place'] }]);
    const mended = await run([
      entry({ code, official: { ...decided, timeLimits: limit(1), effectiveFrom: '2026-11-28' } }),
      learn({ id: 'old', put: about('old', { fact: 'Sau 1 ngày làm việc có giấy.' }) }),
    ]);
    expect(mended.overruled.flatMap(({ restated }) => restated.facts)).toEqual([]);
    const ids = ['old', 'other', 'newer'];
    await changeKnowledge(
      client,
      ids.map((id) => ({ id, remove: true })),
      'lan',
    );
  });

  it('tells of a change that its dates do not make newer than the guide, and takes a decision given with it', async () => {
    const code = '1.000056';
    const limit = (amount: number) => [
      { channel: null, case: null, amount, unit: 'workingDay' as const, text: null },
    ];
    const fact = { source: 'ta', sourceDate: '2026-07-18', checkedOn: null, verified: true, value: limit(3) };
    const before = official({ code, timeLimits: limit(3) });
    await run([entry({ code, official: before, guide: guideFor({ code, facts: { timeLimits: fact } }) })]);
    const file = [entry({ code, official: { ...before, timeLimits: limit(2) } })];
    const undecided = { by: 'lan', why: 'x', decision: null };
    const [dry] = (await run(file, { apply: false, reason: undecided })).overruled;
    expect(dry).toMatchObject({ differ: [], kept: [{ field: 'timeLimits', answers: 'guide' }] });
    const reason = { ...undecided, decision: '9/QĐ-UBND' };
    expect((await run(file, { reason })).overruled).toMatchObject([
      { differ: [{ field: 'timeLimits' }], kept: [] },
    ]);
    const told = await findProcedure(client, code, '2027-01-01', []);
    expect(told?.timeLimits).toMatchObject({ value: limit(2), source: 'Quyết định 9/QĐ-UBND' });
  });

  it('leaves the old publication when the file turns out bad half-way, or the officer stops it', async () => {
    const before = await currentPublicationId(client);
    async function* broken(): AsyncGenerator<CatalogueItem> {
      for (let i = 0; i < 250; i += 1) yield row(`2.${String(i).padStart(6, '0')}`, `Số ${i}`);
      throw new Error('truncated');
    }
    const options = {
      apply: true,
      complete: false,
      reason: { by: 'lan', why: 'x', decision: null },
      onProgress: () => undefined,
    };
    const { signal } = new AbortController();
    await expect(importCatalogue(client, broken(), { ...options, signal })).rejects.toThrow('truncated');
    const stopping = new AbortController();
    stopping.abort();
    await expect(
      importCatalogue(client, broken(), { ...options, signal: stopping.signal }),
    ).rejects.toThrow();
    expect(await currentPublicationId(client)).toBe(before);
    expect((await findActive(client, '2.000001')).official).toBeNull();
    expect(await client.publication.count({ where: { publishedAt: null } })).toBe(0);
  });

  const fact = knowledgeOf({ id: 'a', codes: ['1.000001'] });
  const known = async () => (await listKnowledge(client)).map(({ id, fact: told }) => `${id}: ${told}`);

  it('tells what would change in the knowledge, then does it, and nothing more the next time', async () => {
    const dry = await run([learn({ id: 'a', put: fact })], { apply: false });
    expect([dry.knowledge?.map(({ kind }) => kind), await known()]).toEqual([['added'], []]);
    const before = await currentPublicationId(client);
    await run([learn({ id: 'a', put: fact })]);
    expect([await known(), await currentPublicationId(client)]).toEqual([['a: Điều a.'], before]);
    expect((await run([learn({ id: 'a', put: fact })])).knowledge).toEqual([]);
    const amended = await run([learn({ id: 'a', put: { ...fact, fact: 'Sửa.' } })]);
    expect(amended.knowledge?.[0]?.differences).toEqual([
      { field: 'fact', before: 'Điều a.', after: 'Sửa.' },
    ]);
  });

  it('keeps the knowledge through an import of official records', async () => {
    await run([row('1.000001', 'Một, lại sửa')]);
    expect(await known()).toEqual(['a: Sửa.']);
  });

  it('takes records and knowledge together, also of a procedure that is new in the file', async () => {
    const other = knowledgeOf({ id: 'b', codes: ['1.000777'] });
    const report = await run([row('1.000777', 'Bảy'), learn({ id: 'b', put: other })]);
    expect(report.publicationId).not.toBeNull();
    expect(await known()).toEqual(['a: Sửa.', 'b: Điều b.']);
  });

  it('does nothing at all where one row names what is not there', async () => {
    const before = await currentPublicationId(client);
    const report = await run([
      row('1.000778', 'Tám'),
      learn({ id: 'a', put: fact }),
      learn({ id: 'c', put: knowledgeOf({ id: 'c', codes: ['9.999999'] }) }),
      learn({ id: 'd', put: knowledgeOf({ id: 'd', codes: ['1.000001'], unit: 'H99.99' }) }),
      learn({ id: 'e', remove: true }),
    ]);
    expect(report.findings.map(({ key }) => key)).toEqual([
      'knowledgeOfUnknown',
      'unknownUnit',
      'removeUnknownKnowledge',
    ]);
    expect([await known(), await currentPublicationId(client)]).toEqual([['a: Sửa.', 'b: Điều b.'], before]);
  });

  it('removes a fact a file takes away', async () => {
    const report = await run([learn({ id: 'b', remove: true })]);
    expect([report.knowledge?.map(({ kind }) => kind), await known()]).toEqual([['removed'], ['a: Sửa.']]);
  });
});
