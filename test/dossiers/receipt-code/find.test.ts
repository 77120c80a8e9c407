import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type FoundCode, findReceiptCodes, sameReceipt } from '../../../src/dossiers/receipt-code/find.js';

/** Short form of what was found: `receipt H21.17-240315-0001`. */
function show(found: FoundCode): string {
  if (found.kind === 'procedure') return `procedure ${found.code}`;
  if (found.kind === 'socialInsurance') return `socialInsurance ${found.original}`;
  if (found.kind === 'impossibleDate') return `${found.hint} ${found.canonical}`;
  return `${found.kind === 'guess' && !found.unique ? 'unsure ' : ''}${found.kind} ${found.canonical}`;
}

const read = (text: string, today?: string) => findReceiptCodes(text, today).map(show);

describe('a receipt code as people type it', () => {
  test.each([
    ['h21.17-240315-0001', 'H21.17-240315-0001'],
    ['H21.17 240315 0001', 'H21.17-240315-0001'],
    ['H21 17 240315 0001', 'H21.17-240315-0001'],
    ['mã HS: H21.17–240315–0001', 'H21.17-240315-0001'],
    ['H21,17-240315-0001', 'H21.17-240315-0001'],
    ['H21/17/240315/0001', 'H21.17-240315-0001'],
    ['H21.17_240315_0001', 'H21.17-240315-0001'],
    ['H21.17 - 240315 - 0001', 'H21.17-240315-0001'],
    ['H2I.17-24O315-OOO1', 'H21.17-240315-0001'],
    ['h2l.l7-z4o3|s-ooo1', 'H21.17-240315-0001'],
    ['000.00.17.H21-240315-0001', 'H21.17-240315-0001'],
    ['00.17.H21-240315-0001', 'H21.17-240315-0001'],
    ['0000017H21-240315-0001', 'H21.17-240315-0001'],
    ['000 17 25 H20-240315-0003', 'H20.25.17-240315-0003'],
    ['000.17.25.H20-240315-0003', 'H20.25.17-240315-0003'],
    ['Số biên nhận: H20.42.03-260901-12', 'H20.42.03-260901-12'],
    ['https://x.vn/tra-cuu?MHS=H56.26-251020-0007&SGT=012', 'H56.26-251020-0007'],
    ['https://x.vn/tra-cuu?a=1&code=H56%2E26%2D251020%2D0007', 'H56.26-251020-0007'],
    ['Ｈ２１．１７－２４０３１５－０００１', 'H21.17-240315-0001'],
    ['H21.17\u2011240315\u22120001', 'H21.17-240315-0001'],
    ['H21.\u200b17-240315-0001', 'H21.17-240315-0001'],
    ['H 21.17-240315-0001', 'H21.17-240315-0001'],
    ['12. H21.17-240315-0001', 'H21.17-240315-0001'],
    ['HSH21.17-240315-0001xong chưa', 'H21.17-240315-0001'],
    ['"(H21.17-240315-0001)."', 'H21.17-240315-0001'],
    ['H26.103.25.7-250908-0112', 'H26.103.25.7-250908-0112'],
    ['H26 103 25 7 250908 0112', 'H26.103.25.7-250908-0112'],
    ['H26.103.25.7.250908.0112', 'H26.103.25.7-250908-0112'],
    ['H21.2400-250908-10112', 'H21.2400-250908-10112'],
    ['G22.99-240315-000123', 'G22.99-240315-000123'],
    ['G09.20-20260609-0092637', 'G09.20-20260609-0092637'],
    ['A80-260609-0001', 'A80-260609-0001'],
  ])('%s is %s', (typed, canonical) => {
    expect(read(typed)).toEqual([`receipt ${canonical}`]);
  });

  test.each([
    ['h21.17240315-0001', 'H21.17-240315-0001'],
    ['H21.17-2403150001', 'H21.17-240315-0001'],
    ['G2299-250701-000123', 'G22.99-250701-000123'],
    ['H2117 240315 0001', 'H21.17-240315-0001'],
  ])('%s, with one separator missing, can only be %s', (typed, canonical) => {
    expect(read(typed)).toEqual([`receipt ${canonical}`]);
  });

  test.each([
    ['H21172403150001', 'guess H21.17-240315-0001'],
    ['G2299250701000123', 'guess G22.99-250701-000123'],
    ['H204203-260901-0012', 'unsure guess H20.42.03-260901-0012'],
  ])('%s is at most one guess', (typed, shown) => {
    expect(read(typed)).toEqual([shown]);
  });

  it('keeps the text as typed, marks the old order and dates the reception', () => {
    expect(findReceiptCodes('hs 000.05.17.h2l - 240315 - 12 nhé')).toEqual([
      {
        kind: 'receipt',
        canonical: 'H21.17.05-240315-12',
        original: '000.05.17.h2l - 240315 - 12',
        unit: 'H21.17.05',
        date: '2024-03-15',
        sequence: '12',
        oldOrder: true,
      },
    ]);
  });

  it('finds several codes in order, each once', () => {
    const text =
      '1.004222: H21.17-240315-0001, 000.00.17.H21-240318-0027; H21.17-240315-1 và 03706/2026/07906';
    expect(read(text)).toEqual([
      'procedure 1.004222',
      'receipt H21.17-240315-0001',
      'receipt H21.17-240318-0027',
      'socialInsurance 03706/2026/07906',
    ]);
  });

  test.each([
    'H30.45-251120-0034, sđt 0912345678',
    '0987654321 - H30.45-251120-0034',
    'H30.45-251120-0034 0905 112 233',
    '079123456789 H30.45-251120-0034 079 123 456 789',
    '+84 905 112 233 H30.45 251120 0034',
  ])('a phone or identity number beside it is left out: %s', (text) => {
    expect(read(text)).toEqual(['receipt H30.45-251120-0034']);
  });
});

