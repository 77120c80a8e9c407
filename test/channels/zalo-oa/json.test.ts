import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readJson } from '../../../src/channels/zalo-oa/json.js';

describe('JSON of Zalo', () => {
  it('keeps ids beyond 2^53 to the digit, and leaves times and texts alone', () => {
    expect(
      readJson('{"id":2000000000000000003,"at":1767225600000,"n":-1.25e-3,"text":"số 20000000000000000031"}'),
    ).toEqual({
      id: '2000000000000000003',
      at: 1767225600000,
      n: -0.00125,
      text: 'số 20000000000000000031',
    });
  });

  it('reads what JSON.parse reads, wherever no number is long', () => {
    const short = fc.json().filter((text) => !/\d{16}/.test(text));
    fc.assert(fc.property(short, (text) => void expect(readJson(text)).toEqual(JSON.parse(text))));
  });

  it('finds the ends of texts wherever a backslash stands', () => {
    const text = fc.string({ unit: fc.constantFrom('"', '\\\\', '\n', '1', 'é', '\u2028') });
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        const members = texts.flatMap((each) => [JSON.stringify(each), '12345678901234567890']);
        expect(readJson(`[${members}]`)).toEqual(texts.flatMap((each) => [each, '12345678901234567890']));
      }),
    );
  });

  it('gives undefined for what is no JSON', () => {
    for (const text of ['', '<html>502</html>', '{"error":0,"da']) expect(readJson(text)).toBeUndefined();
  });
});
