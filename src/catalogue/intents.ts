/** Ways of saying what is no question about a procedure: one block an intent in `prisma/seed/intents`. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../config/paths.js';
import { parsePhrases } from '../search/phrases.js';

const FOLDER = path.join(projectRoot, 'prisma/seed/intents');
const CONCEPTS = path.join(projectRoot, 'prisma/seed/concepts.txt');
/** A line with many alternatives is spelt out this often at most. */
const MAX_WAYS = 30;
/** Looked for word by word, and so needed whole. */
const WHOLE = /^(?:answer|turn)-/;
const CHOICE = /\(([^()]*)\)/;

/** The ways that ship with the program, by intent, alternatives spelt out. */
export function readIntents(): Map<string, string[]> {
  const intents = new Map<string, string[]>();
  for (const file of readdirSync(FOLDER).sort()) {
    if (!file.endsWith('.txt')) continue;
    const blocks = parsePhrases(readFileSync(path.join(FOLDER, file), 'utf8'), file);
    for (const [intent, lines] of blocks) {
      const most = WHOLE.test(intent) ? Number.POSITIVE_INFINITY : MAX_WAYS;
      const ways = new Set(lines.flatMap((line) => spellOut(line, most)));
      intents.set(intent, [...new Set([...(intents.get(intent) ?? []), ...ways])]);
    }
  }
  return intents;
}

/** The things people speak of, by name, each with what it is called. */
export function readConcepts(): Map<string, string[]> {
  const blocks = parsePhrases(readFileSync(CONCEPTS, 'utf8'), 'concepts.txt');
  return new Map(
    [...blocks].map(([name, lines]) => [
      name,
      lines.flatMap((line) => line.split('|').map((way) => way.trim())),
    ]),
  );
}

/**
 * "(cảm ơn|cám ơn) (em|)" is four ways. Of a line with very many, a spread in which every alternative occurs;
 * always the same one.
 */
export function spellOut(line: string, most = MAX_WAYS): string[] {
  const parts = line.split(/(\([^()]*\|[^()]*\))/).map((part) => {
    const choice = CHOICE.exec(part);
    return choice && part.includes('|') ? (choice[1] ?? '').split('|') : [part];
  });
  const all = parts.reduce((product, { length }) => product * length, 1);
  const longest = Math.max(...parts.map(({ length }) => length));
  const count = Math.min(all, Math.max(most, longest * 2));
  const ways = Array.from({ length: count }, (_, k) => {
    // All of them one by one, or a walk in which the choices do not keep step.
    let rest = k;
    return parts
      .map((part, i) => {
        const n = part.length;
        const at = all <= count ? rest % n : (k + i * Math.floor(k / n) + i * 7) % n;
        rest = Math.floor(rest / n);
        return part[at] ?? '';
      })
      .join('')
      .replace(/\s+/g, ' ')
      .replace(/\s+,/g, ',')
      .trim();
  });
  return [...new Set(ways)].filter((way) => way !== '');
}
