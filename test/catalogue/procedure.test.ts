import { describe, expect, it } from 'vitest';
import { mergeLayers } from '../../src/catalogue/procedure.js';
import { guideFor, official } from '../support/records.js';

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

  it('keep unknown apart from none, and name the procedure plainly where they can', () => {
    const merged = mergeLayers(official({ code, papers: [] }), null);
    expect([merged.papers.value, merged.fees.value]).toEqual([[], null]);
    expect(merged.displayName).toBe(`Thủ tục ${code}`);
    expect(mergeLayers(official({ code }), guideFor({ code, plainName: 'Khai sinh' })).displayName).toBe(
      'Khai sinh',
    );
  });
});
