import type { Block } from '../conversation/block.js';
import type { Choice, Reply } from '../conversation/message.js';
import { fill } from '../i18n/fill.js';
import { viewBlocks } from './blocks.js';
import { button, h, link, unseen } from './dom.js';
import { viewRating } from './feedback.js';
import type { ShownTurn } from './history.js';
import type { Trouble } from './server.js';
import type { Texts } from './texts/texts.js';
import type { ChatView } from './view.js';

/** How far a waiting message is: on its way, behind another one, or held up, and by what. */
export type Wait = 'sending' | 'queued' | Trouble;

/** One turn of the conversation: what was asked and what came of it. `wait` counts while it waits. */
export function viewTurn(turn: ShownTurn, wait: Wait, view: ChatView): HTMLElement {
  return h(
    'div',
    { class: 'turn', 'data-turn': turn.id },
    h('p', { class: 'mine' }, unseen(`${view.t.asked} `), turn.label),
    viewState(turn, wait, view),
    ...turn.replies.map((reply, i) => viewReply(turn, reply, i, view)),
  );
}

function viewState(turn: ShownTurn, wait: Wait, { t, conversation, withdraw }: ChatView): HTMLElement | null {
  if (turn.state === 'answered') return null;
  if (turn.state === 'lost') return h('p', { class: 'state' }, t.lost);
  if (turn.state === 'refused') return h('p', { class: 'state' }, turn.problem ?? t.refused);
  if (wait === 'sending') return h('p', { class: 'state sending' }, t.answering);
  if (wait === 'queued') return h('p', { class: 'state' }, t.queued);
  return h(
    'p',
    { class: 'state held' },
    h('span', {}, t.unsent[wait]),
    button(t.sendNow, () => conversation.sendNow()),
    button(t.withdraw, () => withdraw(turn)),
  );
}

function viewReply(turn: ShownTurn, reply: Reply, index: number, view: ChatView): HTMLElement {
  const { t } = view;
  const card = viewCardOf(reply, view);
  const choices = card ? choicesOf(reply) : (reply.choices ?? []);
  const page = !card && reply.procedure?.url ? link(reply.procedure.url, t.officialPage) : null;
  return h(
    'div',
    { class: 'reply' },
    unseen(t.answered),
    card ?? h('div', { class: 'said' }, ...viewBlocks(blocksOf(reply), t)),
    page && h('p', { class: 'origin' }, page),
    reply.speech ? viewSpeak(reply.speech, view) : null,
    card && choices.some(({ procedure }) => procedure) ? h('p', { class: 'next' }, t.next) : null,
    choices.length > 0 ? viewChoices(choices, view) : null,
    viewRating(turn, reply, index, view),
  );
}

/** Null = it has none, or cards are not here (yet). */
function viewCardOf(reply: Reply, view: ChatView): HTMLElement | null {
  const cards = view.cards.view();
  if (cards && reply.card) return cards.procedure(reply, reply.card, view);
  return cards && reply.dossierCard ? cards.dossier(reply, reply.dossierCard, view) : null;
}

/** An answer that was kept by an earlier version has text alone. */
function blocksOf({ blocks, text }: Reply): Block[] {
  return blocks ?? [{ type: 'lead', text }];
}

/** What a card shows, folded or not, needs no button. */
function choicesOf({ card, dossierCard, choices = [] }: Reply): Choice[] {
  const shown = card ? ['more', 'papers', ...card.sections.map(({ attribute }) => attribute)] : [];
  return choices.filter(
    ({ shows, send }) => !(shows && shown.includes(shows)) && send !== dossierCard?.due.explain,
  );
}

function viewChoices(choices: readonly Choice[], { t, say }: ChatView): HTMLElement {
  const buttons = choices.map(({ label, send }) => button(label, () => say(label, send)));
  return h('div', { class: 'choices', role: 'group', 'aria-label': t.choices }, ...buttons);
}

/** Shown only where the browser has a voice for the language of the answer, which need not be that of the chat. */
function viewSpeak(speech: string, { t, speaker }: ChatView): HTMLElement {
  const language = /[ăâđêôơưạ-ỹ]/i.test(speech) ? 'vi' : 'en';
  let speaking = false;
  const press = button(t.speak, () => {
    if (speaking) return speaker.stop();
    speaker.speak(speech, language, () => {
      speaking = false;
      press.textContent = t.speak;
    });
    speaking = true;
    press.textContent = t.speakStop;
  });
  return h('p', { class: `speak speak-${language}` }, press);
}

/** So much of an answer is told unasked; the rest is read where it stands. */
const MAX_HEARD = 240;

/** What a screen reader is told of an answer: its beginning, as it is spoken where it can be, and that choices follow. */
export function heardOf(replies: readonly Reply[], t: Texts): string {
  return replies
    .map((reply) => {
      const count = choicesOf(reply).length;
      const more = count > 0 ? ` ${fill(t.choicesHeard, { count })}` : '';
      return `${beginningOf(shortOf(reply), t)}${more}`;
    })
    .join('\n');
}

/** Of a dossier its state and what to do. */
function shortOf({ dossierCard: card, speech, text }: Reply): string {
  return card ? `${card.title}. ${card.state.plain} ${card.next.told}` : (speech ?? text);
}

/** Whole sentences where one ends in time, else whole words. */
function beginningOf(text: string, t: Texts): string {
  if (text.length <= MAX_HEARD) return text;
  const begin = text.slice(0, MAX_HEARD);
  const [cut] = /^[\s\S]*[.!?;\n](?=\s)/.exec(begin) ?? /^[\s\S]*(?=\s)/.exec(begin) ?? [begin];
  return `${cut} ${t.heardMore}`;
}
