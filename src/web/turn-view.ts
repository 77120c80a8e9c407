import type { Reply } from '../conversation/message.js';
import { viewCard } from './card.js';
import { button, h, link, linked, unseen } from './dom.js';
import { viewRating } from './feedback.js';
import type { Turn } from './history.js';
import { fill } from './texts/texts.js';
import type { View } from './view.js';

/** How far a waiting message is: on its way, behind another one, or held up by the line. */
export type Wait = 'sending' | 'queued' | 'held';

/** One turn of the conversation: what was asked and what came of it. `wait` counts while it waits. */
export function viewTurn(turn: Turn, wait: Wait, view: View): HTMLElement {
  return h(
    'div',
    { class: 'turn', 'data-turn': turn.id },
    h('p', { class: 'mine' }, unseen(`${view.t.asked} `), turn.label),
    viewState(turn, wait, view),
    ...turn.replies.map((reply, i) => viewReply(turn, reply, i, view)),
  );
}

function viewState(turn: Turn, wait: Wait, { t, sendNow, withdraw }: View): HTMLElement | null {
  if (turn.state === 'answered') return null;
  if (turn.state === 'lost') return h('p', { class: 'state' }, t.lost);
  if (turn.state === 'refused') return h('p', { class: 'state' }, turn.problem ?? t.refused);
  if (wait === 'sending') return h('p', { class: 'state sending' }, t.answering);
  if (wait === 'queued') return h('p', { class: 'state' }, t.queued);
  return h(
    'p',
    { class: 'state held' },
    h('span', {}, t.unsent),
    button(t.sendNow, sendNow),
    button(t.withdraw, () => withdraw(turn)),
  );
}

function viewReply(turn: Turn, reply: Reply, index: number, view: View): HTMLElement {
  const { t } = view;
  const page = !reply.card && reply.procedure?.url ? link(reply.procedure.url, t.officialPage) : null;
  return h(
    'div',
    { class: 'reply' },
    unseen(t.answered),
    reply.card ? viewCard(reply.card, view) : h('p', { class: 'text' }, ...linked(reply.text)),
    page && h('p', { class: 'origin' }, page),
    reply.speech ? viewSpeak(reply.speech, view) : null,
    reply.choices?.length ? viewChoices(reply.choices, view) : null,
    viewRating(turn, reply, index, view),
  );
}

function viewChoices(choices: NonNullable<Reply['choices']>, { t, say }: View): HTMLElement {
  const buttons = choices.map(({ label, send }) => button(label, () => say(label, send)));
  return h('div', { class: 'choices', role: 'group', 'aria-label': t.choices }, ...buttons);
}

/** Shown only where the browser has a voice for the language of the answer, which need not be that of the chat. */
function viewSpeak(speech: string, { t, speaker }: View): HTMLElement {
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

/** What a screen reader is told of an answer: its speakable form where there is one, and that choices follow. */
export function heardOf(replies: readonly Reply[], { t }: Pick<View, 't'>): string {
  return replies
    .map(({ speech, text, choices }) => {
      const more = choices?.length ? ` ${fill(t.choicesHeard, { count: choices.length })}` : '';
      return `${speech ?? text}${more}`;
    })
    .join('\n');
}
