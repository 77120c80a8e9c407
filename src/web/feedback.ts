import type { ProcedureCard, Reply } from '../conversation/message.js';
import { button, h } from './dom.js';
import type { ShownTurn } from './history.js';
import type { ChatView } from './view.js';

/** Asks, once, whether a real answer helped; null under all others. */
export function viewRating(turn: ShownTurn, reply: Reply, index: number, view: ChatView): HTMLElement | null {
  const { t } = view;
  const code = reply.procedure?.code ?? reply.card?.code;
  if (!reply.rateable || code === undefined) return null;
  const box = h('div', { class: 'rating', role: 'group', 'aria-label': t.useful });
  const say = (text: string) => {
    box.replaceChildren(h('span', { tabindex: '-1' }, text));
    view.announce(text);
  };
  const rate = async (useful: boolean) => {
    const taken = await view.server.rate({ code, useful });
    if (taken) view.conversation.markRated(turn, index);
    say(taken ? t.usefulThanks : t.notTaken);
  };
  if (turn.rated.includes(index)) box.append(h('span', {}, t.usefulThanks));
  else {
    box.append(
      h('span', {}, t.useful),
      button(t.usefulYes, () => void rate(true)),
      button(t.usefulNo, () => void rate(false)),
    );
  }
  return box;
}

/** "Is this wrong?": a few words, if the person likes, to the officer who keeps the catalogue. */
export function viewReport(card: ProcedureCard, view: ChatView): HTMLElement {
  const { t } = view;
  const note = h('textarea', { rows: 2, maxlength: 500, name: 'note' });
  const form = h('form', {}, h('label', {}, t.wrongNote, note), h('button', { type: 'submit' }, t.wrongSend));
  const result = h('p', { class: 'result', tabindex: '-1' });
  const box = h('details', { class: 'wrong' }, h('summary', {}, t.wrong), form, result);
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { code, publication } = card;
    const about = {
      code,
      publication,
      conversation: view.conversation.id(),
      note: note.value.trim() || null,
    };
    const taken = await view.server.report(about);
    result.textContent = taken ? t.wrongThanks : t.notTaken;
    if (taken) form.remove();
    result.focus();
  });
  return box;
}
