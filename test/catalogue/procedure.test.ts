import { describe, expect, it } from 'vitest';
import { revisionsOf } from '../../src/catalogue/in-force.js';
import type { Revision } from '../../src/catalogue/precedence.js';
import { mergeLayers, type OfficialRecord } from '../../src/catalogue/procedure.js';
import { guideFor, knowledgeOf, official } from '../support/records.js';

const code = '1.001193';
const place = (checkedOn: string, verified = true) => ({
  facts: { place: { value: 'xã của ta', source: 'ta', checkedOn, verified } },
});

describe('the two layers of a procedure', () => {
  it('answer with the fact of the later check date', () => {
    const record = official({ code, place: 'xã', checkedOn: '2026-07-18' });
    expect(mergeLayers(record, guideFor({ code, ...place('2026-08-01') })).place.value).toBe('xã của ta');
    expect(mergeLayers(record, guideFor({ code, ...place('2026-07-01') })).place.value).toBe('xã');
  });

  it('answer with the guide on equal dates, and where the record says nothing', () => {
    const record = official({ code, place: 'xã', checkedOn: '2026-07-18' });
    expect(mergeLayers(record, guideFor({ code, ...place('2026-07-18') })).place.value).toBe('xã của ta');
    const silent = official({ code, checkedOn: '2027-01-01' });
    expect(mergeLayers(silent, guideFor({ code, ...place('2026-07-18', false) })).place).toEqual({
      value: 'xã của ta',
      layer: 'guide',
      source: 'ta',
      sourceDate: null,
      checkedOn: '2026-07-18',
      verified: false,
      until: null,
    });
  });

  it('answer with the decision that took effect after the guide was compared, whenever that was published', () => {
    const ours = guideFor({ code, ...place('2026-11-26') });
    const decided = (given: object) =>
      mergeLayers(official({ code, place: 'xã', checkedOn: null, ...given }), ours).place.value;
    expect(decided({ effectiveFrom: '2026-11-27', decisionDate: '2026-11-01' })).toBe('xã');
    expect(decided({ effectiveFrom: '2026-11-26' })).toBe('xã của ta');
    expect(decided({ decisionDate: '2026-11-27' })).toBe('xã');
    expect(decided({ effectiveFrom: '2026-11-27', place: null })).toBe('xã của ta');
    const record = official({ code, place: 'xã', decision: '99/QĐ-UBND', effectiveFrom: '2026-11-27' });
    expect(mergeLayers(record, ours).place).toMatchObject({
      source: 'Quyết định 99/QĐ-UBND',
      sourceDate: '2026-11-27',
      checkedOn: null,
    });
  });

  it('take the day of the data for what it is where nobody has compared', () => {
    const copied = {
      value: 'xã của ta',
      source: 'ta',
      sourceDate: '2026-07-18',
      checkedOn: null,
      verified: true,
    };
    const ours = guideFor({ code, facts: { place: copied } });
    const of = (sourceDate: string) => official({ code, place: 'xã', sourceDate, checkedOn: null });
    expect(mergeLayers(of('2026-07-18'), ours).place.value).toBe('xã của ta');
    expect(mergeLayers(of('2026-10-01'), ours).place.value).toBe('xã');
    const compared = guideFor({ code, facts: { place: { ...copied, checkedOn: '2026-10-02' } } });
    expect(mergeLayers(of('2026-10-01'), compared).place.value).toBe('xã của ta');
  });

  it('let a fact go by itself when its end is over, and say until when it holds before', () => {
    const fact = {
      value: 'xã của ta',
      source: 'ta',
      checkedOn: '2026-07-18',
      verified: true,
      until: '2026-12-31',
    };
    const ours = guideFor({ code, facts: { place: fact } });
    const record = official({ code, place: 'xã' });
    const on = (day: string) => mergeLayers(record, ours, [], day).place;
    expect(on('2026-12-31')).toMatchObject({ value: 'xã của ta', until: '2026-12-31' });
    expect(on('2027-01-01')).toMatchObject({ value: 'xã', until: null });
  });

  it('tell our steps where they answer, and the published ones else', () => {
    const record = official({ code, steps: 'Nộp ở huyện.', checkedOn: '2026-07-18' });
    const fact = { value: 'Nộp trên Cổng.', source: 'nghị định', checkedOn: '2026-09-21', verified: true };
    const merged = mergeLayers(record, guideFor({ code, facts: { steps: fact } }));
    expect([merged.steps.value, merged.official.steps]).toEqual(['Nộp trên Cổng.', 'Nộp trên Cổng.']);
    expect(mergeLayers(record, guideFor({ code })).official.steps).toBe('Nộp ở huyện.');
  });

  it('keep unknown apart from none, and name the procedure plainly where they can', () => {
    const merged = mergeLayers(official({ code, papers: [] }), null);
    expect([merged.papers.value, merged.fees.value]).toEqual([[], null]);
    expect(merged.displayName).toBe(`Thủ tục ${code}`);
    expect(mergeLayers(official({ code }), guideFor({ code, plainName: 'Khai sinh' })).displayName).toBe(
      'Khai sinh',
    );
  });
});

