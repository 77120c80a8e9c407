import type { Block, Fact, Link, ListBlock } from '../conversation/block.js';
import { fill } from '../i18n/fill.js';
import { type Child, h, link, linked, unseen } from './dom.js';
import type { Texts } from './texts/texts.js';

const HEADINGS = { 1: 'h3', 2: 'h4', 3: 'h5' } as const;

/** The blocks of a reply as what they are: headings, lists, terms with what is told of them, links. */
export function viewBlocks(blocks: readonly Block[], t: Texts): Child[] {
  return blocks.flatMap((block) => viewBlock(block, t));
}

function viewBlock(block: Block, t: Texts): Child[] {
  switch (block.type) {
    case 'title': {
      const official = block.official && h('span', { class: 'official', lang: 'vi' }, ` (${block.official})`);
      return [h(HEADINGS[block.level ?? 1], {}, block.text, official ?? null)];
    }
    case 'lead':
      return [
        h('p', { class: 'lead' }, block.label ? h('b', {}, `${block.label}: `) : null, ...linked(block.text)),
      ];
    case 'list':
      return [block.title === undefined ? null : h('h4', {}, block.title), viewList(block)];
    case 'facts':
      return [h('dl', {}, ...block.facts.map(viewFact))];
    case 'notes':
      return block.notes.map((note) => h('p', NOTES[block.tone ?? 'plain'], ...linked(note)));
    case 'links':
      return [h('p', { class: 'links' }, ...block.links.map((each) => viewLink(each, t)))];
    default:
      // A page that was loaded before the server learned more.
      return [];
  }
}

const NOTES = {
  plain: { class: 'note' },
  warning: { class: 'remark', role: 'note' },
  source: { class: 'origin' },
};

function viewList({ items, ordered, from = 1 }: ListBlock): HTMLElement {
  const lines = items.map(({ text, label, detail }) =>
    h(
      'li',
      {},
      label ? h('b', {}, `${label}: `) : null,
      ...linked(text),
      detail ? h('small', {}, ` – ${detail}`) : null,
    ),
  );
  return ordered ? h('ol', { start: from }, ...lines) : h('ul', {}, ...lines);
}

function viewFact({ label, values }: Fact): HTMLElement {
  const [only = '', ...more] = values;
  const told =
    more.length === 0 ? linked(only) : [h('ul', {}, ...values.map((value) => h('li', {}, ...linked(value))))];
  return h('div', {}, h('dt', {}, label), h('dd', {}, ...told));
}

function viewLink({ label, href }: Link, t: Texts): HTMLElement | null {
  if (href.startsWith('tel:')) return h('a', { href, class: 'button' }, fill(t.call, { number: label }));
  const page = link(href, `${label} `, unseen(t.newWindow));
  page?.classList.add('button');
  return page;
}
