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
      checkedOn: '2026-07-18',
      verified: false,
    });
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