describe('what is not a receipt code', () => {
  test.each([
    '0001',
    '12/BN',
    'số 15 sổ tiếp nhận',
    '0912345678',
    '079123456789',
    'H21.17-240315',
    'H21.17-240315 0905 112 233',
    'H21.17-240315-00012345',
    'XH21.17-240315-0001',
    '000.00.00.G15-KQ003208',
    '123/2015/NĐ-CP',
    'biển số 29H1-123.45',
    'mẫu CT07, hạng B2',
    'hoi lo so boi 15 20',
    'K23 250101 12',
  ])('%s', (text) => {
    expect(read(text)).toEqual([]);
  });

  test.each([
    ['1.004222', 'procedure 1.004222'],
    ['2.000815.000.00.00.H55', 'procedure 2.000815'],
    ['03706/2026/07906', 'socialInsurance 03706/2026/07906'],
  ])('%s is %s', (text, shown) => {
    expect(read(text)).toEqual([shown]);
  });
});

describe('a day no dossier can have been received', () => {
  test.each([
    ['H21.17-241315-0001', 'month H21.17-241315-0001'],
    ['H21.17-240230-0001', 'day H21.17-240230-0001'],
    ['H21.17 240300 0001', 'day H21.17-240300-0001'],
    ['H21.17-261123-0001', 'future H21.17-261123-0001'],
  ])('%s gets a hint', (typed, shown) => {
    expect(read(typed, '2026-11-21')).toEqual([shown]);
  });

  it('is not tomorrow, since a clock may be ahead, nor any day when today is not given', () => {
    expect(read('H21.17-261122-0001', '2026-11-21')).toEqual(['receipt H21.17-261122-0001']);
    expect(read('H21.17-351122-0001')).toEqual(['receipt H21.17-351122-0001']);
  });
});

describe('sameReceipt', () => {
  test.each([
    ['H21.17-240315-12', 'H21.17-240315-0012', true],
    ['G09.20-260609-0092637', 'G09.20-20260609-92637', true],
    ['H21.17-240315-12', 'H21.17-240315-13', false],
    ['H21.17-240315-12', 'H21.18-240315-12', false],
    ['rubbish', 'rubbish', false],
  ])('%s and %s: %s', (a, b, same) => {
    expect(sameReceipt(a, b)).toBe(same);
  });
});

const digitsOf = (min: number, max: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max });

