import { describe, expect, it } from 'vitest';
import { holdingOn } from '../../src/catalogue/knowledge.js';
import { readShippedKnowledge } from '../../src/catalogue/knowledge-seed.js';
import { readStarterCatalogue } from '../../src/catalogue/seed.js';

const facts = readShippedKnowledge();
const starter = new Set(readStarterCatalogue().map(({ record }) => record.code));
const breaking = (breaks: (fact: (typeof facts)[number]) => boolean) =>
  facts.filter(breaks).map(({ id }) => id);

describe('the knowledge that ships with the program', () => {
  it('is 350 facts or more over 45 procedures or more, each under its own id', () => {
    expect(facts.length).toBeGreaterThanOrEqual(350);
    expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
    const covered = new Set(facts.flatMap(({ codes }) => codes).filter((code) => starter.has(code)));
    expect(covered.size).toBeGreaterThanOrEqual(45);
  });

  it('belongs to a procedure of the starter catalogue, whatever else it belongs to', () => {
    expect(breaking(({ codes }) => !codes.some((code) => starter.has(code)))).toEqual([]);
    expect(breaking(({ codes }) => new Set(codes).size < codes.length)).toEqual([]);
  });

  it('names in its texts only procedures it can open', () => {
    const named = facts.flatMap(({ fact }) => [...fact.matchAll(/\b\d\.\d{6}\b/g)].map(([code]) => code));
    const known = new Set([...starter, ...facts.flatMap(({ codes }) => codes)]);
    // The one on the national portal that citizens are told to look up there.
    expect(named.filter((code) => !known.has(code))).toEqual(['1.115970']);
  });

  it('is told in a few short sentences, and asked for in two ways or more', () => {
    expect(breaking(({ fact }) => fact.length > 300 || !/[.!…]$/.test(fact))).toEqual([]);
    expect(breaking(({ ask }) => ask.length < 2 || new Set(ask).size < ask.length)).toEqual([]);
  });

  it('names its law in full words and its source without a path or address', () => {
    expect(breaking(({ law }) => /Đ\.\d|k\.\d|\bNĐ \d|\bTT \d/.test(law))).toEqual([]);
    const path = /https?:|www\.|\.(md|json|html|com|vn|io)\b|[a-z]\/[a-z]/;
    expect(breaking(({ law, source }) => path.test(law) || path.test(source))).toEqual([]);
  });

  it('claims no comparison that nobody made', () => {
    expect(breaking(({ comparedOn }) => comparedOn !== null)).toEqual([]);
  });

  it('never tells the waiver of the digital citizens without its condition or past its end', () => {
    const waiver = /miễn|giảm/;
    const told = facts.filter(({ fact, law }) => /117\/2026/.test(law) && waiver.test(fact));
    expect(told.length).toBeGreaterThan(10);
    const open = told.filter(({ from, until }) => (from ?? '') < '2027-03-01' && until === null);
    expect(open.map(({ id }) => id)).toEqual([]);
    const current = told.filter(({ until, fact }) => until !== null && /VNeID mức 2/.test(fact));
    const unconditional = current.filter(({ fact }) => !/khoản 1 Điều 5 Nghị quyết 66\.22/.test(fact));
    expect(unconditional.map(({ id }) => id)).toEqual([]);
  });

  it('says from 1 March 2027 that the waivers have ended, where it told of them before', () => {
    const asked = (day: string) =>
      new Set(holdingOn(facts, day).flatMap(({ topic, ask }) => (topic === 'exemption' ? ask : [])));
    const after = asked('2027-03-01');
    const silent = [...asked('2027-02-28')].filter((ask) => !after.has(ask));
    // What the seller must have had was a condition of the cut itself.
    expect(silent).toEqual([]);
  });
});
