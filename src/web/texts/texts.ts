import { en } from './en.js';
import { vi } from './vi.js';

/** A language of the web chat itself. */
export type Language = 'vi' | 'en';

/** What the web chat says in one language; `{name}` stands for a value. */
export type Texts = typeof vi;

/** Every language the web chat itself speaks. */
export const TEXTS: Readonly<Record<Language, Texts>> = { vi, en };

/** The language's own name, for the person to choose by. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { vi: 'Tiếng Việt', en: 'English' };
