import { keep, recall } from './storage.js';
import type { Language } from './texts/texts.js';

const PREFERENCES = 'preferences';

/** Times the usual text size. */
const SIZES: readonly number[] = [0.9, 1, 1.15, 1.3, 1.5, 1.75, 2];

/** What the person chose here before; null = nothing. */
export type Preferences = {
  language: Language | null;
  /** Which words of the country they are used to. */
  region: 'north' | 'south' | null;
  /** One of `SIZES`. */
  size: number;
};

/** What this browser remembers; anything unknown counts as not chosen. */
export function loadPreferences(): Preferences {
  const { language, region, size } = (recall(PREFERENCES) ?? {}) as Partial<Preferences>;
  return {
    language: language === 'vi' || language === 'en' ? language : null,
    region: region === 'north' || region === 'south' ? region : null,
    size: SIZES.find((known) => known === size) ?? 1,
  };
}

/** Remembers them. */
export function savePreferences(preferences: Preferences): void {
  keep(PREFERENCES, preferences);
}

/** The next size up (1) or down (-1); null = there is none. */
export function nextSize(size: number, step: 1 | -1): number | null {
  return SIZES[SIZES.indexOf(size) + step] ?? null;
}
