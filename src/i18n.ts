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
  return TRANSLATORS[locale];
}

const TRANSLATORS: Record<Locale, Translate> = { vi: createTranslator('vi'), en: createTranslator('en') };

/** Texts without values never change: an answer asks for dozens of them, and looking one up is not free. */
function createTranslator(locale: Locale): Translate {
  const translate = texts.getFixedT(locale);
  const known = new Map<string, string>();
  return (key, values) => {
    if (values) return translate(key, values);
    const text = known.get(key) ?? translate(key);
    known.set(key, text);
    return text;
  };
}

function read(locale: Locale): Record<string, string> {
  return JSON.parse(readFileSync(path.join(projectRoot, 'locales', `${locale}.json`), 'utf8'));
}