const printedDay = fc
  .date({ min: new Date('2018-07-01T00:00:00Z'), max: new Date('2030-01-01T00:00:00Z'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(2, 10).replaceAll('-', ''));

const codeParts = fc.record({
  head: fc.tuple(fc.constantFrom('H', 'G'), digitsOf(2, 2)).map(([letter, digits]) => letter + digits),
  segments: fc.array(digitsOf(1, 4), { maxLength: 3 }),
  day: printedDay,
  sequence: digitsOf(1, 7),
});

describe('rules that hold for every code', () => {
  const SLIP: Record<string, string> = { 0: 'OoQ', 1: 'IlL|', 5: 'Ss', 8: 'Bb', 2: 'Zz' };

  it('a canonical code survives any slip', () => {
    fc.assert(
      fc.property(codeParts, fc.infiniteStream(fc.nat(7)), ({ head, segments, day, sequence }, picks) => {
        const canonical = `${[head, ...segments].join('.')}-${day}-${sequence}`;
        const slip = (char: string) => {
          const wrong = SLIP[char] ?? '';
          return wrong[Number(picks.next().value)] ?? char;
        };
        const typed = canonical[0] + [...canonical.slice(1)].map(slip).join('');
        expect(read(`hồ sơ ${typed} xong chưa`)).toEqual([`receipt ${canonical}`]);
      }),
    );
  });

  it('a canonical code survives other separators', () => {
    const separator = fc.constantFrom(' ', '–', ' - ', '/', '_', ', ');
    fc.assert(
      fc.property(codeParts, separator, ({ head, segments, day, sequence }, between) => {
        const canonical = `${[head, ...segments].join('.')}-${day}-${sequence}`;
        const typed = [head, ...segments, day, sequence].join(between);
        expect(read(typed)).toEqual([`receipt ${canonical}`]);
      }),
    );
  });

  it('the old order gives the same code as the new one', () => {
    fc.assert(
      fc.property(digitsOf(2, 2), digitsOf(2, 2), printedDay, (outer, inner, day) => {
        const groups = [outer, inner].filter((group) => group !== '00');
        expect(read(`000.${inner}.${outer}.H21-${day}-0001`)).toEqual([
          `receipt ${['H21', ...groups].join('.')}-${day}-0001`,
        ]);
      }),
    );
  });

  it('words and short numbers never make one', () => {
    const word = fc.constantFrom(
      ...'hồ sơ so bò HỘI lol 12 0001 H21 G5 ngày 15/03 240315 bis, Q1. zo số'.split(' '),
    );
    const noDate = (words: string[]) => !(words.includes('240315') && words.includes('H21'));
    fc.assert(
      fc.property(fc.array(word, { maxLength: 12 }).filter(noDate), (words) => {
        expect(read(words.join(' '))).toEqual([]);
      }),
    );
  });
});

const reference = process.env.MOTCUA_REFERENCE;
const files = ['questions.jsonl', 'portal-questions.jsonl']
  .map((name) => join(reference ?? '', 'eval', name))
  .filter((path) => reference !== undefined && existsSync(path));

type Question = { q: string; kind: string; code?: string | null; codes?: string[] };

describe.skipIf(files.length === 0)('labelled questions (MOTCUA_REFERENCE; skipped when unset)', () => {
  const questions = () =>
    files.flatMap((path) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Question),
    );
  const receipts = (text: string) =>
    findReceiptCodes(text).flatMap((found) =>
      found.kind === 'receipt' || found.kind === 'guess' ? [found.canonical] : [],
    );

  it('reads every labelled code', () => {
    const labelled = questions().filter(({ code }) => typeof code === 'string');
    expect(labelled.length).toBeGreaterThan(0);
    for (const { q, code, codes } of labelled) expect([q, receipts(q)]).toEqual([q, codes ?? [code]]);
  });

  it('reads none where there is none', () => {
    for (const { q } of questions().filter(({ code }) => typeof code !== 'string')) {
      expect([q, findReceiptCodes(q).filter(({ kind }) => kind !== 'procedure')]).toEqual([q, []]);
    }
  });
});
