import type { CARDS } from './card.js';
import { adoptSheet } from './sheet.js';

/** What shows cards; null = it is not here (yet), and an answer is shown by its blocks. */
export type Cards = {
  view(): typeof CARDS | null;
  /** Begins to load it; one try is enough, as all is told without it. Null = it cannot be had. */
  load(): Promise<typeof CARDS | null>;
};

/** Cards are loaded when somebody begins to talk, so that the page itself stays small. `loaded`: told once. */
export function createCards(root: Document | ShadowRoot, loaded: () => void): Cards {
  let view: typeof CARDS | null = null;
  let loading: Promise<typeof CARDS | null> | null = null;
  const begin = () =>
    import('./card.js').then(
      (part) => {
        adoptSheet(root, part.CARD_STYLE);
        view = part.CARDS;
        loaded();
        return view;
      },
      () => null,
    );
  return {
    view: () => view,
    load: () => {
      loading ??= begin();
      return loading;
    },
  };
}
