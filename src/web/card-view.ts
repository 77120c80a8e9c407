import { CARD_TEXTS, type CardTexts } from './texts/card-texts.js';
import type { Texts } from './texts/texts.js';
import type { ChatView } from './view.js';

/** What every part of a card works with. */
export type CardView = Omit<ChatView, 't'> & { t: Texts & CardTexts };

/** The view with the words of cards. */
export function cardView(view: ChatView): CardView {
  return { ...view, t: { ...view.t, ...CARD_TEXTS[view.language] } };
}
