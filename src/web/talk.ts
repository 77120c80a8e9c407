import type { Home } from '../conversation/home.js';
import { h } from './dom.js';
import type { ShownTurn } from './history.js';
import { viewHome } from './home.js';
import { viewTurn } from './turn-view.js';
import type { ChatView } from './view.js';

/** The turns of a conversation on the screen. */
export type Talk = {
  element: HTMLElement;
  /** Brings what is shown in line with the conversation; turns that did not change keep their folds and focus. */
  refresh(): void;
  /** Shows what is known of this place before anybody has asked. */
  welcome(home: Home | null): void;
  /** Whether the end of the conversation is in sight. */
  isAtEnd(): boolean;
  showEnd(): void;
  /** Scrolls so that reading begins at a turn's question. */
  showTurn(turn: ShownTurn): void;
};

/** The conversation on the screen. It is not live by itself: answers are announced apart, each once. */
export function createTalk(view: ChatView): Talk {
  const { t, conversation } = view;
  const shown = new Map<string, { look: string; element: HTMLElement }>();
  const list = h('div', { class: 'turns' });
  let intro = viewHome(null, view);
  const element = h(
    'div',
    { class: 'talk', role: 'region', 'aria-label': t.conversation, tabindex: '0' },
    intro,
    list,
  );

  function refresh(): void {
    const ids = new Set<string>();
    for (const turn of conversation.turns()) {
      ids.add(turn.id);
      const wait = conversation.waitOf(turn);
      const cards =
        turn.replies.some(({ card, dossierCard }) => card ?? dossierCard) && view.cards.view() ? ' card' : '';
      const look = `${turn.state === 'waiting' ? wait : turn.state}${turn.until ?? ''}${cards}`;
      const old = shown.get(turn.id);
      if (old?.look === look) continue;
      const fresh = viewTurn(turn, wait, view);
      shown.set(turn.id, { look, element: fresh });
      if (old) replace(old.element, fresh);
      else list.append(fresh);
    }
    for (const [id, { element: gone }] of shown) {
      if (ids.has(id)) continue;
      gone.remove();
      shown.delete(id);
    }
  }

  return {
    element,
    refresh,
    welcome: (home) => {
      const fresh = viewHome(home, view);
      replace(intro, fresh);
      intro = fresh;
    },
    isAtEnd: () => element.scrollHeight - element.scrollTop - element.clientHeight < 48,
    showEnd: () => scrollDown(element, list.lastElementChild, 'end'),
    showTurn: ({ id }) => scrollDown(element, shown.get(id)?.element ?? null, 'start'),
  };
}

/** The focus stays in a turn that is drawn anew. */
function replace(old: HTMLElement, fresh: HTMLElement): void {
  const hadFocus = old.matches(':focus-within');
  old.replaceWith(fresh);
  if (!hadFocus) return;
  fresh.tabIndex = -1;
  fresh.focus({ preventScroll: true });
}

/** Moves the list, or the page where the list does not scroll by itself. */
function scrollDown(list: HTMLElement, target: Element | null, to: 'start' | 'end'): void {
  if (!target) return;
  if (list.scrollHeight <= list.clientHeight) {
    target.scrollIntoView({ block: 'nearest' });
    return;
  }
  const offset = target.getBoundingClientRect().top - list.getBoundingClientRect().top;
  list.scrollTop = to === 'end' ? list.scrollHeight : list.scrollTop + offset - 8;
}
