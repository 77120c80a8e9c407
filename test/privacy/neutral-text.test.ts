import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutralText, neutralValue } from '../../src/privacy/neutral-text.js';

/** What a terminal, a log viewer or a screen may act on. */
const STEERING = [
  [0x00, 0x08],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0x61c, 0x61c],
  [0x200e, 0x200f],
  [0x2028, 0x202e],
  [0x2066, 0x2069],
] as const;
const steers = (text: string) =>
  [...text].some((letter) =>
    STEERING.some(([from, to]) => from <= letter.charCodeAt(0) && letter.charCodeAt(0) <= to),
  );
const anyText = fc.string({
  unit: fc.oneof(
    fc.integer({ min: 0, max: 0x9f }).map((code) => String.fromCharCode(code)),
    fc.constantFrom('\u061c', '\u200e', '\u202e', '\u2028', '\u2066', '\u2069', 'ộ', '👩‍👩‍👧', '\\', '"'),
  ),
});

describe('neutral text', () => {
  it.each([
    ['\u001b]0;title\u0007\u001b[2J', '\\u001b]0;title\\u0007\\u001b[2J'],
    ['\u001b]52;c;ZWNobw==\u001b\\', '\\u001b]52;c;ZWNobw==\\u001b\\'],
    ['\u009b2J', '\\u009b2J'],
    ['bị từ chối\rđã duyệt', 'bị từ chối\\u000dđã duyệt'],
    ['hồ sơ \u202etxet\u202c \u2067x\u2069', 'hồ sơ \\u202etxet\\u202c \\u2067x\\u2069'],
    ['một\u2028hai\u0085ba', 'một\\u2028hai\\u0085ba'],
  ])('spells out what would steer a screen: %j', (given, shown) => expect(neutralText(given)).toBe(shown));

  it.each([
    'dòng một\ndòng hai\tcột\r\nba',
    'Nguyễn Văn Ánh — “hồ sơ”',
    'hồ sơ ộ'.normalize('NFD'),
    '👩‍👩‍👧‍👦 ❤️ 1️⃣ 🏴󠁧󠁢󠁥󠁮󠁧󠁿 🇻🇳',
    'ព្រះ\u200bរាជា নমস্কার क्‍ष',
    'soft\u00adhyphen\u00a0and\ufeff',
  ])('leaves what people write: %j', (text) => expect(neutralText(text)).toBe(text));

  it('lets nothing through, whatever the text', () =>
    fc.assert(fc.property(anyText, (text) => !steers(neutralText(text).replaceAll('\r\n', '')))));

  it('leaves JSON the same JSON', () =>
    fc.assert(
      fc.property(fc.dictionary(anyText, anyText), (value) => {
        for (const indent of [0, 2])
          expect(JSON.parse(neutralText(JSON.stringify(value, null, indent)))).toEqual(value);
      }),
    ));

  it('reaches every text of a value', () =>
    expect(neutralValue({ a: ['\u001bx', { b: '\u202e' }], n: 1, none: null, yes: true })).toEqual({
      a: ['\\u001bx', { b: '\\u202e' }],
      n: 1,
      none: null,
      yes: true,
    }));
});
