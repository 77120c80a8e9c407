import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readIntents } from '../../src/catalogue/intents.js';
import { readStarterCatalogue } from '../../src/catalogue/seed.js';
import { projectRoot } from '../../src/config/paths.js';
import { readCommand } from '../../src/conversation/reading/command.js';
import { fold } from '../../src/search/fold.js';
import { parsePhrases } from '../../src/search/phrases.js';
import { shippedEntries } from './fixture.js';

/** Ways of asking each procedure should have; a few rare procedures are asked for in fewer. */
const WANTED = 15;
const SHORT_BLOCKS = 20;
/** From so many words on, a phrase this like an evaluation question counts as a copy of it. */
const LONG = 5;
const ALIKE = 0.85;
/** Shorter ones are words, not sentences: anybody would write them. In talk and in the vocabulary, a little longer ones too. */
const WORD = 4;
const SAYING = 6;

const seed = path.join(projectRoot, 'prisma/seed');
const read = (folder: string) =>
  readdirSync(path.join(seed, folder))
    .filter((file) => file.endsWith('.txt'))
    .map((file) => ({ file, text: readFileSync(path.join(seed, folder, file), 'utf8') }));
const blocksOf = (folder: string) =>
  read(folder).flatMap(({ file, text }) =>
    [...parsePhrases(text, file)].map(([code, ways]) => ({ file, code, ways })),
  );
const blocks = blocksOf('phrases');
const elsewhere = blocksOf('elsewhere');
const wordsOf = (text: string) => fold(text).match(/[a-z0-9]+/g) ?? [];
const plain = (text: string) => wordsOf(text).join(' ');

describe('the phrase files', () => {
  it('have something', () => {
    expect(blocks.length).toBeGreaterThan(600);
    expect(elsewhere.length).toBeGreaterThan(10);
  });

  it('have well-formed headings', () => {
    const bad = read('phrases').flatMap(({ file, text }) =>
      text
        .split(/\r?\n/)
        .filter((line) => line.startsWith('[') && !/^\[\d\.\d{6}\] \S/.test(line))
        .map((line) => `${file}: ${line}`),
    );
    expect(bad).toEqual([]);
  });

  it(`have ${WANTED} ways of asking a procedure`, () => {
    const short = blocks
      .filter(({ ways }) => ways.length < WANTED)
      .map(({ code, ways }) => [code, ways.length]);
    expect(short.length, JSON.stringify(short)).toBeLessThanOrEqual(SHORT_BLOCKS);
  });

  it('have no phrase for two procedures', () => {
    const owners = new Map<string, Set<string>>();
    for (const { code, ways } of [...blocks, ...elsewhere])
      for (const way of ways) owners.set(plain(way), new Set([...(owners.get(plain(way)) ?? []), code]));
    expect([...owners].filter(([, codes]) => codes.size > 1).map(([way, codes]) => [way, ...codes])).toEqual(
      [],
    );
  });
});

const CATALOGUE = 'data/national-catalogue.jsonl.gz';
const folder = process.env.MOTCUA_REFERENCE ?? '';
const ready = folder !== '' && existsSync(path.join(folder, 'eval'));
if (!ready) process.stderr.write('skipped: phrases against the reference (MOTCUA_REFERENCE is not set)\n');

const lines = <T>(file: string): T[] => {
  const bytes = readFileSync(path.join(folder, file));
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
};

describe.skipIf(!ready)('the phrase files beside the reference', () => {
  it('name only codes of the national catalogue', () => {
    const codes = new Set(lines<{ code: string }>(CATALOGUE).map(({ code }) => code.trim()));
    expect(blocks.filter(({ code }) => !codes.has(code)).map(({ code }) => code)).toEqual([]);
  });

  it('copy no evaluation question, nor do the vocabulary and the intents', () => {
    const questions = readdirSync(path.join(folder, 'eval'))
      .filter((file) => file.endsWith('.jsonl'))
      .flatMap((file) => lines<{ q?: string; turns?: { q: string }[] }>(`eval/${file}`))
      .flatMap(({ q, turns = [] }) => [...(q ? [q] : []), ...turns.map((turn) => turn.q)]);
    // A question that is nothing but the catalogue's own words cannot be avoided.
    const official = lines<{ name: string }>(CATALOGUE)
      .map(({ name }) => plain(name))
      .join('\n');
    // Nor can a procedure's own everyday name, and what differs from it in a word.
    const names = everydayNames().map(plain);
    const isName = (text: string) =>
      names.some((name) => name.includes(plain(text)) || plain(text).includes(name));
    const sayings = [
      ...shippedEntries.map(({ phrase }) => phrase),
      ...[...readIntents().values()].flat(),
    ].filter((way) => wordsOf(way).length >= SAYING);
    // What a button sends is typed by people too.
    const isButton = (text: string) => readCommand(text) !== null;
    const copies = copiesAmong([...writtenByUs(), ...sayings], questions).filter(
      ([text, question]) =>
        !official.includes(plain(text)) && !isName(text) && !isName(question) && !isButton(question),
    );
    expect(copies).toEqual([]);
  }, 240_000);
});

/** What the guides call the procedures. */
function everydayNames(): string[] {
  return readStarterCatalogue().flatMap(({ layer, record }) =>
    layer === 'guide' ? [record.plainName ?? '', ...record.everydayNames].filter((name) => name !== '') : [],
  );
}

/** Every way of asking that is ours. */
function writtenByUs(): string[] {
  const phrases = [...blocks, ...elsewhere].flatMap(({ ways }) => ways);
  return phrases.filter((text) => typeof text === 'string');
}

/** [ours, question] for each phrase equal to a question but for marks, or nearly so. */
function copiesAmong(ours: readonly string[], questions: readonly string[]): [string, string][] {
  const exact = new Map(questions.map((q) => [plain(q), q]));
  const prepared = questions.map((q) => ({ q, words: new Set(wordsOf(q)), parts: trigrams(plain(q)) }));
  return ours.flatMap((text): [string, string][] => {
    const words = wordsOf(text);
    if (words.length < WORD) return [];
    const equal = exact.get(words.join(' '));
    if (equal) return [[text, equal]];
    if (words.length < LONG) return [];
    const [set, parts] = [new Set(words), trigrams(words.join(' '))];
    const near = prepared.find(
      (question) => jaccard(set, question.words) >= ALIKE || jaccard(parts, question.parts) >= ALIKE,
    );
    return near ? [[text, near.q]] : [];
  });
}

function trigrams(text: string): Set<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 2) }, (_, i) => text.slice(i, i + 3)));
}

/** Shared members as a share of all, 0–1. Sizes far apart cannot be alike. */
function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (Math.min(a.size, b.size) < ALIKE * Math.max(a.size, b.size)) return 0;
  let common = 0;
  for (const part of a) if (b.has(part)) common += 1;
  return common / (a.size + b.size - common);
}
