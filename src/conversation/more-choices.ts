/** The choices that did not fit under a message: asked for by a button, told from the one where it stopped. */
import { declineWith } from './refusal.js';
import { type Context, say, type Turn } from './turn.js';

const COMMAND = /^xem lựa chọn từ (\d{1,2})$/;

/** What a channel's last button sends when there are more choices than buttons; counts from 1. */
export function moreChoicesCommand(from: number): string {
  return `xem lựa chọn từ ${from}`;
}

/** The rest of the choices on offer; null = the message asks for something else. */
export function answerMoreChoices(context: Context): Turn | null {
  const from = Number(COMMAND.exec(context.text)?.[1] ?? 0);
  if (from === 0) return null;
  const { choices } = context.session;
  const rest = choices.slice(from - 1);
  if (rest.length === 0) return declineWith(context, 'pick.nothing');
  // Typed numbers go on counting from the first.
  return say(context, { text: context.t('choices.rest'), choices: rest }, {}, { choices });
}
