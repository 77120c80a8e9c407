/** Cutting a long answer where the sense allows: between lines, never within a paper. Pure. */

/** A line that stays whole. `lead`: a heading, which must not end a page. `gap`: an empty line before it. */
export type Line = { text: string; lead?: boolean; gap?: boolean };

/** Characters of one reply: a screen and a half on a phone, within the limits of every channel. */
const PAGE_CHARACTERS = 1500;

/**
 * The pages of an answer, at least one; each begins with its title. A line longer than a page is divided between
 * sentences. `title` is the first page's, `again` the title of the others.
 */
export function paginate(
  lines: readonly Line[],
  { title, again, budget = PAGE_CHARACTERS }: { title: string; again: string; budget?: number },
): string[] {
  const room = Math.max(200, budget - Math.max(title.length, again.length) - 2);
  const whole = lines.flatMap((line) => divide(line, room));
  const pages: Line[][] = [[]];
  whole.forEach((line, i) => {
    const page = pages.at(-1) ?? [];
    const needed = whole.slice(i, whole.findIndex((next, j) => j >= i && !next.lead) + 1 || undefined);
    if (page.length > 0 && sizeOf([...page, ...needed]) > room) pages.push([line]);
    else page.push(line);
  });
  return pages.map((page, i) =>
    [i === 0 ? title : again, join(page)].filter((part) => part !== '').join('\n'),
  );
}

/** The text up to the end of a sentence, a clause or at least a word within `max` characters, with "…" when cut. */
export function shorten(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${text.slice(0, breakWithin(text, max - 1)).replace(/(?<![\s,;:.])[\s,;:.]+$/, '')}…`;
}

/** The longest prefix that ends a sentence, else a clause, else a word; sense before length, down to half of it. */
function breakWithin(text: string, max: number): number {
  const within = text.slice(0, max);
  const ends = [/[.!?](?=\s)/g, /[;:,](?=\s)/g, /\s/g].map((pattern) => {
    const last = [...within.matchAll(pattern)].at(-1);
    return last ? last.index + last[0].length : 0;
  });
  return ends.find((end) => end >= max / 2) ?? max;
}

function divide(line: Line, room: number): Line[] {
  const parts: Line[] = [];
  let rest = line.text;
  while (rest.length > room) {
    const end = breakWithin(rest, room);
    parts.push({ ...line, text: rest.slice(0, end).trimEnd() });
    rest = rest.slice(end).trimStart();
  }
  return [...parts, { ...line, text: rest, gap: parts.length === 0 && line.gap === true }];
}

function sizeOf(lines: readonly Line[]): number {
  return lines.reduce((size, line) => size + line.text.length + (line.gap ? 2 : 1), 0);
}

function join(lines: readonly Line[]): string {
  return lines.map((line, i) => (line.gap && i > 0 ? `\n${line.text}` : line.text)).join('\n');
}
