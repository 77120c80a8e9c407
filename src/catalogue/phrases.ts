/** Ways people ask for a procedure, written and reviewed by hand: one block a procedure in `prisma/seed/phrases`. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../config/paths.js';
import { ELSEWHERE, type SearchDocument } from '../search/document.js';
import { parsePhrases } from '../search/phrases.js';

const SEED = path.join(projectRoot, 'prisma/seed');
/** The phrases that ship with the program, by procedure code. */
export function readShippedPhrases(): Map<string, string[]> {
  return readFolder(path.join(SEED, 'phrases'));
}

/** What people ask that no procedure answers, as documents of the index: a question nearest to one is declined. */
export function readElsewhere(): SearchDocument[] {
  return [...readFolder(path.join(SEED, 'elsewhere'))].map(([topic, ways]) => ({
    code: `${ELSEWHERE}${topic}`,
    name: '',
    plainName: null,
    englishName: null,
    everydayNames: ways,
    field: null,
    agency: null,
    levels: [],
    papers: [],
    results: [],
    subjects: [],
    keywords: [],
    local: false,
    detailed: true,
    abolished: false,
  }));
}

function readFolder(folder: string): Map<string, string[]> {
  const phrases = new Map<string, string[]>();
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.txt')) continue;
    for (const [code, ways] of parsePhrases(readFileSync(path.join(folder, file), 'utf8'), file)) {
      phrases.set(code, [...(phrases.get(code) ?? []), ...ways]);
    }
  }
  return phrases;
}
