/** What the choices send: short texts that mean the same whenever they come, and fit 64 bytes. */

import { clean } from '../search/fold.js';
import { ATTRIBUTES, type Attribute } from '../search/question.js';
import { ATTRIBUTE_COMMANDS } from './cues.js';
import type { View } from './session.js';

const COMMAND = /^(?:(?<attribute>\D+?) )?thủ tục (?<code>\d\.\d{6})(?: phần (?<page>\d{1,3}))?$/;

/** The text that asks for a view: "lệ phí thủ tục 1.001193", "thủ tục 1.001193 phần 2". */
export function commandFor({ code, attribute, page }: View): string {
  const words = [attribute && ATTRIBUTE_COMMANDS[attribute], `thủ tục ${code}`, page > 1 && `phần ${page}`];
  return words.filter(Boolean).join(' ');
}

/** The view a text asks for; null = it is no such command. */
export function readCommand(text: string): View | null {
  const { attribute: word, code, page } = COMMAND.exec(clean(text).trim().toLowerCase())?.groups ?? {};
  const attribute = ATTRIBUTES.find((name: Attribute) => ATTRIBUTE_COMMANDS[name] === word) ?? null;
  if (code === undefined || (word !== undefined && attribute === null)) return null;
  return { code, attribute, page: Math.max(1, Number(page ?? 1)) };
}
