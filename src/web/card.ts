import type { CardSection, ProcedureCard } from '../conversation/message.js';
import style from './card.css?inline';
import { checklistText, shareText } from './checklist.js';
import { button, type Child, foldable, h, link, linked, unseen } from './dom.js';
import { viewReport } from './feedback.js';
import { hasChanged } from './history.js';
import { viewPapers } from './papers.js';
import { printOnly } from './print.js';
import type { ChatView } from './view.js';

/** The styles of what only cards have. */
export const CARD_STYLE: string = style;

/** What is shown of a long section before "show more". */
const MAX_CHARACTERS = 420;
const MAX_LINES = 5;

/** A procedure as a card: what it is called, what to bring, the facts, where they come from. */
export function viewCard(card: ProcedureCard, view: ChatView): HTMLElement {
  const { t } = view;
  const isOwnName = card.officialName !== card.name;
  const remarks = [...(hasChanged(view.conversation.turns(), card) ? [t.changed] : []), ...card.remarks];
  const online = card.onlineUrl === null ? null : link(card.onlineUrl, `${t.goOnline} `, unseen(t.newWindow));
  online?.classList.add('button');
  return h(
    'article',
    { class: 'card', 'aria-label': card.name },
    h('h3', {}, card.name),
    h(
      'p',
      { class: 'official' },
      isOwnName && h('span', {}, `${t.officialName}: `, h('span', { lang: 'vi' }, card.officialName), ' · '),
      `${t.code}: ${card.code}`,
    ),
    ...remarks.map((remark) => h('p', { class: 'remark', role: 'note' }, ...linked(remark))),
    card.summary && h('p', {}, card.summary),
    viewPapers(card, view),
    viewActions(card, view),
    ...card.sections.map((section) => viewSection(section, view)),
    online && h('p', { class: 'online' }, online),
    ...card.origins.map((origin) => h('p', { class: 'origin' }, ...linked(origin))),
    viewReport(card, view),
  );
}

function viewActions(card: ProcedureCard, { t, announce }: ChatView): HTMLElement {
  const result = h('span', { class: 'result' });
  const share = async () => {
    const outcome = await shareText(card.name, checklistText(card, t));
    const told = { done: '', copied: t.copied, failed: t.copyFailed }[outcome];
    result.textContent = told;
    announce(told);
  };
  const actions: HTMLElement = h(
    'div',
    { class: 'actions' },
    button(t.print, () => printOnly(actions.closest<HTMLElement>('.card') ?? actions)),
    button(t.share, () => void share()),
    result,
  );
  return actions;
}

/** The law and long sections are folded; what is not known or not verified says so. */
function viewSection(
  { attribute, title, lines, known, verified }: CardSection,
  { t }: ChatView,
): HTMLElement {
  const mark = !verified && h('span', { class: 'unverified' }, ` (${t.unverified})`);
  if (attribute === 'legal' && known) {
    return foldable([`${title} (${lines.length})`, mark], ...viewLines(lines));
  }
  const shown = lines.slice(0, linesWithin(lines));
  const rest = lines.slice(shown.length);
  return h(
    'section',
    { class: known ? 'fact' : 'fact unknown' },
    h('h4', {}, title, mark),
    h('div', {}, ...viewLines(shown), rest.length > 0 && foldable([t.more], ...viewLines(rest))),
  );
}

/** How many lines fit before the fold: all, or the first ones, at least one. */
function linesWithin(lines: readonly string[]): number {
  let characters = 0;
  const first = lines.findIndex((line, i) => {
    characters += line.length;
    return i > 0 && (i >= MAX_LINES || characters > MAX_CHARACTERS);
  });
  return first === -1 ? lines.length : first;
}

function viewLines(lines: readonly string[]): Child[] {
  const [only, ...more] = lines;
  if (only !== undefined && more.length === 0) return [h('p', {}, ...linked(only))];
  return [h('ul', {}, ...lines.map((line) => h('li', {}, ...linked(line.replace(/^[•-]\s*/, '')))))];
}
