/** What is said in a terminal: Vietnamese stands where it is said, its English in `locales/commands.en.json`. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectRoot } from '../config/paths.js';
import { fill } from './fill.js';
import type { Locale } from './locale.js';

/** A Vietnamese text in the language of whoever reads it, with the values for its places `{name}`. */
export type Say = (vietnamese: string, values?: Readonly<Record<string, unknown>>) => string;

/** What says things in one language. A text nobody has put into English stays Vietnamese. */
export function sayIn(locale: Locale): Say {
  const known = locale === 'en' ? english() : new Map<string, string>();
  return (text, values = {}) => fill(known.get(text) ?? text, values);
}

/** English where the environment asks for it, as POSIX has it (`LANG=en_GB.UTF-8`), else Vietnamese. */
export function terminalLocale(env: Readonly<Record<string, string | undefined>>): Locale {
  const asked = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return /^en\b|^en_/i.test(asked) ? 'en' : 'vi';
}

let read: ReadonlyMap<string, string> | undefined;

function english(): ReadonlyMap<string, string> {
  read ??= new Map(
    Object.entries(JSON.parse(readFileSync(path.join(projectRoot, 'locales/commands.en.json'), 'utf8'))),
  );
  return read;
}
