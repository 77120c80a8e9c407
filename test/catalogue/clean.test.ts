import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  cleanLine,
  cleanText,
  lineOrNull,
  normaliseProcedureCode,
  withoutBullet,
} from '../../src/catalogue/clean.js';

describe('cleaning a line', () => {
  test.each([
    ['composes decomposed letters', 'Đăng ký'.normalize('NFD'), 'Đăng ký'],
    ['takes out zero-width characters', 'khai\u200b sinh\ufeff', 'khai sinh'],
    ['turns no-break and double spaces into one', 'xã,\u00a0phường  và', 'xã, phường và'],
    ['joins lines', 'Thủ tục\r\nđăng ký', 'Thủ tục đăng ký'],
    ['takes out control characters', 'a\u0000b', 'a b'],
    ['keeps capitals as they are', 'ĐĂNG KÝ', 'ĐĂNG KÝ'],
    ['takes out half characters', 'a\ud800', 'a'],
  ])('%s', (_, raw, clean) => {
    expect(cleanLine(raw)).toBe(clean);
  });

  it('does nothing to what is clean already', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => cleanLine(cleanLine(raw)) === cleanLine(raw)),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => cleanText(cleanText(raw)) === cleanText(raw)),
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (raw) => cleanText(cleanLine(raw)) === cleanLine(raw)),
    );
  });
});

it('keeps the lines of a text and at most one empty line between', () => {
  expect(cleanText(' a  b \r\n\r\n\r\n\r\nc ')).toBe('a b\n\nc');
});

it('takes signs that stand for nothing as nothing', () => {
  for (const raw of ['', ' - ', '…', null, undefined, 'null']) expect(lineOrNull(raw)).toBeNull();
});

it('strips bullets and closing marks', () => {
  expect(withoutBullet('- + Tờ khai;')).toBe('Tờ khai');
  expect(withoutBullet('a) Tờ khai.')).toBe('a) Tờ khai.');
});

describe('a procedure code', () => {
  test.each([
    ['1.001193', '1.001193'],
    [' 1.014325', '1.014325'],
    ['2.000815.000.00.00.H55', '2.000815'],
    ['1.004194.02', '1.004194'],
    ['1.001193\u200b', '1.001193'],
    ['1.014955-Xoa', null],
    ['2.009182739', null],
    ['1.0133611', null],
    ['1001193', null],
    ['', null],
  ])('%j → %j', (raw, code) => {
    expect(normaliseProcedureCode(raw)).toBe(code);
  });
});
