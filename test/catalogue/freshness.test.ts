import { expect, it } from 'vitest';
import { freshnessOf } from '../../src/catalogue/freshness.js';
import { guideFor, knowledgeOf, official } from '../support/records.js';

const code = '1.000001';

it('tells the age of records and facts, and what has ended or soon will', () => {
  const fact = { value: 'xã', source: 'ta', sourceDate: '2026-07-18', checkedOn: null, verified: true };
  const place = { ...fact, until: '2026-12-31' };
  const conditions = { ...fact, checkedOn: '2026-11-01' };
  const found = freshnessOf(
    [
      { official: official({ code, checkedOn: null, sourceDate: '2026-07-18' }), guide: null },
      {
        official: official({ code, checkedOn: null, effectiveTo: '2026-11-29' }),
        guide: guideFor({ code, facts: { place, conditions } }),
      },
    ],
    [knowledgeOf({ id: 'a', until: '2027-02-28' }), knowledgeOf({ id: 'b', until: '2026-11-30' })],
    '2026-11-30',
  );
  expect(found).toMatchObject({ oldest: '2026-07-18', newest: '2026-07-18', undated: 1 });
  expect(found).toMatchObject({ facts: 2, compared: 1, oldestFact: '2026-07-18' });
  expect(found.expired.map(({ end }) => end)).toEqual(['2026-11-29']);
  expect(found.soon.map(({ end }) => end)).toEqual(['2026-11-30', '2026-12-31']);
});
