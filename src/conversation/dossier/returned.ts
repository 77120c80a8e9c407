/**
 * "Hồ sơ bị trả lại": asked for supplements (5), refused (3, or 9 with a refusal), or withdrawn (7)? A dossier that is
 * open, or being opened, answers for itself; otherwise the person is asked which it is.
 */
import { blocksOf } from '../block.js';
import { contactBlocks } from '../office/office.js';
import type { Act } from '../reading/acts.js';
import { writeCommand } from '../reading/command.js';
import type { DirectAct } from '../reading/direct.js';
import { type Context, say, type Turn } from '../turn.js';
import { answerProgress } from './look-up.js';

/** Each with the command of its choice. */
const COMMANDS = {
  supplement: 'returnedToSupplement',
  refusal: 'returnedAsRefused',
  withdrawal: 'withdrawDossier',
} as const;
type Meaning = keyof typeof COMMANDS;
const MEANINGS = Object.keys(COMMANDS) as Meaning[];
const sendOf = (meaning: Meaning) => writeCommand({ kind: COMMANDS[meaning] });

/** The question which of the three it is, or the answer to one; null = the button is another. */
export async function answerReturned(
  context: Context,
  act: Extract<Act | DirectAct, { kind: 'returned' | 'command' }>,
): Promise<Turn | null> {
  if (act.kind === 'command') {
    const meaning = MEANINGS.find((each) => COMMANDS[each] === act.command.kind);
    return meaning ? answerMeaning(context, meaning) : null;
  }
  const { opened, awaiting } = context.session;
  const known = opened || awaiting ? await answerProgress(context) : null;
  return known ?? askMeaning(context);
}

/** Which of the three it is. */
export async function askMeaning(context: Context): Promise<Turn> {
  const { t, lookups } = context;
  const held = (await lookups.dossiers?.holds(null)) ?? false;
  const text = [t('returned.which'), ...(held ? [t('returned.sendCode')] : [])].join(' ');
  const choices = MEANINGS.map((each) => ({
    label: t(`returned.choice.${each}`),
    send: sendOf(each),
  }));
  return say(context, { text, choices }, { kind: 'dossier' });
}

/** What to do about one of them. */
export async function answerMeaning(context: Context, meaning: Meaning): Promise<Turn> {
  const blocks = blocksOf([context.t(`returned.${meaning}`), ...(await contactBlocks(context))]);
  return say(context, { blocks }, { kind: 'dossier' });
}
