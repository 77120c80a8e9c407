import type { Block } from '../conversation/block.js';
import type { CardSection, ProcedureCard, Reply } from '../conversation/message.js';
import { viewBlocks } from './blocks.js';
import style from './card.css?inline';
import { viewActions } from './card-actions.js';
import { type CardView, cardView } from './card-view.js';
import { checklistText } from './checklist.js';
import { type Child, foldable, h, linked, pageButton } from './dom.js';
import dossierStyle from './dossier-card.css?inline';
import { viewDossier } from './dossier-card.js';
import { hasChanged, isShownBefore } from './history.js';
import { viewPapers } from './papers.js';
import { viewReport } from './report.js';
import { HELP } from './texts/help.js';
import type { ChatView } from './view.js';

/** The styles of what only cards have. */
export const CARD_STYLE: string = style + dossierStyle;

/** What shows each kind of card, and how to use the chat. */
export const CARDS = { procedure: viewCard, dossier: viewDossier, help: viewHelp };

function viewHelp({ language }: ChatView): HTMLElement {
  return h('ul', {}, ...HELP[language].map((line) => h('li', {}, line)));
}

/** What is told of a whole procedure beside its papers, as long as it is one short line. */
const TOLD: readonly string[] = ['time', 'fee', 'place'];
const MAX_LINE = 110;
/** What is told with where everything is from. */
const LAST = 'legal';

/** A procedure: what was asked first, the rest under headings to be opened, then where it is from. */
function viewCard(reply: Reply, card: ProcedureCard, chat: ChatView): HTMLElement {
  const view = cardView(chat);
  const { t, conversation } = view;
  const remarks = [...(hasChanged(conversation.turns(), card) ? [t.changed] : []), ...card.remarks];
  const shown = shownOf(card);
  const { heading, body } = answerOf(reply.blocks ?? [], card);
  const rest = card.sections.filter(({ attribute }) => !shown.includes(attribute) && attribute !== LAST);
  const folds = [
    shown.includes('papers')
      ? null
      : foldable([h('h4', {}, t.papers)], viewPapers(card, view), viewCardActions(card, view)),
    ...rest.map((section) => viewFold(section, card, view)),
    viewAbout(card, view),
  ];
  return h(
    'article',
    { class: 'card', 'aria-label': card.name },
    h('h3', {}, heading),
    ...remarks.map((remark) => h('p', { class: 'remark', role: 'note' }, ...linked(remark))),
    card.asked === null && card.summary ? h('p', {}, card.summary) : null,
    ...(shown.includes('papers') ? viewAsked(card, view) : viewBlocks(body, t)),
    card.asked?.includes('online') ? viewOnline(card, view) : null,
    // All of it stands above already, where the same procedure was asked about before.
    isShownBefore(conversation.turns(), card)
      ? foldable([h('h4', {}, t.whole)], ...folds)
      : h('div', { class: 'folds' }, ...folds),
    h('p', { class: 'origin' }, ...linked(card.origins[0] ?? '')),
    viewReport(card, view),
  );
}

/** The parts that are told unfolded. Papers are shown to be ticked off; what else was asked stands in the blocks. */
function shownOf({ asked = null, papers, sections }: ProcedureCard): string[] {
  if (asked !== null) return asked;
  const short = sections.filter(({ attribute, known, lines: [only = '', ...more] }) => {
    return known && TOLD.includes(attribute) && more.length === 0 && only.length <= MAX_LINE;
  });
  return [...(papers === null ? [] : ['papers']), ...short.map(({ attribute }) => attribute)];
}

function viewAsked(card: ProcedureCard, view: CardView): Child[] {
  const shown = shownOf(card);
  const facts = card.sections.filter(({ attribute }) => shown.includes(attribute));
  return [
    viewPapers(card, view),
    viewCardActions(card, view),
    facts.length > 0 && h('dl', {}, ...facts.map((fact) => viewFact(fact, view))),
  ];
}

/**
 * The answer without what the card has in places of its own: its name, what to know first, where it is from. What the
 * answer says of the procedure by its name is heading enough.
 */
function answerOf(blocks: readonly Block[], { name }: ProcedureCard): { heading: string; body: Block[] } {
  const body = blocks.filter((block) => {
    if (block.type === 'title') return block.level !== undefined;
    return block.type !== 'notes' || block.tone === undefined;
  });
  const [first, ...more] = body;
  if (first?.type !== 'list' || !first.title?.includes(name)) return { heading: name, body };
  const { title, ...list } = first;
  return { heading: title, body: [list, ...more] };
}

function viewFact(section: CardSection, { t }: CardView): HTMLElement {
  const { title, lines } = section;
  return h(
    'div',
    {},
    h('dt', {}, title, markOf(section, t)),
    ...lines.map((line) => h('dd', {}, ...linked(line))),
  );
}

/** What is not known or not verified says so. */
function viewFold(section: CardSection, card: ProcedureCard, view: CardView): HTMLElement {
  const { attribute, title, lines, known } = section;
  const fold = foldable([h('h4', {}, title, markOf(section, view.t))], ...viewLines(lines));
  if (!known) fold.classList.add('unknown');
  const online = attribute === 'online' ? viewOnline(card, view) : null;
  if (online) fold.append(online);
  return fold;
}

function markOf({ verified }: CardSection, t: CardView['t']): Child {
  return !verified && h('span', { class: 'unverified' }, ` (${t.unverified})`);
}

/** The law, what it is for where that is not said above, its official name and code, and where everything is from. */
function viewAbout(card: ProcedureCard, { t }: CardView): HTMLElement {
  const law = card.sections.find(({ attribute }) => attribute === LAST);
  return foldable(
    [h('h4', {}, law ? `${law.title}, ${t.about}` : t.about)],
    card.asked !== null && card.summary ? h('p', {}, card.summary) : null,
    ...viewLines(law?.lines ?? []),
    h('p', {}, `${t.officialName}: `, h('span', { lang: 'vi' }, card.officialName)),
    h('p', {}, `${t.code}: ${card.code}`),
    ...card.origins.map((origin) => h('p', { class: 'origin' }, ...linked(origin))),
  );
}

function viewOnline({ onlineUrl }: ProcedureCard, { t }: CardView): HTMLElement | null {
  const online = onlineUrl === null ? null : pageButton(onlineUrl, t.goOnline, t.newWindow);
  return online && h('p', { class: 'online' }, online);
}

function viewCardActions(card: ProcedureCard, view: CardView): HTMLElement {
  return viewActions({ title: card.name, text: checklistText(card, view.t), print: view.t.print }, view);
}

function viewLines(lines: readonly string[]): Child[] {
  const [only, ...more] = lines;
  if (only !== undefined && more.length === 0) return [h('p', {}, ...linked(only))];
  return [h('ul', {}, ...lines.map((line) => h('li', {}, ...linked(line))))];
}
