import { callsOf } from '../conversation/block.js';
import type { DossierCard, Reply } from '../conversation/message.js';
import { fill } from '../i18n/fill.js';
import { callButton, viewBlocks } from './blocks.js';
import { calendarFile } from './calendar-file.js';
import { viewActions } from './card-actions.js';
import { type CardView, cardView } from './card-view.js';
import { button, type Child, h, linked, pageButton, unseen } from './dom.js';
import { offerFile } from './save.js';
import { copyText } from './share.js';
import { isKiosk } from './storage.js';
import type { ChatView } from './view.js';

/** A dossier: its state first, the way it goes, what to do now, when, where; with what else the reply says around it. */
export function viewDossier(reply: Reply, card: DossierCard, chat: ChatView): HTMLElement {
  const view = cardView(chat);
  const { t } = view;
  const { blocks } = reply;
  const from = blocks.findIndex((block) => block.type === 'title' && block.text === card.title);
  return h(
    'div',
    { class: 'said' },
    ...viewBlocks(blocks.slice(0, Math.max(from, 0)), t),
    viewArticle(reply, card, view),
    ...viewBlocks(blocks.slice(from + card.blocks), t),
  );
}

function viewArticle(reply: Reply, card: DossierCard, view: CardView): HTMLElement {
  const { t } = view;
  const { title, state, next, notes, parts } = card;
  return h(
    'article',
    { class: 'card dossier', 'aria-label': title },
    h('h3', {}, title),
    h('p', { class: 'standing' }, state.plain),
    h('p', { class: 'official' }, `${t.official}: `, h('span', { lang: 'vi' }, state.official)),
    state.reason === null ? null : h('p', {}, ...linked(state.reason)),
    viewSteps(card, view),
    ...notes.map((note) => h('p', { class: 'note' }, note)),
    h(
      'div',
      { class: 'todo' },
      h('p', {}, ...linked(next.told)),
      next.missing.length > 0 && h('h4', {}, t.missing),
      next.missing.length > 0 && h('ul', {}, ...next.missing.map((paper) => h('li', {}, paper))),
      next.by === null ? null : h('p', {}, next.by),
    ),
    viewDue(card, view),
    h('dl', {}, ...card.facts.map(({ label, values }) => viewTerm(label, ...values))),
    ...viewOffice(card, view),
    ...(parts.length > 0
      ? [h('h4', {}, t.parts), h('ul', {}, ...parts.map((part) => h('li', {}, part)))]
      : []),
    viewFollow(card, view),
    viewActions({ title, text: reply.text, print: t.printDossier, file: `${card.code}.txt` }, view),
  );
}

function viewTerm(label: string, ...told: Child[]): HTMLElement {
  return h('div', {}, h('dt', {}, label), h('dd', {}, ...told));
}

/** Where it stands on its way; what is behind and where it is now is told in words too, for those who see no marks. */
function viewSteps({ steps }: DossierCard, { t }: CardView): HTMLElement | null {
  if (steps.length === 0) return null;
  const heard = { done: t.stepDone, now: t.stepNow, ahead: '' };
  return h(
    'ol',
    { class: 'steps', 'aria-label': t.steps },
    ...steps.map(({ label, at }) =>
      h(
        'li',
        { class: at, 'aria-current': at === 'now' ? 'step' : null },
        label,
        heard[at] === '' ? null : unseen(`, ${heard[at]}`),
      ),
    ),
  );
}

function viewDue(card: DossierCard, { t, say }: CardView): HTMLElement | null {
  const { told, explain, date } = card.due;
  if (told.length === 0) return null;
  const keep = (day: string) => {
    const title = fill(t.calendarTitle, { title: card.code });
    const { code: id, next, office } = card;
    const place = office && [office.name, office.address].filter(Boolean).join(', ');
    const file = calendarFile({ id, date: day, title, about: next.told, place }, new Date());
    offerFile(`${id}.ics`, 'text/calendar;charset=utf-8', file);
  };
  return h(
    'p',
    { class: 'due' },
    told.join(' '),
    explain === null ? null : button(t.why, () => say(t.whyAsked, explain)),
    date === null || isKiosk() ? null : button(t.addToCalendar, () => keep(date)),
  );
}

function viewOffice({ office }: DossierCard, { t }: CardView): Child[] {
  if (office === null) return [];
  const { name, address, phone, map } = office;
  const calls = callsOf(phone === null ? [] : [phone]).flatMap(({ links }) => links);
  return [
    h('h4', {}, `${t.office}: ${name}`),
    address === null ? null : h('p', {}, address),
    h(
      'p',
      { class: 'links' },
      ...calls.map((call) => callButton(call, t)),
      map === null ? null : pageButton(map, t.map, t.newWindow),
    ),
  ];
}

/** Where the dossier can be followed: this page cannot write to anybody. */
function viewFollow({ follow }: DossierCard, view: CardView): HTMLElement | null {
  if (follow.length === 0) return null;
  const { t } = view;
  return h(
    'div',
    { class: 'follow' },
    h('h4', {}, t.follow),
    ...follow.map((way) => h('p', { class: 'links' }, ...viewWay(way, view))),
  );
}

function viewWay({ channel, url, say }: DossierCard['follow'][number], view: CardView): Child[] {
  const { t, announce } = view;
  const page = url === null ? null : pageButton(url, fill(t.followIn, { channel }), t.newWindow);
  if (say === '') return [page];
  const copy = async (pressed: HTMLElement) => {
    if (!(await copyText(say))) return;
    const told = fill(t.copiedWords, { channel });
    pressed.replaceWith(h('span', {}, told));
    announce(told);
  };
  const press: HTMLElement = button(t.copyWords, () => void copy(press));
  const words = page ? fill(t.followSay, { say }) : fill(t.followSayTo, { channel, say });
  return [page, h('span', {}, words), press];
}
