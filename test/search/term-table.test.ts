import fc from 'fast-check';
import { expect, it } from 'vitest';
import { buildTermTable, findTerm } from '../../src/search/term-table.js';

it('finds every term under its number and no other', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.string({ maxLength: 12 }), { maxLength: 200 }),
      fc.string(),
      (terms, other) => {
        const table = buildTermTable(terms);
        expect(terms.map((term) => findTerm(table, term))).toEqual(terms.map((_, id) => id));
        if (!terms.includes(other)) expect(findTerm(table, other)).toBe(-1);
      },
    ),
  );
});
