import { describe, expect, it } from 'vitest';
import { holdingOn } from '../../src/catalogue/knowledge.js';
import { readShippedKnowledge } from '../../src/catalogue/knowledge-seed.js';
import { shiftDate } from '../../src/time/day.js';
import { sectionOn, starterCodes, starterOn, toldOn } from './told.js';

const FIRST = '2026-01-01';
const days = Array.from({ length: 730 }, (_, day) => shiftDate(FIRST, day));
const LAST = days.at(-1) ?? '';
const knowledge = readShippedKnowledge();

/** "đến hết 31/12/2026", "đến 28/02/2027", but not what is told as over: "đã hết ngày 28/02/2027". */
const ENDS = /(?<!đã )(?:đến hết|đến hết ngày|đến ngày|đến) (?:ngày )?(\d{1,2})\/(\d{1,2})\/(\d{4})/giu;

function endsIn(text: string): string[] {
  return [...text.matchAll(ENDS)].map(
    ([, date = '', month = '', year]) => `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`,
  );
}

/** The days on which something about a procedure begins to be told or ends: between them the same is told every day. */
function turnsOf(code: string): string[] {
  const { official, guide } = starterOn(code, FIRST);
  const facts = Object.values(guide?.facts ?? {});
  const fees = [...(official.fees ?? []), ...(guide?.facts.fees?.value ?? [])];
  const mine = knowledge.filter(({ codes }) => codes.includes(code));
  const begins = [...fees.map(({ validFrom }) => validFrom), ...mine.map(({ from }) => from)];
  const ends = [
    ...fees.map(({ validTo }) => validTo),
    ...mine.map(({ until }) => until),
    ...facts.map((fact) => fact?.until ?? null),
  ];
  const turns = [FIRST, ...begins, ...ends.map((end) => (end ? shiftDate(end, 1) : null))];
  return [...new Set(turns.filter((turn) => turn !== null))]
    .filter((turn) => FIRST <= turn && turn <= LAST)
    .sort();
}

describe('on every day of 2026 and 2027 nothing that has expired is told as current', () => {
  it.each(starterCodes)('of %s, in any part or fact', (code) => {
    const turns = turnsOf(code);
    turns.forEach((turn, at) => {
      const told = toldOn(code, turn);
      const until = shiftDate(turns[at + 1] ?? shiftDate(LAST, 1), -1);
      const expired = endsIn(told).filter((end) => end < until);
      expect(expired, `${code} from ${turn} to ${until}`).toEqual([]);
    });
  });

  it('in what people ask next', () => {
    for (const day of days) {
      const told = holdingOn(knowledge, day).filter(({ fact }) => endsIn(fact).some((end) => end < day));
      expect(
        told.map(({ id }) => id),
        day,
      ).toEqual([]);
    }
  });
});

describe('after an end there is something said', () => {
  it('of the same topic and from the next day on, for every procedure the fact belonged to', () => {
    const ending = knowledge.filter(({ until }) => until !== null && until < LAST);
    const alone = ending.flatMap(({ id, codes, topic, until }) => {
      const next = shiftDate(until ?? '', 1);
      const left = codes.filter(
        (code) =>
          !knowledge.some(
            (other) => other.codes.includes(code) && other.topic === topic && other.from === next,
          ),
      );
      return left.map((code) => `${id} ${code}`);
    });
    expect(ending.length).toBeGreaterThan(15);
    expect(alone).toEqual([]);
  });

  it('that names what holds then, or says that it is over or not known', () => {
    const successors = knowledge.filter(
      ({ from, topic, codes }) =>
        from !== null &&
        knowledge.some(
          (one) =>
            one.until !== null &&
            shiftDate(one.until, 1) === from &&
            one.topic === topic &&
            one.codes.some((code) => codes.includes(code)),
        ),
    );
    const silent = successors.filter(({ fact }) => !/đã hết|chưa rõ|hỏi|đồng|tuổi|quy định|giảm/.test(fact));
    expect(silent.map(({ id, fact }) => `${id}: ${fact}`)).toEqual([]);
  });

  it('of what each procedure costs, on every day', () => {
    for (const code of starterCodes)
      for (const turn of turnsOf(code)) expect(sectionOn(code, turn, 'fee').length, turn).toBeGreaterThan(15);
  });
});
