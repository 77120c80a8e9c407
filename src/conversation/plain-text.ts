/** Blocks as lines of text: what a channel without structure shows, and what the others mark up. Pure. */
import type { Block, Fact, Link, ListBlock, ListItem } from './block.js';

/** A run of words. `as`: what it is, where a channel can show it; `link`: where it leads, named by its label. */
export type Span = { text: string; as?: 'heading' | 'label' | 'aside'; link?: Link };

/** `gap`: an empty line before it. */
export type TextLine = { spans: Span[]; gap: boolean };

/** The blocks as lines. A link that was said in words already is not said again. */
export function blockLines(blocks: readonly Block[]): TextLine[] {
  const said = wordsOf(blocks);
  const lines: TextLine[] = [];
  let underTitle = true;
  for (const block of blocks) {
    const own = LINES[block.type](block as never, said);
    lines.push(...own.map((spans, i) => ({ spans, gap: i === 0 && !underTitle })));
    if (own.length > 0) underTitle = block.type === 'title';
  }
  return lines;
}

/** The same in plain words. */
export function plainText(blocks: readonly Block[]): string {
  return blockLines(blocks)
    .map(({ spans, gap }, i) => `${i === 0 ? '' : gap ? '\n\n' : '\n'}${wordsIn(spans)}`)
    .join('');
}

/** A line's words. */
export function wordsIn(spans: readonly Span[]): string {
  return spans.map(({ text }) => text).join('');
}

type Of<T extends Block['type']> = Extract<Block, { type: T }>;
const LINES: { readonly [T in Block['type']]: (block: Of<T>, said: string) => Span[][] } = {
  title: ({ text, official, level }) => [
    [
      { text: level === 2 ? introducing(text) : text, as: 'heading' },
      ...(official ? [{ text: ` (${official})` }] : []),
    ],
  ],
  lead: ({ text, label }) =>
    text.split('\n').map((line, i) => [...(i === 0 ? labelSpans(label) : []), { text: line }]),
  list: listLines,
  facts: ({ facts }) => facts.flatMap(factLines),
  notes: ({ notes, tone }) =>
    notes.map((text) => [tone === 'source' ? { text, as: 'aside' as const } : { text }]),
  links: ({ links }, said) => links.flatMap((link) => linkLines(link, said)),
};

function listLines({ title, items, ordered, from = 1 }: ListBlock): Span[][] {
  const heading: Span[][] = title === undefined ? [] : [[{ text: introducing(title), as: 'heading' }]];
  return [
    ...heading,
    ...items.map((item, i) => [{ text: ordered ? `${from + i}. ` : '• ' }, ...itemSpans(item)]),
  ];
}

function itemSpans({ text, label, detail }: ListItem): Span[] {
  return [...labelSpans(label), { text: detail === undefined ? text : `${text} – ${detail}` }];
}

function labelSpans(label: string | undefined): Span[] {
  return label === undefined ? [] : [{ text: `${label}: `, as: 'label' }];
}

function factLines({ label, values }: Fact): Span[][] {
  const [only = '', ...more] = values;
  if (more.length === 0) return [[...labelSpans(label), { text: only }]];
  return [[{ text: introducing(label), as: 'label' }], ...values.map((value) => [{ text: `• ${value}` }])];
}

function linkLines(link: Link, said: string): Span[][] {
  const { label, href, isPlace } = link;
  const isCall = href.startsWith('tel:');
  if (said.includes(isCall || isPlace ? label : href)) return [];
  return [[{ text: isCall ? label : `${label}: ${href}`, link }]];
}

/** What is said beside the links. */
function wordsOf(blocks: readonly Block[]): string {
  return blocks
    .flatMap((block) => (block.type === 'links' ? [] : LINES[block.type](block as never, '')))
    .map(wordsIn)
    .join('\n');
}

/** A heading as text introduces what follows. */
function introducing(title: string): string {
  return /[:.?!…]$/.test(title) ? title : `${title}:`;
}
