import type { Block, Fact, Link, ListBlock } from '../conversation/block.js';
import { fill } from '../i18n/fill.js';
import { type Child, h, linked, pageButton } from './dom.js';
import type { Texts } from './texts/texts.js';

const HEADINGS = { 1: 'h3', 2: 'h4', 3: 'h5' } as const;

/**
 * The blocks of a reply as what they are: headings, lists, terms with what is told of them, links. A number that is told
 * as a fact is called there; the others have a button.
 */
export function viewBlocks(blocks: readonly Block[], t: Texts): Child[] {
  const links = blocks.flatMap((block) => (block.type === 'links' ? block.links : []));
  const told = blocks.flatMap((block) =>
    block.type === 'facts' ? block.facts.flatMap(({ values }) => values) : [],
  );
  const calls = links.filter(
    ({ href, label }) => isCall(href) && told.some((value) => value.includes(label)),
  );
  return blocks.flatMap((block) => viewBlock(block, calls, t));
}

function isCall(href: string): boolean {
  return href.startsWith('tel:');
}

function viewBlock(block: Block, calls: readonly Link[], t: Texts): Child[] {
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
      return [h('dl', {}, ...block.facts.map((fact) => viewFact(fact, calls)))];
    case 'notes':
      return block.notes.map((note) => h('p', NOTES[block.tone ?? 'plain'], ...linked(note)));
    case 'links': {
      const links = block.links.flatMap((each) => (calls.includes(each) ? [] : (viewLink(each, t) ?? [])));
      return [links.length > 0 && h('p', { class: 'links' }, ...links)];
    }
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

function viewFact({ label, values }: Fact, calls: readonly Link[]): HTMLElement {
  const [only = '', ...more] = values;
  const told =
    more.length === 0
      ? withCall(only, calls)
      : [h('ul', {}, ...values.map((value) => h('li', {}, ...withCall(value, calls))))];
  return h('div', {}, h('dt', {}, label), h('dd', {}, ...told));
}

/** A value in which the number to be called is a link. */
function withCall(value: string, calls: readonly Link[]): Child[] {
  const call = calls.find(({ label }) => value.includes(label));
  if (!call) return linked(value);
  const [before = '', ...after] = value.split(call.label);
  return [before, h('a', { href: call.href }, call.label), after.join(call.label)];
}

function viewLink(to: Link, t: Texts): HTMLElement | null {
  const { label, href, isPlace } = to;
  return isCall(href) ? callButton(to, t) : pageButton(href, isPlace ? t.map : label, t.newWindow);
}

/** A telephone number to be tapped. */
export function callButton({ label, href }: Link, t: Texts): HTMLElement {
  return h('a', { href, class: 'button' }, fill(t.call, { number: label }));
}
