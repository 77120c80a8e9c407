import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { keysOf, syllables } from '../../src/search/fold.js';
import { buildIndex } from '../../src/search/procedure-index.js';
import { soundAlikes } from '../../src/search/sound-alikes.js';
import { createCorrector } from '../../src/search/spelling.js';
import { few, shipped } from './fixture.js';

const index = buildIndex(few, shipped);
const correct = createCorrector(index, shipped);
const mended = (text: string) =>
  correct(syllables(text))
    .map((word) => word.folded)
    .join(' ');

describe('spelling', () => {
  it.each([
    ['khaisinh', 'khai sinh'],
    ['chuwng', 'chung'],
    ['ddaats', 'dat'],
    ['giaays', 'giay'],
    ['phuwowng', 'phuong'],
    ['snih', 'sinh'],
    ['cấp lạy thẻ căn cước', 'cap lai the can cuoc'],
  ])('mends %s to %s', (typed, meant) => expect(mended(typed)).toBe(meant));

  it.each(['mèo', 'khai sinh', 'trăng', 'ABTC2026', 'xyz'])('leaves %j alone', (typed) =>
    expect(mended(typed)).toBe(
      syllables(typed)
        .map((word) => word.folded)
        .join(' '),
    ),
  );

  it('tells what sounds like a syllable, but neither itself nor nothing', () => {
    expect(soundAlikes('lay')).toContain('lai');
    expect(soundAlikes('chi')).toContain('tri');
    for (const folded of ['lay', 'chi', 'an', 'y', 'nghieng', 'k']) {
      expect(soundAlikes(folded)).not.toContain(folded);
      expect(soundAlikes(folded)).not.toContain('');
    }
  });

  it('writes for what is no syllable only what is a word, or leaves it', () => {
    const phrases = Object.values(shipped.kinds).flatMap((kind) => [...kind.values()].flat());
    const known = new Set([
      ...index.vocabulary.split(' '),
      ...phrases.flatMap(({ words }) => words.map(({ folded }) => folded)),
    ]);
    const letters = fc.string({ unit: fc.constantFrom(...'aeiouytnhgcsmk'), minLength: 4, maxLength: 7 });
    fc.assert(
      fc.property(letters, (typed) => {
        const words = mended(typed);
        expect(
          words === keysOf(typed).folded || words.split(' ').every((word) => known.has(word)),
          `${typed} → ${words}`,
        ).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves names alone', () => expect(mended('ông Trsan')).toBe('ong trsan'));
});
