/** The choices that did not fit under a message: asked for by a button, told from the one where it stopped. */
import type { Command } from '../reading/command.js';
import { type Context, say, type Turn } from '../turn.js';
import { declineWith } from './refusal.js';

/** The rest of the choices on offer; null = the button is another. */
export function answerMoreChoices(context: Context, command: Command): Turn | null {
  if (command.kind !== 'moreChoices' || command.from === 0) return null;
  const { choices } = context.session;
  const rest = choices.slice(command.from - 1);
  if (rest.length === 0) return declineWith(context, 'pick.nothing');
  // Typed numbers go on counting from the first.
  return say(context, { text: context.t('choices.rest'), choices: rest }, {}, { choices });
}
