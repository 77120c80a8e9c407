import { describe, expect, it } from 'vitest';
import { syllables } from '../../src/search/fold.js';
import { buildIndex } from '../../src/search/procedure-index.js';
import { createCorrector } from '../../src/search/spelling.js';
import { few, shipped } from './fixture.js';

const correct = createCorrector(buildIndex(few, shipped), shipped);
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
  ])('mends %s to %s', (typed, meant) => expect(mended(typed)).toBe(meant));

  it.each(['mèo', 'khai sinh', 'trăng', 'ABTC2026', 'xyz'])('leaves %j alone', (typed) =>
    expect(mended(typed)).toBe(
      syllables(typed)
        .map((word) => word.folded)
        .join(' '),
    ),
  );

  it('leaves names alone', () => expect(mended('ông Trsan')).toBe('ong trsan'));
});
