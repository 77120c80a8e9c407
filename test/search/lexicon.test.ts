import { describe, expect, it } from 'vitest';
import { syllables } from '../../src/search/fold.js';
import { compileLexicon, findPhrases, maskOf, parseLexicon } from '../../src/search/lexicon.js';
import { ATTRIBUTES } from '../../src/search/question.js';
import { shipped, shippedEntries, shippedFiles } from './fixture.js';

const small = compileLexicon(
  parseLexicon({
    'everyday.tsv': '# comment\nsổ đỏ\tgiấy chứng nhận\tnote\nlàm lại sổ đỏ\tcấp lại giấy chứng nhận\n\n',
    'regional.tsv': 'mô\tđâu\n',
    'variant.tsv': 'yếu tố nước ngoài\tforeign\nngoại quốc\tforeign?\n',
  }),
);
const found = (text: string, kind: 'everyday' | 'regional', marks = true) =>
  findPhrases(syllables(text), small.kinds[kind], { marks, rewriting: kind === 'regional' }).map(
    ({ phrase }) => phrase.meaning,
  );

describe('the vocabulary', () => {
  it('reads phrase, meaning and note', () => {
    expect(parseLexicon({ 'chat.tsv': '# x\r\nko\tkhông\t\r\nad\t\tfiller' })).toEqual([
      { kind: 'chat', phrase: 'ko', meaning: 'không', note: null },
      { kind: 'chat', phrase: 'ad', meaning: '', note: 'filler' },
    ]);
  });

  it('refuses a file that would silently do nothing', () =>
    expect(() => parseLexicon({ 'slang.tsv': 'a\tb' })).toThrow('slang.tsv'));

  it('lets a later entry replace an earlier one', () => {
    const entry = { kind: 'chat', phrase: 'KO', note: null } as const;
    const lexicon = compileLexicon([
      { ...entry, meaning: 'một' },
      { ...entry, phrase: 'ko', meaning: 'không' },
    ]);
    expect(lexicon.kinds.chat.get('ko')?.map(({ meaning }) => meaning)).toEqual(['không']);
  });

  it('takes the longest phrase', () =>
    expect(found('muốn làm lại sổ đỏ', 'everyday')).toEqual(['cấp lại giấy chứng nhận']));

  it.each([
    ['so do', false, 1],
    ['sổ do', true, 1],
    ['số đo', true, 0],
    ['sồ đỏ', true, 0],
  ])('matches %j (typed with marks: %s) %d times', (text, marks, times) =>
    expect(found(text, 'everyday', marks)).toHaveLength(times),
  );

  it('rewrites a single syllable only as it is spelt, and never a name', () => {
    expect(found('ở mô', 'regional')).toEqual(['đâu']);
    expect(found('mo quan', 'regional', false)).toEqual([]);
    expect(found('ở xã Mô', 'regional')).toEqual([]);
  });

  it('lets words allow a special case without asking for it', () => {
    const words = syllables('kết hôn với người ngoại quốc');
    expect(maskOf(words, small, 'variant', { marks: true })).toBe(0);
    expect(maskOf(words, small, 'variant', { marks: true, allowed: true })).toBe(1);
    const asked = syllables('kết hôn có yếu tố nước ngoài');
    expect(maskOf(asked, small, 'variant', { marks: true })).toBe(1);
  });

  it('takes no action beyond the thirty-first for one of the others', () => {
    const names = Array.from({ length: 40 }, (_, i) => `việc ${i + 1}`);
    const many = compileLexicon(
      parseLexicon({ 'action.tsv': names.map((name) => `${name}\t${name}`).join('\n') }),
    );
    const masks = names.map((name) => maskOf(syllables(name), many, 'action', { marks: true }));
    expect(masks.slice(0, 31)).toEqual(names.slice(0, 31).map((_, i) => 2 ** i));
    for (const mask of masks.slice(31)) expect(masks.slice(0, 31)).not.toContain(mask);
  });
});

describe('the shipped vocabulary', () => {
  it('has no phrase without syllables and no rewriting into nothing but where meant', () => {
    const empty = shippedEntries.filter(({ phrase }) => syllables(phrase).length === 0);
    expect(empty).toEqual([]);
    const needing = ['abbreviation', 'regional', 'everyday', 'ambiguous', 'cue', 'action', 'variant'];
    expect(shippedEntries.filter(({ kind, meaning }) => needing.includes(kind) && meaning === '')).toEqual(
      [],
    );
  });

  it('names only known attributes and strengths', () => {
    const meanings = (kind: string) =>
      new Set(shippedEntries.filter((e) => e.kind === kind).map((e) => e.meaning));
    expect([...meanings('cue')].filter((name) => !ATTRIBUTES.some((known) => known === name))).toEqual([]);
    for (const kind of ['domain', 'outside']) expect([...meanings(kind)].sort()).toEqual(['strong', 'weak']);
  });

  it('says in each file what it is for, and gives no phrase twice', () => {
    for (const [file, text] of Object.entries(shippedFiles)) {
      expect(text.startsWith('#'), file).toBe(true);
      const phrases = parseLexicon({ [file]: text }).map(({ phrase }) => phrase.toLowerCase());
      expect(
        phrases.filter((phrase, i) => phrases.indexOf(phrase) !== i),
        file,
      ).toEqual([]);
    }
  });

  it('has room for its actions and special cases in one mask', () => {
    expect(shipped.actions.length).toBeLessThan(31);
    expect(shipped.variants.length).toBeLessThan(31);
  });
});
