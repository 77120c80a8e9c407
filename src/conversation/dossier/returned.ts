/**
 * "Hồ sơ bị trả lại": asked for supplements (5), refused (3, or 9 with a refusal), or withdrawn (7)? A dossier that is
 * open, or being opened, answers for itself; otherwise the person is asked which it is.
 */
import { clean } from '../../search/fold.js';
import { blocksOf } from '../block.js';
import { contactBlocks } from '../office/office.js';
import { writeCommand } from '../reading/command.js';
import { sayings } from '../sayings.js';
import { type Context, say, type Turn } from '../turn.js';
import { coveredBy, phrasePattern, plainLine } from '../words.js';
import { answerProgress } from './look-up.js';

const returned = phrasePattern(sayings('returned'));
const returnedMarked = phrasePattern(sayings('returned-marked'));
const noun = phrasePattern(sayings('dossier-words-noun'));
const mine = phrasePattern(sayings('dossier-words-mine'));
const around = phrasePattern(sayings('returned-around', 'filler'));

/** Each with the command of its choice. */
const COMMANDS = {
  supplement: 'returnedToSupplement',
  refusal: 'returnedAsRefused',
  withdrawal: 'withdrawDossier',
} as const;
type Meaning = keyof typeof COMMANDS;
const MEANINGS = Object.keys(COMMANDS) as Meaning[];
const sendOf = (meaning: Meaning) => writeCommand({ kind: COMMANDS[meaning] });

/** The question which of the three it is, or the answer to one; null = the message is something else. */
export async function answerReturned(context: Context): Promise<Turn | null> {
  const meaning = MEANINGS.find((each) => sendOf(each) === context.text);
  if (meaning) return answerMeaning(context, meaning);
  if (!saysReturned(context.text)) return null;
  const { opened, awaiting } = context.session;
  const known = opened || awaiting ? await answerProgress(context) : null;
  return known ?? askMeaning(context);
}

/** The whole message: beside other words ("trả lại hồ sơ gốc") it is another question. */
function saysReturned(text: string): boolean {
  const line = plainLine(text);
  if (line.search(noun) < 0 || !coveredBy(line, returned, returnedMarked, mine, noun, around)) return false;
  return (
    line.search(returned) >= 0 || (line.search(returnedMarked) >= 0 && /(?<!\p{L})trả /iu.test(clean(text)))
  );
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
