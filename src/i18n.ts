/** Texts for people, in the languages of `locales/`. `vi.json` is the source: see `conversation/translate.ts`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import i18next from 'i18next';
import type { Locale } from './conversation/message.js';
import type { Translate } from './conversation/translate.js';
import { projectRoot } from './paths.js';

const texts = i18next.createInstance({
  resources: { vi: { translation: read('vi') }, en: { translation: read('en') } },
  lng: 'vi',
  fallbackLng: 'vi',
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  interpolation: { escapeValue: false, skipOnVariables: true },
  showSupportNotice: false,
});
void texts.init();

/** The function that turns a key and its values into text of one language. A value is put in as it is. */
export function translator(locale: Locale): Translate {
  const translate = texts.getFixedT(locale);
  return (key, values = {}) => translate(key, values);
}

function read(locale: Locale): Record<string, string> {
  return JSON.parse(readFileSync(path.join(projectRoot, 'locales', `${locale}.json`), 'utf8'));
}
