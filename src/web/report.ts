import type { ProcedureCard } from '../conversation/message.js';
import type { CardView } from './card-view.js';
import { h } from './dom.js';

/** "Is this wrong?": a few words, if the person likes, to the officer who keeps the catalogue. */
export function viewReport(card: ProcedureCard, view: CardView): HTMLElement {
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
