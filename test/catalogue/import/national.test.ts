import { describe, expect, it } from 'vitest';
import { collect, jsonl, nationalRow } from './collect.js';

const official = async (over: object) => (await collect(jsonl(nationalRow(over)))).entries[0]?.official;

describe('a row of the national catalogue', () => {
  it('is cleaned', async () => {
    const record = await official({
      code: ' 2.000815.000.00.00.H55',
      name: `${'Chứng thực'.normalize('NFD')}\nbản\u200b  sao`,
    });
    expect(record).toMatchObject({ code: '2.000815', name: 'Chứng thực bản sao' });
  });

  it('says null for everything it does not say', async () => {
    const record = await official({ documents: null, methods: null, subjects: [], legalBasis: [] });
    expect(record).toMatchObject({
      papers: null,
      timeLimits: null,
      fees: null,
      serviceLevel: null,
      online: null,
      subjects: null,
      legalBasis: null,
      levels: null,
      keywords: [],
    });
  });

  it('keeps "can be sent online" apart from the service level', async () => {
    expect(await official({ onlineSubmission: true })).toMatchObject({ online: true, serviceLevel: null });
    expect(await official({ serviceLevel: 'Toàn trình' })).toMatchObject({ serviceLevel: { level: 'full' } });
    expect(
      await official({ methods: [{ method: 'Trực tiếp', qty: 1, unit: null, note: null, fees: [] }] }),
    ).toMatchObject({
      online: false,
    });
  });

  it('joins subjects that the source split at their commas', async () => {
    const subjects = [
      'Cán bộ',
      'công chức',
      'viên chức',
      'Tổ chức (không bao gồm doanh nghiệp',
      'HTX)',
      'Hợp tác xã',
    ];
    expect((await official({ subjects }))?.subjects).toEqual([
      'Cán bộ, công chức, viên chức',
      'Tổ chức (không bao gồm doanh nghiệp, HTX)',
      'Hợp tác xã',
    ]);
  });

  it('takes a time in words from the place of the number', async () => {
    const methods = [
      {
        method: 'Trực tuyến',
        qty: 'Không quá 03 ngày làm việc',
        unit: null,
        note: 'Nộp trên mạng',
        fees: [],
      },
    ];
    expect((await official({ methods }))?.timeLimits).toMatchObject([
      { channel: 'online', amount: null, text: 'Không quá 03 ngày làm việc\nNộp trên mạng' },
    ]);
  });

  it('takes number and date of the decision apart', async () => {
    expect(await official({ decision: 'Quyết định số 6375/QĐ-BQP ngày 03/7/2026' })).toMatchObject({
      decisionDate: '2026-07-03',
    });
    expect(await official({ decision: 'Quyết định số 6375/QĐ-BQP' })).toMatchObject({
      decision: '6375/QĐ-BQP',
      decisionDate: null,
    });
  });

  it('was checked on the day its listing names, else when the caller says, else today', async () => {
    expect(await official({ inCatalogue20260718: true })).toMatchObject({
      sourceDate: '2026-07-18',
      checkedOn: null,
    });
    expect(await official({})).toMatchObject({ sourceDate: '2026-11-21', checkedOn: null });
    const told = await collect(jsonl(nationalRow()), { checkedOn: '2026-10-01' });
    expect(told.entries[0]?.official?.checkedOn).toBe('2026-10-01');
  });

  it('was checked by nobody when the listing lacks it, and is told', async () => {
    const { entries, findings } = await collect(jsonl(nationalRow({ inCatalogue20260718: false })));
    expect(entries[0]?.official?.checkedOn).toBeNull();
    expect(findings).toMatchObject([
      { severity: 'warning', key: 'notInCatalogue', params: { date: '2026-07-18' } },
    ]);
  });
});

describe('a malformed row is set aside with a warning, the rest is taken', () => {
  it.each([
    ['a code marked as deleted', { code: '1.014955-Xoa' }, 'badCode'],
    ['too long a code', { code: '2.009182739' }, 'badCode'],
    ['no name', { name: ' \u200b ' }, 'missingName'],
    ['a name of the wrong kind', { name: 7 }, 'badRow'],
    ['papers of the wrong kind', { documents: 'giấy' }, 'badRow'],
  ])('%s', async (_, over, key) => {
    const { entries, findings } = await collect(jsonl(nationalRow({ code: '1.000009' }), nationalRow(over)));
    expect(entries).toHaveLength(1);
    expect(findings).toMatchObject([{ severity: 'warning', key, where: { row: 2 } }]);
  });
});

it('warns of one name on several codes of one ministry, not of provincial copies', async () => {
  const rows = (agencies: string[]) =>
    jsonl(
      ...agencies.map((promulgatingAgency, i) => nationalRow({ code: `1.00000${i}`, promulgatingAgency })),
    );
  const { findings } = await collect(
    rows(['Bộ Công an', 'Bộ Công an', 'Bộ Công an', 'Bộ Tư pháp', 'UBND tỉnh Sơn La']),
  );
  expect(findings.map(({ key, where }) => [key, where.code])).toEqual(
    ['1.000000', '1.000001', '1.000002', '1.000003'].map((code) => ['repeatedName', code]),
  );
  expect((await collect(rows(['UBND tỉnh A', 'UBND tỉnh B', 'UBND tỉnh C']))).findings).toEqual([]);
});
