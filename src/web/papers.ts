import type { CardCase, ProcedureCard } from '../conversation/message.js';
import { fill } from '../i18n/fill.js';
import type { CardView } from './card-view.js';
import { foldable, h, link } from './dom.js';
import { paperKey, tick, tickedOf } from './ticks.js';

const MAX_NOTES = 2;

/** The papers of a card as lists to tick: the general case, or the only one, is open; the person opens their own. */
export function viewPapers({ code, papers }: ProcedureCard, { t }: CardView): HTMLElement {
  const section = h('section', { class: 'papers' });
  if (papers === null) section.append(h('p', { class: 'unknown' }, t.papersUnknown));
  else if (papers.length === 0) section.append(h('p', {}, t.papersNone));
  const ticked = tickedOf(code);
  const [only, ...others] = papers ?? [];
  const open = papers?.find(({ name }) => name === null) ?? (others.length === 0 ? only : undefined);
  if (open) section.append(...viewCase(code, open, { ticked, t, isOpen: true }));
  for (const group of papers ?? []) {
    if (group !== open) section.append(...viewCase(code, group, { ticked, t, isOpen: false }));
  }
  return section;
}

type Drawn = { ticked: ReadonlySet<string>; isOpen: boolean; t: CardView['t'] };

function viewCase(code: string, group: CardCase, { ticked, isOpen, t }: Drawn): HTMLElement[] {
  const keys = group.papers.map(({ name }) => paperKey(group, name));
  const done = new Set(keys.filter((key) => ticked.has(key)));
  const progress = h('span', { class: 'progress' });
  const showProgress = () => {
    const total = group.papers.length;
    const count = fill(done.size > 0 ? t.prepared : t.count, { done: done.size, total, count: total });
    progress.textContent = total > 0 ? count : '';
  };
  showProgress();
  const list = h('ul', { class: 'checklist' });
  group.papers.forEach(({ name, detail, forms = [] }, i) => {
    const key = keys[i] ?? name;
    const box = h('input', {
      type: 'checkbox',
      change: () => {
        if (box.checked) done.add(key);
        else done.delete(key);
        tick(code, key, box.checked);
        showProgress();
      },
    });
    box.checked = done.has(key);
    list.append(
      h(
        'li',
        {},
        h('label', {}, box, h('span', {}, name, detail && h('small', {}, ` – ${detail}`))),
        ...forms.map((form) => h('p', { class: 'form' }, `${t.form} `, link(form, form) ?? form)),
      ),
    );
  });
  const notes = viewNotes(group.notes, t);
  if (!isOpen)
    return [
      h(
        'details',
        { class: 'case' },
        h('summary', {}, h('h4', {}, group.name ?? t.generalCase)),
        h('p', {}, progress),
        list,
        ...notes,
      ),
    ];
  const heading = group.name === null ? t.papers : `${t.papers} (${group.name})`;
  return [h('h4', {}, `${heading} · `, progress), list, ...notes];
}

/** The first notes, the others behind a fold: they change what is to be handed in. */
function viewNotes(notes: readonly string[], t: CardView['t']): HTMLElement[] {
  const drawn = notes.map((note) => h('p', { class: 'note' }, h('b', {}, t.note), ` ${note}`));
  if (drawn.length <= MAX_NOTES + 1) return drawn;
  const count = drawn.length - MAX_NOTES;
  return [...drawn.slice(0, MAX_NOTES), foldable([fill(t.moreNotes, { count })], ...drawn.slice(MAX_NOTES))];
}
