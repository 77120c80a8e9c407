/** Ways people ask for a procedure, written and reviewed by hand: one block a procedure in `prisma/seed/phrases`. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../config/paths.js';
import { ELSEWHERE, type SearchDocument } from '../search/document.js';

const SEED = path.join(projectRoot, 'prisma/seed');
const HEADING = /^\[(\d\.\d{6}|[a-z][a-z-]+)\]/;

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

/**
 * Parses a file of blocks: `[code] name` or `[topic] name` (the name is for the reviewer), then one phrase a line; lines starting with
 * # are comments. Throws, naming file and line, on a phrase outside a block.
 */
export function parsePhrases(text: string, file: string): Map<string, string[]> {
  const phrases = new Map<string, string[]>();
  let block: string[] | null = null;
  for (const [i, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('#')) continue;
    const code = HEADING.exec(line)?.[1];
    if (code) {
      block = phrases.get(code) ?? [];
      phrases.set(code, block);
    } else if (block) block.push(line);
    else throw new Error(`${file}:${i + 1}: a phrase before the first [code]`);
  }
  return phrases;
}
