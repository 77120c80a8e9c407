/** Cutting a long answer where the sense allows: between items, never within a paper. Pure. */
import type { Block, TitleBlock } from '../block.js';
import { plainText } from '../plain-text.js';

/** Characters of one reply: a screen and a half on a phone, within the limits of every channel. */
const PAGE_CHARACTERS = 1500;
/** Less than this is no page. */
const MIN_ROOM = 200;

type Titles = { title: TitleBlock; again: TitleBlock; budget?: number };
/** What stays whole; `of`: the block it is part of, by its place. */
type Piece = { block: Block; of: number };
type Page = Piece[];

/**
 * The pages of an answer, at least one; each begins with its title. What is longer than a page is divided between
 * sentences. `title` is the first page's, `again` the title of the others.
 */
export function paginate(
  blocks: readonly Block[],
  { title, again, budget = PAGE_CHARACTERS }: Titles,
): Block[][] {
  const longest = Math.max(plainText([title]).length, plainText([again]).length);
  const room = Math.max(MIN_ROOM, budget - longest - 2);
  const pieces = blocks.flatMap((block, of) =>
    piecesOf(block).flatMap((piece) => divide(piece, room).map((part) => ({ block: part, of }))),
  );
  const pages: Page[] = [[]];
  let size = 0;
  pieces.forEach((piece, i) => {
    const page = pages.at(-1) ?? [];
    const needed = sizeWithNext(pieces, i);
    const isFull = page.length > 0 && size + needed > room;
    if (isFull) pages.push([piece]);
    else page.push(piece);
    size = (isFull ? 0 : size) + sizeOf(pieces, i);
  });
  return pages.map((page, i) => [i === 0 ? title : again, ...joined(page)]);
}

/** A heading must not end a page: it needs room for what it heads. */
function sizeWithNext(pieces: readonly Piece[], from: number): number {
  let end = from;
  while (end < pieces.length - 1 && pieces[end]?.block.type === 'title') end += 1;
  return pieces.slice(from, end + 1).reduce((size, _, i) => size + sizeOf(pieces, from + i), 0);
}

/** With the ends of line before it: an empty line only where a block begins. */
function sizeOf(pieces: readonly Piece[], at: number): number {
  const piece = pieces[at];
  if (!piece) return 0;
  return plainText([piece.block]).length + (pieces[at - 1]?.of === piece.of ? 1 : 2);
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

/** A block item by item: each can stand on another page. */
function piecesOf(block: Block): Block[] {
  switch (block.type) {
    case 'list': {
      const { title, from = 1, ...rest } = block;
      return block.items.map((item, i) => ({
        ...rest,
        ...(i === 0 && title !== undefined ? { title } : {}),
        ...(block.ordered && from + i > 1 ? { from: from + i } : {}),
        items: [item],
      }));
    }
    case 'facts':
      return block.facts.flatMap(({ label, values }) =>
        values.map((value) => ({ ...block, facts: [{ label, values: [value] }] })),
      );
    case 'notes':
      return block.notes.map((note) => ({ ...block, notes: [note] }));
    default:
      return [block];
  }
}

/** Pieces of one block as that block again. */
function joined(pieces: readonly Piece[]): Block[] {
  const blocks: Block[] = [];
  pieces.forEach(({ block, of }, i) => {
    const last = blocks.at(-1);
    const together = last && pieces[i - 1]?.of === of ? merged(last, block) : null;
    if (together) blocks[blocks.length - 1] = together;
    else blocks.push(block);
  });
  return blocks;
}

/** Null = they are of different kinds, as where one was divided. */
function merged(before: Block, next: Block): Block | null {
  if (before.type === 'list' && next.type === 'list')
    return { ...before, items: [...before.items, ...next.items] };
  if (before.type === 'notes' && next.type === 'notes')
    return { ...before, notes: [...before.notes, ...next.notes] };
  if (before.type !== 'facts' || next.type !== 'facts') return null;
  const [last, fact] = [before.facts.at(-1), next.facts[0]];
  if (!last || !fact || last.label !== fact.label)
    return { ...before, facts: [...before.facts, ...next.facts] };
  const values = [...last.values, ...fact.values];
  return { ...before, facts: [...before.facts.slice(0, -1), { label: last.label, values }] };
}

/** What of a piece is too long goes on in lines of its own. */
function divide(piece: Block, room: number): Block[] {
  const whole = plainText([piece]).length;
  const text = textOf(piece);
  if (whole <= room || text === null) return [piece];
  const first = breakWithin(text, Math.max(1, room - (whole - text.length)));
  const parts = [withText(piece, text.slice(0, first).trimEnd())];
  let rest = text.slice(first).trim();
  while (rest !== '') {
    const end = rest.length > room ? breakWithin(rest, room) : rest.length;
    parts.push({ type: 'lead', text: rest.slice(0, end).trimEnd() });
    rest = rest.slice(end).trim();
  }
  return parts;
}

/** The text of a piece; null = it has none that could be cut. */
function textOf(piece: Block): string | null {
  if (piece.type === 'lead') return piece.text;
  if (piece.type === 'list') return piece.items[0]?.text ?? null;
  if (piece.type === 'facts') return piece.facts[0]?.values[0] ?? null;
  return piece.type === 'notes' ? (piece.notes[0] ?? null) : null;
}

function withText(piece: Block, text: string): Block {
  if (piece.type === 'lead') return { ...piece, text };
  if (piece.type === 'list') return { ...piece, items: piece.items.map((item) => ({ ...item, text })) };
  if (piece.type === 'facts')
    return { ...piece, facts: piece.facts.map((fact) => ({ ...fact, values: [text] })) };
  return piece.type === 'notes' ? { ...piece, notes: [text] } : piece;
}
