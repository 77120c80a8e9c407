import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { readElsewhere, readShippedPhrases } from '../../src/catalogue/phrases.js';
import type { SearchDocument } from '../../src/search/document.js';
import { buildIndex } from '../../src/search/procedure-index.js';
import { codesOf } from '../../src/search/search.js';
import { createSearcher } from '../../src/search/searcher.js';
import { document, shipped } from './fixture.js';

const folder = process.env.MOTCUA_REFERENCE ?? '';
const catalogue = path.join(folder, 'data/national-catalogue.jsonl.gz');
const given = path.join(folder, 'eval/questions.jsonl');
/** Questions of our own, written before anything was tuned. */
const own = new URL('./own-questions.jsonl', import.meta.url);
const ready = folder !== '' && existsSync(catalogue) && existsSync(given);
if (!ready) process.stderr.write('skipped: the national catalogue (MOTCUA_REFERENCE is not set)\n');

type Row = { code: string; name: string; field: string | null; agency: string | null; hasDetail: boolean };
type Labelled = { q: string; kind: string; accept?: string[] };

const lines = <T>(text: string): T[] =>
  text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as T);
const phrases = readShippedPhrases();
const toDocument = (row: Row & { promulgatingAgency: string | null }): SearchDocument =>
  document(row.code, row.name, {
    everydayNames: phrases.get(row.code) ?? [],
    field: row.field,
    agency: row.agency,
    detailed: row.hasDetail,
    local: /^(UBND|Ủy ban nhân dân)/i.test(row.promulgatingAgency ?? ''),
  });

describe.skipIf(!ready)('on the national catalogue', () => {
  const setUp = (questions: string | URL) => {
    const rows = lines<Row & { promulgatingAgency: string | null }>(
      gunzipSync(readFileSync(catalogue)).toString(),
    );
    const documents = rows.filter(({ code }) => /^\d\.\d{6}$/.test(code)).map(toDocument);
    const searcher = createSearcher(buildIndex([...documents, ...readElsewhere()], shipped), shipped);
    const labelled = lines<Labelled>(readFileSync(questions, 'utf8'));
    return labelled.map((question) => ({ ...question, decision: searcher.search(question.q) }));
  };

  it.each([
    ['given', given, 0.93, 0.08],
    ['our own', own, 0.9, 0.12],
  ])(
    'keeps the floors on the %s questions: the right one among three, few wrong answers, other worlds declined',
    (_, file, topThreeFloor, wrongCeiling) => {
      const decided = setUp(file);
      const of = (kind: string) => decided.filter((question) => question.kind === kind);
      const share = (all: typeof decided, good: (question: (typeof decided)[number]) => boolean) =>
        all.length === 0 ? 1 : all.filter(good).length / all.length;
      const topThree = share(of('procedure'), ({ decision, accept }) =>
        codesOf(decision)
          .slice(0, 3)
          .some((code) => accept?.includes(code)),
      );
      const direct = decided.filter(({ decision }) => decision.kind === 'answer');
      const wrong = share(direct, ({ decision, accept }) => !accept?.includes(codesOf(decision)[0] ?? ''));
      expect(topThree).toBeGreaterThan(topThreeFloor);
      expect(wrong).toBeLessThan(wrongCeiling);
      expect(share(of('out_of_scope'), ({ decision }) => decision.kind === 'decline')).toBeGreaterThan(0.88);
      expect(share(of('ambiguous'), ({ decision }) => decision.kind === 'choices')).toBeGreaterThan(0.8);
    },
    30_000,
  );
});
