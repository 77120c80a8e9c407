import type { Reply } from '../conversation/message.js';
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
