/** The languages people are answered in, and how texts are asked for; who knows them is handed in. Pure. */
import type vi from '../../locales/vi.json';

/** The languages citizens are answered in. */
export const LOCALES = ['vi', 'en'] as const;

/** One of `LOCALES`. */
export type Locale = (typeof LOCALES)[number];

/** A key of `locales/vi.json`; a wrong one does not compile. */
export type MessageKey = keyof typeof vi;

/** The text of a key in one language, with the values for its placeholders. */
export type Translate = (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;
