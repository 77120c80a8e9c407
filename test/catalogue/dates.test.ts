import { describe, expect, it } from 'vitest';
import { tellDatesApart } from '../../src/catalogue/dates.js';
import { guideFor, official } from '../support/records.js';

const code = '1.000001';
const older = (source: string) => {
  const { sourceDate: _, ...record } = official({ code, source, checkedOn: '2026-07-18' });
  return record;
};

describe('a record of before the dates were told apart', () => {
  it.each([
    'Cổng Dịch vụ công quốc gia',
    'Cổng Dịch vụ công quốc gia, qua a/b',
    'Bản chép, dữ liệu 18/07/2026',
  ])('was copied and not compared: %s', (source) => {
    expect(tellDatesApart(older(source))).toMatchObject({ sourceDate: '2026-07-18', checkedOn: null });
  });

  it.each(['Quyết định 99/QĐ-UBND', 'Bản chép, dữ liệu 01/07/2026'])('was compared: %s', (source) => {
    expect(tellDatesApart(older(source)).checkedOn).toBe('2026-07-18');
  });

  it('is left alone once it says both, fact by fact', () => {
    const fact = {
      value: 'xã',
      source: 'Cổng Dịch vụ công quốc gia',
      checkedOn: '2026-07-18',
      verified: true,
    };
    const ours = guideFor({ code, facts: { place: { ...fact, sourceDate: null }, conditions: fact } });
    const { facts } = tellDatesApart(ours);
    expect([facts.place?.checkedOn, facts.conditions?.checkedOn]).toEqual(['2026-07-18', null]);
    expect(tellDatesApart(tellDatesApart(ours))).toEqual(tellDatesApart(ours));
  });
});
