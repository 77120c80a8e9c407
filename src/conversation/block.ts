/** What a reply is made of: its structure, told once, which every channel shows in its own way. Pure. */

/** A line of a list. `label`: what it is about, before it; `detail`: more of the same, behind it. */
export type ListItem = { text: string; label?: string; detail?: string };

/** Where a tap leads: a page, or a telephone (`tel:`). `isPlace`: a map that shows the place the label tells. */
export type Link = { label: string; href: string; isPlace?: true };

/** What is told of something by its name; several values are as many cases. */
export type Fact = { label: string; values: string[] };

/** What a reply is about; `official`: its official name. Level 2 heads a part of it, level 3 a case within a part. */
export type TitleBlock = { type: 'title'; text: string; official?: string; level?: 2 | 3 };

/** One or few lines that answer, ask or tell. `label`: what they are, where just that was asked for. */
type LeadBlock = { type: 'lead'; text: string; label?: string };

/**
 * Lines of one kind under what they are. `ordered`: counted, from `from` where it goes on; `ticked`: things to get
 * together, which can be ticked off.
 */
export type ListBlock = {
  type: 'list';
  title?: string;
  items: ListItem[];
  ordered?: true;
  from?: number;
  ticked?: true;
};

type FactsBlock = { type: 'facts'; facts: Fact[] };

/** What stands beside. `warning`: to be known first; `source`: where it comes from. */
type NotesBlock = { type: 'notes'; notes: string[]; tone?: 'warning' | 'source' };

type LinksBlock = { type: 'links'; links: Link[] };

/** A part of a reply. Every string is ready to be shown, in the reader's language. */
export type Block = TitleBlock | LeadBlock | ListBlock | FactsBlock | NotesBlock | LinksBlock;

/** A block, or a line that belongs to those beside it. */
export type BlockOrLine = string | Block;

/** Lines that follow each other are one block. */
export function blocksOf(parts: readonly BlockOrLine[]): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  const endLines = () => {
    if (lines.length > 0) blocks.push({ type: 'lead', text: lines.join('\n') });
    lines = [];
  };
  for (const part of parts) {
    if (typeof part === 'string') lines.push(part);
    else {
      endLines();
      blocks.push(part);
    }
  }
  endLines();
  return blocks;
}

/** A list; null where there is nothing to list. */
export function listOf(
  title: string | null,
  items: readonly (string | ListItem)[],
  more: Pick<ListBlock, 'ordered' | 'ticked'> = {},
): ListBlock[] {
  if (items.length === 0) return [];
  const listed = items.map((item) => (typeof item === 'string' ? { text: item } : item));
  return [{ type: 'list', ...(title === null ? {} : { title }), items: listed, ...more }];
}

/** Remarks; [] where there is none. */
export function notesOf(notes: readonly string[], tone?: NotesBlock['tone']): NotesBlock[] {
  return notes.length === 0 ? [] : [{ type: 'notes', notes: [...notes], ...(tone ? { tone } : {}) }];
}

/** Telephone numbers to be tapped; a text without a number in it gives none. */
export function callsOf(numbers: readonly string[]): LinksBlock[] {
  const links = numbers.flatMap((said) => {
    const [label] = /\+?\d[\d .-]*\d/.exec(said) ?? [];
    return label ? [{ label, href: `tel:${label.replace(/[^\d+]/g, '')}` }] : [];
  });
  return links.length === 0 ? [] : [{ type: 'links', links }];
}

/** A place to be found on a map by its address, told as it is said; null gives none. */
export function placesOf(address: string | null, name: string): LinksBlock[] {
  if (address === null) return [];
  return [{ type: 'links', links: [{ label: address, href: mapOf(`${name}, ${address}`), isPlace: true }] }];
}

/** A map that shows a place, named or told by its address. */
export function mapOf(place: string): string {
  return `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(place)}`;
}
