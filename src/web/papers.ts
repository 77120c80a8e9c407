import type { CardCase, ProcedureCard } from '../conversation/message.js';
import { fill } from '../i18n/fill.js';
import { foldable, h, unseen } from './dom.js';
import { paperKey, tick, tickedOf } from './ticks.js';
import type { ChatView } from './view.js';

const MAX_NOTES = 2;

/** The papers of a card, case by case, as lists to tick. */
export function viewPapers(card: ProcedureCard, { t }: ChatView): HTMLElement {
  const { papers } = card;
  const section = h('section', {}, h('h4', {}, t.papers));
  if (papers === null) section.append(h('p', { class: 'unknown' }, t.papersUnknown));
  else if (papers.length === 0) section.append(h('p', {}, t.papersNone));
  const ticked = tickedOf(card.code);
  const general = papers?.some(({ name }) => name === null) ?? false;
  papers?.forEach((group, i) => {
    const isOpen = general ? group.name === null : i === 0;
    section.append(viewCase(card.code, group, { ticked, isOpen, isOnly: papers.length === 1, t }));
  });
  return section;
}

/** The first notes, the others behind a fold. */
function viewNotes(notes: readonly string[], t: ChatView['t']): HTMLElement[] {
  const drawn = notes.map((note) => h('p', { class: 'note' }, `${t.note} ${note}`));
  if (drawn.length <= MAX_NOTES + 1) return drawn;
  return [...drawn.slice(0, MAX_NOTES), foldable([t.more], ...drawn.slice(MAX_NOTES))];
}

type Drawn = { ticked: ReadonlySet<string>; isOpen: boolean; isOnly: boolean; t: ChatView['t'] };

/** One case alone is shown as it is; of several, the person opens their own. */
function viewCase(code: string, group: CardCase, { ticked, isOpen, isOnly, t }: Drawn): HTMLElement {
  const total = group.papers.length;
  const keys = group.papers.map(({ name }) => paperKey(group, name));
  const done = new Set(keys.filter((key) => ticked.has(key)));
  const progress = h('span', { class: 'progress' });
  const showProgress = () => {
    const count = fill(done.size > 0 ? t.prepared : t.count, { done: done.size, total, count: total });
    progress.textContent = total > 0 ? count : '';
  };
  showProgress();
  const list = h('ul', { class: 'checklist' });
  group.papers.forEach(({ name, detail }, i) => {
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
    list.append(h('li', {}, h('label', {}, box, h('span', {}, name, detail && h('small', {}, detail)))));
  });
  const notes = viewNotes(group.notes, t);
  const name = group.name ?? (isOnly ? null : t.generalCase);
  if (isOnly) {
    return h('div', {}, h('p', {}, name && `${name} · `, progress), list, ...notes);
  }
  const summary = h('summary', {}, name, unseen(', '), progress);
  return h('details', { class: 'case', open: isOpen }, summary, list, ...notes);
}
