import type { Reply } from '../../conversation/message.js';

/** A reply as plain text; choices become numbered lines, and typing the number takes one. */
export function renderReply({ text, choices = [] }: Reply): string {
  const lines = choices.map((choice, i) => `  ${i + 1}. ${choice.label}`);
  return [text, ...(lines.length > 0 ? [lines.join('\n')] : [])].join('\n');
}
