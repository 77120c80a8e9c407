import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { splitText, truncate } from '../../src/channels/split.js';

describe('a text too long for one message', () => {
  it('is cut at the end of a line where one is near', () => {
    expect(splitText('một hai\nba bốn\nnăm', 15)).toEqual(['một hai\nba bốn', 'năm']);
  });

  it('is cut where a part ends, rather than at its last line', () => {
    expect(splitText('một hai ba\n\nbốn\nnăm sáu', 16)).toEqual(['một hai ba', 'bốn\nnăm sáu']);
  });

  it('is cut between words otherwise', () => {
    expect(splitText('một hai ba bốn', 10)).toEqual(['một hai ba', 'bốn']);
    expect(splitText('xem https://a.vn/b', 12)).toEqual(['xem', 'https://a.vn', '/b']);
  });

  it('is measured composed: decomposed Vietnamese is longer', () => {
    expect(splitText('hồ sơ'.normalize('NFD'), 5)).toEqual(['hồ sơ']);
  });

  it('loses nothing but white space, and no half of a character', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'ồ', '𝒳', '😀', ' ', '\n'), maxLength: 300 });
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 40 }), (whole, max) => {
        const pieces = splitText(whole, max);
        expect(pieces.join('').replace(/\s/g, '')).toBe(whole.normalize('NFC').replace(/\s/g, ''));
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(max);
          expect(piece).toBe(piece.trim());
          expect(piece).not.toMatch(/\p{Surrogate}/u);
          expect(piece).not.toBe('');
        }
      }),
    );
  });

  it('is shortened between words, and says so', () => {
    expect(truncate('Cấp bản sao trích lục hộ tịch', 20)).toBe('Cấp bản sao trích…');
    expect(truncate('Khai sinh', 20)).toBe('Khai sinh');
  });
});
