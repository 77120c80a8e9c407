import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdingOn } from '../../src/catalogue/knowledge.js';
import { readShippedKnowledge } from '../../src/catalogue/knowledge-seed.js';
import { type Guide, mergeLayers, type OfficialRecord } from '../../src/catalogue/procedure.js';
import { readStarterCatalogue } from '../../src/catalogue/seed.js';
import { contentOf } from '../../src/conversation/wording/sections.js';
import { translator } from '../../src/i18n/translate.js';
import { ATTRIBUTES } from '../../src/search/question.js';
import { shiftDate } from '../../src/time/day.js';

const records = readStarterCatalogue();
const officials = new Map<string, OfficialRecord>();
const guides = new Map<string, Guide>();
for (const { layer, record } of records) {
  if (layer === 'official') officials.set(record.code, record);
  else guides.set(record.code, record);
}
const knowledge = readShippedKnowledge();
const day = fc.integer({ min: 0, max: 729 }).map((days) => shiftDate('2026-01-01', days));

/** "đến hết 31/12/2026", "đến 28/02/2027", but not what is told as over: "đã hết ngày 28/02/2027". */
const ENDS = /(?<!đã )(?:đến hết|đến hết ngày|đến ngày|đến) (?:ngày )?(\d{1,2})\/(\d{1,2})\/(\d{4})/giu;

function endsIn(text: string): string[] {
  return [...text.matchAll(ENDS)].map(
    ([, date = '', month = '', year]) => `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`,
  );
}

describe('on any day of 2026 and 2027 nothing that has expired is told as current', () => {
  it('in the sections of the starter procedures', () => {
    const t = translator('vi');
    fc.assert(
      fc.property(fc.constantFrom(...officials.values()), day, (official, today) => {
        const procedure = mergeLayers(official, guides.get(official.code) ?? null, [], today);
        const said = ATTRIBUTES.flatMap(
          (attribute) => contentOf({ procedure, t, locale: 'vi', today }, attribute).lines,
        );
        expect(said.flatMap(endsIn).filter((end) => end < today)).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });

  it('in what people ask next', () => {
    fc.assert(
      fc.property(day, (today) => {
        const told = holdingOn(knowledge, today).filter(({ fact }) =>
          endsIn(fact).some((end) => end < today),
        );
        expect(told.map(({ id }) => id)).toEqual([]);
      }),
      { numRuns: 730 },
    );
  });

  it('and where what is free or cheaper ends, another fact says what is paid then', () => {
    const ending = knowledge.filter(
      ({ topic, until }) => topic === 'exemption' && until !== null && until < '2027-12-31',
    );
    const alone = ending.filter(({ codes, topic, until }) => {
      const next = shiftDate(until ?? '', 1);
      return !codes.every((code) =>
        holdingOn(knowledge, next).some(
          (other) => other.codes.includes(code) && (other.topic === topic || other.from === next),
        ),
      );
    });
    expect(alone.map(({ id, fact }) => `${id}: ${fact}`)).toEqual([]);
  });
});
