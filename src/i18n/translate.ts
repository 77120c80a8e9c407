/** Texts for people, in the languages of `locales/`. `vi.json` is the source: see `locale.ts`. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import i18next from 'i18next';
import { projectRoot } from '../config/paths.js';
import { SetupError } from '../config/setup-error.js';
import { type Hotlines, replaceHotlines, shippedHotlines } from './hotlines.js';
import { LOCALES, type Locale, type Translate } from './locale.js';

const texts = i18next.createInstance({
  resources: { vi: { translation: read('vi') }, en: { translation: read('en') } },
  lng: 'vi',
  fallbackLng: 'vi',
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  interpolation: { escapeValue: false, skipOnVariables: true },
});
void texts.init();

/** The function that turns a key and its values into text of one language. A value is put in as it is. */
export function translator(locale: Locale): Translate {
  return TRANSLATORS[locale];
}

/** Texts as they stand, without values: an answer asks for dozens of them, and looking one up is not free. */
const known: Record<Locale, Map<string, string>> = { vi: new Map(), en: new Map() };
const TRANSLATORS: Record<Locale, Translate> = { vi: createTranslator('vi'), en: createTranslator('en') };

function createTranslator(locale: Locale): Translate {
  const translate = texts.getFixedT(locale);
  return (key, values) => {
    const text = known[locale].get(key) ?? withHotlines(translate(key, { skipInterpolation: true }));
    known[locale].set(key, text);
    return values ? texts.services.interpolator.interpolate(text, values, locale, {}) : text;
  };
}

/** The telephone numbers texts tell, an operator's own among them. */
export function hotlines(): Hotlines {
  return told;
}

let told = shippedHotlines();

function withHotlines(text: string): string {
  return text.replace(/\{\{(hotline\w+)\}\}/g, (whole, name: string) => told[name]?.number ?? whole);
}

/**
 * Puts an operator's own texts in place of ours: `vi.json` and `en.json` of a folder, each with the keys to replace, and
 * the numbers in its `hotlines.json`. Throws `SetupError` when there is none of them, nor `packs` of phrases, or one is not
 * as it has to be.
 */
export function overrideTexts(folder: string): void {
  const files = LOCALES.map((locale) => ({ locale, file: path.join(folder, `${locale}.json`) }));
  const given = files.filter(({ file }) => existsSync(file));
  const numbers = path.join(folder, 'hotlines.json');
  const hasNumbers = existsSync(numbers);
  if (given.length === 0 && !hasNumbers && !existsSync(path.join(folder, 'packs')))
    throw new SetupError(`LOCALES_DIR: trong ${folder} không có vi.json, en.json, hotlines.json hay packs.`);
  if (hasNumbers) {
    const replaced = replaceHotlines(shippedHotlines(), parseJson(numbers));
    if (typeof replaced === 'string') throw new SetupError(`LOCALES_DIR: ${numbers}: ${replaced}`);
    told = replaced;
    for (const locale of LOCALES) known[locale].clear();
  }
  const replaced = given.map(({ locale, file }) => ({ locale, own: readOwn(file, read(locale)) }));
  for (const { locale, own } of replaced) {
    texts.addResources(locale, 'translation', own);
    known[locale].clear();
  }
}

function readOwn(file: string, ours: Record<string, string>): Record<string, string> {
  const refuse = (why: string) => {
    throw new SetupError(`LOCALES_DIR: ${file}: ${why}`);
  };
  const own = parseJson(file);
  if (typeof own !== 'object' || own === null || Array.isArray(own))
    return refuse('không phải JSON dạng {"khóa": "lời văn"}.');
  return Object.fromEntries(
    Object.entries(own).map(([key, text]) => {
      const replaced = ours[key];
      if (replaced === undefined) return refuse(`không có khóa "${key}"; xem locales/vi.json.`);
      if (typeof text !== 'string' || text.trim() === '') return refuse(`khóa "${key}" phải là lời văn.`);
      const [has, needs] = [placeholdersOf(text), placeholdersOf(replaced)];
      const [missing] = [...needs].filter((name) => !has.has(name));
      if (missing) return refuse(`khóa "${key}" thiếu {{${missing}}}.`);
      const [unknown] = [...has].filter((name) => !needs.has(name));
      if (unknown) return refuse(`khóa "${key}" có {{${unknown}}}, không ai điền được.`);
      return [key, text.normalize('NFC')];
    }),
  );
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

function placeholdersOf(text: string): ReadonlySet<string> {
  return new Set([...text.matchAll(/\{\{([^{}]*)\}\}/g)].map(([, name = '']) => name.trim()));
}

function read(locale: Locale): Record<string, string> {
  return JSON.parse(readFileSync(path.join(projectRoot, 'locales', `${locale}.json`), 'utf8'));
}
