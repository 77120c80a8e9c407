/** Files of phrases in blocks: ways of asking, of saying, and what people call things. Pure. */

const HEADING = /^\[(\d\.\d{6}|[a-z][a-z-]+)\]/;

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