/** As they were published one after the other, each on the first of a month of 2026. */
function published(records: readonly OfficialRecord[], decision: string | null = null): Revision[] {
  const history = records.map((record, at) => ({
    versionId: `v${at}`,
    record,
    publishedAt: new Date(Date.UTC(2026, 9 + at, 1, 5)),
    decision: at > 0 ? decision : null,
  }));
  return revisionsOf(history);
}

describe('a newer record', () => {
  const limits = (amount: number) => [
    { channel: null, case: null, amount, unit: 'workingDay' as const, text: null },
  ];
  const fees = (vnd: number) => [
    {
      channel: null,
      case: null,
      type: 'fee' as const,
      amount: { kind: 'amount' as const, vnd },
      text: null,
      validFrom: null,
      validTo: null,
    },
  ];
  const copied = { source: 'ta', sourceDate: '2026-07-18', checkedOn: null, verified: true };
  const ours = guideFor({
    code,
    summary: 'Xin giấy. Có sau 3 ngày làm việc.',
    facts: { timeLimits: { ...copied, value: limits(3) }, place: { ...copied, value: 'xã của ta' } },
  });
  const before = official({
    code,
    timeLimits: limits(3),
    place: 'xã',
    sourceDate: '2026-07-18',
    checkedOn: null,
  });
  const decided = { ...before, timeLimits: limits(2), decision: '9/QĐ', effectiveFrom: '2026-11-27' };
  const on = (
    record: typeof before,
    guide = ours,
    earlier = [before, decided],
    facts = [] as ReturnType<typeof knowledgeOf>[],
  ) => mergeLayers(record, guide, facts, '2026-12-01', published(earlier));

  it('answers only what it changed of what our fact was compared with', () => {
    expect([on(decided).timeLimits.value, on(decided).place.value]).toEqual([limits(2), 'xã của ta']);
    const later = { ...decided, decision: '10/QĐ', effectiveFrom: '2027-02-01' };
    expect([on(later).timeLimits.value, on(later).place.value]).toEqual([limits(2), 'xã của ta']);
    const moved = { ...later, place: 'trung tâm' };
    expect(on(moved).place.value).toBe('trung tâm');
  });

  it('leaves what our layer says where the data alone is newer and says what it said', () => {
    const copiedAgain = { ...before, sourceDate: '2026-10-01' };
    expect(on(copiedAgain).timeLimits.layer).toBe('guide');
    expect(on({ ...copiedAgain, timeLimits: limits(5) }).timeLimits.value).toEqual(limits(5));
  });

  it('is newer by the day it was published where a new decision says no day', () => {
    const numbered = { ...before, decision: '1/QĐ' };
    const undated = { ...numbered, timeLimits: limits(2), decision: '9/QĐ' };
    const told = on(undated, ours, [numbered, undated]);
    expect(told.timeLimits).toMatchObject({
      value: limits(2),
      source: 'Quyết định 9/QĐ',
      sourceDate: '2026-11-01',
    });
    expect(told.place.value).toBe('xã của ta');
    // The old record once more says what our fact was compared with.
    expect(on({ ...numbered }, ours, [numbered, undated, { ...numbered }]).timeLimits.layer).toBe('guide');
    const corrected = { ...numbered, timeLimits: limits(2) };
    const under = (decision: string | null) =>
      mergeLayers(corrected, ours, [], '2026-12-01', published([numbered, corrected], decision)).timeLimits;
    expect(under('9/QĐ-UBND')).toMatchObject({ value: limits(2), source: 'Quyết định 9/QĐ-UBND' });
    expect(under(null).layer).toBe('guide');
  });

  it('is not newer for naming another decision than what came with the program', () => {
    const [shipped, taken] = [
      { ...before, decision: '2/QĐ' },
      { ...before, decision: '1/QĐ', place: 'UBND xã' },
    ];
    const at = (day: number) => new Date(Date.UTC(2026, 10, day));
    const history = [
      { versionId: 'a', record: shipped, publishedAt: at(1), shipped: true },
      { versionId: 'b', record: taken, publishedAt: at(2) },
    ];
    const told = mergeLayers(taken, ours, [], '2026-12-01', revisionsOf(history));
    expect([told.place.layer, told.timeLimits.layer]).toEqual(['guide', 'guide']);
  });

  it('answers where nobody knows what our fact was compared with', () => {
    expect(on(decided, ours, [decided]).place.value).toBe('xã');
    const undated = { ...before, sourceDate: null };
    expect(on(decided, ours, [undated, decided]).place.value).toBe('xã');
  });

  it('gives way to a fact that somebody compared since', () => {
    const compared = { ...copied, checkedOn: '2026-11-28', value: limits(2) };
    const guide = { ...ours, facts: { ...ours.facts, timeLimits: compared } };
    expect(on(decided, guide).timeLimits).toMatchObject({ layer: 'guide', value: limits(2) });
  });

  it('is not contradicted by the summary or by what people ask next', () => {
    const about = (id: string, fact: string, given = {}) =>
      knowledgeOf({ id, codes: [code], topic: 'result', fact, ...given });
    const facts = [
      about('old', 'Nhận sau 03 ngày làm việc.'),
      about('longer', 'Nhận sau 13 ngày làm việc.'),
      about('calendar', 'Trong 3 ngày.'),
      about('validity', 'Giấy dùng được 3 ngày làm việc.', { topic: 'validity' }),
      about('since', 'Trước đây là 3 ngày làm việc.', { comparedOn: '2026-11-28' }),
    ];
    const told = on(decided, ours, [before, decided], facts);
    expect(told.knowledge.map(({ id }) => id)).toEqual(['longer', 'calendar', 'validity', 'since']);
    expect(told.guide?.summary).toBe('Xin giấy.');
    const unchanged = on(before, ours, [before], facts);
    expect(unchanged.knowledge).toHaveLength(5);
    expect(unchanged.guide?.summary).toBe(ours.summary);
  });

  it('takes a sum out of what people ask next when it changes it', () => {
    const cheap = official({ code, fees: fees(50_000), sourceDate: '2026-07-18', checkedOn: null });
    const dear = { ...cheap, fees: fees(60_000), decision: '9/QĐ', effectiveFrom: '2026-11-27' };
    const told = (fact: string) =>
      on(dear, guideFor({ code }), [cheap, dear], [knowledgeOf({ id: 'a', topic: 'exemption', fact })])
        .knowledge;
    expect(told('Thu 50.000 đồng một lần.')).toEqual([]);
    expect(told('Thu 150.000 đồng một lần.')).toHaveLength(1);
    expect(told('Thu 60.000 đồng một lần.')).toHaveLength(1);
  });
});
