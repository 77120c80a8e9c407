/** Ways people ask for a procedure, written and reviewed by hand: one block a procedure in `prisma/seed/phrases`. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../paths.js';

const FOLDER = path.join(projectRoot, 'prisma/seed/phrases');
const HEADING = /^\[(\d\.\d{6})\]/;

/** The phrases that ship with the program, by procedure code. */
export function readShippedPhrases(): Map<string, string[]> {
  const phrases = new Map<string, string[]>();
  for (const file of readdirSync(FOLDER).sort()) {
    if (!file.endsWith('.txt')) continue;
    for (const [code, ways] of parsePhrases(readFileSync(path.join(FOLDER, file), 'utf8'), file)) {
      phrases.set(code, [...(phrases.get(code) ?? []), ...ways]);
    }
  }
  return phrases;
}

/**
 * Parses a file of blocks: `[code] name` (the name is for the reviewer), then one phrase a line; lines starting with
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
