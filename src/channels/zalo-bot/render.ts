/** Replies as plain texts: the platform has no buttons, so choices are numbered lines, and the number is typed. Pure. */
import type { Reply } from '../../conversation/message.js';
import { splitText } from '../split.js';

/** https://docs.zaloplatforms.com/docs/BOT: `text` of sendMessage; taken as UTF-16 units, the stricter reading. */
const MAX_TEXT = 2_000;

/** A reply as texts of at most 2,000 characters; the platform has no buttons, so choices are numbered. */
export function render({ text, choices = [], procedure }: Reply): string[] {
  const url = procedure?.url && !text.includes(procedure.url) ? [procedure.url] : [];
  const lines = choices.map(({ label }, i) => `${i + 1}. ${label}`);
  const parts = [text, ...url, ...(lines.length > 0 ? [lines.join('\n')] : [])];
  const texts = splitText(parts.join('\n\n'), MAX_TEXT);
  return texts.length > 0 ? texts : ['…'];
}
