import { cardEn } from './card-en.js';
import { cardVi } from './card-vi.js';
import type { Language } from './texts.js';

/** What cards say in one language, beside what the whole chat says. */
export type CardTexts = typeof cardVi;

/** The words of cards in every language. */
export const CARD_TEXTS: Readonly<Record<Language, CardTexts>> = { vi: cardVi, en: cardEn };
