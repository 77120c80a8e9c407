type Value = string | number | boolean | null | ((event: Event) => void);

/** What an element may hold; null and false are left out. */
export type Child = Node | string | null | false;

/**
 * Makes an element. An attribute that is a function listens to the event of that name; true = present without a
 * value, false and null = absent. Absent children are left out.
 */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Readonly<Record<string, Value>> = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value !== null && value !== false) element.setAttribute(name, value === true ? '' : `${value}`);
  }
  element.append(...children.filter((child) => child !== null && child !== false));
  return element;
}

/** A button that says what it does. */
export function button(label: string, press: () => void, attributes: Readonly<Record<string, Value>> = {}) {
  return h('button', { type: 'button', ...attributes, click: press }, label);
}

/** What is folded away behind a line. */
export function foldable(summary: Child[], ...children: Child[]): HTMLElement {
  return h('details', { class: 'fold' }, h('summary', {}, ...summary), ...children);
}

/** A page elsewhere as a button; `opens`: told to those who do not see that it is elsewhere. Null = it is no web address. */
export function pageButton(href: string, label: string, opens: string): HTMLElement | null {
  const page = link(href, `${label} `, unseen(opens));
  page?.classList.add('button');
  return page;
}

/** Does something again and again, until the signal. */
export function repeat(ms: number, task: () => void, signal: AbortSignal): void {
  const timer = setInterval(task, ms);
  signal.addEventListener('abort', () => clearInterval(timer));
}

/** Text only screen readers get. */
export function unseen(text: string): HTMLElement {
  return h('span', { class: 'unseen' }, text);
}

/** Web addresses, and the sites of the state by their names alone; what is before an @ belongs to a letter box. */
const ADDRESS = /((?:https?:\/\/|[\w.@-]*\w\.gov\.vn(?![\w-]|\.\w))(?:[^\s<>"]*[^\s<>".,;:!?)\]])?)/;

/** Text whose web addresses are links. */
export function linked(text: string): Child[] {
  return text.split(ADDRESS).map((part, i) => {
    if (i % 2 === 0 || part.includes('@')) return part;
    return link(part.includes('://') ? part : `https://${part}`, part);
  });
}

/** A link to another page; null when the address is none a browser may open. */
export function link(address: string, label: string, ...more: Child[]): HTMLElement | null {
  if (!/^https?:\/\//.test(address)) return null;
  return h('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, label, ...more);
}
